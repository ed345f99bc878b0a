// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/scale_up_domain.h"

#include "analytics/fabric/bisection.h"
#include "analytics/fabric/chip_columns.h"
#include "analytics/fabric/exact.h"
#include "analytics/fabric/min_cut.h"

#include <algorithm>
#include <limits>
#include <queue>

namespace rackloom::analytics {
namespace {

constexpr std::int64_t kFar = std::numeric_limits<std::int64_t>::max() / 4;

void joinToChips(const DomainDrawing& drawing, const std::vector<std::uint32_t>& gpuVertex,
                 const std::vector<std::uint32_t>& chipVertex, FabricGraph& graph) {
    if (drawing.chips.empty()) return;
    std::vector<int> used(drawing.chips.size(), 0);
    int most = 0;
    for (const DomainDrawing::Gpu& gpu : drawing.gpus)
        most = std::max(most, gpu.links);
    for (int k = 0; k < most; ++k)
        for (std::size_t g = 0; g < drawing.gpus.size(); ++g) {
            const DomainDrawing::Gpu& gpu = drawing.gpus[g];
            if (k >= gpu.links) continue;
            const std::size_t chips = gpu.chips > 0 ? gpu.chips : drawing.chips.size();
            std::size_t at = static_cast<std::size_t>(k) % chips, c = gpu.firstChip + at;
            for (std::size_t tried = 0; tried < chips && used[c] >= drawing.chips[c].ports; ++tried) {
                at = (at + 1) % chips;
                c = gpu.firstChip + at;
            }
            if (used[c] >= drawing.chips[c].ports) continue;
            ++used[c];
            if (gpu.present && drawing.chips[c].present)
                graph.join(gpuVertex[g], chipVertex[c],
                           std::min(gpu.linkCapacity, drawing.chips[c].portCapacity));
        }
}

void joinMesh(const DomainDrawing& drawing, const std::vector<std::uint32_t>& gpuVertex, FabricGraph& graph) {
    const auto n = static_cast<std::int64_t>(drawing.gpus.size());
    for (std::size_t a = 0; a < drawing.gpus.size(); ++a)
        for (std::size_t b = a + 1; b < drawing.gpus.size(); ++b) {
            const DomainDrawing::Gpu &x = drawing.gpus[a], &y = drawing.gpus[b];
            if (!x.present || !y.present) continue;
            const std::int64_t perPeer =
                std::min(x.links * x.linkCapacity, y.links * y.linkCapacity) / (n - 1);
            graph.join(gpuVertex[a], gpuVertex[b], perPeer);
        }
}

/// Least cut with exactly `onA` GPUs on one side, or a negative number when the search does not prove it.
std::int64_t cutAt(const ContractedGraph& contracted, std::uint64_t onA) {
    std::optional<ExactCut> found = exactByUpperSides(contracted, {onA, onA}, kFar);
    if (!found) found = exactByEnumeration(contracted, {onA, onA});
    return found ? found->cut : -1;
}

}  // namespace

FabricGraph domainGraph(const DomainDrawing& drawing) {
    FabricGraph graph;
    std::vector<std::uint32_t> gpuVertex(drawing.gpus.size(), 0), chipVertex(drawing.chips.size(), 0);
    for (std::size_t g = 0; g < drawing.gpus.size(); ++g)
        if (drawing.gpus[g].present) gpuVertex[g] = graph.addEndpoint();
    for (std::size_t c = 0; c < drawing.chips.size(); ++c)
        if (drawing.chips[c].present) chipVertex[c] = graph.addSwitch(1);
    if (drawing.topology == model::ScaleUpTopology::Mesh)
        joinMesh(drawing, gpuVertex, graph);
    else
        joinToChips(drawing, gpuVertex, chipVertex, graph);
    for (const DomainDrawing::Bridge& bridge : drawing.bridges)
        if (drawing.chips[bridge.a].present && drawing.chips[bridge.b].present)
            graph.join(chipVertex[bridge.a], chipVertex[bridge.b], bridge.capacity);
    return graph;
}

DomainResult solveDomain(const DomainDrawing& drawing, const PollFunction& poll) {
    DomainResult out;
    for (const DomainDrawing::Gpu& gpu : drawing.gpus)
        out.gpus += gpu.present ? 1 : 0;
    for (const DomainDrawing::Chip& chip : drawing.chips)
        out.chips += chip.present ? 1 : 0;
    if (drawing.topology == model::ScaleUpTopology::Torus) {
        out.unknownReason = "the wiring of a torus across racks is not drawn";
        return out;
    }
    const FabricGraph graph = domainGraph(drawing);
    if (!drawing.bridges.empty() && solveColumns(graph, out, poll)) return out;
    const ContractedGraph contracted = contractTwins(graph, poll);
    const auto gpus = static_cast<std::uint32_t>(out.gpus);
    for (const FabricGraph::Link& link : graph.links)
        out.injection += (link.a < gpus ? link.capacity : 0) + (link.b < gpus ? link.capacity : 0);
    const Bisection cut = bisect(contracted, {}, poll);
    out.lower = cut.lower;
    out.upper = cut.upper;
    for (std::uint64_t a = 0; a <= gpus; ++a) {
        if (poll) poll();
        // Sides may be swapped, so the second half mirrors the first.
        out.cut.push_back(2 * a > gpus ? out.cut[gpus - a] : cutAt(contracted, a));
        if (out.cut.back() >= 0) continue;
        out.cut.clear();
        break;
    }
    return out;
}

std::int64_t leastSplit(const std::vector<std::int64_t>& cut, std::uint64_t remainder) {
    const std::size_t size = cut.size() - 1;
    std::vector<std::int64_t> best(size, kFar);
    using Entry = std::pair<std::int64_t, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    best[0] = 0;
    open.push({0, 0});
    while (!open.empty()) {  // Dijkstra over remainders: one step splits one more domain
        const auto [cost, at] = open.top();
        open.pop();
        if (cost > best[at]) continue;
        for (std::size_t a = 1; a < size; ++a) {
            const std::size_t to = (at + a) % size;
            if (cost + cut[a] >= best[to]) continue;
            best[to] = cost + cut[a];
            open.push({best[to], to});
        }
    }
    return best[remainder % size];
}

}  // namespace rackloom::analytics
