// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/job_builder.h"

#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"
#include "analytics/reliability/burn_in.h"
#include "analytics/reliability/roll_up.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <string_view>
#include <unordered_map>

namespace rackloom::analytics {

namespace {

using Racks = std::vector<RackId>;

bool listed(const Racks& rising, RackId rack) {
    return std::binary_search(rising.begin(), rising.end(), rack);
}

/// The first that is not below `rack`; mostly one of the next few.
Racks::const_iterator notBefore(Racks::const_iterator from, Racks::const_iterator end, RackId rack) {
    for (int i = 0; i < 4; ++i, ++from)
        if (from == end || !(*from < rack)) return from;
    return std::lower_bound(from, end, rack);
}

std::size_t mixOf(std::span<const std::uint32_t> numbers) {
    std::size_t mix = numbers.size();
    for (const std::uint32_t n : numbers)
        mix = (mix ^ n) * 0x9E3779B97F4A7C15u;
    return mix ^ (mix >> 32);
}

/// What must be equal in racks of one job: trays of a domain and GPUs of a tray.
using Kind = std::pair<int, double>;
Kind kindOf(const RackPool& pool) {
    return {pool.trays, pool.gpusPerTray};
}

}  // namespace

double JobBuilder::assumption(const char* id) {
    return query_.get<AssumptionOf>(id).value;
}

/// The kind of rack with most GPUs among those the job may use; racks of other kinds are left out.
void JobBuilder::choosePool() {
    std::vector<RackId> deviating, named = demand_.racks;
    for (const auto& [device, change] : *query_.get<Overrides>())
        if (deviating.empty() || deviating.back() != device.rack) deviating.push_back(device.rack);
    std::sort(named.begin(), named.end());
    std::map<RackDesignId, const RackPool*> ofDesign;
    std::map<Kind, double> gpusOfKind;
    for (const auto& [rack, member] : *query_.get<RackMembers>()) {
        if (!named.empty() && !listed(named, rack)) continue;
        const RackPool*& pool = ofDesign[member.design];
        if (!pool) pool = &*query_.get<DesignPool>(member.design);
        const RackPool* own = listed(deviating, rack) ? &*query_.get<DeviatingPool>(rack) : pool;
        const double gpus = own->gpus();
        if (!(gpus > 0)) continue;
        racks_.push_back(rack);
        pools_.push_back(own);
        gpusOfKind[kindOf(*own)] += gpus;
        out_.allGpus += gpus;
    }
    const auto most = std::max_element(gpusOfKind.begin(), gpusOfKind.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == gpusOfKind.end()) return;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < racks_.size(); ++i) {
        if (kindOf(*pools_[i]) != most->first) continue;
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
    for (const RackPool* pool : pools_)
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

Belonging JobBuilder::unitsAbove(const Units& units) const {
    Belonging::Numbers rack, unit;
    for (std::uint32_t u = 0; u < units.size(); ++u) {
        auto at = racks_.begin();
        for (const RackId taken : units[u]->racks) {  // both lists rise
            at = notBefore(at, racks_.end(), taken);
            if (at == racks_.end()) break;
            if (*at != taken) continue;
            rack.push_back(static_cast<std::uint32_t>(at - racks_.begin()));
            unit.push_back(u);
        }
    }
    return {racks_.size(), rack, unit};
}

/// Racks that hang on the same units stand in one group.
void JobBuilder::groupRacks(const Belonging& above) {
    const auto alike = [&](std::uint32_t group, std::span<const std::uint32_t> units) {
        const auto others = above.of(groups_[group].first);
        return std::equal(units.begin(), units.end(), others.begin(), others.end());
    };
    std::unordered_multimap<std::size_t, std::uint32_t> known;  // by what their units mix to
    known.reserve(racks_.size());
    std::uint32_t last = 0;
    for (std::uint32_t i = 0; i < racks_.size(); ++i) {
        const auto units = above.of(i);
        if (groups_.empty() || !alike(last, units)) {
            const std::size_t mix = mixOf(units);
            const auto [from, to] = known.equal_range(mix);
            const auto it = std::find_if(from, to, [&](const auto& one) { return alike(one.second, units); });
            last = it != to ? it->second : static_cast<std::uint32_t>(groups_.size());
            if (it == to) {
                known.emplace(mix, last);
                groups_.push_back({i, 0, {}});
            }
        }
        groups_[last].domains += pools_[i]->domains;
        groupOf_.push_back(last);
    }
}

bool JobBuilder::isCause(std::size_t cause, const UnitHazard& h, bool nests) const {
    constexpr std::string_view kAcross = " (across others)";
    const InterruptionCause& c = out_.model.causes[cause];
    if (c.repair != h.repair || out_.origins[cause].type != h.type) return false;
    if (nests) return c.strikes == Strikes::Unit && c.rate == h.rate && c.name == h.kind;
    return c.strikes == Strikes::Job && c.name.size() == h.kind.size() + kAcross.size() &&
           c.name.starts_with(h.kind) && c.name.ends_with(kAcross);
}

std::size_t JobBuilder::causeOf(const UnitHazard& h, bool nests) {
    if (nests && lastCause_ < out_.model.causes.size() && isCause(lastCause_, h, nests)) return lastCause_;
    for (std::size_t i = 0; i < out_.model.causes.size(); ++i)
        if (isCause(i, h, nests)) return lastCause_ = i;
    addCause({nests ? h.kind : h.kind + " (across others)",
              nests ? Strikes::Unit : Strikes::Job,
              nests ? h.rate : Frequency{},
              nests ? 1.0 : 0.0,
              h.repair,
              {},
              {},
              {}},
             {h.type, {}, 0, true});
    lastCause_ = out_.model.causes.size() - 1;
    if (!h.type.isValid())
        scaled_.insert(lastCause_);  // power or coolant; only devices of fabrics have a type
    return lastCause_;
}

void JobBuilder::nest(const Units& units, const Belonging& above) {
    Belonging::Numbers unit, group;
    for (std::uint32_t g = 0; g < groups_.size(); ++g)
        for (const std::uint32_t u : above.of(groups_[g].first)) {
            unit.push_back(u);
            group.push_back(g);
        }
    const Belonging below(units.size(), unit, group);  // each unit's groups, rising
    Belonging::Numbers size;
    for (std::size_t u = 0; u < units.size(); ++u)
        size.push_back(static_cast<std::uint32_t>(below.of(u).size()));
    const Belonging bySize(groups_.size() + 1, size);
    int across = 0;
    for (std::size_t most = groups_.size(); most > 0; --most)
        for (const std::uint32_t u : bySize.of(most))
            across += !nest(*units[u], below.of(u));
    if (across > 0)
        out_.notes.push_back(std::to_string(across) +
                             " shared parts cut across others: they interrupt, but the racks they take "
                             "for the repair are not counted");
}

bool JobBuilder::nest(const UnitHazard& h, std::span<const std::uint32_t> groups) {
    const std::optional<std::size_t> parent = groups_[groups.front()].unit;
    const bool nests =
        std::all_of(groups.begin(), groups.end(), [&](std::uint32_t g) { return groups_[g].unit == parent; });
    const std::size_t cause = causeOf(h, nests);
    out_.origins[cause].objects.push_back(h.object);
    out_.origins[cause].parts += std::max(1.0, h.parts);
    out_.parts += h.parts;
    out_.known += h.parts;
    if (!nests) {
        out_.model.causes[cause].rate += h.rate;
        return false;
    }
    for (const std::uint32_t g : groups)
        groups_[g].unit = out_.model.units.size();
    out_.model.causes[cause].units.push_back(out_.model.units.size());
    out_.model.units.push_back({{}, parent});
    return true;
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
    PieceList<std::size_t> units;
    std::vector<RackGroup> split;
    const Belonging racks(groups_.size(), groupOf_);
    for (std::size_t g = 0; g < groups_.size(); ++g)
        for (const std::uint32_t rack : racks.of(g)) {
            units.push_back(out_.model.units.size());
            split.push_back({rack, pools_[rack]->domains, out_.model.units.size()});
            out_.model.units.push_back({{}, groups_[g].unit});
        }
    groups_ = std::move(split);
    for (const Hazard& h : kind_.rack) {
        scaled_.insert(out_.model.causes.size());
        addCause(h, Strikes::Unit, static_cast<double>(racks_.size()));
        out_.model.causes.back().units = units;
    }
}

void JobBuilder::addDomainGroups() {
    for (const RackGroup& group : groups_)
        out_.model.groups.push_back({group.domains, group.unit});
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
    const Belonging above = unitsAbove(units);
    groupRacks(above);
    nest(units, above);
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
