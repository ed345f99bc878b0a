// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/generators.h"

#include "model/topology/leaf_spine.h"
#include "model/topology/rail_optimized.h"
#include "model/topology/star.h"

namespace rackloom::model {

namespace {

constexpr Generator kGenerators[] = {
    {"rail-optimized", "Rail-optimised Clos",
     "Port r of each node of a group on leaf r; leaves to spines, spines to cores.", railOptimizedParameters,
     planRailOptimized},
    {"leaf-spine", "Leaf and spine", "Nodes on leaves in order or rack by rack; every leaf to every spine.",
     leafSpineParameters, planLeafSpine},
    {"star", "Star", "Each port on a switch of its rack, those on core switches: out-of-band management.",
     starParameters, planStar},
};

}  // namespace

std::span<const Generator> generators() {
    return kGenerators;
}

const Generator* findGenerator(std::string_view id) {
    for (const Generator& generator : kGenerators)
        if (generator.id == id) return &generator;
    return nullptr;
}

}  // namespace rackloom::model
