// SPDX-License-Identifier: GPL-3.0-or-later
// Segment: what one uninterrupted run of a job, from the end of its restore to the next hit, leaves behind.
// Within it checkpoints follow a fixed rhythm, so whole periods are counted instead of stepped through: that
// is what makes the simulation fast, and it is exact. Seconds throughout.
// Must not know why or when the job was hit.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace rackloom::analytics::sim {

/// The rhythm: compute, test the result (0 = unverified), block for the copy, drain in the background.
struct Rhythm {
    double compute = 0, verify = 0, stall = 0, drain = 0, slowdown = 0;
    double period() const { return compute + verify + stall; }
    /// Time of each period in which the drain of the one before still slows it; a stall that is held up is
    /// paid for by the work.
    double slowed() const { return std::min(drain, period()); }
    /// Work of the first period after a restart, and of the later ones.
    double firstWork() const { return compute; }
    double laterWork() const { return std::max(compute - slowdown * slowed(), 0.0); }
};

struct Segment {
    double useful = 0, stall = 0, verify = 0, slowed = 0, rework = 0;
    double durable = 0;  ///< periods whose snapshot is safe
};

inline constexpr double kNever = std::numeric_limits<double>::infinity();

/// `up` seconds of running; at most `most` periods are worth keeping (a silent error spoils the later ones).
inline Segment segment(const Rhythm& r, double up, double most = kNever) {
    Segment out;
    const double period = r.period(), complete = std::floor(up / period);
    const double rest = std::max(up - complete * period, 0.0);
    out.durable = up > r.drain ? std::min({std::floor((up - r.drain) / period), complete, most}) : 0;
    if (out.durable > 0) out.useful = r.firstWork() + (out.durable - 1) * r.laterWork();
    out.verify = complete * r.verify + std::clamp(rest - r.compute, 0.0, r.verify);
    out.stall = complete * r.stall + std::clamp(rest - r.compute - r.verify, 0.0, r.stall);
    if (r.slowdown > 0 && complete > 0) {
        const double w = r.slowed();
        const double lost = std::min(r.slowdown * w, r.compute);
        out.slowed = w > 0 ? lost * (complete - 1 + std::min(1.0, rest / w)) : 0;
        out.slowed = std::min(out.slowed, up - out.stall - out.verify - out.useful);
    }
    out.rework = std::max(up - out.useful - out.stall - out.verify - out.slowed, 0.0);
    return out;
}

}  // namespace rackloom::analytics::sim
