// SPDX-License-Identifier: GPL-3.0-or-later
// The work and the assumptions of a design: jobs with their checkpointing, site-wide assumptions, budgets,
// waivers. Every assumption carries where it comes from, so that a report can list it.
#pragma once

#include "model/base/id.h"
#include "model/base/quantity.h"
#include "model/catalog/device_type.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace rackloom::model {

/// What a job makes its processors draw (facility reference A6, A7).
struct JobPower {
    double computeShare = 0.75;     ///< share of a step spent computing
    double computeActivity = 0.93;  ///< of the span from idle to full draw, while computing
    double exposedActivity = 0.35;  ///< the same while waiting for communication
    Duration step = 2 * unit::s;    ///< one training step
    std::optional<double> cap;      ///< share of full draw that processors may take; absent = no cap
    double capExponent = 0.6;       ///< speed under a cap = cap^exponent
    double priority = 1;            ///< weight when power must be shed
    friend bool operator==(const JobPower&, const JobPower&) = default;
};

/// Fault-tolerant training: replica groups that fail and rejoin one by one (reliability reference 3.9).
struct ReplicaGroups {
    double count = 0;                     ///< 0 = a rigid job
    double least = 1;                     ///< groups without which the job pauses
    Duration rejoin = 15 * unit::minute;  ///< from the failure until the group takes part again
    Duration stall = 1 * unit::minute;    ///< all groups wait, per failure
    friend bool operator==(const ReplicaGroups&, const ReplicaGroups&) = default;
};

/// Copies in the memory of peers between the durable checkpoints (reliability reference 3.6).
struct MemoryCheckpoints {
    double perDurable = 0;  ///< copies for each durable checkpoint; 0 = none are kept
    Duration stall = 1 * unit::s;
    Duration recovery = 3 * unit::minute;  ///< detect and restore from a copy
    std::optional<double> recoverable;  ///< share of interruptions a copy survives; absent = from the drawing
    friend bool operator==(const MemoryCheckpoints&, const MemoryCheckpoints&) = default;
};

/// A rigid synchronous training job (reliability reference 3.2), unless it has replica groups. Times are per
/// event.
struct Job {
    std::string name;
    Precision precision = Precision::Fp8;
    double mfu = 0.35;                        ///< model FLOP/s utilisation: an input
    std::optional<double> gpus;               ///< GPUs used; absent = all drawn ones
    Duration checkpointStall = 10 * unit::s;  ///< sigma, blocking part of a checkpoint
    Duration checkpointDrain = 60 * unit::s;  ///< omega, until the snapshot is durable
    Duration detect = 6 * unit::minute;       ///< D, detect and reschedule
    Duration restore = 4 * unit::minute;      ///< R, load and initialise
    std::optional<Duration> interval;  ///< compute time between checkpoints; absent = the exact optimum
    std::optional<DataSize>
        checkpointSize;         ///< drains at the rate of the drawn storage; absent = the drain above
    double drainSlowdown = 0;   ///< share of speed lost while a checkpoint drains
    double vulnerable = 0;      ///< 1: interruptions while detecting start it anew
    std::vector<RackId> racks;  ///< where it runs; empty = on all racks with processors
    std::optional<double> traysPerDomain;  ///< of each scale-up domain; the others are spares; absent = all
    std::optional<double> domains;         ///< it needs; more that are drawn are spares; absent = all
    ReplicaGroups groups;
    MemoryCheckpoints memory;
    JobPower power;
    friend bool operator==(const Job&, const Job&) = default;
};

/// A named site assumption that a metric reads (ids in model/site/assumptions.cpp), in SI units of its
/// definition.
struct Assumption {
    double value = 0;
    std::string source;  ///< who says so; "default" when never touched
    friend bool operator==(const Assumption&, const Assumption&) = default;
};

/// A part of the year with one outdoor temperature.
struct ClimateBin {
    Temperature dryBulb;
    std::optional<Temperature> wetBulb;
    Duration duration;
    friend bool operator==(const ClimateBin&, const ClimateBin&) = default;
};

/// The design as a document: what it is called and what it may spend.
struct Site {
    std::string name = "Untitled";
    std::string notes;
    std::string templateId;                         ///< template it was made from, or empty
    std::map<std::string, Assumption> assumptions;  ///< only those that differ from their default
    std::map<std::string, double> budgets;          ///< metric id → limit in the metric's SI unit
    std::vector<ClimateBin> climate;  ///< the year outdoors; empty = normal around the assumed mean
    std::string calibration;          ///< set of failure rates by name; empty = those of the catalogue
    friend bool operator==(const Site&, const Site&) = default;
};

/// A finding that somebody accepted. Identity is rule + objects, so it survives reload and unrelated edits.
struct Waiver {
    std::string rule;
    std::vector<std::string> objects;  ///< stable object keys, see Finding::objects
    std::string reason;
    friend bool operator==(const Waiver&, const Waiver&) = default;
};

}  // namespace rackloom::model
