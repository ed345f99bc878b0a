// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/assumptions.h"

#include "model/base/check.h"
#include "model/site/assumptions/families.h"

#include <vector>

namespace rackloom::model {

std::span<const AssumptionSpec> assumptionSpecs() {
    static const std::vector<AssumptionSpec> kAll = [] {
        std::vector<AssumptionSpec> all;
        for (const std::span<const AssumptionSpec> family :
             {powerAssumptions(), coolingAssumptions(), fabricAssumptions(), reliabilityAssumptions(),
              economicsAssumptions()})
            all.insert(all.end(), family.begin(), family.end());
        return all;
    }();
    return kAll;
}

const AssumptionSpec* findAssumption(std::string_view id) {
    for (const AssumptionSpec& spec : assumptionSpecs())
        if (spec.id == id) return &spec;
    return nullptr;
}

double assumptionValue(const Site& site, std::string_view id) {
    const AssumptionSpec* spec = findAssumption(id);
    RL_CHECK(spec);
    const auto it = site.assumptions.find(std::string(id));
    return it == site.assumptions.end() ? spec->initial : it->second.value;
}

}  // namespace rackloom::model
