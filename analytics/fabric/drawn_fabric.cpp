// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/drawn_fabric.h"

#include "analytics/fabric/device_facts.h"
#include "analytics/fabric/device_index.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/fabric.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kNone = FabricEnds::kNone;

/// A device with ports in one or more planes, and how its GPUs are shared out among them.
struct Node {
    model::DeviceRef device;
    std::int64_t gpus = 0;
    std::uint32_t first = kNone;  ///< vertex
    std::uint32_t vertices = 0;
};

class Drawing {
public:
    Drawing(const std::vector<Plane>& planes, const PollFunction& poll)
        : planes_(planes), poll_(poll), nodeOf_(planes.size()) {}

    DrawnFabric run(const std::function<std::int64_t(model::DeviceRef)>& gpusOf) {
        collectNodes(gpusOf);
        addEndpoints();
        addSwitches();
        reserveLinks();
        for (std::size_t p = 0; p < planes_.size(); ++p)
            addCables(p);
        if (poll_) poll_();
        out_.contracted = contractTwins(out_.graph, poll_);
        return std::move(out_);
    }

private:
    void collectNodes(const std::function<std::int64_t(model::DeviceRef)>& gpusOf) {
        DeviceIndex index;
        for (std::size_t p = 0; p < planes_.size(); ++p) {
            nodeOf_[p].assign(planes_[p].ends->devices.size(), kNone);
            for (std::uint32_t d = 0; d < planes_[p].ends->devices.size(); ++d) {
                const FabricEnds::Device& device = planes_[p].ends->devices[d];
                if (device.count == 0) continue;
                std::uint32_t own = static_cast<std::uint32_t>(nodes_.size());
                // A single plane lists every device once.
                std::uint32_t& number = planes_.size() == 1 ? own : index.at(device.ref);
                if (planes_.size() == 1 || number == kNone) {
                    number = static_cast<std::uint32_t>(nodes_.size());
                    nodes_.push_back({device.ref, gpusOf(device.ref), kNone, 0});
                    counts_.resize(counts_.size() + planes_.size(), 0);
                }
                nodeOf_[p][d] = number;
                counts_[number * planes_.size() + p] = device.count;
                out_.countsGpus = out_.countsGpus || nodes_[number].gpus > 0;
            }
        }
    }

    void addEndpoints() {
        for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
            Node& node = nodes_[n];
            // Beside GPUs, a device without any (a manager, say) is no part of what is halved.
            const std::int64_t weight = out_.countsGpus ? node.gpus : 1;
            if (weight <= 0) continue;
            node.vertices = sharesOf(n, weight);
            for (std::uint32_t i = 0; i < node.vertices; ++i) {
                const std::uint32_t v =
                    out_.graph.addEndpoint(static_cast<std::uint32_t>(weight / node.vertices));
                if (i == 0) node.first = v;
                out_.endpoints.push_back({node.device, i});
            }
        }
    }

    /// Into how many equal endpoints a device divides.
    std::uint32_t sharesOf(std::uint32_t node, std::int64_t weight) const {
        if (!out_.countsGpus) return 1;
        bool perGpu = true;
        std::uint32_t ports = 0;
        bool perPort = true;
        for (std::size_t p = 0; p < planes_.size(); ++p) {
            const std::uint32_t n = counts_[node * planes_.size() + p];
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

    void reserveLinks() {
        std::size_t links = 0;
        for (const Plane& plane : planes_)
            links += plane.cables->size();
        out_.graph.links.reserve(links);
    }

    /// How the ports of one device meet the graph.
    struct Joint {
        std::uint32_t vertex = kNone;  ///< the only one, or the first of several
        std::uint32_t vertices = 0, count = 0;
        std::uint32_t begin = 0, port = 0;  ///< of GeneratorInput::endpoints, and the number of that port
    };

    std::vector<Joint> joints(std::size_t plane) const {
        std::vector<Joint> out;
        out.reserve(planes_[plane].ends->devices.size());
        for (std::uint32_t d = 0; d < planes_[plane].ends->devices.size(); ++d) {
            const FabricEnds::Device& device = planes_[plane].ends->devices[d];
            Joint& joint = out.emplace_back();
            joint.vertex = switchOf_.find(device.ref);
            const std::uint32_t number = nodeOf_[plane][d];
            if (joint.vertex != kNone || number == kNone || nodes_[number].vertices == 0) continue;
            joint = {nodes_[number].first, nodes_[number].vertices, device.count, device.begin,
                     planes_[plane].input->endpoints[device.begin].port.port};
        }
        return out;
    }

    void addCables(std::size_t plane) {
        const auto& cables = *planes_[plane].cables;
        const auto& ends = planes_[plane].ends->cables;
        const std::vector<Joint> joint = joints(plane);
        for (std::size_t i = 0; i < cables.size(); ++i) {
            const std::uint32_t a = vertexOf(joint[ends[i].a], cables[i].a.port, plane);
            const std::uint32_t b = vertexOf(joint[ends[i].b], cables[i].b.port, plane);
            if (a == kNone || b == kNone) continue;
            const std::int64_t capacity = capacityOf(cables[i].rate);
            if (capacity > 0)
                out_.graph.join(a, b, capacity);
            else
                ++out_.unknownRates;
        }
    }

    std::uint32_t vertexOf(const Joint& joint, std::uint32_t port, std::size_t plane) const {
        if (joint.count == 0) return joint.vertex;
        const auto& ports = planes_[plane].input->endpoints;
        // Ports mostly count on from the first.
        std::uint32_t i = port - joint.port;
        if (i >= joint.count || ports[joint.begin + i].port.port != port)
            for (i = 0; i < joint.count && ports[joint.begin + i].port.port != port;)
                ++i;
        return i < joint.count ? joint.vertex + i * joint.vertices / joint.count : kNone;
    }

    const std::vector<Plane>& planes_;
    const PollFunction& poll_;
    DrawnFabric out_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> counts_;               // ports by node and plane
    std::vector<std::vector<std::uint32_t>> nodeOf_;  // by plane and device
    DeviceIndex switchOf_;
};

Shared<DrawnFabric> drawn(const std::vector<FabricId>& ids, Query& q) {
    std::vector<Shared<model::GeneratorInput>> inputs;
    std::vector<Shared<model::FabricPlan>> plans;
    std::vector<Shared<FabricEnds>> ends;
    for (const FabricId id : ids) {
        inputs.push_back(q.get<FabricPlanInput>(id));
        plans.push_back(q.get<FabricCables>(id));
        ends.push_back(q.get<FabricEndsNode>(id));
    }
    std::vector<Plane> planes;
    for (std::size_t i = 0; i < ids.size(); ++i)
        planes.push_back({&*inputs[i], &plans[i]->cables, &*ends[i]});
    const Shared<GpuTable> gpus = q.get<SiteGpus>();
    return drawFabric(
        planes, [&](model::DeviceRef device) { return gpus->of(device); }, [&] { q.poll(); });
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
