// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/caveats.h"

#include <algorithm>

namespace rackloom::analytics::sim {

namespace {

constexpr double kNotice = 0.1;         // of x: below it any formula serves
constexpr double kFewGpus = 4000;       // fleet rates do not hold for smaller jobs
constexpr double kShortMean = 10;       // stalls between failures of replica groups
constexpr double kManyBursts = 0.2;     // share of failures of replica groups
constexpr double kManySilent = 0.05;    // share of time: what strikes twice is left out
constexpr double kCrewsMatter = 0.999;  // capacity below which waiting for crews shows

/// Failures of all replica groups together, by the model's own causes.
Frequency groupFailures(const DesignJob& job) {
    Frequency sum;
    for (std::size_t i = 0; i < job.model.causes.size() && i < job.closed.causes.size(); ++i)
        if (job.model.causes[i].strikes != Strikes::Job) sum += job.closed.causes[i].interruptions;
    return sum;
}

/// Share of the failures of replica groups that come several at a time.
double burstShare(const DesignJob& job) {
    const Result<Scenario> scenario = scenarioOf(job.model);
    if (!scenario || scenario.value().jobs.empty()) return 0;
    const JobSpec& spec = scenario.value().jobs.front();
    double together = 0;
    for (const GroupBurst& burst : spec.bursts)
        together += burst.rate.si() * burst.groups;
    const double alone = spec.groupRate.si() * job.model.replicas->groups;
    return together > 0 ? together / (together + alone) : 0;
}

void addReplicas(const DesignJob& job, std::vector<std::string>& out) {
    if (!job.model.replicas) return;
    const ReplicaGroups& groups = *job.model.replicas;
    if (groups.stall > groups.rejoin)
        out.push_back("A failure stalls all replica groups for longer than the failed one is gone; the "
                      "formula takes the stall for the time to rejoin.");
    const double wide = burstShare(job);
    if (wide > kManyBursts)
        out.push_back(
            "Events that take several replica groups at once are many here: the formula counts them as "
            "separate failures of as many groups, each with its stall.");
    const Frequency rate = groupFailures(job);
    if (rate.si() > 0 && 1 / rate.si() < kShortMean * groups.stall.si())
        out.push_back("Replica groups fail about as often as they stall: how arrivals scatter now decides "
                      "how many steps are committed.");
}

}  // namespace

std::vector<std::string> caveatsOf(const DesignJob& job, const Scenario& scenario) {
    std::vector<std::string> out;
    const double x = job.closed.regime;
    if (const std::string regime = regimeBanner(x, job.missingCapacity()); !regime.empty())
        out.push_back(regime);
    if (x > kNotice) {
        out.push_back("Rates count failures per hour of running. A rate that was counted per hour of wall "
                      "clock is too small here by the share of the time in which the job is down.");
        out.push_back("Failures that come less often with age leave up to 0.015 more than exponential "
                      "lifetimes, which both answers assume unless told otherwise.");
    }
    const bool fleet = job.calibration == "rsc1" || job.calibration == "rsc2";
    if (fleet && job.gpus < kFewGpus)
        out.push_back("Fleet rates were counted on jobs of thousands of GPUs; jobs below about 4,000 see up "
                      "to 3.65 times as many causes.");
    if (job.model.repair.crews > 0 && job.closed.domainAvailable < kCrewsMatter)
        out.push_back("Trays wait for a repair crew: how repair times scatter now matters, not only their "
                      "mean.");
    if (job.model.repair.hotFactor != 1 && job.waits())
        out.push_back(
            "Idle trays fail less often. The formula counts that for the spare trays of a domain; spare "
            "domains idle, too, and all of them do while the job waits, which only the simulation "
            "counts.");
    if (job.closed.silent > kManySilent)
        out.push_back(
            "Silent errors cost more than a twentieth: the formula counts them to first order only.");
    addReplicas(job, out);
    if (std::any_of(scenario.causes.begin(), scenario.causes.end(),
                    [](const Cause& cause) { return cause.lifetime.law != Law::Exponential; }))
        out.push_back(
            "All parts are new when a history begins, and with these lifetimes their age counts: the "
            "answer holds for the time that the histories cover, which grows with the number of "
            "interruptions, and ± says nothing of what comes later.");
    return out;
}

std::vector<std::string> notSimulated(const DesignJob& job, bool together) {
    std::vector<std::string> out{together ? "jobs that push running ones aside"
                                          : "other jobs that this one would push aside or wait for"};
    if (job.model.repair.crews > 0) out.push_back("shifts of repair crews, who work around the clock here");
    if (!job.waits()) out.push_back("waiting for repairs, unless asked for");
    return out;
}

}  // namespace rackloom::analytics::sim
