// SPDX-License-Identifier: GPL-3.0-or-later
// Turns catalogue figures and assumptions into the inputs that a metric's explanation lists: value, unit,
// source, grade and the rivals. Exists so that every metric explains itself in the same words.
// Must not know which metric asks.
#pragma once

#include "analytics/report.h"
#include "model/catalog/figure.h"
#include "model/site/job.h"

#include <initializer_list>
#include <string>
#include <utility>

namespace rackloom::analytics {

class Query;

inline double siValue(double v) {
    return v;
}
template <Dim D> double siValue(Quantity<D> q) {
    return q.si();
}
inline double siValue(Temperature t) {
    return t.inKelvin();
}

/// A figure with its provenance; `scale` converts the SI value where the metric's unit differs (bit to byte).
template <class Q>
Input figureInput(std::string name, const model::Figure<Q>& figure, std::string_view unit, double scale = 1) {
    Input input{std::move(name), {}, std::string(unit), {}, {}, {}, {}};
    input.source = figure.provenance.source;
    input.note = figure.provenance.note;
    if (figure.known()) {
        input.value = siValue(*figure.value) * scale;
        input.grade = figure.provenance.grade;
    } else {
        input.note = figure.unknownReason;
    }
    for (const auto& rival : figure.rivals)
        input.rivals.push_back({siValue(rival.value) * scale, rival.provenance.source});
    return input;
}

/// A site assumption, default or the user's.
Input assumptionInput(std::string_view id, const model::Assumption&);
/// Lists assumptions among the inputs of a value.
void addAssumptions(Query&, MetricValue&, std::initializer_list<const char*> ids);

}  // namespace rackloom::analytics
