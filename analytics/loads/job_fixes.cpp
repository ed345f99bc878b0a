// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/job_fixes.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/place.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/fabric_hazards.h"
#include "analytics/loads/job_pool.h"
#include "analytics/loads/storage_nodes.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {

/// What is known of a price.
struct Cost {
    double usd = 0;
    bool whole = true;
    void add(const Cost& other, double times) {
        usd += other.usd * times;
        whole = whole && (other.whole || times == 0);
    }
};

constexpr int kDepth = 8;  // components of components

/// A type with a price of its own stands for its parts; one without is taken apart.
Cost priceOf(Query& q, DeviceTypeId id, int depth = 0) {
    if (!id.isValid() || depth > kDepth) return {0, false};
    const Shared<model::DeviceType>& type = q.get<TypeOf>(id);
    if (type->price && type->price->amount.known()) return {type->price->amount.value->si(), true};
    Cost out{0, !type->components.empty()};
    for (const model::Component& part : type->components)
        out.add(priceOf(q, q.get<TypeByKey>(part.type), depth + 1), part.count);
    out.whole = false;  // putting it together costs, too
    return out;
}

class Fixes {
public:
    Fixes(Query& q, const DrawnJobState& state) : q_(q), state_(state) {}

    JobFixList find() {
        const std::optional<double> now = usefulOf(state_.model, state_.gpus);
        if (!now) return {};
        out_.useful = *now;
        addRack();
        addSpareTrays();
        for (std::size_t i = 0; i < state_.model.causes.size(); ++i)
            addSecond(i);
        addPlane();
        addRecovery();
        std::stable_sort(out_.fixes.begin(), out_.fixes.end(), [](const JobFix& a, const JobFix& b) {
            const auto x = a.usdPerGpu(), y = b.usdPerGpu();
            if (x.has_value() != y.has_value()) return x.has_value();
            return x ? *x < *y : a.gain > b.gain;
        });
        return std::move(out_);
    }

private:
    static std::optional<double> usefulOf(const JobModel& model, double gpus) {
        const Result<JobAnswer> a = assembleQuickly(model, Waiting::Counted);
        return a ? std::optional(a.value().goodput * gpus) : std::nullopt;
    }

    void propose(std::string what, const JobModel& changed, double gpus, std::optional<Cost> cost) {
        q_.poll();
        const std::optional<double> useful = usefulOf(changed, gpus);
        if (!useful || !(gpus > 0)) return;
        const double gain = *useful - out_.useful;
        if (!(gain > 1e-9 * out_.useful)) return;
        JobFix fix{std::move(what), *useful / gpus, gain, std::nullopt, false};
        if (cost && (cost->whole || cost->usd > 0)) fix.usd = cost->usd;
        fix.wholePrice = cost && cost->whole;
        out_.fixes.push_back(std::move(fix));
    }

    /// One more rack than the job needs.
    void addRack() {
        const std::vector<RackId>& named = state_.job.racks;
        for (const auto& [rack, member] : *q_.get<RackMembers>()) {
            if (!named.empty() && std::find(named.begin(), named.end(), rack) == named.end()) continue;
            const Shared<RackPool>& pool = q_.get<DesignPool>(member.design);
            // Racks of other kinds cannot stand in for those of the job.
            if (pool->trays != state_.model.trays || pool->gpusPerTray != state_.model.gpusPerTray) continue;
            if (!(pool->gpus() > 0)) continue;
            Cost cost;
            for (const model::Slot& slot : q_.get<Designs>(member.design)->slots)
                if (slot.type.isValid()) cost.add(priceOf(q_, slot.type), 1);
            JobModel more = state_.model;
            more.domains += pool->domains;
            if (!more.groups.empty()) more.groups[0].domains += pool->domains;
            return propose("one more rack as a spare", more, state_.gpus, cost);
        }
    }

    void addSpareTrays() {
        JobModel fewer = state_.model;
        if (fewer.traysNeeded < 2) return;
        fewer.traysNeeded -= 1;
        const double gpus = state_.gpus * fewer.traysNeeded / (fewer.traysNeeded + 1.0);
        propose("one tray less of each domain in use, kept as a spare", fewer, gpus, Cost{});
    }

