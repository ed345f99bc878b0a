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

/// A rigid synchronous training job (reliability reference 3.2). Times are per event.
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
    friend bool operator==(const Job&, const Job&) = default;
};

/// A named site assumption that a metric reads (ids in model/site/assumptions.cpp), in SI units of its
/// definition.
struct Assumption {
    double value = 0;
    std::string source;  ///< who says so; "default" when never touched
    friend bool operator==(const Assumption&, const Assumption&) = default;
};

/// The design as a document: what it is called and what it may spend.
struct Site {
    std::string name = "Untitled";
    std::string notes;
    std::string templateId;                         ///< template it was made from, or empty
    std::map<std::string, Assumption> assumptions;  ///< only those that differ from their default
    std::map<std::string, double> budgets;          ///< metric id → limit in the metric's SI unit
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
