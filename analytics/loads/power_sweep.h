// SPDX-License-Identifier: GPL-3.0-or-later
// PowerSweep: what each single failure of the drawn power tree does, the worst that happens to each element,
// and what the supply of each rack may be called. An element of several equal units loses one of them, an
// element of one is lost whole.
// Must not judge: rules do.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/loads/power_drawing.h"
#include "analytics/power/failure_sweep.h"
#include "analytics/power/redundancy_label.h"
#include "analytics/report.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

struct SweepState {
    /// The largest load of an element over all single failures, the normal state included.
    struct Heaviest {
        double load = 0;     ///< W
        PowerNodeId failed;  ///< invalid: the normal state
        friend bool operator==(const Heaviest&, const Heaviest&) = default;
    };

    SweepResult result;
    std::vector<Heaviest> heaviest;       ///< by element
    std::vector<bool> live;               ///< by element, in the normal state
    std::vector<RedundancyLabel> labels;  ///< by load of the tree
    friend bool operator==(const SweepState&, const SweepState&) = default;

    /// The failure that is worst: by grade, then by what goes dark, then by the fullest element; null without
    /// any.
    const FailureOutcome* worst() const;
    std::size_t worstIndex() const;
};

struct PowerSweep {
    using Key = NoKey;
    using Value = Shared<SweepState>;
    static constexpr std::string_view kName = "power sweep";
    static Value compute(const Key&, Query&);
};

/// The rows of a report.
std::vector<PowerFailureResult> failureResults(const PowerDrawing&, const SweepState&);
/// Of live elements, nothing but the worst that failures do to them.
std::vector<PowerNodeResult> worstResults(const PowerDrawing&, const SweepState&);

/// What the proof says about one rack.
struct RackSupply {
    Redundancy label = Redundancy::Unfed;
    PowerNodeId shared;  ///< the nearest element that all its ways go through; invalid = none
    friend bool operator==(const RackSupply&, const RackSupply&) = default;
};
/// Racks that draw power, by id.
struct RackSupplies {
    using Key = NoKey;
    using Value = Shared<Column<RackId, RackSupply>>;
    static constexpr std::string_view kName = "rack supplies";
    static Value compute(const Key&, Query&);
};

/// Rows of a report with nothing but that.
std::vector<RackResult> supplyResults(const Column<RackId, RackSupply>&);

}  // namespace rackloom::analytics
