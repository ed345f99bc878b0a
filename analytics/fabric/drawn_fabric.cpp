// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/drawn_fabric.h"

#include "analytics/fabric/device_index.h"
#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/fabric.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kNone = DeviceIndex::kNone;

/// A device with ports in one or more planes, and how its GPUs are shared out among them.
struct Node {
    model::DeviceRef device;
    std::int64_t gpus = 0;
    std::uint32_t first = kNone;  ///< vertex
    std::uint32_t vertices = 0;
    std::vector<std::uint32_t> begin, count;  ///< ports per plane, as a range of GeneratorInput::endpoints
};

class Drawing {
public:
    Drawing(const std::vector<Plane>& planes, const PollFunction& poll) : planes_(planes), poll_(poll) {}

    DrawnFabric run(const std::function<std::int64_t(model::DeviceRef)>& gpusOf) {
        collectNodes(gpusOf);
        addEndpoints();
        addSwitches();
        for (std::size_t p = 0; p < planes_.size(); ++p)
            addCables(p);
        if (poll_) poll_();
        out_.contracted = contractTwins(out_.graph, poll_);
        return std::move(out_);
    }

private:
    void collectNodes(const std::function<std::int64_t(model::DeviceRef)>& gpusOf) {
        for (std::size_t p = 0; p < planes_.size(); ++p) {
            const auto& ports = planes_[p].input->endpoints;
            for (std::uint32_t i = 0; i < ports.size(); ++i) {
                std::uint32_t& number = nodeOf_.at(ports[i].port.device);
                if (number == kNone) {
                    number = static_cast<std::uint32_t>(nodes_.size());
                    nodes_.push_back({ports[i].port.device, gpusOf(ports[i].port.device), kNone, 0,
                                      std::vector<std::uint32_t>(planes_.size(), 0),
                                      std::vector<std::uint32_t>(planes_.size(), 0)});
                }
                Node& node = nodes_[number];
                if (node.count[p]++ == 0) node.begin[p] = i;
                out_.countsGpus = out_.countsGpus || node.gpus > 0;
            }
        }
    }

    void addEndpoints() {
        for (Node& node : nodes_) {
            // Beside GPUs, a device without any (a manager, say) is no part of what is halved.
            const std::int64_t weight = out_.countsGpus ? node.gpus : 1;
            if (weight <= 0) continue;
            node.vertices = sharesOf(node, weight);
            for (std::uint32_t i = 0; i < node.vertices; ++i) {
                const std::uint32_t v =
                    out_.graph.addEndpoint(static_cast<std::uint32_t>(weight / node.vertices));
                if (i == 0) node.first = v;
                out_.endpoints.push_back({node.device, i});
            }
        }
    }

    /// Into how many equal endpoints a device divides.
    std::uint32_t sharesOf(const Node& node, std::int64_t weight) const {
        if (!out_.countsGpus) return 1;
        bool perGpu = true;
        std::uint32_t ports = 0;
        bool perPort = true;
        for (const std::uint32_t n : node.count) {
            if (n == 0) continue;
            perGpu = perGpu && n % weight == 0;
            perPort = perPort && (ports == 0 || ports == n) && weight % n == 0;
            ports = n;
        }
        if (perGpu) return static_cast<std::uint32_t>(weight);
        return perPort ? ports : 1;
    }

    void addSwitches() {
        for (const Plane& plane : planes_)
            for (std::size_t t = 0; t < plane.input->tiers.size(); ++t)
                for (const model::FabricSwitch& s : plane.input->tiers[t]) {
                    if (!s.present) continue;
                    std::uint32_t& vertex = switchOf_.at(s.device);
                    if (vertex != kNone) continue;
                    vertex = out_.graph.addSwitch(static_cast<std::uint32_t>(t) + 1);
                    out_.switches.push_back(s.device);
                }
    }

    void addCables(std::size_t plane) {
        const auto& cables = *planes_[plane].cables;
        out_.graph.links.reserve(out_.graph.links.size() + cables.size());
        for (const model::PlannedCable& cable : cables) {
            const std::uint32_t a = vertexOf(cable.a, plane);
            const std::uint32_t b = vertexOf(cable.b, plane);
            if (a == kNone || b == kNone) continue;
            const std::int64_t capacity = capacityOf(cable.rate);
            if (capacity > 0)
                out_.graph.join(a, b, capacity);
            else
                ++out_.unknownRates;
        }
    }

    std::uint32_t vertexOf(model::PortRef port, std::size_t plane) const {
        const std::uint32_t asSwitch = switchOf_.find(port.device);
        if (asSwitch != kNone) return asSwitch;
        const std::uint32_t number = nodeOf_.find(port.device);
        if (number == kNone || nodes_[number].vertices == 0) return kNone;
        const Node& node = nodes_[number];
        const auto& ports = planes_[plane].input->endpoints;
        for (std::uint32_t i = 0; i < node.count[plane]; ++i)
            if (ports[node.begin[plane] + i].port.port == port.port)
                return node.first + i * node.vertices / node.count[plane];
        return kNone;
    }

    const std::vector<Plane>& planes_;
    const PollFunction& poll_;
    DrawnFabric out_;
    std::vector<Node> nodes_;
    DeviceIndex nodeOf_, switchOf_;
};

Shared<DrawnFabric> drawn(const std::vector<FabricId>& ids, Query& q) {
    std::vector<Shared<model::GeneratorInput>> inputs;
    std::vector<Shared<model::FabricPlan>> plans;
    for (const FabricId id : ids) {
        inputs.push_back(q.get<FabricPlanInput>(id));
        plans.push_back(q.get<FabricCables>(id));
    }
    std::vector<Plane> planes;
    for (std::size_t i = 0; i < ids.size(); ++i)
        planes.push_back({&*inputs[i], &plans[i]->cables});
    DeviceLookup lookup(q);
    return drawFabric(
        planes, [&](model::DeviceRef device) { return lookup.gpus(device); }, [&] { q.poll(); });
}

Shared<Bisection> cutOf(const DrawnFabric& fabric, Query& q) {
    return bisect(fabric.graph, fabric.contracted, [&] { q.poll(); });
}

}  // namespace

DrawnFabric drawFabric(const std::vector<Plane>& planes,
                       const std::function<std::int64_t(model::DeviceRef)>& gpusOf,
                       const PollFunction& poll) {
    return Drawing(planes, poll).run(gpusOf);
}

FabricGraphNode::Value FabricGraphNode::compute(const Key& id, Query& q) {
    return drawn({id}, q);
}

ComputeGraph::Value ComputeGraph::compute(const Key&, Query& q) {
    const std::vector<FabricId> ids = q.get<FabricsOfRole>(model::FabricRole::Compute);
    return ids.size() == 1 ? q.get<FabricGraphNode>(ids.front()) : drawn(ids, q);
}

FabricCut::Value FabricCut::compute(const Key& id, Query& q) {
    return cutOf(*q.get<FabricGraphNode>(id), q);
}

ComputeCut::Value ComputeCut::compute(const Key&, Query& q) {
    const std::vector<FabricId> ids = q.get<FabricsOfRole>(model::FabricRole::Compute);
    return ids.size() == 1 ? q.get<FabricCut>(ids.front()) : cutOf(*q.get<ComputeGraph>(), q);
}

}  // namespace rackloom::analytics
