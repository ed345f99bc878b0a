// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/job_fields.h"

namespace rackloom::model {

namespace {

using Value = std::optional<double>;

constexpr double kLongest = 100 * 365 * 86400.0;
constexpr double kMostGpus = 1e9;
constexpr double kMostBytes = 1e18;
constexpr double kBitsOfByte = 8;
constexpr std::string_view kWork = "Job", kCheckpoints = "Checkpoints and recovery";
constexpr std::string_view kPlace = "Where it runs", kGroups = "Replica groups";
constexpr std::string_view kMemory = "Copies in memory", kPower = "Power";

template <auto Member> Value readTime(const Job& j) {
    return (j.*Member).si();
}
template <auto Member> void assignTime(Job& j, Value v) {
    if (v) j.*Member = Duration::si(*v);
}
// Members of parts of a job: P is the part, M the member of it.
template <auto P, auto M> Value readPart(const Job& j) {
    return (j.*P).*M;
}
template <auto P, auto M> void assignPart(Job& j, Value v) {
    if (v) (j.*P).*M = *v;
}
template <auto P, auto M> Value readPartTime(const Job& j) {
    return ((j.*P).*M).si();
}
template <auto P, auto M> void assignPartTime(Job& j, Value v) {
    if (v) (j.*P).*M = Duration::si(*v);
}
template <auto P, auto M> void assignEmptyPart(Job& j, Value v) {
    (j.*P).*M = v;
}

constexpr JobField kFields[] = {
    {"mfu", "", kWork, "MFU", "1", 0, 1, false, false, "Model FLOP/s utilisation: 0.35 to 0.45 is usual",
     [](const Job& j) { return Value(j.mfu); }, [](Job& j, Value v) { j.mfu = v.value_or(j.mfu); }},
    {"gpus", "", kWork, "GPUs used", "1", 1, kMostGpus, true, true, "Empty: all that are drawn",
     [](const Job& j) { return j.gpus; }, [](Job& j, Value v) { j.gpus = v; }},

    {"checkpoint_stall", "", kCheckpoints, "Stall per checkpoint", "s", 0, kLongest, false, false,
     "Training waits this long for each checkpoint", readTime<&Job::checkpointStall>,
     assignTime<&Job::checkpointStall>},
    {"checkpoint_drain", "", kCheckpoints, "Until it is durable", "s", 0, kLongest, false, false,
     "After the stall, in the background", readTime<&Job::checkpointDrain>,
     assignTime<&Job::checkpointDrain>},
    {"detect", "", kCheckpoints, "Detect and reschedule", "s", 0, kLongest, false, false, "",
     readTime<&Job::detect>, assignTime<&Job::detect>},
    {"restore", "", kCheckpoints, "Restore", "s", 0, kLongest, false, false, "Load and initialise",
     readTime<&Job::restore>, assignTime<&Job::restore>},
    {"interval", "", kCheckpoints, "Interval", "s", 1e-3, kLongest, false, true, "Empty: the exact optimum",
     [](const Job& j) { return j.interval ? Value(j.interval->si()) : Value(); },
     [](Job& j, Value v) { j.interval = v ? std::optional(Duration::si(*v)) : std::nullopt; }},
    {"checkpoint_bytes", "checkpoint_bytes", kCheckpoints, "Size of a checkpoint", "byte", 0, kMostBytes,
     false, true, "Empty: the time until durable above; else this size at the rate of the drawn storage",
     [](const Job& j) { return j.checkpointSize ? Value(j.checkpointSize->si() / kBitsOfByte) : Value(); },
     [](Job& j, Value v) {
         j.checkpointSize = v ? std::optional(DataSize::si(*v * kBitsOfByte)) : std::nullopt;
     }},
    {"drain_slowdown", "drain_slowdown", kCheckpoints, "Slower while it drains", "1", 0, 1, false, false,
     "Share of speed lost until the checkpoint is durable",
     [](const Job& j) { return Value(j.drainSlowdown); },
     [](Job& j, Value v) { j.drainSlowdown = v.value_or(0); }},
    {"vulnerable", "vulnerable", kCheckpoints, "Failures restart the detection", "1", 0, 1, true, false,
     "1: a failure while detecting or rescheduling starts it anew",
     [](const Job& j) { return Value(j.vulnerable); }, [](Job& j, Value v) { j.vulnerable = v.value_or(0); }},

    {"trays_per_domain", "trays_per_domain", kPlace, "Trays used of each scale-up domain", "1", 1, 1e5, true,
     true, "Empty: all; 16 of 18 keeps two as spares", [](const Job& j) { return j.traysPerDomain; },
     [](Job& j, Value v) { j.traysPerDomain = v; }},
    {"domains", "domains", kPlace, "Scale-up domains it needs", "1", 1, 1e7, true, true,
     "Empty: all that are drawn; the others are spares", [](const Job& j) { return j.domains; },
     [](Job& j, Value v) { j.domains = v; }},

    {"groups", "groups", kGroups, "Replica groups", "1", 0, 1e6, true, false,
     "0: a rigid job; otherwise groups fail and rejoin one by one",
     readPart<&Job::groups, &ReplicaGroups::count>, assignPart<&Job::groups, &ReplicaGroups::count>},
    {"groups_least", "groups_least", kGroups, "Groups it needs at least", "1", 1, 1e6, true, false, "",
     readPart<&Job::groups, &ReplicaGroups::least>, assignPart<&Job::groups, &ReplicaGroups::least>},
    {"group_rejoin", "group_rejoin_s", kGroups, "Until a group is back", "s", 0, kLongest, false, false, "",
     readPartTime<&Job::groups, &ReplicaGroups::rejoin>,
     assignPartTime<&Job::groups, &ReplicaGroups::rejoin>},
    {"group_stall", "group_stall_s", kGroups, "All groups wait, per failure", "s", 0, kLongest, false, false,
     "", readPartTime<&Job::groups, &ReplicaGroups::stall>,
     assignPartTime<&Job::groups, &ReplicaGroups::stall>},

    {"memory_copies", "memory_copies", kMemory, "Copies for each durable checkpoint", "1", 0, 1e6, true,
     false, "0: none are kept; 12: every twelfth checkpoint is durable",
     readPart<&Job::memory, &MemoryCheckpoints::perDurable>,
     assignPart<&Job::memory, &MemoryCheckpoints::perDurable>},
    {"memory_stall", "memory_stall_s", kMemory, "Stall per copy", "s", 0, kLongest, false, false, "",
     readPartTime<&Job::memory, &MemoryCheckpoints::stall>,
     assignPartTime<&Job::memory, &MemoryCheckpoints::stall>},
    {"memory_recovery", "memory_recovery_s", kMemory, "Detect and restore from a copy", "s", 0, kLongest,
     false, false, "", readPartTime<&Job::memory, &MemoryCheckpoints::recovery>,
     assignPartTime<&Job::memory, &MemoryCheckpoints::recovery>},
    {"memory_recoverable", "memory_recoverable", kMemory, "Interruptions that a copy survives", "1", 0, 1,
     false, true, "Empty: from the drawing", readPart<&Job::memory, &MemoryCheckpoints::recoverable>,
     assignEmptyPart<&Job::memory, &MemoryCheckpoints::recoverable>},

    {"compute_share", "compute_share", kPower, "Share of a step spent computing", "1", 0, 1, false, false, "",
     readPart<&Job::power, &JobPower::computeShare>, assignPart<&Job::power, &JobPower::computeShare>},
    {"compute_activity", "compute_activity", kPower, "Activity while computing", "1", 0, 1, false, false,
     "0: idle draw, 1: full draw", readPart<&Job::power, &JobPower::computeActivity>,
     assignPart<&Job::power, &JobPower::computeActivity>},
    {"exposed_activity", "exposed_activity", kPower, "Activity while communicating", "1", 0, 1, false, false,
     "0: idle draw, 1: full draw", readPart<&Job::power, &JobPower::exposedActivity>,
     assignPart<&Job::power, &JobPower::exposedActivity>},
    {"step", "step_s", kPower, "Time of a training step", "s", 1e-3, 86400, false, false, "",
     readPartTime<&Job::power, &JobPower::step>, assignPartTime<&Job::power, &JobPower::step>},
    {"power_cap", "power_cap", kPower, "Cap of the processors", "1", 0.1, 1, false, true,
     "Empty: none; 0.8 holds each at 80 % of its full draw", readPart<&Job::power, &JobPower::cap>,
     assignEmptyPart<&Job::power, &JobPower::cap>},
    {"cap_exponent", "cap_exponent", kPower, "Speed under a cap, exponent", "1", 0, 1.5, false, false,
     "Speed = cap ^ exponent: 0.85 bound by computing, 0.6 mixed, 0.4 bound by memory",
     readPart<&Job::power, &JobPower::capExponent>, assignPart<&Job::power, &JobPower::capExponent>},
    {"priority", "priority", kPower, "Priority when power is shed", "1", 0, 1000, false, false, "",
     readPart<&Job::power, &JobPower::priority>, assignPart<&Job::power, &JobPower::priority>},
};

}  // namespace

std::span<const JobField> jobFieldList() {
    return kFields;
}

const JobField* findJobField(std::string_view key) {
    for (const JobField& field : kFields)
        if (field.key == key) return &field;
    return nullptr;
}

}  // namespace rackloom::model
