// SPDX-License-Identifier: GPL-3.0-or-later
// The part of JobBuilder that is not about racks: fabric and storage behind them, calibrations, software and
// the site's assumptions.
#include "analytics/inputs/work.h"
#include "analytics/loads/fabric_hazards.h"
#include "analytics/loads/job_builder.h"
#include "analytics/loads/storage_nodes.h"
#include "analytics/reliability/library.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {

namespace {

/// Speed of a step that computes for a share of the time and moves data for the rest, with less bandwidth.
double speedWith(double computeShare, double bandwidth) {
    const double moving = 1 - computeShare;
    if (!(moving > 0)) return 1;
    return bandwidth > 0 ? 1 / (computeShare + moving / bandwidth) : 0;
}

}  // namespace

/// Everything that leads out of racks. One part of the power tree that also stops coolant is one event,
/// whatever it takes.
JobBuilder::Units JobBuilder::unitHazards() {
    const std::vector<UnitHazard>&power = *query_.get<PowerHazards>(),
          &cooling = *query_.get<CoolingHazards>();
    std::map<ObjectRef, std::size_t> single;
    for (std::size_t i = 0; i < power.size(); ++i)
        if (power[i].kind != "Both power paths") single[power[i].object] = i;
    std::map<std::size_t, std::vector<const UnitHazard*>> both;
    Units out;
    for (const UnitHazard& h : cooling) {
        const auto it = single.find(h.object);
        if (it == single.end())
            out.push_back(&h);
        else
            both[it->second].push_back(&h);
    }
    merged_.reserve(both.size());
    for (const auto& [i, others] : both) {
        UnitHazard h = power[i];
        for (const UnitHazard* other : others)
            h.racks.insert(h.racks.end(), other->racks.begin(), other->racks.end());
        std::sort(h.racks.begin(), h.racks.end());
        h.racks.erase(std::unique(h.racks.begin(), h.racks.end()), h.racks.end());
        merged_.push_back(std::move(h));
    }
    Units all;
    auto merged = merged_.begin();
    for (std::size_t i = 0; i < power.size(); ++i)
        all.push_back(both.count(i) > 0 ? &*merged++ : &power[i]);
    all.insert(all.end(), out.begin(), out.end());
    for (const UnitHazard& h : query_.get<FabricHazards>()->cuts)
        all.push_back(&h);
    return all;
}

void JobBuilder::addFabric() {
    JobModel& m = out_.model;
    const FabricHazardTable& fabric = *query_.get<FabricHazards>();
    for (Hazard h : fabric.cables) {
        h.parts *= m.gpusPerTray;
        if (h.rate) h.rate = *h.rate * (m.gpusPerTray * filled_);
        addCause(h, Strikes::Tray, static_cast<double>(m.domains) * m.trays);
    }
    for (const Hazard& h : fabric.unrated)
        addCause(h, Strikes::Job, 1);
    const double share = out_.allGpus > 0 ? out_.gpus / out_.allGpus : 0;
    for (const SparedParts& part : fabric.spared)
        m.slowing.push_back({part.name, part.parts * share, part.rate, part.repair,
                             speedWith(std::clamp(demand_.computeShare, 0.0, 1.0), part.bandwidth)});
}

/// The storage stops the job when more of its nodes are out than its redundancy covers; the job then waits
/// for the repair, since nothing can take its place.
void JobBuilder::addStorage() {
    const StorageNodes nodes = storageNodes(query_);
    for (const Hazard& h : nodes.unrated)
        addCause(h, Strikes::Job, 1);
    if (!nodes.type.isValid()) return;
    scaled_.insert(out_.model.causes.size());
    addCause({nodes.type, "Storage", nodes.rated, nodes.lossRate(0), 0, nodes.repair}, Strikes::Job, 1);
    out_.model.causes.back().down = nodes.outage(0);
}

/// What a whole fleet was seen to do, for each GPU; nothing of the parts is added.
void JobBuilder::addCalibration() {
    const Calibration* calibration = findCalibration(out_.calibration);
    if (!calibration) {
        out_.problem = "there is no calibration \"" + out_.calibration + "\"";
        return;
    }
    const JobModel& m = out_.model;
    for (const CalibratedCause& c : calibration->causes) {
        const double gpus = c.strikes == Strikes::Job ? out_.gpus : m.gpusPerTray * filled_;
        addCause({c.name, c.strikes, c.perGpu() * gpus, c.hardFraction, c.repair, {}, {}, {}},
                 {{}, {}, out_.gpus, true});
    }
    out_.parts = out_.known = out_.gpus;
    groupRacks(unitsAbove({}));
    addDomainGroups();
    out_.notes.push_back("rates are those of the calibration \"" + calibration->title +
                         "\"; those of the catalogue are not used");
}

void JobBuilder::addSoftware() {
    const double mean = assumption("reliability.software_mtti_s");
    if (mean > 0)
        addCause({"Software", Strikes::Job, 1 / (mean * unit::s), 0, {}, {}, {}, {}}, {{}, {}, 1, true});
}

void JobBuilder::setPolicy() {
    JobModel& m = out_.model;
    m.repair = {static_cast<int>(assumption("reliability.crews")),
                assumption("reliability.idle_tray_factor")};
    const int policy = static_cast<int>(assumption("reliability.short_domains"));
    if (policy > 0)
        m.degraded =
            DegradedDomains{static_cast<ShortDomain>(policy - 1), assumption("reliability.boost"), {}};
    const double scale = assumption("reliability.rate_scale");
    for (std::size_t i = 0; i < m.causes.size(); ++i)
        if (scaled_.count(i) == 0) m.causes[i].rate *= scale;
    for (SlowingParts& part : m.slowing)
        part.rate *= scale;
}

}  // namespace rackloom::analytics
