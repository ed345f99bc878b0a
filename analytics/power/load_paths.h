// SPDX-License-Identifier: GPL-3.0-or-later
// LoadPaths: in how many ways that share no element a load reaches its sources, and, where there is but one,
// which elements all ways go through. A cord on side A and one on side B that meet upstream are one way.
// Must not know of watts: failover loads are the sweep's.
#pragma once

#include "analytics/power/tree_shares.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace rackloom::analytics {

struct LoadPaths {
    int disjoint = 0;               ///< paths without a common element
    std::vector<std::size_t> cuts;  ///< each alone cuts the load off, nearest first; only with one path
    friend bool operator==(const LoadPaths&, const LoadPaths&) = default;
};

/// The nearest element that all ways of another one up to its sources go through, itself apart. Where the
/// ways of two elements share none, two disjoint ways exist (Menger).
class SharedWays {
public:
    /// The tree must outlive it.
    explicit SharedWays(const PowerTree&);
    std::uint32_t none() const { return static_cast<std::uint32_t>(tree_.elements.size()); }
    /// To be called for a live element after all that could feed it; live(v) tells which of those are.
    template <class Live> void settle(std::size_t v, const Live& live) {
        std::optional<std::uint32_t> joint;
        eachFeed(tree_.elements[v], [&](std::size_t p) {
            if (!live(p)) return;
            const auto parent = static_cast<std::uint32_t>(p);
            joint = joint ? meet(*joint, parent) : parent;
        });
        above_[v] = joint.value_or(none());
        depth_[v] = depth_[above_[v]] + 1;
    }
    /// The nearest element that the ways of both go through, one of them itself perhaps.
    std::uint32_t meet(std::uint32_t a, std::uint32_t b) const {
        while (a != b)
            (depth_[a] >= depth_[b] ? a : b) = above_[depth_[a] >= depth_[b] ? a : b];
        return a;
    }
    std::uint32_t above(std::uint32_t v) const { return above_[v]; }

private:
    const PowerTree& tree_;
    std::vector<std::uint32_t> above_, depth_;  ///< by element; the number of elements stands for none
};

/// Loads with two cords need no flow: what the ways of both share tells whether two disjoint ones exist.
class SupplyCuts {
public:
    SupplyCuts(const PowerTree&, const PowerFlow& normal);
    LoadPaths paths(const std::vector<std::size_t>& entries) const;

private:
    const PowerTree& tree_;
    const PowerFlow& flow_;
    SharedWays ways_;
};

/// From these entries (what a load's cords hang on) up to live sources, along all parents an element may draw
/// from. Maximum flow on the graph with every element split into a way in and a way out.
LoadPaths pathsToSources(const PowerTree&, const PowerFlow& normal, const std::vector<std::size_t>& entries);

}  // namespace rackloom::analytics
