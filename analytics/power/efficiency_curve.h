// SPDX-License-Identifier: GPL-3.0-or-later
// EfficiencyCurve: conversion loss from a certification table, for supplies that publish efficiencies at a
// few loads and no loss terms. Between the points efficiency is a straight line, outside it is held. Must not
// know of the tree it is used in.
#pragma once

#include "analytics/power/loss_model.h"

namespace rackloom::analytics {

class EfficiencyCurve {
public:
    EfficiencyCurve() = default;
    /// Points in any order; those that mean nothing are left out, of equal loads the first counts.
    EfficiencyCurve(Power rating, std::vector<EfficiencyPoint> points);

    bool empty() const { return points_.empty(); }
    Power rating() const { return rating_; }
    /// At a load fraction.
    double efficiency(double load) const;
    /// While `units` equal ones deliver `output` in equal parts; nothing without points or rating.
    Power loss(Power output, int units = 1) const;

    friend bool operator==(const EfficiencyCurve&, const EfficiencyCurve&) = default;

private:
    Power rating_;
    std::vector<EfficiencyPoint> points_;  ///< by rising load
};

}  // namespace rackloom::analytics
