// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/feed_paths.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

/// Of elements on a ring or below one: nothing feeds them.
constexpr std::uint32_t kNowhere = ~std::uint32_t{0};

PowerTree treeOf(const PowerRows& nodes) {
    PowerTree tree;
    for (const auto& [id, node] : nodes)
        tree.elements.push_back(linksOf(node, nodes));
    return tree;
}

}  // namespace

PowerElement linksOf(const model::PowerNode& node, const PowerRows& nodes) {
    PowerElement element;
    const bool weighted = node.weights.size() == node.parents.size();
    for (std::size_t k = 0; k < node.parents.size(); ++k)
        if (const auto index = nodes.indexOf(node.parents[k])) {
            element.parents.push_back(*index);
            if (weighted) element.weights.push_back(node.weights[k]);
        }
    element.policy = node.policy;
    element.units = std::max(node.count, 1);
    return element;
}

FeedPaths::FeedPaths(const PowerRows& nodes)
    : tree_(treeOf(nodes)),
      place_(nodes.size(), kNowhere),
      chains_(nodes.size()),
      live_(nodes.size(), false),
      climb_(tree_),
      ways_(tree_) {
    ids_.reserve(nodes.size());
    for (const auto& [id, node] : nodes)
        ids_.push_back(id);
    std::uint32_t place = 0;
    for (const std::size_t v : topDown(tree_))
        place_[v] = place++;
}

std::optional<std::size_t> FeedPaths::indexOf(PowerNodeId id) const {
    const auto it = std::lower_bound(ids_.begin(), ids_.end(), id);
    if (it == ids_.end() || *it != id) return std::nullopt;
    return static_cast<std::size_t>(it - ids_.begin());
}

std::vector<std::size_t> FeedPaths::above(const std::vector<std::size_t>& elements) const {
    const auto found = climb_.above(elements);
    std::vector<std::size_t> out(found.begin(), found.end());
    std::sort(out.begin(), out.end());
    return out;
}

/// Those that power can reach at all, parents first.
FeedPaths::Chain FeedPaths::sorted(std::span<const std::size_t> elements) const {
    Chain chain;
    for (const std::size_t v : elements)
        if (place_[v] != kNowhere) chain.push_back(static_cast<std::uint32_t>(v));
    std::sort(chain.begin(), chain.end(),
              [&](std::uint32_t a, std::uint32_t b) { return place_[a] < place_[b]; });
    return chain;
}

const FeedPaths::Chain& FeedPaths::chainOf(std::size_t element) const {
    Chain& chain = chains_[element];
    if (chain.empty()) chain = sorted(climb_.above(element));
    return chain;
}

FeedPaths::Chain FeedPaths::together(const std::vector<std::size_t>& elements) const {
    return elements.size() == 1 ? chainOf(elements.front()) : sorted(climb_.above(elements));
}

void FeedPaths::settle(const Chain& topDown, const std::array<std::size_t, 2>& failed) const {
    const auto live = [&](std::size_t p) { return live_[p]; };
    for (const std::uint32_t v : topDown) {
        const PowerElement& e = std::as_const(tree_).elements[v];
        live_[v] = v != failed[0] && v != failed[1] && (e.parents.empty() || hasFeed(e, live));
    }
}

bool FeedPaths::live(std::size_t element, const std::array<std::size_t, 2>& failed) const {
    settle(chainOf(element), failed);
    return live_[element];
}

std::vector<std::size_t> FeedPaths::cuts(const std::vector<std::size_t>& feeds, bool each,
                                         std::size_t without) const {
    const Chain chain = together(feeds);
    settle(chain, {without, kNobody});
    for (const std::uint32_t v : chain)
        if (live_[v]) ways_.settle(v, [&](std::size_t p) { return live_[p]; });
    std::vector<std::size_t> out;
    const auto addFrom = [&](std::uint32_t v) {
        for (; v != ways_.none(); v = ways_.above(v))
            out.push_back(v);
    };
    std::optional<std::uint32_t> joint;
    for (const std::size_t feed : feeds) {
        const auto v = static_cast<std::uint32_t>(feed);
        if (each && !live_[feed]) return {};
        if (!live_[feed]) continue;
        if (each) addFrom(v);
        joint = joint ? ways_.meet(*joint, v) : v;
    }
    if (!each && joint) addFrom(*joint);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace rackloom::analytics
