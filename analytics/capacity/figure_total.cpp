// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/capacity/figure_total.h"

#include <algorithm>
#include <utility>

namespace rackloom::analytics {

Input FigureTotal::inputOf(const model::DeviceType& type, const model::Provenance& provenance,
                           bool known) const {
    Input input;
    input.name = type.name;
    input.unit = unit_;
    input.note = provenance.note;
    if (known) {
        input.source = provenance.source;
        input.grade = provenance.grade;
    }
    return input;
}

void FigureTotal::take(const model::DeviceType& type, double count, double factor, Input input) {
    counted_ += count;
    if (input.value) {
        known_ += count;
        sum_ += count * *input.value * factor;
        contributions_.push_back({type.name, count * *input.value * factor});
    } else {
        missing_.push_back(type.name);
    }
    inputs_.push_back(std::move(input));
}

void FigureTotal::pass(const model::DeviceType& type, double) {
    passed_.push_back(type.name);
}

MetricValue FigureTotal::value(std::string_view nothing) const {
    MetricValue out;
    out.inputs = inputs_;
    out.missing = missing_;
    out.contributions = contributions_;
    sortLargestFirst(out.contributions);
    if (counted_ > 0) out.coverage = known_ / counted_;
    if (known_ > 0)
        out.lower = out.upper = sum_;
    else if (counted_ > 0)
        out.unknownReason = "the figure is not known for " + missing_.front();
    else
        out.unknownReason = std::string(nothing);
    if (known_ > 0)
        for (const std::string& name : passed_)
            out.warnings.push_back(name + " does not offer this and adds nothing");
    return out;
}

Input drawnInput(std::string name, double value, std::string unit, std::string note) {
    Input input;
    input.name = std::move(name);
    input.value = value;
    input.unit = std::move(unit);
    input.source = "the drawing";
    input.note = std::move(note);
    return input;
}

MetricValue countValue(double count) {
    return intervalValue(count, count);
}

MetricValue unknownValue(std::string reason) {
    MetricValue out;
    out.unknownReason = std::move(reason);
    return out;
}

MetricValue intervalValue(double lower, double upper) {
    MetricValue out;
    out.lower = lower;
    out.upper = upper;
    out.exact = lower == upper;
    return out;
}

void sortLargestFirst(std::vector<Contribution>& contributions) {
    std::stable_sort(contributions.begin(), contributions.end(),
                     [](const Contribution& a, const Contribution& b) { return a.value > b.value; });
}

}  // namespace rackloom::analytics
