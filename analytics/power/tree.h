// SPDX-License-Identifier: GPL-3.0-or-later
// The power tree solved: sources at the top, loads at the bottom, two linear passes. First who is live, from
// the sources down; then demand, from the loads up. Voltages are held at nominal, so sharing does not depend
// on power and one pass is exact. All watts are multiples of 2⁻²⁰ W: sums up to 8.6 GW are exact in any
// order, what goes in comes out to the last bit, and taking something out restores what was before.
// Must not know of snapshots or device types: indices and figures come in, watts go out.
#pragma once

#include "analytics/power/efficiency_curve.h"
#include "analytics/power/loss_model.h"
#include "model/base/piece_list.h"
#include "model/site/facility.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace rackloom::analytics {

/// A run of conductors whose loss follows the square of the current.
struct ConductorRun {
    Voltage voltage;
    int phases = 3;
    double powerFactor = 1;
    Resistance perPhase;
    friend bool operator==(const ConductorRun&, const ConductorRun&) = default;
};

/// One element: utility, transformer, UPS, busway. Without parents it is a source.
struct PowerElement {
    std::vector<std::size_t> parents;
    std::vector<double> weights;  ///< of parents that share; another number of them than parents: equal parts
    model::ParentPolicy policy = model::ParentPolicy::Single;
    int units = 1;  ///< equal ones in parallel
    std::optional<LossModel> conversion;
    std::optional<EfficiencyCurve> curve;  ///< counts where `conversion` is absent
    std::optional<ConductorRun> run;
    Power ownLoad;                        ///< drawn at its output by equipment that hangs on it directly
    std::optional<Power> limit;           ///< what it may carry for hours, all units together
    std::optional<std::size_t> overload;  ///< its short-time curve in PowerTree::overload
    double ratingOverLimit = 1;           ///< that curve counts from the rating
    friend bool operator==(const PowerElement&, const PowerElement&) = default;
};

/// One way into a load: an element, and the supplies between it and the load, if any. Live cords share the
/// load by weight.
struct PowerCord {
    std::size_t element = 0;
    std::optional<LossModel> supplies;
    double weight = 1;
    friend bool operator==(const PowerCord&, const PowerCord&) = default;
};

/// `count` equal loads on the same elements; demand and supplies are of one of them.
struct PowerLoad {
    Power demand;
    std::vector<PowerCord> cords;
    int count = 1;
    friend bool operator==(const PowerLoad&, const PowerLoad&) = default;
};

struct PowerTree {
    PieceList<PowerElement> elements;
    PieceList<PowerLoad> loads;
    std::vector<std::vector<model::OverloadPoint>> overload;
    friend bool operator==(const PowerTree&, const PowerTree&) = default;
};

/// What is out of service: whole elements, and how many of an element's equal units. Empty lists: nothing.
struct PowerOutage {
    std::vector<bool> elements;
    std::vector<int> units = {};
};

struct ElementFlow {
    bool live = false;
    bool inCycle = false;  ///< feeds itself through others: carries nothing
    Power output, loss;
    Power input() const { return output + loss; }
    friend bool operator==(const ElementFlow&, const ElementFlow&) = default;
};

struct LoadFlow {
    bool served = false;
    Power loss;  ///< in its supplies, of all `count` together
    friend bool operator==(const LoadFlow&, const LoadFlow&) = default;
};

struct PowerFlow {
    std::vector<ElementFlow> elements;
    std::vector<LoadFlow> loads;
    Power drawn;     ///< by live sources together
    Power served;    ///< to loads, and to equipment on live elements
    Power loss;      ///< in supplies and elements together
    Power unserved;  ///< demand that nothing live reaches
    friend bool operator==(const PowerFlow&, const PowerFlow&) = default;
};

PowerFlow solvePowerTree(const PowerTree&, const PowerOutage& = {});

}  // namespace rackloom::analytics
