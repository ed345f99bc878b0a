// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/job_builder.h"

#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"
#include "analytics/reliability/burn_in.h"
#include "analytics/reliability/roll_up.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace rackloom::analytics {

double JobBuilder::assumption(const char* id) {
    return query_.get<AssumptionOf>(id).value;
}

/// The kind of rack with most GPUs among those the job may use; racks of other kinds are left out.
void JobBuilder::choosePool() {
    std::set<RackId> deviating;
    for (const auto& [device, change] : *query_.get<Overrides>())
        deviating.insert(device.rack);
    const std::set<RackId> named(demand_.racks.begin(), demand_.racks.end());
    std::map<RackDesignId, Shared<RackPool>> ofDesign;
    std::map<std::pair<int, double>, double> gpusOfKind;
    for (const auto& [rack, member] : *query_.get<RackMembers>()) {
        if (!named.empty() && named.count(rack) == 0) continue;
        const auto [design, fresh] = ofDesign.try_emplace(member.design);
        if (fresh) design->second = query_.get<DesignPool>(member.design);
        const Shared<RackPool>& pool = !deviating.empty() && deviating.count(rack) > 0
                                           ? query_.get<DeviatingPool>(rack)
                                           : design->second;
        const double gpus = pool->gpus();
        if (!(gpus > 0)) continue;
        racks_.push_back(rack);
        pools_.push_back(pool);
        gpusOfKind[{pool->trays, pool->gpusPerTray}] += gpus;
        out_.allGpus += gpus;
    }
    const auto most = std::max_element(gpusOfKind.begin(), gpusOfKind.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == gpusOfKind.end()) return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < racks_.size(); ++i) {
        if (std::make_pair(pools_[i]->trays, pools_[i]->gpusPerTray) != most->first) continue;
        racks_[kept] = racks_[i];
        pools_[kept++] = pools_[i];
    }
    racks_.resize(kept);
    pools_.resize(kept);
    kind_ = *pools_.front();
    if (gpusOfKind.size() > 1)
        out_.notes.push_back("racks whose domains differ from most of the job's are left out");
}

void JobBuilder::place() {
    JobModel& m = out_.model;
    m.trays = kind_.trays;
    m.gpusPerTray = kind_.gpusPerTray;
    for (const Shared<RackPool>& pool : pools_)
        m.domains += pool->domains;
    const auto whole = [](double v, int most) {
        return static_cast<int>(std::clamp(std::ceil(v - 1e-9), 1.0, static_cast<double>(most)));
    };
    m.traysNeeded = demand_.traysPerDomain ? whole(*demand_.traysPerDomain, m.trays) : m.trays;
    m.needed = m.domains;
    double perDomain = m.traysNeeded * m.gpusPerTray;
    if (demand_.domains)
        m.needed = whole(*demand_.domains, m.domains);
    else if (demand_.gpus)
        m.needed = whole(*demand_.gpus / perDomain, m.domains);
    if (demand_.gpus && *demand_.gpus < perDomain)
        m.traysNeeded = whole(*demand_.gpus / m.gpusPerTray, m.traysNeeded);
    perDomain = m.traysNeeded * m.gpusPerTray;
    out_.wanted = demand_.gpus.value_or(demand_.domains.value_or(0) * perDomain);
    out_.gpus = static_cast<double>(m.needed) * m.traysNeeded * m.gpusPerTray;
    if (demand_.gpus) out_.gpus = std::min(out_.gpus, *demand_.gpus);
    const double held = static_cast<double>(m.needed) * perDomain;
    filled_ = held > 0 ? std::min(1.0, out_.gpus / held) : 1;
}

/// Racks that hang on the same units stand in one group.
void JobBuilder::groupRacks(const Units& units) {
    std::vector<std::vector<std::uint32_t>> above(racks_.size());
    for (std::uint32_t u = 0; u < units.size(); ++u) {
        std::size_t i = 0;
        for (const RackId rack : units[u]->racks) {  // both lists rise
            while (i < racks_.size() && racks_[i] < rack)
                ++i;
            if (i < racks_.size() && racks_[i] == rack) above[i].push_back(u);
        }
    }
    std::map<std::vector<std::uint32_t>, std::size_t> known;
    std::size_t last = 0;
    for (std::size_t i = 0; i < racks_.size(); ++i) {
        if (groups_.empty() || groups_[last].above != above[i]) {
            const auto [it, fresh] = known.try_emplace(above[i], groups_.size());
            if (fresh) groups_.push_back({{}, std::move(above[i]), {}});
            last = it->second;
        }
        groups_[last].racks.push_back(i);
    }
}

std::size_t JobBuilder::causeOf(const UnitHazard& h, bool nests) {
    const std::string name = nests ? h.kind : h.kind + " (across others)";
    for (std::size_t i = 0; i < out_.model.causes.size(); ++i) {
        const InterruptionCause& c = out_.model.causes[i];
        const bool same = nests ? c.strikes == Strikes::Unit && c.rate == h.rate : c.strikes == Strikes::Job;
        if (same && c.repair == h.repair && c.name == name && out_.origins[i].type == h.type) return i;
    }
    addCause({name,
              nests ? Strikes::Unit : Strikes::Job,
              nests ? h.rate : Frequency{},
              nests ? 1.0 : 0.0,
              h.repair,
              {},
              {},
              {}},
             {h.type, {}, 0, true});
    const std::size_t added = out_.model.causes.size() - 1;
    if (!h.type.isValid()) scaled_.insert(added);  // power or coolant; only devices of fabrics have a type
    return added;
}

