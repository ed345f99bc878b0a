// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/engine/service.h"

#include "analytics/fabric/combined_bisection.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/fabric_bisection.h"
#include "analytics/fabric/fabric_cut.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/quick_bounds.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/replanned.h"
#include "model/edit/diff.h"
#include "model/edit/fabric_edits.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace rackloom::analytics {
namespace {

using model::CableKey;
using model::DeviceRef;
using model::Snapshot;

/// One compute fabric as the memo knows it.
struct KnownPlane {
    FabricId id;
    const Wiring* wiring = nullptr;
    const model::GeneratorInput* input = nullptr;
    bool handDrawn = false;
};

/// What is remembered of the compute fabrics.
struct Known {
    std::vector<KnownPlane> planes;
    const DrawnFabric* fabric = nullptr;
    const Bisection* cut = nullptr;
    const CombinedResult* combined = nullptr;
};

Known knownOf(Memo& memo) {
    Known out{{},
              &*memo.demand<ComputeGraph>(NoKey{}),
              &*memo.demand<ComputeCut>(NoKey{}),
              &*memo.demand<CombinedBisection>(NoKey{})};
    for (const FabricId id : memo.demand<FabricsOfRole>(model::FabricRole::Compute))
        out.planes.push_back({id, &*memo.demand<FabricWiring>(id), &*memo.demand<FabricPlanInput>(id),
                              !memo.demand<HandCables>(id)->empty()});
    return out;
}

CableKey keyOf(const model::PlannedCable& cable) {
    return model::cableKey(cable.a, cable.b);
}

/// Collects what an edit changes about the links of the compute fabrics.
class LinkEffects {
public:
    LinkEffects(const Known& known, const model::Delta& delta)
        : known_(known), delta_(delta), bounds_(*known.cut) {
        understood_ = onlyLinksAndSwitches();
        for (std::size_t p = 0; understood_ && p < known.planes.size(); ++p) {
            addSwitches(p);
            addCables(p);
        }
    }

    bool understood() const { return understood_; }
    const QuickBounds& bounds() const { return bounds_; }
    std::int64_t lost() const { return lost_; }
    std::int64_t gained() const { return gained_; }

private:
    bool isCompute(FabricId id) const {
        return std::any_of(known_.planes.begin(), known_.planes.end(),
                           [&](const KnownPlane& plane) { return plane.id == id; });
    }

    /// Whether nothing else about the compute fabrics may change.
    bool onlyLinksAndSwitches() const {
        if (!delta_.types.empty() || !delta_.designs.empty()) return false;
        for (const auto& change : delta_.racks)
            if (!change.before || !change.after || change.before->design != change.after->design)
                return false;
        for (const auto& change : delta_.fabrics)
            if (!change.before || !change.after || (*change.before)->role != (*change.after)->role ||
                (isCompute(change.id) && !samePlan(**change.before, **change.after)))
                return false;
        for (const auto& change : delta_.cables)
            if ((change.before && isCompute(change.before->fabric)) ||
                (change.after && isCompute(change.after->fabric)))
                return false;
        // Cables drawn by hand come and go with their devices.
        const bool drawn = std::any_of(known_.planes.begin(), known_.planes.end(),
                                       [&](const KnownPlane& plane) { return plane.handDrawn; });
        return (delta_.overrides.empty() || !drawn) &&
               std::all_of(delta_.overrides.begin(), delta_.overrides.end(),
                           [&](DeviceRef device) { return onlyComesOrGoes(device); });
    }

    /// A switch of these fabrics that is taken out or put back as the design draws it.
    bool onlyComesOrGoes(DeviceRef device) const {
        for (const Snapshot* s : {delta_.before, delta_.after}) {
            const auto it = s->overrides->find(device);
            if (it != s->overrides->end() && it->second.type.isValid()) return false;
        }
        return std::any_of(known_.planes.begin(), known_.planes.end(), [&](const KnownPlane& plane) {
            const std::uint32_t number = plane.wiring->ends->numbers.of(device);
            return number != FabricEnds::kNone &&
                   plane.wiring->ends->devices[number].switchNumber != FabricEnds::kNone;
        });
    }

    void addSwitches(std::size_t p) {
        const Wiring& wiring = *known_.planes[p].wiring;
        for (const DeviceRef device : delta_.overrides) {
            const std::uint32_t number = wiring.ends->numbers.of(device);
            if (number == FabricEnds::kNone) continue;
            std::vector<FabricGraph::Link> lost;
            for (const std::uint32_t i : wiring.ends->cablesOf(number)) {
                const bool met = std::find(seen_.begin(), seen_.end(), std::pair{p, i}) != seen_.end();
                if (met || !changes(p, i)) continue;
                seen_.push_back({p, i});
                if (const auto link = linkOf(p, i)) (wiring.stands(i) ? lost : fresh_).push_back(*link);
            }
            lose(lost, true);
        }
    }

    void addCables(std::size_t p) {
        const Wiring& wiring = *known_.planes[p].wiring;
        for (const auto& change : delta_.fabrics) {
            if (change.id != known_.planes[p].id) continue;
            std::vector<CableKey> keys;
            std::set_symmetric_difference((*change.before)->removed.begin(), (*change.before)->removed.end(),
                                          (*change.after)->removed.begin(), (*change.after)->removed.end(),
                                          std::back_inserter(keys));
            for (const CableKey& key : keys)
                addCable(p, wiring, key);
        }
        for (const FabricGraph::Link& link : fresh_) {
            bounds_.gain(link);
            gained_ += link.capacity;
        }
        fresh_.clear();
    }

