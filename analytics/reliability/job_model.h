// SPDX-License-Identifier: GPL-3.0-or-later
// JobModel: everything the reliability of one job depends on, as plain numbers: what interrupts it and how
// often, the pool of scale-up domains it is placed on, the shared units that take several domains at once,
// repair, checkpoints, replica groups. The closed form and the simulation both start here and share nothing
// else. Must not know of snapshots, devices or names of racks.
#pragma once

#include "analytics/reliability/renewal.h"
#include "model/base/piece_list.h"
#include "model/base/quantity.h"
#include "model/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::analytics {

/// What one event of a cause strikes. An event interrupts once, however much it takes.
enum class Strikes {
    Tray,    ///< one tray of a domain
    Domain,  ///< a whole scale-up domain: backplane, NVLink tray, power shelves
    Unit,    ///< one of JobModel::units with everything below it: CDU group, busway, feed
    Job      ///< the job itself and no hardware: software, storage, scheduler
};

/// One cause of interruptions.
struct InterruptionCause {
    std::string name;
    Strikes strikes = Strikes::Job;
    Frequency rate;                ///< of ONE tray, domain or unit while it runs the job; of Job: as a whole
    double hardFraction = 0;       ///< share of events that take what they strike until it is repaired
    Duration repair;               ///< mean, of those
    Duration down;                 ///< D: detect and reschedule, without waiting for capacity
    Duration restore;              ///< R: load and initialise
    PieceList<std::size_t> units;  ///< of Strikes::Unit: which of JobModel::units it may strike
    friend bool operator==(const InterruptionCause&, const InterruptionCause&) = default;
};

/// A unit whose loss takes every domain below it. Units form a tree.
struct SharedUnit {
    std::string name;                   ///< for refusals; may be empty
    std::optional<std::size_t> parent;  ///< a unit listed earlier; absent = the site
    friend bool operator==(const SharedUnit&, const SharedUnit&) = default;
};

/// Equal domains that hang on the same unit.
struct DomainGroup {
    int domains = 0;
    std::optional<std::size_t> unit;
    friend bool operator==(const DomainGroup&, const DomainGroup&) = default;
};

/// Repair crews and standing spares of one domain's trays.
struct RepairPolicy {
    int crews = 0;         ///< for each domain; 0 = never short of crews
    double hotFactor = 1;  ///< failure rate of an idle tray relative to a busy one
    friend bool operator==(const RepairPolicy&, const RepairPolicy&) = default;
};

/// Copies in the memory of peers between durable checkpoints (two levels).
struct MemoryCopies {
    int perDurable = 12;     ///< m: every m-th checkpoint is also durable
    Duration durableStall;   ///< additional stall of that one
    double recoverable = 0;  ///< q: share of interruptions that the copies survive
    Duration memoryCost;     ///< C1 = D + R from memory
    Duration durableCost;    ///< C2 = D + R from the durable store
    friend bool operator==(const MemoryCopies&, const MemoryCopies&) = default;
};

/// Fault-tolerant training: groups that leave and rejoin while the others go on.
struct ReplicaGroups {
    int groups = 0, minimum = 1;
    Duration rejoin;  ///< T_rec
    Duration stall;   ///< t_s: what every failure costs all groups
    friend bool operator==(const ReplicaGroups&, const ReplicaGroups&) = default;
};

/// How a domain short of trays goes on instead of being replaced.
enum class ShortDomain {
    Rebalanced,  ///< work is spread anew: the mean speed counts
    Gates,       ///< the slowest domain sets the pace
    Dropped      ///< its share of the batch is left out
};
struct DegradedDomains {
    ShortDomain policy = ShortDomain::Rebalanced;
    double boost = 1;          ///< b: how much faster the remaining trays may run
    std::vector<int> degrees;  ///< tray counts a domain can run on, if not every one
    friend bool operator==(const DegradedDomains&, const DegradedDomains&) = default;
};

/// Domains that are slow without being lost.
struct Stragglers {
    Frequency rate;       ///< of one domain
    Duration evictAfter;  ///< until it is found and moved out
    double slowdown = 1;  ///< h: step time relative to a healthy domain's
    friend bool operator==(const Stragglers&, const Stragglers&) = default;
};

/// Errors that nothing reports when they happen.
struct SilentErrors {
    Frequency rate;  ///< of the whole job
    Duration latency, diagnosis;
    friend bool operator==(const SilentErrors&, const SilentErrors&) = default;
};

/// Equal parts, of which any one out of work slows the whole job until it is repaired, and stops nothing: a
/// leaf of two planes, a cable of two.
struct SlowingParts {
    std::string name;
    double parts = 0;
    Frequency rate;  ///< of one
    Duration repair;
    double speed = 1;  ///< of the job while one or more of them are out
    friend bool operator==(const SlowingParts&, const SlowingParts&) = default;
};

struct JobModel {
    std::string name;
    // Placement: needed of all domains, traysNeeded of all trays in each.
    int domains = 0, needed = 0;     ///< N, K
    int trays = 1, traysNeeded = 1;  ///< n, k_t of each domain
    double gpusPerTray = 0;
    PieceList<DomainGroup> groups;  ///< add up to `domains`
    PieceList<SharedUnit> units;
    std::vector<InterruptionCause> causes;
    RepairPolicy repair;
    Checkpointing checkpoint;
    Downtime downtime = Downtime::Protected;
    std::optional<MemoryCopies> copies;
    std::optional<ReplicaGroups>
        replicas;  ///< then Tray, Domain and Unit causes cost a group, Job causes all
    std::optional<DegradedDomains> degraded;  ///< absent = a domain short of trays is of no use
    std::optional<Stragglers> stragglers;
    std::optional<SilentErrors> silent;
    std::vector<SlowingParts> slowing;
    friend bool operator==(const JobModel&, const JobModel&) = default;
};

/// Refuses rates, times, shares and counts that mean nothing, naming the first one.
Result<void> checked(const JobModel&);

}  // namespace rackloom::analytics
