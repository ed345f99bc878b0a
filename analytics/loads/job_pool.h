// SPDX-License-Identifier: GPL-3.0-or-later
// What the racks of a design offer to a job and what fails inside them: scale-up domains, their trays, the
// parts of a tray, what takes a whole domain and what takes the whole rack. Once per rack design, and again
// for racks where single devices deviate. Must not know feeds, loops or cables, which lead out of the rack.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/reliability/job_model.h"
#include "model/base/shared.h"
#include "model/catalog/device_type.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::analytics {

/// A kind of part and how it interrupts.
struct Hazard {
    DeviceTypeId type;  ///< invalid where no single type stands for it
    std::string name;
    double parts = 0;               ///< in one tray, domain or rack
    std::optional<Frequency> rate;  ///< interruptions by all of these parts; absent = unknown
    double hardFraction = 1;
    Duration repair;
    friend bool operator==(const Hazard&, const Hazard&) = default;
};

struct RackPool {
    int domains = 0, trays = 0;  ///< trays of each domain
    double gpusPerTray = 0;
    std::vector<Hazard> tray, domain, rack;  ///< of one of each; only `rack` holds the scale of rates
    bool processorsKnown = false;            ///< the rate of at least one kind of processor is known

    double gpus() const { return domains * trays * gpusPerTray; }
    friend bool operator==(const RackPool&, const RackPool&) = default;
};

/// One rack of this design without deviations.
struct DesignPool {
    using Key = RackDesignId;
    using Value = Shared<RackPool>;
    static constexpr std::string_view kName = "design pool";
    static Value compute(const Key&, Query&);
};

/// One rack with its deviations.
struct DeviatingPool {
    using Key = RackId;
    using Value = Shared<RackPool>;
    static constexpr std::string_view kName = "deviating pool";
    static Value compute(const Key&, Query&);
};

/// Share of failures of a type that need a repair, and how long that takes: its own figures, else the
/// library's for its kind.
double hardFractionOf(const model::DeviceType&);
Duration repairOf(const model::DeviceType&);
/// How often a loss of such a group strikes a job that runs while it is whole.
Frequency lossWhileUp(int units, int needed, Frequency rate, Duration repair, double commonShare);

}  // namespace rackloom::analytics
