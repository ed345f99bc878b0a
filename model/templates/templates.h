// SPDX-License-Identifier: GPL-3.0-or-later
// The list of design templates: parameters in, a complete design out (compute, networks, power A and B,
// cooling). To add one: write model/templates/<name>.cpp and add a line to templates.cpp.
#pragma once

#include "model/base/parameters.h"
#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

#include <span>
#include <string_view>

namespace rackloom::model {

struct Template {
    std::string_view id, label, summary;
    std::vector<ParameterSpec> (*parameters)();
    Result<Snapshot> (*build)(const Catalog&, const ParameterValues& completed);
};

std::span<const Template> templates();
const Template* findTemplate(std::string_view id);
/// Looks up, completes the parameters, builds. Errors name the template and the remedy.
Result<Snapshot> buildTemplate(const Catalog&, std::string_view id, const ParameterValues& given);

}  // namespace rackloom::model
