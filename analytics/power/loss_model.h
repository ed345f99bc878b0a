// SPDX-License-Identifier: GPL-3.0-or-later
// LossModel: conversion loss as no-load, proportional and resistive terms, loss = S (k0 + k1 x + k2 x²) at
// load x = P_out / S. Serves supplies, UPS systems, transformers and switchgear alike.
// Must not know of the tree it is used in.
#pragma once

#include "model/base/quantity.h"
#include "model/catalog/device_type.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

struct LossModel {
    Power rating;
    double k0 = 0, k1 = 0, k2 = 0;

    /// Loss while delivering `output`. `units` equal ones share the load equally and each pays its own k0.
    Power loss(Power output, int units = 1) const;
    Power input(Power output, int units = 1) const;
    /// Share of the input that comes out; 0 when nothing comes out.
    double efficiency(Power output, int units = 1) const;

    friend bool operator==(const LossModel&, const LossModel&) = default;
};

/// A converter that draws (output + constant) / efficiency, as power models of whole machines state it.
LossModel affineLoss(Power rating, Power constant, double efficiency);

/// A datasheet point: efficiency at a load fraction, both in (0, 1].
using model::EfficiencyPoint;

/// Loss terms through three points exactly; through more by least squares with no negative term. Absent when
/// fewer than three distinct, meaningful points are given.
std::optional<LossModel> fitLossModel(Power rating, const std::vector<EfficiencyPoint>&);

}  // namespace rackloom::analytics