    /// The same part once more, where one alone carries.
    void addSecond(std::size_t i) {
        const InterruptionCause& cause = state_.model.causes[i];
        const CauseOrigin& origin = state_.origins[i];
        if (cause.name == "Storage" && origin.type.isValid()) return addStorageNode(i);
        if (cause.strikes != Strikes::Unit || origin.objects.empty() || !(cause.rate.si() > 0)) return;
        const ObjectRef& object = origin.objects.front();
        JobModel changed = state_.model;
        Cost cost;
        if (object.kind == ObjectRef::Kind::CoolingLoop) {
            const std::optional<Frequency> rate = loopWithOneMore(object.id);
            if (!rate) return;
            changed.causes[i].rate = *rate;
            for (const ObjectRef& loop : origin.objects)
                if (const LoopState* s = q_.get<CoolingSolve>()->loop(CoolingLoopId{loop.id}))
                    cost.add(priceOf(q_, s->unitType), 1);
            const std::size_t loops = origin.objects.size();
            return propose("one more coolant unit on " +
                               (loops == 1 ? "one loop" : "each of " + std::to_string(loops) + " loops"),
                           changed, state_.gpus, cost);
        }
        if (object.kind != ObjectRef::Kind::PowerNode || cause.name == "Both power paths") return;
        changed.causes[i].rate =
            lossWhileUp(2, 1, cause.rate, cause.repair, q_.get<AssumptionOf>("reliability.beta_feeds").value);
        for (const ObjectRef& node : origin.objects)
            if (const model::PowerNode* row = q_.get<PowerNodes>()->find(PowerNodeId{node.id}))
                cost.add(priceOf(q_, row->type), std::max(1, row->count));
        const std::size_t nodes = origin.objects.size();
        propose("a second " + cause.name + (nodes == 1 ? "" : " beside each of " + std::to_string(nodes)),
                changed, state_.gpus, cost);
    }

    std::optional<Frequency> loopWithOneMore(std::uint32_t id) {
        const LoopState* loop = q_.get<CoolingSolve>()->loop(CoolingLoopId{id});
        if (!loop || loop->units <= 0 || !loop->unitType.isValid()) return std::nullopt;
        const Shared<model::DeviceType>& type = q_.get<TypeOf>(loop->unitType);
        if (!type->failure || !type->failure->rate.known()) return std::nullopt;
        int needed = std::max(1, loop->units - loop->redundant);
        if (loop->capacity && *loop->capacity > 0)
            needed = std::clamp(
                static_cast<int>(std::ceil(loop->heat.sum / (*loop->capacity / loop->units) - 1e-9)), 1,
                loop->units);
        const double scale = q_.get<AssumptionOf>("reliability.rate_scale").value;
        return lossWhileUp(loop->units + 1, needed, *type->failure->rate.value * scale, repairOf(*type),
                           q_.get<AssumptionOf>("reliability.beta_pumps").value);
    }

    void addStorageNode(std::size_t i) {
        const StorageNodes nodes = storageNodes(q_);
        if (nodes.units == 0) return;
        JobModel changed = state_.model;
        InterruptionCause& cause = changed.causes[i];
        cause.rate = nodes.lossRate(1);
        cause.down += nodes.outage(1) - nodes.outage(0);
        Cost cost;
        cost.add(priceOf(q_, nodes.type), 1);
        propose("one more " + q_.get<TypeOf>(nodes.type)->name + " of redundancy", changed, state_.gpus,
                cost);
    }

    /// Leaves and cables then cost bandwidth instead of stopping the job; adapters are not counted.
    void addPlane() {
        const FabricHazardTable& fabric = *q_.get<FabricHazards>();
        if (!(fabric.singleShare > 0)) return;
        const double scale = q_.get<AssumptionOf>("reliability.rate_scale").value;
        JobModel changed = state_.model;
        Cost cost{0, false};
        for (std::size_t i = 0; i < changed.causes.size(); ++i) {
            const DeviceTypeId type = state_.origins[i].type;
            const bool cut = !state_.origins[i].objects.empty() &&
                             state_.origins[i].objects.front().kind == ObjectRef::Kind::Device;
            const bool cable = std::any_of(fabric.cables.begin(), fabric.cables.end(),
                                           [&](const Hazard& h) { return h.type == type && type.isValid(); });
            if (!cut && !cable) continue;
            const Shared<model::DeviceType>& part = q_.get<TypeOf>(type);
            if (!part->failure || !part->failure->rate.known()) continue;
            const double share = std::clamp(state_.job.power.computeShare, 0.0, 1.0);
            changed.slowing.push_back({changed.causes[i].name, state_.origins[i].parts * 2,
                                       *part->failure->rate.value * scale, changed.causes[i].repair,
                                       1 / (share + (1 - share) * 2)});
            changed.causes[i].rate = {};
            cost.add(priceOf(q_, type), state_.origins[i].parts);
        }
        cost.whole = false;
        propose("a second plane of the compute fabric", changed, state_.gpus, cost);
    }

    void addRecovery() {
        JobModel changed = state_.model;
        for (InterruptionCause& cause : changed.causes) {
            cause.down = cause.down / 2;
            cause.restore = cause.restore / 2;
        }
        propose("detecting and restoring in half the time", changed, state_.gpus, std::nullopt);
    }

    Query& q_;
    const DrawnJobState& state_;
    JobFixList out_;
};

}  // namespace

JobFixes::Value JobFixes::compute(const Key& id, Query& q) {
    const Shared<DrawnJobState> state = q.get<DrawnJob>(id);
    if (!state->problem.empty() || !state->interval) return {};
    return Fixes(q, *state).find();
}

}  // namespace rackloom::analytics
