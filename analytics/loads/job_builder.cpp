// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/job_builder.h"

#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/fabric_hazards.h"
#include "analytics/reliability/burn_in.h"
#include "analytics/reliability/roll_up.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace rackloom::analytics {

namespace {

std::vector<RackId> common(const std::vector<RackId>& racks, const std::map<RackId, std::size_t>& of) {
    std::vector<RackId> out;
    for (const RackId rack : racks)
        if (of.count(rack) > 0) out.push_back(rack);
    return out;
}

}  // namespace

double JobBuilder::assumption(const char* id) {
    return query_.get<AssumptionOf>(id).value;
}

/// The kind of rack with most GPUs among those the job may use; racks of other kinds are left out.
void JobBuilder::choosePool() {
    std::set<RackId> deviating;
    for (const auto& [device, change] : *query_.get<Overrides>())
        deviating.insert(device.rack);
    const std::set<RackId> named(job_.racks.begin(), job_.racks.end());
    std::map<std::pair<int, double>, double> gpusOfKind;
    for (const auto& [rack, member] : *query_.get<RackMembers>()) {
        if (!named.empty() && named.count(rack) == 0) continue;
        const Shared<RackPool>& pool = deviating.count(rack) > 0 ? query_.get<DeviatingPool>(rack)
                                                                 : query_.get<DesignPool>(member.design);
        if (!(pool->gpus() > 0)) continue;
        pools_[rack] = pool;
        gpusOfKind[{pool->trays, pool->gpusPerTray}] += pool->gpus();
        out_.allGpus += pool->gpus();
    }
    const auto most = std::max_element(gpusOfKind.begin(), gpusOfKind.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == gpusOfKind.end()) return;
    std::erase_if(pools_, [&](const auto& p) {
        return std::make_pair(p.second->trays, p.second->gpusPerTray) != most->first;
    });
    kind_ = *pools_.begin()->second;
    if (gpusOfKind.size() > 1)
        out_.notes.push_back("racks whose domains differ from most of the job's are left out");
}

void JobBuilder::place() {
    JobModel& m = out_.model;
    m.name = job_.name;
    m.trays = kind_.trays;
    m.gpusPerTray = kind_.gpusPerTray;
    for (const auto& [rack, pool] : pools_)
        m.domains += pool->domains;
    const auto whole = [](double v, int most) {
        return static_cast<int>(std::clamp(std::ceil(v - 1e-9), 1.0, static_cast<double>(most)));
    };
    m.traysNeeded = job_.traysPerDomain ? whole(*job_.traysPerDomain, m.trays) : m.trays;
    m.needed = m.domains;
    double perDomain = m.traysNeeded * m.gpusPerTray;
    if (job_.domains)
        m.needed = whole(*job_.domains, m.domains);
    else if (job_.gpus)
        m.needed = whole(*job_.gpus / perDomain, m.domains);
    if (job_.gpus && *job_.gpus < perDomain) m.traysNeeded = whole(*job_.gpus / m.gpusPerTray, m.traysNeeded);
    perDomain = m.traysNeeded * m.gpusPerTray;
    out_.wanted = job_.gpus.value_or(job_.domains.value_or(0) * perDomain);
    out_.gpus = static_cast<double>(m.needed) * m.traysNeeded * m.gpusPerTray;
    if (job_.gpus) out_.gpus = std::min(out_.gpus, *job_.gpus);
    const double held = static_cast<double>(m.needed) * perDomain;
    filled_ = held > 0 ? std::min(1.0, out_.gpus / held) : 1;
}

std::vector<UnitHazard> JobBuilder::unitHazards() {
    std::vector<UnitHazard> units = *query_.get<PowerHazards>();
    std::map<ObjectRef, std::size_t> single;
    for (std::size_t i = 0; i < units.size(); ++i)
        if (units[i].kind != "Both power paths") single[units[i].object] = i;
    for (const UnitHazard& h : *query_.get<CoolingHazards>()) {
        const auto it = single.find(h.object);
        if (it == single.end()) {
            units.push_back(h);
            continue;
        }
        // One part of the power tree that also stops coolant: one event, whatever it takes.
        std::vector<RackId>& racks = units[it->second].racks;
        racks.insert(racks.end(), h.racks.begin(), h.racks.end());
        std::sort(racks.begin(), racks.end());
        racks.erase(std::unique(racks.begin(), racks.end()), racks.end());
    }
    return units;
}

/// Racks that hang on the same units stand in one group.
void JobBuilder::groupRacks(const std::vector<UnitHazard>& units) {
    std::map<RackId, std::vector<std::size_t>> above;
    for (const auto& [rack, pool] : pools_)
        above[rack];
    for (std::size_t u = 0; u < units.size(); ++u)
        for (const RackId rack : units[u].racks)
            if (const auto it = above.find(rack); it != above.end()) it->second.push_back(u);
    std::map<std::vector<std::size_t>, std::size_t> known;
    for (const auto& [rack, list] : above) {
        const auto [it, fresh] = known.try_emplace(list, groups_.size());
        if (fresh) groups_.push_back({});
        groups_[it->second].racks.push_back(rack);
        groupOf_[rack] = it->second;
    }
}

