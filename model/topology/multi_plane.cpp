// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/multi_plane.h"

#include "model/topology/clos_wiring.h"
#include "model/topology/rail_optimized.h"

#include <algorithm>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;

/// The ports and switches of one plane, numbered as if it were alone.
GeneratorInput planeOf(const GeneratorInput& in, Count plane, Count planes) {
    GeneratorInput out;
    out.parameters = in.parameters;
    out.firstNode = in.firstNode;
    for (EndpointPort e : in.endpoints) {
        if (e.rail % planes != plane) continue;
        e.rail /= planes;
        out.endpoints.push_back(e);
    }
    for (const std::vector<FabricSwitch>& tier : in.tiers) {
        std::vector<FabricSwitch>& own = out.tiers.emplace_back();
        for (std::size_t i = plane; i < tier.size(); i += planes)
            own.push_back(tier[i]);
    }
    return out;
}

}  // namespace

std::vector<ParameterSpec> multiPlaneParameters() {
    std::vector<ParameterSpec> out = railOptimizedParameters();
    out.insert(out.begin(), {"planes", "Planes",
                             "Networks that share nothing but the nodes; ports of a node go to them in turn.",
                             2, 1, 64, true});
    for (ParameterSpec& spec : out) {
        if (spec.key == "rails")
            spec.help =
                "Leaves of a group in each plane. 0 takes the ports of a node in a plane; 1: no rails.";
        if (spec.key == "pod_leaves" || spec.key == "spines_per_pod") spec.help += " Of each plane.";
    }
    return out;
}

FabricPlan planMultiPlane(const GeneratorInput& in) {
    const Count planes = std::max(Count{1}, countParameter(in, "planes"));
    FabricPlan plan;
    for (std::size_t t = 0; t < in.tiers.size(); ++t)
        if (in.tiers[t].size() % planes != 0)
            plan.problems.push_back("The " + counted(in.tiers[t].size(), "switch", "switches") + " of tier " +
                                    std::to_string(t + 1) + " do not divide evenly over " +
                                    counted(planes, "plane", "planes") +
                                    ". Make each tier a multiple of the "
                                    "planes.");
    const Count ports = widestNode(in);
    if (ports % planes != 0)
        plan.problems.push_back("Nodes with " + counted(ports, "port", "ports") +
                                " do not divide evenly over " + counted(planes, "plane", "planes") +
                                ". Choose planes that divide the ports of a node.");
    std::vector<std::pair<std::string, std::string>> problems;  // with the planes that have it
    for (Count p = 0; p < planes; ++p) {
        FabricPlan one = planRailOptimized(planeOf(in, p, planes));
        plan.cables.insert(plan.cables.end(), one.cables.begin(), one.cables.end());
        for (const std::string& problem : one.problems) {
            const auto same = [&](const auto& known) { return known.first == problem; };
            const auto it = std::find_if(problems.begin(), problems.end(), same);
            if (it == problems.end())
                problems.push_back({problem, "Plane " + std::to_string(p + 1)});
            else
                it->second += ", " + std::to_string(p + 1);
        }
        plan.wanted.resize(std::max(plan.wanted.size(), one.wanted.size()), 0);
        for (std::size_t t = 0; t < one.wanted.size(); ++t)
            plan.wanted[t] = std::max(plan.wanted[t], one.wanted[t] * planes);
    }
    for (const auto& [problem, where] : problems)
        plan.problems.push_back(where + ": " + problem);
    return plan;
}

}  // namespace rackloom::model
