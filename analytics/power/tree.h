// SPDX-License-Identifier: GPL-3.0-or-later
// The power tree solved: sources at the top, loads at the bottom, two linear passes. First who is live, from
// the sources down; then demand, from the loads up. Voltages are held at nominal, so sharing does not depend
// on power and one pass is exact.
// Must not know of snapshots or device types: indices and figures come in, watts go out.
#pragma once

#include "analytics/power/loss_model.h"
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
};

/// One element: utility, transformer, UPS, busway. Without parents it is a source.
struct PowerElement {
    std::vector<std::size_t> parents;
    model::ParentPolicy policy = model::ParentPolicy::Single;
    int units = 1;  ///< equal ones in parallel
    std::optional<LossModel> conversion;
    std::optional<ConductorRun> run;
    Power ownLoad;  ///< drawn at its output by equipment that hangs on it directly
};

/// One way into a load: an element, and the supplies between it and the load, if any. Live cords share the
/// load by weight.
struct PowerCord {
    std::size_t element = 0;
    std::optional<LossModel> supplies;
    double weight = 1;
};

struct PowerLoad {
    Power demand;
    std::vector<PowerCord> cords;
};

struct PowerTree {
    std::vector<PowerElement> elements;
    std::vector<PowerLoad> loads;
};

/// Which elements are out of service; an empty list means that none is.
struct PowerOutage {
    std::vector<bool> elements;
};

struct ElementFlow {
    bool live = false;
    bool inCycle = false;  ///< feeds itself through others: carries nothing
    Power output, loss;
    Power input() const { return output + loss; }
};

struct LoadFlow {
    bool served = false;
    Power loss;  ///< in its supplies
};

struct PowerFlow {
    std::vector<ElementFlow> elements;
    std::vector<LoadFlow> loads;
    Power drawn;     ///< by live sources together
    Power served;    ///< to loads, and to equipment on live elements
    Power loss;      ///< in supplies and elements together
    Power unserved;  ///< demand that nothing live reaches
};

PowerFlow solvePowerTree(const PowerTree&, const PowerOutage& = {});

/// The parents that an element draws from while these are live, in the tree's order.
std::vector<std::size_t> drawnFrom(const PowerElement&, const std::vector<ElementFlow>&);

}  // namespace rackloom::analytics
