// SPDX-License-Identifier: GPL-3.0-or-later
// Interval: a piece of one simulated history of a job, for a drawn timeline.
// Must not know how it was simulated.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rackloom::analytics::sim {

enum class RunState : std::uint8_t { Run, Down, Restore, Wait };
inline constexpr const char* kRunStateNames[] = {"running", "down", "restoring", "waiting"};

struct Interval {
    double begin = 0, end = 0;  ///< s since the start
    RunState state = RunState::Run;
    std::size_t cause =
        0;              ///< index into the scenario's causes; its count for a silent error; of Run: unused
    double useful = 0;  ///< s of work that became durable, of Run
    friend bool operator==(const Interval&, const Interval&) = default;
};

}  // namespace rackloom::analytics::sim