void JobBuilder::nest(const Units& units) {
    std::vector<std::vector<std::size_t>> below(units.size());  // its groups, rising
    for (std::size_t g = 0; g < groups_.size(); ++g)
        for (const std::uint32_t u : groups_[g].above)
            below[u].push_back(g);
    std::vector<std::size_t> largestFirst;
    for (std::size_t u = 0; u < units.size(); ++u)
        if (!below[u].empty()) largestFirst.push_back(u);
    std::stable_sort(largestFirst.begin(), largestFirst.end(),
                     [&](std::size_t a, std::size_t b) { return below[a].size() > below[b].size(); });
    int across = 0;
    for (const std::size_t u : largestFirst) {
        const std::vector<std::size_t>& groups = below[u];
        const UnitHazard& h = *units[u];
        const std::optional<std::size_t> parent = groups_[groups.front()].unit;
        const bool nests = std::all_of(groups.begin(), groups.end(),
                                       [&](std::size_t g) { return groups_[g].unit == parent; });
        across += !nests;
        const std::size_t cause = causeOf(h, nests);
        out_.origins[cause].objects.push_back(h.object);
        out_.origins[cause].parts += std::max(1.0, h.parts);
        out_.parts += h.parts;
        out_.known += h.parts;
        if (!nests) {
            out_.model.causes[cause].rate += h.rate;
            continue;
        }
        for (const std::size_t g : groups)
            groups_[g].unit = out_.model.units.size();
        out_.model.causes[cause].units.push_back(out_.model.units.size());
        out_.model.units.push_back({h.kind, parent});
    }
    if (across > 0)
        out_.notes.push_back(std::to_string(across) +
                             " shared parts cut across others: they interrupt, but the racks they take "
                             "for the repair are not counted");
}

/// What takes a whole rack: its domain where there is one, else a unit of its own.
void JobBuilder::addRackUnits() {
    if (kind_.rack.empty()) return;
    if (kind_.domains == 1) {
        for (const Hazard& h : kind_.rack) {
            scaled_.insert(out_.model.causes.size());
            addCause(h, Strikes::Domain, static_cast<double>(racks_.size()));
        }
        return;
    }
    std::vector<std::size_t> units;
    std::vector<RackGroup> split;
    for (const RackGroup& group : groups_)
        for (const std::size_t rack : group.racks) {
            units.push_back(out_.model.units.size());
            split.push_back({{rack}, {}, out_.model.units.size()});
            out_.model.units.push_back({"rack", group.unit});
        }
    groups_ = std::move(split);
    for (const Hazard& h : kind_.rack) {
        scaled_.insert(out_.model.causes.size());
        addCause(h, Strikes::Unit, static_cast<double>(racks_.size()));
        out_.model.causes.back().units = units;
    }
}

void JobBuilder::addDomainGroups() {
    for (const RackGroup& group : groups_) {
        int domains = 0;
        for (const std::size_t rack : group.racks)
            domains += pools_[rack]->domains;
        out_.model.groups.push_back({domains, group.unit});
    }
}

void JobBuilder::addCause(InterruptionCause cause, CauseOrigin origin) {
    out_.model.causes.push_back(std::move(cause));
    out_.origins.push_back(std::move(origin));
}

void JobBuilder::addCause(const Hazard& h, Strikes strikes, double elements) {
    const double parts = h.parts * elements;
    out_.parts += parts;
    if (h.rate) out_.known += parts;
    addCause({h.name,
              strikes,
              h.rate.value_or(Frequency{}),
              strikes == Strikes::Job ? 0 : h.hardFraction,
              h.repair,
              {},
              {},
              {}},
             {h.type, {}, parts, h.rate.has_value()});
}

/// Rates of parts, part by part.
void JobBuilder::addParts() {
    const JobModel& m = out_.model;
    const double lemons =
        lemonFactor(assumption("reliability.lemon_share"), assumption("reliability.lemon_multiplier"))
            .value();
    const double young = hazardAt(
        {assumption("reliability.burn_in_multiplier"), assumption("reliability.burn_in_settle_s") * unit::s},
        assumption("reliability.age_s") * unit::s);
    for (Hazard h : kind_.tray) {
        if (h.rate) h.rate = *h.rate * (lemons * young * filled_);
        addCause(h, Strikes::Tray, static_cast<double>(m.domains) * m.trays);
    }
    for (const Hazard& h : kind_.domain)
        addCause(h, Strikes::Domain, m.domains);
    addFabric();
    addStorage();
    const Units units = unitHazards();
    groupRacks(units);
    nest(units);
    addRackUnits();
    addDomainGroups();
}

JobGroundState JobBuilder::build() {
    out_.calibration = query_.get<SiteInput>()->calibration;
    choosePool();
    if (racks_.empty()) {
        out_.problem = "no processors are drawn for the job to run on";
        return std::move(out_);
    }
    place();
    if (out_.calibration.empty() && !kind_.processorsKnown)
        out_.problem = "no failure rate is known for any device that carries the job";
    if (out_.calibration.empty())
        addParts();
    else
        addCalibration();
    addSoftware();
    setPolicy();
    if (!out_.problem.empty()) return std::move(out_);
    if (const Result<void> fine = checked(out_.model); !fine) {
        out_.problem = fine.error().text();
    } else if (Result<JobCapacity> capacity = capacityOf(out_.model); capacity) {
        out_.capacity = std::move(capacity.value());
    } else {
        out_.problem = capacity.error().text();
    }
    return std::move(out_);
}

}  // namespace rackloom::analytics
