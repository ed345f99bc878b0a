// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/job_builder.h"

#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"
#include "analytics/reliability/burn_in.h"
#include "analytics/reliability/roll_up.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace rackloom::analytics {

namespace {

using Racks = std::vector<RackId>;

bool listed(const Racks& rising, RackId rack) {
    return std::binary_search(rising.begin(), rising.end(), rack);
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
    RackDesignId last;  // most racks are of the design of the one before
    const RackPool* pool = nullptr;
    for (const auto& [rack, member] : *query_.get<RackMembers>()) {
        if (!named.empty() && !listed(named, rack)) continue;
        if (!pool || member.design != last) {
            const auto [known, fresh] = ofDesign.try_emplace(last = member.design, nullptr);
            if (fresh) known->second = &*query_.get<DesignPool>(last);
            pool = known->second;
        }
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
