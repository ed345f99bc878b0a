// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/figure_input.h"

#include "analytics/engine/query.h"
#include "analytics/inputs/work.h"

#include "model/site/assumptions.h"

namespace rackloom::analytics {

Input assumptionInput(std::string_view id, const model::Assumption& assumption) {
    const model::AssumptionSpec* spec = model::findAssumption(id);
    Input input;
    input.name = spec ? spec->label : id;
    input.value = assumption.value;
    input.source = assumption.source;
    if (spec) {
        input.unit = spec->unit;
        input.grade = spec->grade;
        input.note = spec->note;
        if (assumption.value != spec->initial)
            input.rivals.push_back({spec->initial, std::string(spec->source)});
    }
    return input;
}

void addAssumptions(Query& q, MetricValue& value, std::initializer_list<const char*> ids) {
    for (const char* id : ids)
        value.inputs.push_back(assumptionInput(id, q.get<AssumptionOf>(id)));
}

}  // namespace rackloom::analytics
