// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/metrics/figure_input.h"

#include "model/site/assumptions.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

Input drawnInput(std::string name, double value, std::string_view unit, std::string note) {
    Input input;
    input.name = std::move(name);
    input.value = value;
    input.unit = unit;
    input.source = "drawing";
    input.note = std::move(note);
    return input;
}

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

MetricValue unknownValue(std::string reason) {
    MetricValue value;
    value.unknownReason = std::move(reason);
    value.coverage = 0;
    return value;
}

MetricValue plainValue(double number) {
    MetricValue value;
    value.lower = value.upper = number;
    return value;
}

void sortContributions(MetricValue& value) {
    std::stable_sort(value.contributions.begin(), value.contributions.end(),
                     [](const Contribution& a, const Contribution& b) {
                         return a.value != b.value ? a.value > b.value : a.name < b.name;
                     });
}

}  // namespace rackloom::analytics
