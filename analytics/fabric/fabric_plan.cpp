// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/fabric_plan.h"

#include "analytics/fabric/wiring.h"
#include "analytics/inputs/fabric.h"
#include "model/topology/generators.h"

namespace rackloom::analytics {

FabricGenerator::Value FabricGenerator::compute(const Key& id, Query& q) {
    return q.get<FabricRow>(id)->generator;
}

FabricRoleNode::Value FabricRoleNode::compute(const Key& id, Query& q) {
    return q.get<FabricRow>(id)->role;
}

FabricPlanNode::Value FabricPlanNode::compute(const Key& id, Query& q) {
    const std::string& name = q.get<FabricGenerator>(id);
    model::FabricPlan plan;
    if (name.empty()) return plan;
    if (const model::Generator* generator = model::findGenerator(name))
        return generator->plan(*q.get<FabricPlanInput>(id));
    plan.problems.push_back("there is no generator \"" + name + "\"");
    return plan;
}

FabricCables::Value FabricCables::compute(const Key& id, Query& q) {
    const Shared<Wiring> wiring = q.get<FabricWiring>(id);
    if (wiring->asGenerated()) return wiring->plan;
    model::FabricPlan out;
    out.problems = wiring->plan->problems;
    out.wanted = wiring->plan->wanted;
    out.cables.reserve(wiring->count());
    auto gone = wiring->gone.begin();
    const std::vector<model::LightPath>& paths = wiring->plan->lightPaths;
    auto path = paths.begin();
    for (std::uint32_t i = 0; i < wiring->plan->cables.size(); ++i) {
        const bool led = path != paths.end() && path->cable == i;
        if (gone != wiring->gone.end() && *gone == i) {
            ++gone;
        } else {
            if (led)
                out.lightPaths.push_back(
                    {static_cast<std::uint32_t>(out.cables.size()), path->in, path->out});
            out.cables.push_back(wiring->plan->cables[i]);
        }
        if (led) ++path;
    }
    out.cables.insert(out.cables.end(), wiring->drawn.begin(), wiring->drawn.end());
    return out;
}

FabricsOfRole::Value FabricsOfRole::compute(const Key& role, Query& q) {
    std::vector<FabricId> out;
    for (const FabricId id : *q.get<FabricIds>())
        if (q.get<FabricRow>(id)->role == role) out.push_back(id);
    return out;
}

}  // namespace rackloom::analytics
