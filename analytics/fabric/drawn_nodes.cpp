// SPDX-License-Identifier: GPL-3.0-or-later
// The drawn fabrics as remembered nodes.
#include "analytics/fabric/device_facts.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/fabric.h"

namespace rackloom::analytics {
namespace {

/// What is drawn of some fabrics, kept alive while it is looked at.
class Planes {
public:
    Planes(const std::vector<FabricId>& ids, Query& q) {
        for (const FabricId id : ids) {
            inputs_.push_back(q.get<FabricPlanInput>(id));
            wirings_.push_back(q.get<FabricWiring>(id));
        }
        for (std::size_t i = 0; i < ids.size(); ++i)
            list_.push_back({&*inputs_[i], &*wirings_[i], nullptr});
    }
    const std::vector<Plane>& list() const { return list_; }

private:
    std::vector<Shared<model::GeneratorInput>> inputs_;
    std::vector<Shared<Wiring>> wirings_;
    std::vector<Plane> list_;
};

/// The wiring as generated, so that reading it depends on no single cable.
class PlanPlanes {
public:
    PlanPlanes(const std::vector<FabricId>& ids, Query& q) {
        wirings_.resize(ids.size());
        for (std::size_t i = 0; i < ids.size(); ++i) {
            inputs_.push_back(q.get<FabricPlanInput>(ids[i]));
            wirings_[i].plan = q.get<FabricPlanNode>(ids[i]);
            wirings_[i].ends = q.get<FabricEndsNode>(ids[i]);
            gpus_.push_back(q.get<FabricGpus>(ids[i]));
        }
        for (std::size_t i = 0; i < ids.size(); ++i)
            list_.push_back({&*inputs_[i], &wirings_[i], &*gpus_[i]});
    }
    const std::vector<Plane>& list() const { return list_; }

private:
    std::vector<Shared<model::GeneratorInput>> inputs_;
    std::vector<Wiring> wirings_;
    std::vector<FabricGpus::Value> gpus_;
    std::vector<Plane> list_;
};

FabricDrawing drawnPlan(const std::vector<FabricId>& ids, Query& q) {
    return drawPlan(PlanPlanes(ids, q).list(), [&] { q.poll(); });
}

DrawnFabric drawn(const Shared<FabricDrawing>& plan, const std::vector<FabricId>& ids, Query& q) {
    const Planes planes(ids, q);
    return asItStands(plan, planes.list(), [&] { q.poll(); });
}

}  // namespace

FabricGpus::Value FabricGpus::compute(const Key& id, Query& q) {
    const Shared<GpuTable> gpus = q.get<SiteGpus>();
    const Shared<FabricEnds> ends = q.get<FabricEndsNode>(id);
    std::vector<std::int64_t> out;
    out.reserve(ends->devices.size());
    RackId last;
    const DesignGpus::Value* rack = nullptr;
    for (const FabricEnds::Device& device : ends->devices) {
        if (device.ref.rack != last) rack = gpus->racks.find(last = device.ref.rack);
        out.push_back(device.count > 0 ? gpus->of(device.ref, rack) : 0);
    }
    return out;
}

FabricPlanGraph::Value FabricPlanGraph::compute(const Key& id, Query& q) {
    return drawnPlan({id}, q);
}

ComputePlanGraph::Value ComputePlanGraph::compute(const Key&, Query& q) {
    const std::vector<FabricId> ids = q.get<FabricsOfRole>(model::FabricRole::Compute);
    return ids.size() == 1 ? q.get<FabricPlanGraph>(ids.front()) : drawnPlan(ids, q);
}

FabricGraphNode::Value FabricGraphNode::compute(const Key& id, Query& q) {
    return drawn(q.get<FabricPlanGraph>(id), {id}, q);
}

ComputeGraph::Value ComputeGraph::compute(const Key&, Query& q) {
    const std::vector<FabricId> ids = q.get<FabricsOfRole>(model::FabricRole::Compute);
    return ids.size() == 1 ? q.get<FabricGraphNode>(ids.front()) : drawn(q.get<ComputePlanGraph>(), ids, q);
}

ComputeLinks::Value ComputeLinks::compute(const Key&, Query& q) {
    return q.get<ComputeGraph>()->graph();
}

}  // namespace rackloom::analytics
