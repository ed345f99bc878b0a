// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/feed_paths.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

/// Deeper than any tree that is drawn; an element that feeds itself through others ends here as dead.
constexpr int kDeepest = 40;

}  // namespace

FeedPaths::FeedPaths(const Column<PowerNodeId, model::PowerNode>& nodes) {
    for (const auto& [id, node] : nodes)
        elements_.push_back({id, {}, node.policy == model::ParentPolicy::Single});
    std::size_t i = 0;
    for (const auto& [id, node] : nodes) {
        for (const PowerNodeId parent : node.parents)
            if (const auto p = indexOf(parent)) elements_[i].parents.push_back(*p);
        ++i;
    }
}

std::optional<std::size_t> FeedPaths::indexOf(PowerNodeId id) const {
    const auto it = std::lower_bound(elements_.begin(), elements_.end(), id,
                                     [](const Element& e, PowerNodeId wanted) { return e.id < wanted; });
    if (it == elements_.end() || it->id != id) return std::nullopt;
    return static_cast<std::size_t>(it - elements_.begin());
}

std::vector<std::size_t> FeedPaths::above(const std::vector<std::size_t>& elements) const {
    std::vector<std::size_t> out, todo = elements;
    while (!todo.empty()) {
        const std::size_t e = todo.back();
        todo.pop_back();
        const auto at = std::lower_bound(out.begin(), out.end(), e);
        if (at != out.end() && *at == e) continue;
        out.insert(at, e);
        todo.insert(todo.end(), elements_[e].parents.begin(), elements_[e].parents.end());
    }
    return out;
}

bool FeedPaths::live(std::size_t element, const std::array<std::size_t, 2>& failed, int depth) const {
    if (element == failed[0] || element == failed[1] || depth > kDeepest) return false;
    const Element& e = elements_[element];
    if (e.parents.empty()) return true;
    if (e.fedByFirst) return live(e.parents.front(), failed, depth + 1);
    return std::any_of(e.parents.begin(), e.parents.end(),
                       [&](std::size_t parent) { return live(parent, failed, depth + 1); });
}

}  // namespace rackloom::analytics
