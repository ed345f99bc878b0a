// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/product_bound.h"

#include "analytics/fabric/direct_bounds.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace rackloom::analytics {
namespace {

constexpr double kFactorWork = 1e8;
constexpr double kRounding = 1e-9;

/// A dimension: `size` values, neighbours in it are `stride` apart or a multiple.
struct Dimension {
    std::uint32_t stride = 1, size = 1;
};

/// Every link changes either what lies below the block size or what lies above, never both.
bool separates(const CoreGraph& core, std::uint32_t block) {
    for (std::uint32_t v = 0; v < core.size(); ++v)
        for (const CoreGraph::Arc& arc : core.arcsOf(v))
            if (arc.to / block != v / block && arc.to % block != v % block) return false;
    return true;
}

std::vector<Dimension> dimensionsOf(const CoreGraph& core, const PollFunction& poll) {
    std::vector<Dimension> out;
    std::uint32_t stride = 1;
    for (std::uint32_t block = 2; block <= core.size(); ++block) {
        if (core.size() % block != 0 || block % stride != 0) continue;
        if (poll) poll();
        if (block < core.size() && !separates(core, block)) continue;
        out.push_back({stride, block / stride});
        stride = block;
    }
    return out;
}

/// The links of one dimension, when all rows along it look alike.
class Factor {
public:
    Factor(const CoreGraph& core, Dimension dimension) : core_(core), dimension_(dimension) {}

    void add(std::uint32_t v, const CoreGraph::Arc& arc) {
        const std::uint32_t x = v / dimension_.stride % dimension_.size;
        const std::uint32_t y = arc.to / dimension_.stride % dimension_.size;
        Link& link = links_[{x, y}];
        alike_ = alike_ && (link.count == 0 || link.capacity == arc.capacity);
        link.capacity = arc.capacity;
        ++link.count;
    }

    std::optional<double> rate(const PollFunction& poll) const {
        CoreGraph graph;
        graph.weight.assign(dimension_.size, 1);
        graph.load = graph.weight;
        graph.total = dimension_.size;
        graph.begin.push_back(0);
        auto link = links_.begin();
        for (std::uint32_t x = 0; x < dimension_.size; ++x) {
            for (; link != links_.end() && link->first.first == x; ++link) {
                if (link->second.count != core_.size() / dimension_.size) return std::nullopt;
                graph.arcs.push_back({link->first.second, link->second.capacity});
            }
            graph.begin.push_back(static_cast<std::uint32_t>(graph.arcs.size()));
        }
        if (!alike_) return std::nullopt;
        const auto bound = uniformBound(graph, kFactorWork, poll);
        return bound ? std::optional(bound->rate) : std::nullopt;
    }

private:
    struct Link {
        std::int64_t capacity = 0;
        std::uint32_t count = 0;
    };
    const CoreGraph& core_;
    Dimension dimension_;
    std::map<std::pair<std::uint32_t, std::uint32_t>, Link> links_;
    bool alike_ = true;
};

}  // namespace

std::optional<double> productRate(const CoreGraph& core, const PollFunction& poll) {
    if (core.size() < 4 || core.load.front() == 0) return std::nullopt;
    for (const std::uint64_t w : core.load)
        if (w != core.load.front()) return std::nullopt;
    const std::vector<Dimension> dimensions = dimensionsOf(core, poll);
    if (dimensions.size() < 2) return std::nullopt;
    std::vector<Factor> factors;
    for (const Dimension& dimension : dimensions)
        factors.emplace_back(core, dimension);
    for (std::uint32_t v = 0; v < core.size(); ++v)
        for (const CoreGraph::Arc& arc : core.arcsOf(v))
            for (std::size_t d = 0; d < dimensions.size(); ++d) {
                const Dimension& k = dimensions[d];
                if (v / k.stride % k.size != arc.to / k.stride % k.size) factors[d].add(v, arc);
            }
    // In every dimension each link of the factor serves as many pairs as there are rows, times those pairs.
    double rate = std::numeric_limits<double>::infinity();
    const double load = static_cast<double>(core.load.front());
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
        const auto own = factors[d].rate(poll);
        if (!own) return std::nullopt;
        rate = std::min(rate, *own * dimensions[d].size / static_cast<double>(core.size()));
    }
    return rate * (1 - kRounding) / load / load;
}

}  // namespace rackloom::analytics
