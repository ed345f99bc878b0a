// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/figure_input.h"

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

}  // namespace rackloom::analytics
