// SPDX-License-Identifier: GPL-3.0-or-later
// What a failure takes from the power tree, from cooling and from jobs: the pieces of a failure study that
// its parts make. Must not know how a study is run or shown.
#pragma once

#include "model/base/id.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::analytics {

/// What the loss of an element of the power tree takes away.
struct PowerLoss {
    struct Carried {
        PowerNodeId node;
        double before = 0, after = 0;  ///< W
        std::optional<double> limit;   ///< W that it may carry for hours
    };
    double unserved = 0;       ///< W of racks that go dark
    double equipmentDark = 0;  ///< W of cooling equipment that hangs on dead elements
    std::vector<RackId> racksDark;
    std::vector<PowerNodeId> deadElements;  ///< the failed one included
    std::vector<Carried> carried;           ///< elements that carry more than before, fullest first
    std::optional<double> ridesFor;  ///< s until the first of them trips; absent: none does, or unknown
};

/// What the loss of a cooling unit, or of a whole loop, takes away.
struct CoolingLoss {
    struct Loop {
        CoolingLoopId loop;
        int units = 0, left = 0;              ///< that serve it
        double heat = 0;                      ///< W of its racks
        std::optional<double> before, after;  ///< W that its units can carry
        bool holds = true;                    ///< what is left carries the heat
        std::vector<RackId> racks;            ///< whose heat it takes
        friend bool operator==(const Loop&, const Loop&) = default;
    };
    std::vector<Loop> loops;           ///< those that lose units
    std::vector<RackId> racksStopped;  ///< of loops that do not hold, sorted
    double heat = 0;                   ///< W of these loops
};

/// What one job stands on.
struct JobStanding {
    JobId job;
    std::string name;
    double gpus = 0, domains = 0, trays = 0;  ///< in the racks it may use
    double needed = 0;                        ///< trays it needs of them
    std::optional<double> mtti, goodput;      ///< s, 1
    std::optional<double> storageWrite;       ///< bit/s for its checkpoints, where storage is drawn
    friend bool operator==(const JobStanding&, const JobStanding&) = default;
};

}  // namespace rackloom::analytics