    void addCable(std::size_t p, const Wiring& wiring, const CableKey& key) {
        const std::uint32_t device = wiring.ends->numbers.of(key.a.device);
        if (device == FabricEnds::kNone) return;
        for (const std::uint32_t i : wiring.ends->cablesOf(device)) {
            if (!(keyOf(wiring.plan->cables[i]) == key)) continue;
            if (std::find(seen_.begin(), seen_.end(), std::pair{p, i}) != seen_.end()) continue;
            const auto link = linkOf(p, i);
            if (!link || !changes(p, i)) continue;
            if (wiring.stands(i))
                lose({*link}, false);
            else
                fresh_.push_back(*link);
        }
    }

    void lose(const std::vector<FabricGraph::Link>& links, bool ofOneSwitch) {
        std::int64_t all = 0;
        for (const FabricGraph::Link& link : links)
            all += link.capacity;
        lost_ += ofOneSwitch ? all / 2 : all;
        if (ofOneSwitch) return bounds_.loseSwitch(links);
        for (const FabricGraph::Link& link : links)
            bounds_.lose(link);
    }

    bool standsAfter(std::size_t p, std::uint32_t cable) const {
        const Wiring& wiring = *known_.planes[p].wiring;
        const model::PlannedCable& planned = wiring.plan->cables[cable];
        const auto& removed = delta_.after->fabrics.at(known_.planes[p].id)->removed;
        const auto gone = [&](DeviceRef device) {
            return std::binary_search(delta_.overrides.begin(), delta_.overrides.end(), device)
                       ? !model::deviceType(*delta_.after, device)
                       : wiring.isAbsent(wiring.ends->numbers.of(device));
        };
        return !std::binary_search(removed.begin(), removed.end(), keyOf(planned)) &&
               !gone(planned.a.device) && !gone(planned.b.device);
    }
    bool changes(std::size_t p, std::uint32_t cable) const {
        return known_.planes[p].wiring->stands(cable) != standsAfter(p, cable);
    }

    std::optional<FabricGraph::Link> linkOf(std::size_t p, std::uint32_t cable) const {
        const Wiring& wiring = *known_.planes[p].wiring;
        const Plane plane{known_.planes[p].input, &wiring, nullptr};
        return linkDrawnBy(*known_.fabric->plan, p, plane, wiring.plan->cables[cable],
                           wiring.ends->cables[cable]);
    }

    const Known& known_;
    const model::Delta& delta_;
    QuickBounds bounds_;
    std::vector<FabricGraph::Link> fresh_;
    std::vector<std::pair<std::size_t, std::uint32_t>> seen_;
    std::int64_t lost_ = 0, gained_ = 0;
    bool understood_ = false;
};

MetricValue foreseen(std::string_view id, std::int64_t lower, std::int64_t upper) {
    MetricValue value;
    value.id = id;
    value.lower = bitRate(std::max<std::int64_t>(0, lower));
    value.upper = bitRate(std::max<std::int64_t>(lower, upper));
    value.exact = lower == upper;
    value.state = State::Stale;
    value.warnings.push_back("bounds from the design before the last edit; the cut is being looked for");
    return value;
}

/// The cut of before, with the bounds of now. Only where one fabric is all there is to cut.
std::shared_ptr<const FabricResult> cutOfBefore(Memo& memo, const Known& known, const QuickBounds& bounds) {
    if (known.planes.size() != 1) return nullptr;
    const auto cut = std::make_shared<FabricResult>(*memo.demand<FabricBisection>(known.planes.front().id));
    cut->lower = bitRate(bounds.lower());
    cut->upper = bitRate(bounds.upper());
    cut->method = "bounds from the cut before the last edit";
    return cut;
}

Foreseen foreseenOf(Memo& memo, const model::Delta& delta) {
    const Known known = knownOf(memo);
    if (known.fabric->endpoints().empty()) return {};
    const LinkEffects effects(known, delta);
    if (!effects.understood()) return {};
    Foreseen out;
    out.metrics.push_back(
        foreseen("fabric.scale_out.bisection", effects.bounds().lower(), effects.bounds().upper()));
    const auto corrected = [&](std::string_view id, const std::optional<Bounds>& bounds) {
        if (bounds)
            out.metrics.push_back(
                foreseen(id, bounds->lower - effects.lost(), bounds->upper + effects.gained()));
    };
    corrected("fabric.bisection.strict", known.combined->strict);
    corrected("fabric.bisection.domain_aligned", known.combined->aligned);
    out.fabric = cutOfBefore(memo, known, effects.bounds());
    return out;
}

}  // namespace

Foreseen foresee(Memo& memo, const model::Snapshot& before, const model::Snapshot& next) {
    try {
        return foreseenOf(memo, model::diff(before, next));
    } catch (const Cancelled&) {
        throw;
    } catch (...) {
        return {};  // what failed before is told by the report
    }
}

}  // namespace rackloom::analytics
