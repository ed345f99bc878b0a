// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/job_pool.h"

#include "analytics/capacity/parts.h"
#include "analytics/fabric/scale_up.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/rack_load.h"
#include "analytics/reliability/library.h"
#include "analytics/reliability/redundancy.h"

#include "analytics/engine/node_store.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace rackloom::analytics {

namespace {

using Standing = std::function<DeviceTypeId(const model::Slot&)>;

/// GPUs of a device, or its CPUs in a design without any GPU.
double processorsIn(Query& q, DeviceTypeId id, model::ComputeRole role) {
    double sum = 0;
    for (const auto& [part, count] : q.get<DeviceParts>(id)->parts) {
        const Shared<model::DeviceType>& type = q.get<TypeOf>(part);
        if (type->compute && type->compute->role == role) sum += static_cast<double>(count);
    }
    return sum;
}

/// What jobs run on. Apart, so that a device more or less ends here.
struct ProcessorRole {
    using Key = NoKey;
    using Value = model::ComputeRole;
    static constexpr std::string_view kName = "processor role";
    static Value compute(const Key&, Query& q) {
        for (const auto& [id, count] : q.get<SiteParts>()->parts) {
            const Shared<model::DeviceType>& type = q.get<TypeOf>(id);
            if (count > 0 && type->compute && type->compute->role == model::ComputeRole::Gpu)
                return model::ComputeRole::Gpu;
        }
        return model::ComputeRole::Cpu;
    }
};

/// Adds up equal parts of several devices, then shares them among what they belong to.
class HazardSum {
public:
    explicit HazardSum(Query& q) : q_(q) {}

    /// `carries`: a device that runs the job must not count as perfect where nothing is stated.
    void add(DeviceTypeId id, double devices, bool carries) {
        const TypeFactsValue& facts = *q_.get<TypeFacts>(id);
        for (const FailureTerm& term : facts.failures) {
            Hazard& h = hazards_[{term.type, term.name}];
            h.type = term.type;
            h.name = term.name;
            h.parts += devices * term.count;
            if (term.rate)
                h.rate = h.rate.value_or(Frequency{}) + Frequency::si(devices * term.count * *term.rate);
            known_ = known_ || (carries && term.rate);
            if (!term.type.isValid()) continue;
            const model::DeviceType& type = *q_.get<TypeOf>(term.type);
            h.hardFraction = hardFractionOf(type);
            h.repair = repairOf(type);
        }
        if (carries && facts.failures.empty()) {
            Hazard& h = hazards_[{id, facts.name}];
            h.type = id;
            h.name = facts.name;
            h.parts += devices;
        }
    }

    bool known() const { return known_; }
    std::vector<Hazard> shared(double among) const {
        std::vector<Hazard> out;
        for (auto [key, h] : hazards_) {
            h.parts /= among;
            if (h.rate) h.rate = *h.rate / among;
            out.push_back(h);
        }
        return out;
    }

private:
    Query& q_;
    std::map<std::pair<DeviceTypeId, std::string>, Hazard> hazards_;
    bool known_ = false;
};

struct DomainParts {
    std::vector<DeviceTypeId> trays, others;
};

class RackReader {
public:
    RackReader(Query& q, const model::RackDesign& design, const Standing& standing)
        : q_(q), design_(design), standing_(standing), role_(q.get<ProcessorRole>()) {}

    RackPool read(const std::vector<DesignDomain>& listed, const RackLoad& load) {
        for (const DesignDomain& domain : listed)
            addDomain(domain.slots);
        for (const model::Slot& slot : design_.slots)
            if (covered_.count(slot.id) == 0) addAlone(slot);
        RackPool pool = poolOfDomains();
        addShelves(load, pool);
        addCoolers(load, pool);
        return pool;
    }

private:
    void addDomain(const std::vector<SlotId>& slots) {
        DomainParts parts;
        for (const SlotId id : slots) {
            covered_.insert(id);
            const model::Slot* slot = design_.find(id);
            const DeviceTypeId there = slot ? standing_(*slot) : DeviceTypeId{};
            if (!there.isValid()) continue;
            (processors(there) > 0 ? parts.trays : parts.others).push_back(there);
        }
        if (!parts.trays.empty()) domains_.push_back(std::move(parts));
    }

    void addAlone(const model::Slot& slot) {
        const DeviceTypeId there = standing_(slot);
        if (!there.isValid()) return;
        if (processors(there) > 0)
            domains_.push_back({{there}, {}});
        else
            supplies_.push_back(there);
    }

    /// Domains of the rack are taken for equal: the first one's number of trays, parts on average.
    RackPool poolOfDomains() {
        RackPool pool;
        if (domains_.empty()) return pool;
        pool.domains = static_cast<int>(domains_.size());
        pool.trays = static_cast<int>(domains_.front().trays.size());
        std::map<DeviceTypeId, double> traysOf, othersOf;
        for (const DomainParts& domain : domains_) {
            for (const DeviceTypeId id : domain.trays)
                traysOf[id] += 1;
            for (const DeviceTypeId id : domain.others)
                othersOf[id] += 1;
        }
        HazardSum trays(q_), others(q_);
        double all = 0, gpus = 0;
        for (const auto& [id, count] : traysOf) {
            trays.add(id, count, true);
            gpus += processors(id) * count;
            all += count;
        }
        for (const auto& [id, count] : othersOf)
            others.add(id, count, false);
        pool.gpusPerTray = gpus / all;
        pool.tray = trays.shared(all);
        pool.domain = others.shared(pool.domains);
        pool.processorsKnown = trays.known();
        return pool;
    }

