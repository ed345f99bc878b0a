// SPDX-License-Identifier: GPL-3.0-or-later
// The list of topology generators. To add one: write model/topology/<name>.cpp and add a line to
// generators.cpp.
#pragma once

#include "model/site/snapshot.h"
#include "model/topology/plan.h"

#include <span>
#include <string_view>

namespace rackloom::model {

struct Generator {
    std::string_view id, label, summary;
    std::vector<ParameterSpec> (*parameters)();
    FabricPlan (*plan)(const GeneratorInput&);
};

std::span<const Generator> generators();
const Generator* findGenerator(std::string_view id);

/// Gathers a fabric's ports and switches from the drawing: what plan() needs.
GeneratorInput generatorInput(const Snapshot&, const Fabric&);
/// Generator cables minus the removed ones; hand-drawn Cable rows are not in it.
FabricPlan expandFabric(const Snapshot&, const Fabric&);

}  // namespace rackloom::model
