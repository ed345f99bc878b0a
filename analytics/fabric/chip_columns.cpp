// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/chip_columns.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kMostChips = 14;  // sides to try: two to that power

/// A link as its column sees it: the chip's place in the column, and a GPU or another place.
using ColumnLink = std::tuple<std::uint32_t, bool, std::uint32_t, std::int64_t>;
using ChipColumn = std::vector<ColumnLink>;

std::uint32_t rootOf(std::vector<std::uint32_t>& parent, std::uint32_t v) {
    while (parent[v] != v)
        v = parent[v] = parent[parent[v]];
    return v;
}

/// The columns of the chips, each with the number of chips that it has.
std::vector<std::pair<std::uint32_t, ChipColumn>> columnsOf(const FabricGraph& graph, std::uint32_t gpus) {
    std::vector<std::uint32_t> parent(graph.vertexCount());
    std::iota(parent.begin(), parent.end(), 0U);
    for (const FabricGraph::Link& link : graph.links)
        if (link.a >= gpus && link.b >= gpus) parent[rootOf(parent, link.a)] = rootOf(parent, link.b);
    std::map<std::uint32_t, std::uint32_t> sizes;
    std::vector<std::uint32_t> place(graph.vertexCount(), 0);
    for (std::uint32_t v = gpus; v < graph.vertexCount(); ++v)
        place[v] = sizes[rootOf(parent, v)]++;
    std::map<std::uint32_t, ChipColumn> links;
    for (const FabricGraph::Link& link : graph.links) {
        const auto [gpu, chip] = std::minmax(link.a, link.b);
        ChipColumn& column = links[rootOf(parent, chip)];
        if (gpu < gpus)
            column.emplace_back(place[chip], false, gpu, link.capacity);
        else
            column.emplace_back(std::min(place[gpu], place[chip]), true, std::max(place[gpu], place[chip]),
                                link.capacity);
    }
    std::vector<std::pair<std::uint32_t, ChipColumn>> out;
    for (auto& [root, column] : links) {
        std::sort(column.begin(), column.end());
        out.emplace_back(sizes[root], std::move(column));
    }
    return out;
}

/// One column for all that are alike.
struct Kind {
    std::uint32_t chips = 0;
    ChipColumn links;
};

std::vector<Kind> kindsOf(const FabricGraph& graph, std::uint32_t gpus) {
    std::map<std::pair<std::uint32_t, ChipColumn>, std::int64_t> counts;
    for (auto& column : columnsOf(graph, gpus))
        ++counts[std::move(column)];
    std::vector<Kind> out;
    for (const auto& [column, count] : counts) {
        out.push_back({column.first, column.second});
        for (ColumnLink& link : out.back().links)
            std::get<3>(link) *= count;
    }
    return out;
}

/// Keeps for each number of GPUs on side A the least cut over all sides of the chips.
class SideSearch {
public:
    SideSearch(std::vector<Kind> kinds, std::uint32_t gpus) : kinds_(std::move(kinds)), gpus_(gpus) {
        best_.assign(gpus + std::size_t{1}, std::numeric_limits<std::int64_t>::max());
    }

    void tryAll(std::uint32_t chips, const PollFunction& poll) {
        for (std::uint32_t sides = 0; sides < std::uint32_t{1} << chips; ++sides) {
            if (poll && sides % 64 == 0) poll();
            tryOne(sides);
        }
    }
    std::vector<std::int64_t> take() { return std::move(best_); }

private:
    void tryOne(std::uint32_t sides) {
        std::vector<std::int64_t> onA(gpus_, 0), onB(gpus_, 0);  // cost of each GPU there
        std::int64_t cut = 0;
        std::uint32_t first = 0;
        for (const Kind& kind : kinds_) {
            for (const auto& [place, betweenChips, other, capacity] : kind.links) {
                const bool chipOnA = (sides >> (first + place) & 1U) != 0;
                if (betweenChips)
                    cut += chipOnA != ((sides >> (first + other) & 1U) != 0) ? capacity : 0;
                else
                    (chipOnA ? onB : onA)[other] += capacity;
            }
            first += kind.chips;
        }
        std::vector<std::int64_t> more(gpus_);
        for (std::uint32_t g = 0; g < gpus_; ++g) {
            cut += onB[g];
            more[g] = onA[g] - onB[g];
        }
        std::sort(more.begin(), more.end());
        best_[0] = std::min(best_[0], cut);
        for (std::uint32_t a = 1; a <= gpus_; ++a)
            best_[a] = std::min(best_[a], cut += more[a - 1]);
    }

    std::vector<Kind> kinds_;
    std::uint32_t gpus_;
    std::vector<std::int64_t> best_;
};

}  // namespace

bool solveColumns(const FabricGraph& graph, DomainResult& out, const PollFunction& poll) {
    const auto gpus = static_cast<std::uint32_t>(out.gpus);
    for (const FabricGraph::Link& link : graph.links)
        if (link.a < gpus && link.b < gpus) return false;
    std::vector<Kind> kinds = kindsOf(graph, gpus);
    std::uint32_t chips = 0;
    for (const Kind& kind : kinds)
        chips += kind.chips;
    if (chips > kMostChips) return false;
    for (const FabricGraph::Link& link : graph.links)
        out.injection += link.a < gpus || link.b < gpus ? link.capacity : 0;
    SideSearch search(std::move(kinds), gpus);
    search.tryAll(chips, poll);
    out.cut = search.take();
    out.lower = out.upper = out.cut[gpus / 2];
    return true;
}

}  // namespace rackloom::analytics
