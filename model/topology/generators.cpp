// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/generators.h"

#include "model/topology/clos.h"
#include "model/topology/dragonfly.h"
#include "model/topology/dragonfly_plus.h"
#include "model/topology/fat_tree.h"
#include "model/topology/hypercube.h"
#include "model/topology/hyperx.h"
#include "model/topology/jellyfish.h"
#include "model/topology/leaf_spine.h"
#include "model/topology/multi_plane.h"
#include "model/topology/paired_racks.h"
#include "model/topology/rail_only.h"
#include "model/topology/rail_optimized.h"
#include "model/topology/slim_fly.h"
#include "model/topology/star.h"
#include "model/topology/torus.h"
#include "model/topology/torus_cubes.h"

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
    {"clos", "Clos, two or three tiers",
     "Nodes on leaves in order; any oversubscription; spines by pod, cores by position or all.",
     closParameters, planClos},
    {"fat-tree", "Fat tree of k-port switches", "k/2 leaves and k/2 spines per pod, up to k pods.",
     fatTreeParameters, planFatTree},
    {"rail-only", "Rail only", "Port r of each node on leaf r, and no spines.", railOnlyParameters,
     planRailOnly},
    {"multi-plane", "Several planes", "Ports of a node in turn on networks that share nothing else.",
     multiPlaneParameters, planMultiPlane},
    {"dragonfly", "Dragonfly", "Groups of routers all joined, and cables between all groups.",
     dragonflyParameters, planDragonfly},
    {"dragonfly-plus", "Dragonfly+", "Groups of leaves and spines, and cables between their spines.",
     dragonflyPlusParameters, planDragonflyPlus},
    {"hyperx", "HyperX, flattened butterfly, full mesh",
     "A grid of routers; all routers of a line are joined with each other.", hyperxParameters, planHyperx},
    {"torus", "Torus or mesh", "A grid of routers or of nodes, each joined to its neighbours.",
     torusParameters, planTorus},
    {"torus-cubes", "Torus of cubes over optical circuit switches",
     "Cubes of chips, racks as a rule, whose faces meet in switches that pass light from port to port.",
     torusCubesParameters, planTorusCubes},
    {"hypercube", "Hypercube", "Routers whose numbers differ in one bit are joined.", hypercubeParameters,
     planHypercube},
    {"slim-fly", "Slim Fly", "2 q² routers, no two more than two links apart.", slimFlyParameters,
     planSlimFly},
    {"jellyfish", "Jellyfish", "A random network in which all routers have equally many links.",
     jellyfishParameters, planJellyfish},
    {"paired-racks", "Racks in pairs", "Each port of a rack with the same port of the next: scale-up cables.",
     pairedRacksParameters, planPairedRacks},
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
