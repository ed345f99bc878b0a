// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/drawn_fabric.h"

#include "analytics/fabric/device_index.h"
#include "model/base/check.h"
#include "model/base/large_array.h"

#include <algorithm>
#include <map>
#include <tuple>

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

std::uint32_t vertexOf(const FabricDrawing::Joint& joint, std::uint32_t port,
                       const std::vector<model::EndpointPort>& ports) {
    if (joint.count == 0) return joint.vertex;
    // Ports mostly count on from the first.
    std::uint32_t i = port - joint.port;
    if (i >= joint.count || ports[joint.begin + i].port.port != port)
        for (i = 0; i < joint.count && ports[joint.begin + i].port.port != port;)
            ++i;
    if (i >= joint.count) return kNone;
    return joint.vertex + (joint.vertices == joint.count ? i : i * joint.vertices / joint.count);
}

class Drawing {
public:
    Drawing(const std::vector<Plane>& planes, const PollFunction& poll)
        : planes_(planes), poll_(poll), nodeOf_(planes.size()) {}

    FabricDrawing run() {
        collectNodes();
        addEndpoints();
        addSwitches();
        reserveLinks();
        for (std::size_t p = 0; p < planes_.size(); ++p)
            addCables(p);
        if (poll_) poll_();
        out_.twins = twinTable(out_.graph, poll_);
        return std::move(out_);
    }

private:
    void collectNodes() {
        DeviceIndex index;
        for (std::size_t p = 0; p < planes_.size(); ++p) {
            nodeOf_[p].assign(planes_[p].wiring->ends->devices.size(), kNone);
            nodes_.reserve(planes_[p].wiring->ends->devices.size());
            for (std::uint32_t d = 0; d < planes_[p].wiring->ends->devices.size(); ++d) {
                const FabricEnds::Device& device = planes_[p].wiring->ends->devices[d];
                if (device.count == 0) continue;
                std::uint32_t own = static_cast<std::uint32_t>(nodes_.size());
                // A single plane lists every device once.
                std::uint32_t& number = planes_.size() == 1 ? own : index.at(device.ref);
                if (planes_.size() == 1 || number == kNone) {
                    number = static_cast<std::uint32_t>(nodes_.size());
                    nodes_.push_back({device.ref, (*planes_[p].gpus)[d], kNone, 0});
                    counts_.resize(counts_.size() + planes_.size(), 0);
                }
                nodeOf_[p][d] = number;
                counts_[number * planes_.size() + p] = device.count;
                out_.countsGpus = out_.countsGpus || nodes_[number].gpus > 0;
            }
        }
    }

    void addEndpoints() {
        reserveVertices();
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
                    std::uint32_t& vertex = switchOf_.at(s.device);
                    if (vertex != kNone) continue;
                    vertex = out_.graph.addSwitch(static_cast<std::uint32_t>(t) + 1);
                    out_.switches.push_back(s.device);
                }
    }

    /// One for each port is what most designs come to.
    void reserveVertices() {
        std::size_t ports = 0, switches = 0;
        for (const Plane& plane : planes_) {
            ports += plane.input->endpoints.size();
            for (const auto& tier : plane.input->tiers)
                switches += tier.size();
        }
        out_.endpoints.reserve(ports);
        out_.switches.reserve(switches);
        out_.graph.weight.reserve(ports + switches);
        out_.graph.tier.reserve(ports + switches);
    }

    void reserveLinks() {
        std::size_t links = 0;
        for (const Plane& plane : planes_)
            links += plane.wiring->plan->cables.size();
        reserveLarge(out_.graph.links, links);
    }

    std::vector<FabricDrawing::Joint> joints(std::size_t plane) const {
        std::vector<FabricDrawing::Joint> out;
        out.reserve(planes_[plane].wiring->ends->devices.size());
        for (std::uint32_t d = 0; d < planes_[plane].wiring->ends->devices.size(); ++d) {
            const FabricEnds::Device& device = planes_[plane].wiring->ends->devices[d];
            FabricDrawing::Joint& joint = out.emplace_back();
            joint.vertex = switchOf_.find(device.ref);
            const std::uint32_t number = nodeOf_[plane][d];
            if (joint.vertex != kNone || number == kNone || nodes_[number].vertices == 0) continue;
            joint = {nodes_[number].first, nodes_[number].vertices, device.count, device.begin,
                     planes_[plane].input->endpoints[device.begin].port.port};
        }
        return out;
    }

    void addCables(std::size_t plane) {
        const auto& cables = planes_[plane].wiring->plan->cables;
        const auto& ends = planes_[plane].wiring->ends->cables;
        const auto& ports = planes_[plane].input->endpoints;
        out_.joints.push_back(joints(plane));
        const std::vector<FabricDrawing::Joint>& joint = out_.joints.back();
        DataRate rate;  // of the cable before: most are equal
        std::int64_t capacity = 0;
        for (std::size_t i = 0; i < cables.size(); ++i) {
            const std::uint32_t a = vertexOf(joint[ends[i].a], cables[i].a.port, ports);
            const std::uint32_t b = vertexOf(joint[ends[i].b], cables[i].b.port, ports);
            if (a == kNone || b == kNone) continue;
            if (!(cables[i].rate == rate)) capacity = capacityOf(rate = cables[i].rate);
            if (capacity <= 0)
                ++out_.unknownRates;
            else if (a != b)
                out_.graph.links.push_back({a, b, capacity});
        }
    }

    const std::vector<Plane>& planes_;
    const PollFunction& poll_;
    FabricDrawing out_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> counts_;               // ports by node and plane
    std::vector<std::vector<std::uint32_t>> nodeOf_;  // by plane and device
    DeviceIndex switchOf_;
};