    /// Supplies behind a busbar: enough of all modules must work for the planned load.
    void addShelves(const RackLoad& load, RackPool& pool) {
        std::map<DeviceTypeId, int> shelves;
        for (const DeviceTypeId id : supplies_) {
            const model::DeviceType& type = *q_.get<TypeOf>(id);
            if (type.conversion && type.failure && type.failure->rate.known()) ++shelves[id];
        }
        for (const auto& [id, count] : shelves) {
            const model::DeviceType& type = *q_.get<TypeOf>(id);
            const model::Conversion& c = *type.conversion;
            const int perShelf = std::max(1, c.modules);
            std::optional<double> rating;
            if (c.modules > 0 && c.moduleRating.known())
                rating = c.moduleRating.value->si();
            else if (c.outputRating.known())
                rating = c.outputRating.value->si() / perShelf;
            addGroup(id, type, count * perShelf, rating,
                     load.planning.sum / static_cast<double>(shelves.size()), pool);
        }
    }

    void addCoolers(const RackLoad& load, RackPool& pool) {
        std::map<DeviceTypeId, int> coolers;
        for (const DeviceTypeId id : supplies_) {
            const model::DeviceType& type = *q_.get<TypeOf>(id);
            if (type.heatRemoval && type.heatRemoval->medium == model::CoolingMedium::Liquid &&
                type.failure && type.failure->rate.known())
                ++coolers[id];
        }
        for (const auto& [id, count] : coolers) {
            const model::DeviceType& type = *q_.get<TypeOf>(id);
            const auto& capacity = type.heatRemoval->capacity;
            addGroup(id, type, count, capacity.known() ? std::optional(capacity.value->si()) : std::nullopt,
                     load.liquid.sum, pool);
        }
    }

    void addGroup(DeviceTypeId id, const model::DeviceType& type, int units, std::optional<double> rating,
                  double need, RackPool& pool) {
        int needed = units;
        if (rating && *rating > 0)
            needed = std::clamp(static_cast<int>(std::ceil(need / *rating - 1e-9)), 1, units);
        Hazard h{id, type.name, static_cast<double>(units), {}, 1, repairOf(type)};
        const double scale = q_.get<AssumptionOf>("reliability.rate_scale").value;
        h.rate = lossWhileUp(units, needed, *type.failure->rate.value * scale, h.repair, 0);
        pool.rack.push_back(h);
    }

    double processors(DeviceTypeId id) {
        const auto [known, fresh] = processors_.try_emplace(id, 0.0);
        if (fresh) known->second = processorsIn(q_, id, role_);
        return known->second;
    }

    Query& q_;
    const model::RackDesign& design_;
    const Standing& standing_;
    model::ComputeRole role_;
    std::map<DeviceTypeId, double> processors_;  ///< of each type that was asked for
    std::set<SlotId> covered_;
    std::vector<DomainParts> domains_;
    std::vector<DeviceTypeId> supplies_;
};

}  // namespace

double hardFractionOf(const model::DeviceType& type) {
    if (type.failure && type.failure->hardFraction && type.failure->hardFraction->known())
        return std::clamp(*type.failure->hardFraction->value, 0.0, 1.0);
    const LibraryItem* item = libraryItem(type.kind);
    return item ? item->hardFraction : 1;
}

Duration repairOf(const model::DeviceType& type) {
    if (type.failure && type.failure->repair.known()) return *type.failure->repair.value;
    const LibraryItem* item = libraryItem(type.kind);
    return item ? item->repair : 24 * unit::hour;
}

Frequency lossWhileUp(int units, int needed, Frequency rate, Duration repair, double commonShare) {
    if (units == needed) return rate * units * (1 - commonShare) + rate * commonShare;
    const Result<GroupAvailability> g = redundantGroup({units, needed, rate, repair, commonShare});
    if (!g || !(g.value().chance.up > 0)) return rate * units;
    return g.value().lossRate / g.value().chance.up;
}

DesignPool::Value DesignPool::compute(const Key& id, Query& q) {
    const Shared<model::RackDesign> design = q.get<Designs>(id);
    const Standing asDrawn = [](const model::Slot& slot) { return slot.type; };
    return RackReader(q, *design, asDrawn).read(*q.get<DesignDomains>(id), *q.get<DesignLoad>(id));
}

DeviatingPool::Value DeviatingPool::compute(const Key& rack, Query& q) {
    const RackMember* member = q.get<RackMembers>()->find(rack);
    if (!member) return {};
    const Shared<model::OverrideMap> overrides = q.get<Overrides>();
    const Standing standing = [&](const model::Slot& slot) {
        const auto it = overrides->find({rack, slot.id});
        if (it == overrides->end()) return slot.type;
        if (it->second.removed) return DeviceTypeId{};
        return it->second.type.isValid() ? it->second.type : slot.type;
    };
    const Shared<model::RackDesign> design = q.get<Designs>(member->design);
    return RackReader(q, *design, standing)
        .read(*q.get<RackDomains>(rack), *q.get<DesignLoad>(member->design));
}

}  // namespace rackloom::analytics
