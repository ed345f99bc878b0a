// SPDX-License-Identifier: GPL-3.0-or-later
// FigureTotal: a sum of catalogue figures over counted devices that never takes an unknown figure for zero.
// It keeps what share is known, which types lack the figure, and where every figure comes from.
#pragma once

#include "analytics/report.h"
#include "model/catalog/device_type.h"

#include <string>
#include <string_view>

namespace rackloom::analytics {

class FigureTotal {
public:
    /// `unit` is what the figure's SI value divided by `scale` is in (8 turns bits into bytes).
    explicit FigureTotal(std::string_view unit, double scale = 1) : unit_(unit), scale_(scale) {}

    template <class Q>
    void add(const model::DeviceType& type, double count, const model::Figure<Q>& figure, double factor = 1) {
        Input input = inputOf(type, figure.provenance, figure.known());
        if (figure.known())
            input.value = figure.value->si() / scale_;
        else
            input.note = figure.unknownReason;
        for (const model::RivalFigure<Q>& rival : figure.rivals)
            input.rivals.push_back({rival.value.si() / scale_, rival.provenance.source});
        take(type, count, factor, std::move(input));
    }
    /// Notes devices that carry no such figure because they do not have the ability at all.
    void pass(const model::DeviceType& type, double count);

    double sum() const { return sum_; }
    bool anyKnown() const { return known_ > 0; }
    /// The total as a metric value; `nothing` says why there is no value when no device counted.
    MetricValue value(std::string_view nothing) const;

private:
    Input inputOf(const model::DeviceType&, const model::Provenance&, bool known) const;
    void take(const model::DeviceType&, double count, double factor, Input input);

    std::string unit_;
    double scale_ = 1, sum_ = 0, counted_ = 0, known_ = 0;
    std::vector<std::string> missing_, passed_;
    std::vector<Input> inputs_;
    std::vector<Contribution> contributions_;
};

/// A number read off the drawing or worked out from it.
Input drawnInput(std::string name, double value, std::string unit, std::string note = {});
/// A count of things as a metric value.
MetricValue countValue(double count);
/// No value, and why.
MetricValue unknownValue(std::string reason);
/// Both bounds of an interval; equal bounds make a plain number.
MetricValue intervalValue(double lower, double upper);
void sortLargestFirst(std::vector<Contribution>& contributions);

}  // namespace rackloom::analytics
