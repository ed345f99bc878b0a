// SPDX-License-Identifier: GPL-3.0-or-later
// JobOutcome: the first job of the design with its answer, or what an ordinary job on the whole design would
// meet where there is none. What metrics, charts and delivered figures read.
// Must not compute anything itself: DrawnJob does.
#pragma once

#include "analytics/loads/drawn_job.h"

namespace rackloom::analytics {

struct JobState {
    std::string problem;  ///< why there is no answer; then nothing else is set
    model::Job job;
    JobId id;
    std::size_t jobs = 0;              ///< in the design
    double processors = 0;             ///< GPUs of the job, CPUs where there are no GPUs
    double allProcessors = 0;          ///< in the racks it may use
    double useful = 0;                 ///< goodput with replacements at hand
    double regime = 0;                 ///< x = Λ (D + R + P + ω)
    double coverage = 1;               ///< share of parts whose rate is known
    std::vector<std::string> missing;  ///< parts without one
    Shared<DrawnJobState> drawn;       ///< everything
    friend bool operator==(const JobState&, const JobState&) = default;
};

struct JobOutcome {
    using Key = NoKey;
    using Value = Shared<JobState>;
    static constexpr std::string_view kName = "job outcome";
    static Value compute(const Key&, Query&);
};

/// What an ordinary job on all processors of the design would meet.
struct WholeSiteJob {
    using Key = NoKey;
    using Value = Shared<DrawnJobState>;
    static constexpr std::string_view kName = "whole site job";
    static Value compute(const Key&, Query&);
};

/// Share of parts whose rate is known, and the names of the others.
double coverageOf(const DrawnJobState&);
std::vector<std::string> partsWithoutRate(const DrawnJobState&);

/// What the size of x means for the answer; empty when any formula serves.
std::string regimeWarning(double x);

}  // namespace rackloom::analytics
