// SPDX-License-Identifier: GPL-3.0-or-later
// Scenario: what is simulated. The same causes, domains, units and checkpoints as the closed form's job
// model, and what only a simulation can answer: lifetimes and repairs that are not exponential, crews, spare
// parts that must be shipped, burn-in, tested checkpoints, several jobs on one pool. Must not know of
// drawings; must share no formula with analytics/reliability.
#pragma once

#include "analytics/reliability/job_model.h"
#include "analytics/simulation/spread.h"

namespace rackloom::analytics::sim {

struct Cause {
    std::string name;
    Strikes strikes = Strikes::Job;
    Frequency rate;                  ///< of one tray, domain or unit; of Job: as a whole
    double hardFraction = 0;         ///< of what is struck stays down until it is repaired
    Duration repair;                 ///< mean
    Duration down, restore;          ///< D and R of the job
    std::vector<std::size_t> units;  ///< of Strikes::Unit: which it may strike, each with that rate
    std::size_t job = 0;             ///< of Strikes::Job: which one
    Spread lifetime;                 ///< around 1 / rate
    Spread repairSpread;             ///< around `repair`
    Spread downSpread = kFixed;      ///< around `down`
    friend bool operator==(const Cause&, const Cause&) = default;
};

/// NVLink domains that go on with fewer trays, at reduced speed.
struct ShortDomains {
    int domains = 0, trays = 0, spareTrays = 0;
    Frequency rate;  ///< of one tray
    Duration repair;
    DegradedDomains rule;
    Spread repairSpread;
    int crews = 0;         ///< of each domain; 0 = never short of crews
    double hotFactor = 1;  ///< rate of a spare tray relative to one in use
};

/// Events that take several replica groups at once, neighbours, at the price of one stall.
struct GroupBurst {
    Frequency rate;
    int groups = 2;
};

/// What a cause costs one of several jobs.
struct Delay {
    Duration down, restore;
};

struct JobSpec {
    std::string name;
    int needed = 0, traysNeeded = 1;  ///< domains, and trays of each; 0 domains = needs no hardware
    Checkpointing checkpoint;
    Duration verify;  ///< test before each checkpoint; 0 = silent errors show after their latency
    Downtime downtime = Downtime::Protected;
    std::optional<MemoryCopies> copies;
    std::optional<ReplicaGroups> replicas;
    Frequency groupRate;             ///< failures of one replica group alone
    std::vector<GroupBurst> bursts;  ///< of several together
    std::optional<Stragglers> stragglers;
    std::optional<ShortDomains> degraded;
    std::optional<SilentErrors> silent;
    std::vector<SlowingParts> slowing;
    std::vector<Delay> delays;  ///< by cause, instead of the cause's own; empty = those
};

/// Failure rate over time: 1 + (initial - 1) · exp(-t / fade), as a factor on every exponential cause.
struct BurnIn {
    double initial = 1;
    Duration fade;
};

struct SpareParts {
    int stock = 0;
    Duration shipment;  ///< of the replacement ordered with each use
    Spread spread = kFixed;
};

struct Scenario {
    std::string name;
    int domains = 0, trays = 1;
    std::vector<DomainGroup> groups;
    std::vector<SharedUnit> units;
    std::vector<Cause> causes;
    int crewsPerDomain = 0, crewsOnSite = 0;  ///< 0 = never short of crews
    double hotFactor = 1;                     ///< rate of a tray that no job uses, relative to one in use
    std::optional<SpareParts> parts;          ///< absent = always at hand
    std::optional<BurnIn> burnIn;
    std::vector<JobSpec> jobs;
};

/// Refuses what means nothing, naming the first such field.
Result<void> checked(const Scenario&);

/// The scenario of a job model: one job on its own pool, exponential lifetimes, fixed downtimes.
Result<Scenario> scenarioOf(const JobModel&);
/// Jobs that stand on the same domains and take them from each other; when several wait, the one listed first
/// is served first. Refused where they stand on different ones.
Result<Scenario> together(const std::vector<JobModel>&);

}  // namespace rackloom::analytics::sim