/// Finds out which links of a drawing are gone, and which came.
class Changes {
public:
    Changes(const FabricDrawing& plan, const std::vector<Plane>& planes, DrawnFabric& out)
        : plan_(plan), planes_(planes), out_(out) {
        out_.unknownRates = plan.unknownRates;
        for (std::size_t p = 0; p < planes.size(); ++p)
            add(p);
        std::sort(out_.changes.gone.begin(), out_.changes.gone.end());
        std::sort(out_.absent.begin(), out_.absent.end());
    }

private:
    void add(std::size_t plane) {
        const Wiring& wiring = *planes_[plane].wiring;
        for (const std::uint32_t i : wiring.gone)
            change(plane, wiring.plan->cables[i], wiring.ends->cables[i], true);
        for (std::size_t i = 0; i < wiring.drawn.size(); ++i)
            change(plane, wiring.drawn[i], wiring.drawnEnds[i], false);
        for (const std::uint32_t device : wiring.absent)
            out_.absent.push_back(wiring.device(device));
    }

    void change(std::size_t plane, const model::PlannedCable& cable, FabricEnds::Ends ends, bool gone) {
        const std::uint32_t a = vertexAt(plane, ends.a, cable.a.port),
                            b = vertexAt(plane, ends.b, cable.b.port);
        if (a == kNone || b == kNone) return;
        const std::int64_t capacity = capacityOf(cable.rate);
        if (capacity <= 0)
            out_.unknownRates += gone ? -1u : 1u;
        else if (a == b)
            return;
        else if (gone)
            out_.changes.gone.push_back(linkBetween(a, b, capacity));
        else
            out_.changes.added.push_back({a, b, capacity});
    }

    std::uint32_t vertexAt(std::size_t plane, std::uint32_t device, std::uint32_t port) const {
        const auto& joints = plan_.joints[plane];
        return device < joints.size() ? vertexOf(joints[device], port, planes_[plane].input->endpoints)
                                      : kNone;
    }

    /// The first such link that is not gone yet; equal ones may stand for each other.
    std::uint32_t linkBetween(std::uint32_t a, std::uint32_t b, std::int64_t capacity) {
        if (a > b) std::swap(a, b);
        std::uint32_t skip = taken_[{a, b, capacity}]++;
        for (const std::uint32_t i : plan_.twins.linksOf(a)) {  // the lower vertex has fewer links
            const FabricGraph::Link& link = plan_.graph.links[i];
            if (link.capacity == capacity && (link.a == b || link.b == b) && skip-- == 0) return i;
        }
        RL_CHECK(false);
        return 0;
    }

    const FabricDrawing& plan_;
    const std::vector<Plane>& planes_;
    DrawnFabric& out_;
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::int64_t>, std::uint32_t> taken_;
};

}  // namespace

FabricDrawing drawPlan(const std::vector<Plane>& planes, const PollFunction& poll) {
    return Drawing(planes, poll).run();
}

DrawnFabric asItStands(const Shared<FabricDrawing>& plan, const std::vector<Plane>& planes,
                       const PollFunction& poll) {
    DrawnFabric out;
    out.plan = plan;
    Changes(*plan, planes, out);
    if (!out.changes.empty()) out.corrected = recontracted(plan->graph, plan->twins, out.changes, poll);
    return out;
}

std::optional<FabricGraph::Link> linkDrawnBy(const FabricDrawing& plan, std::size_t place, const Plane& plane,
                                             const model::PlannedCable& cable, FabricEnds::Ends ends) {
    const auto& joints = plan.joints[place];
    if (ends.a >= joints.size() || ends.b >= joints.size()) return std::nullopt;
    const std::uint32_t a = vertexOf(joints[ends.a], cable.a.port, plane.input->endpoints);
    const std::uint32_t b = vertexOf(joints[ends.b], cable.b.port, plane.input->endpoints);
    const std::int64_t capacity = capacityOf(cable.rate);
    if (a == kNone || b == kNone || a == b || capacity <= 0) return std::nullopt;
    return FabricGraph::Link{a, b, capacity};
}

}  // namespace rackloom::analytics