void JobBuilder::nest(const std::vector<UnitHazard>& units) {
    std::vector<std::pair<std::size_t, std::vector<std::size_t>>> sets;  // unit, its groups
    for (std::size_t u = 0; u < units.size(); ++u) {
        std::set<std::size_t> groups;
        for (const RackId rack : common(units[u].racks, groupOf_))
            groups.insert(groupOf_.at(rack));
        if (!groups.empty()) sets.push_back({u, {groups.begin(), groups.end()}});
    }
    std::stable_sort(sets.begin(), sets.end(),
                     [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
    std::map<std::tuple<std::string, double, double>, std::size_t> causeOf;
    int across = 0;
    for (const auto& [u, groups] : sets) {
        const UnitHazard& h = units[u];
        const std::optional<std::size_t> parent = groups_[groups.front()].unit;
        const bool nests = std::all_of(groups.begin(), groups.end(),
                                       [&](std::size_t g) { return groups_[g].unit == parent; });
        across += !nests;
        const auto [it, fresh] =
            causeOf.try_emplace({nests ? h.kind : h.kind + " (across others)", h.rate.si(), h.repair.si()},
                                out_.model.causes.size());
        if (fresh)
            addCause({std::get<0>(it->first),
                      nests ? Strikes::Unit : Strikes::Job,
                      nests ? h.rate : Frequency{},
                      nests ? 1.0 : 0.0,
                      h.repair,
                      job_.detect,
                      job_.restore,
                      {}},
                     {{}, {}, 0, true});
        out_.origins[it->second].objects.push_back(h.object);
        out_.origins[it->second].parts += 1;
        if (!nests) {
            out_.model.causes[it->second].rate += h.rate;
            continue;
        }
        for (const std::size_t g : groups)
            groups_[g].unit = out_.model.units.size();
        out_.model.causes[it->second].units.push_back(out_.model.units.size());
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
        for (const Hazard& h : kind_.rack)
            addCause(h, Strikes::Domain, static_cast<double>(pools_.size()));
        return;
    }
    std::vector<std::size_t> units;
    std::vector<RackGroup> split;
    for (const RackGroup& group : groups_)
        for (const RackId rack : group.racks) {
            units.push_back(out_.model.units.size());
            split.push_back({{rack}, out_.model.units.size()});
            out_.model.units.push_back({"rack", group.unit});
        }
    groups_ = std::move(split);
    for (const Hazard& h : kind_.rack) {
        addCause(h, Strikes::Unit, static_cast<double>(pools_.size()));
        out_.model.causes.back().units = units;
    }
}

void JobBuilder::addDomainGroups() {
    for (const RackGroup& group : groups_) {
        int domains = 0;
        for (const RackId rack : group.racks)
            domains += pools_.at(rack)->domains;
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
              job_.detect,
              job_.restore,
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
    const FabricHazardTable& fabric = *query_.get<FabricHazards>();
    for (Hazard h : kind_.tray) {
        if (h.rate) h.rate = *h.rate * (lemons * young * filled_);
        addCause(h, Strikes::Tray, static_cast<double>(m.domains) * m.trays);
    }
    for (Hazard h : fabric.cables) {
        h.parts *= m.gpusPerTray;
        if (h.rate) h.rate = *h.rate * (m.gpusPerTray * filled_);
        addCause(h, Strikes::Tray, static_cast<double>(m.domains) * m.trays);
    }
    for (const Hazard& h : kind_.domain)
        addCause(h, Strikes::Domain, m.domains);
    const double share = m.domains > 0 ? static_cast<double>(m.needed) / m.domains : 0;
    for (Hazard h : fabric.switches) {
        if (h.rate) h.rate = *h.rate * share;
        addCause(h, Strikes::Job, 1);
    }
    const std::vector<UnitHazard> units = unitHazards();
    groupRacks(units);
    nest(units);
    addRackUnits();
    addDomainGroups();
}

DrawnJobState JobBuilder::build() {
    out_.job = job_;
    out_.calibration = query_.get<SiteInput>()->calibration;
    choosePool();
    if (pools_.empty()) {
        out_.problem = "no processors are drawn for the job to run on";
        return out_;
    }
    place();
    if (out_.calibration.empty() && !kind_.processorsKnown)
        out_.problem = "no failure rate is known for any device that carries the job";
    if (out_.calibration.empty())
        addParts();
    else
        addCalibration();
    addSoftware();
    setCheckpoints();
    setOptions();
    return out_;
}

}  // namespace rackloom::analytics
