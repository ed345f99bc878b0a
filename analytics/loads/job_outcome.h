// SPDX-License-Identifier: GPL-3.0-or-later
// JobOutcome: how often the drawn parts interrupt the job, how often it should checkpoint, and where its wall
// clock goes. The first job of the design is the one reported.
// Counts each interruption once, whatever it takes down with it: capacity lost during repairs is not in it.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/loads/type_facts.h"
#include "analytics/reliability/renewal.h"
#include "model/base/shared.h"
#include "model/site/job.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::analytics {

/// One kind of part that interrupts jobs.
struct InterruptionSource {
    DeviceTypeId type;
    std::string name;
    double count = 0;
    std::optional<double> rate;  ///< interruptions per second of one part, scaled by the site's assumption
    friend bool operator==(const InterruptionSource&, const InterruptionSource&) = default;
};

struct InterruptionRates {
    std::vector<InterruptionSource> sources;  ///< highest total rate first, unknown ones last
    double total = 0;                         ///< per second, of the known ones
    double parts = 0, known = 0;              ///< parts counted, and with a known rate
    bool processorsKnown = false;             ///< the rate of at least one kind of processor is known
    friend bool operator==(const InterruptionRates&, const InterruptionRates&) = default;
};

/// Interruptions that all drawn parts together cause to a job spanning the whole design.
struct SiteInterruptions {
    using Key = NoKey;
    using Value = Shared<InterruptionRates>;
    static constexpr std::string_view kName = "site interruptions";
    static Value compute(const Key&, Query&);
};

struct JobState {
    std::string problem;  ///< why there is no answer; then nothing else is set
    model::Job job;
    std::size_t jobs = 0;            ///< in the design
    double processors = 0;           ///< GPUs of the job, CPUs where there are no GPUs
    double allProcessors = 0;        ///< drawn ones
    double rate = 0;                 ///< interruptions per second of the job
    std::optional<double> interval;  ///< s between checkpoints, its own or the best; absent = none needed
    std::optional<double> optimum, young, daly;  ///< s, the answers of the three formulae
    double useful = 0, stall = 0, rework = 0, down = 0, restore = 0;  ///< shares of the wall clock
    double regime = 0;                                                ///< x = Λ (D + R + P + ω)
    friend bool operator==(const JobState&, const JobState&) = default;
};

struct JobOutcome {
    using Key = NoKey;
    using Value = Shared<JobState>;
    static constexpr std::string_view kName = "job outcome";
    static Value compute(const Key&, Query&);
};

/// What the size of x means for the answer; empty when any formula serves.
std::string regimeWarning(double x);

}  // namespace rackloom::analytics
