// SPDX-License-Identifier: GPL-3.0-or-later
// The goodput of one job put together from everything its model holds: interruptions, capacity, checkpoints,
// replica groups, degraded and slow domains, silent errors; with the losses under the names that goodput
// measurement libraries use, so that measured runs can be laid beside them.
// Must not know where the numbers come from.
#pragma once

#include "analytics/reliability/job_model.h"

#include <string_view>

namespace rackloom::analytics {

struct Footprint;
struct JobCapacity;

/// One cause's part in a job.
struct CauseShare {
    Frequency interruptions;  ///< of the running job, all elements it can strike together
    double elements = 0;      ///< trays, domains or units that the job runs on; 1 for the job itself
    double sensitivity = 0;  ///< d ln G_total / d ln rate: −0.01 = one percent more failures cost 0.0001 of G
    double goodputWithout = 0;  ///< G_total if this cause never struck
    friend bool operator==(const CauseShare&, const CauseShare&) = default;
};

/// A loss of wall-clock time. Names follow the badput classes of goodput measurement.
struct Badput {
    std::string_view name;
    double share = 0;
    friend bool operator==(const Badput&, const Badput&) = default;
};

struct JobAnswer {
    Frequency interruptions;         ///< Λ of everything that stops the whole job
    std::vector<CauseShare> causes;  ///< as JobModel::causes
    double placed = 1;               ///< used / purchased: trays of the job over all trays of the pool
    double capacity = 1;             ///< A_cap
    double domainAvailable = 1;      ///< one domain has its trays
    double running = 1;              ///< G_time, or the two-level form
    double groups = 1;               ///< G_FT of replica groups
    double degraded = 1, straggling = 1, silent = 0;
    double slowed = 1;           ///< by parts out of work whose loss stops nothing
    double goodput = 0;          ///< of the GPUs the job holds
    double purchased = 0;        ///< of every GPU in the pool: goodput × placed
    Waterfall clock;             ///< shares of the running job's wall clock
    std::vector<Badput> losses;  ///< with "useful" first; they add to 1 and tell `goodput` apart
    double regime = 0;           ///< x = Λ (D + R + P + ω)
    Checkpointing checkpoint;
    int unitsTouched = 0;
    friend bool operator==(const JobAnswer&, const JobAnswer&) = default;
};

/// Whether the job waits when its pool runs short, or finds replacements at hand.
enum class Waiting { Counted, LeftOut };

/// Everything, with what each cause contributes. `known` is what capacityOf answers for this model; without
/// it the capacity is computed here, which takes far longer than the rest.
Result<JobAnswer> assemble(const JobModel&, Waiting = Waiting::Counted, const JobCapacity* known = nullptr);
/// The same without the causes' sensitivities: for sweeps.
Result<JobAnswer> assembleQuickly(const JobModel&, Waiting = Waiting::Counted,
                                  const JobCapacity* known = nullptr);
/// Λ of everything that stops the whole job; needs no checkpoint interval.
Frequency interruptionRate(const JobModel&, const Footprint&);

}  // namespace rackloom::analytics
