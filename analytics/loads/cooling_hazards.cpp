// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/feed_paths.h"
#include "analytics/loads/job_pool.h"
#include "analytics/loads/unit_hazards.h"
#include "analytics/loads/units_by_loop.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace rackloom::analytics {

namespace {

struct LoopUnits {
    int units = 0, needed = 1;
    Frequency rate;  ///< of one, the mean over all
    double repairLoad = 0;
    std::vector<std::pair<PowerNodeId, int>> feeds;  ///< and how many units hang on each

    Duration repair() const { return rate.si() > 0 ? Duration::si(repairLoad / rate.si()) : Duration{}; }
};

/// Units of a loop; as many are needed as carry its heat, or all but those noted as redundant.
LoopUnits unitsOf(Query& q, const LoopState& loop) {
    LoopUnits out;
    Frequency sum;
    q.get<UnitsByLoop>()->each(loop.loop, [&](CoolingUnitId, const model::CoolingUnit& unit) {
        if (unit.count <= 0) return;
        out.units += unit.count;
        if (unit.feed.isValid()) out.feeds.push_back({unit.feed, unit.count});
        const Shared<model::DeviceType>& type = q.get<TypeOf>(unit.type);
        if (!type->failure || !type->failure->rate.known()) return;
        const Frequency rate = *type->failure->rate.value * unit.count;
        sum += rate;
        out.repairLoad += rate * repairOf(*type);
    });
    if (out.units == 0) return out;
    out.rate = sum / out.units;
    out.repairLoad /= out.units;
    out.needed = std::max(1, out.units - loop.redundant);
    if (loop.capacity && *loop.capacity > 0)
        out.needed = std::clamp(
            static_cast<int>(std::ceil(loop.heat.sum / (*loop.capacity / out.units) - 1e-9)), 1, out.units);
    return out;
}

std::map<CoolingLoopId, std::vector<RackId>> racksOfLoops(Query& q) {
    std::map<CoolingLoopId, std::vector<RackId>> out;
    const auto& loads = *q.get<RackLoads>();
    for (const auto& [rack, loops] : *q.get<RackLoops>()) {
        const Shared<RackLoad>* load = loads.find(rack);
        if (load && (*load)->liquid.sum > 0) out[loops.liquid].push_back(rack);
    }
    return out;
}

std::vector<RackId> merged(std::vector<RackId> a, const std::vector<RackId>& b) {
    a.insert(a.end(), b.begin(), b.end());
    std::sort(a.begin(), a.end());
    return a;
}

/// Parts of the power tree whose loss stops more units of a loop than it can spare.
void addFeeds(Query& q, const std::vector<std::pair<LoopUnits, std::vector<RackId>>>& loops,
              std::vector<UnitHazard>& out) {
    const auto& nodes = *q.get<PowerNodes>();
    const FeedPaths paths(nodes);
    const double scale = q.get<AssumptionOf>("reliability.rate_scale").value;
    std::map<PowerNodeId, std::vector<RackId>> taken;
    for (const auto& [loop, racks] : loops) {
        std::vector<std::size_t> feeds;
        for (const auto& [feed, count] : loop.feeds)
            if (const auto i = paths.indexOf(feed)) feeds.push_back(*i);
        for (const std::size_t x : paths.above(feeds)) {
            int left = loop.units;
            for (const auto& [feed, count] : loop.feeds)
                if (const auto i = paths.indexOf(feed); i && !paths.live(*i, {x, FeedPaths::kNobody}))
                    left -= count;
            if (left < loop.needed) taken[nodes.rows[x].first] = merged(taken[nodes.rows[x].first], racks);
        }
    }
    for (auto& [id, racks] : taken) {
        const model::PowerNode& node = *nodes.find(id);
        const Shared<model::DeviceType>& type = q.get<TypeOf>(node.type);
        if (!type->failure || !type->failure->rate.known()) continue;
        out.push_back({"Power of coolant units",
                       {ObjectRef::Kind::PowerNode, id.value},
                       *type->failure->rate.value * scale,
                       repairOf(*type),
                       std::move(racks)});
    }
}

/// Loops are mostly alike, so the last answer is kept.
class LossRates {
public:
    explicit LossRates(double commonShare) : commonShare_(commonShare) {}
    Frequency of(const LoopUnits& units, Frequency rate) {
        const Terms terms{units.units, units.needed, rate.si(), units.repair().si()};
        if (asked_ != terms) {
            asked_ = terms;
            answer_ = lossWhileUp(units.units, units.needed, rate, units.repair(), commonShare_);
        }
        return answer_;
    }

private:
    struct Terms {
        int units = 0, needed = 0;
        double rate = 0, repair = 0;
        friend bool operator==(const Terms&, const Terms&) = default;
    };
    double commonShare_;
    Terms asked_;
    Frequency answer_;
};

}  // namespace

CoolingHazards::Value CoolingHazards::compute(const Key&, Query& q) {
    const double beta = q.get<AssumptionOf>("reliability.beta_pumps").value;
    const double scale = q.get<AssumptionOf>("reliability.rate_scale").value;
    const CoolingState& state = *q.get<CoolingSolve>();
    std::vector<UnitHazard> out;
    std::vector<std::pair<LoopUnits, std::vector<RackId>>> loops;
    LossRates rates(beta);
    for (const auto& [id, racks] : racksOfLoops(q)) {
        const LoopState* loop = state.loop(id);
        if (!loop || loop->medium != model::CoolingMedium::Liquid) continue;
        const LoopUnits units = unitsOf(q, *loop);
        if (units.units == 0) continue;
        if (units.rate.si() > 0)
            out.push_back({"Coolant distribution",
                           {ObjectRef::Kind::CoolingLoop, id.value},
                           rates.of(units, units.rate * scale),
                           units.repair(),
                           racks});
        loops.emplace_back(units, racks);
    }
    addFeeds(q, loops, out);
    return out;
}

}  // namespace rackloom::analytics
