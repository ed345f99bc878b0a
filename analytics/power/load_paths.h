// SPDX-License-Identifier: GPL-3.0-or-later
// LoadPaths: in how many ways that share no element a load reaches its sources, and, where there is but one,
// which elements all ways go through. A cord on side A and one on side B that meet upstream are one way.
// Must not know of watts: failover loads are the sweep's.
#pragma once

#include "analytics/power/tree.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rackloom::analytics {

struct LoadPaths {
    int disjoint = 0;               ///< paths without a common element
    std::vector<std::size_t> cuts;  ///< each alone cuts the load off, nearest first; only with one path
    friend bool operator==(const LoadPaths&, const LoadPaths&) = default;
};

/// For each live element the nearest other one that all its ways to sources go through. Where the ways of two
/// entries share none, two disjoint ways exist (Menger), so that loads with two cords need no flow.
class SupplyCuts {
public:
    SupplyCuts(const PowerTree&, const PowerFlow& normal);
    LoadPaths paths(const std::vector<std::size_t>& entries) const;

private:
    std::uint32_t meet(std::uint32_t a, std::uint32_t b) const;

    const PowerTree& tree_;
    const PowerFlow& flow_;
    std::vector<std::uint32_t> above_, depth_;  ///< by element; the number of elements stands for none
};

/// From these entries (what a load's cords hang on) up to live sources, along all parents an element may draw
/// from. Maximum flow on the graph with every element split into a way in and a way out.
LoadPaths pathsToSources(const PowerTree&, const PowerFlow& normal, const std::vector<std::size_t>& entries);

}  // namespace rackloom::analytics
