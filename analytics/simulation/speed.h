// SPDX-License-Identifier: GPL-3.0-or-later
// Speed: processes that slow a job without interrupting it (replica groups that leave and rejoin, stragglers,
// domains with trays missing), and the average of their product over any span of the present run.
// Must not know of checkpoints. Seconds throughout.
#pragma once

#include "analytics/simulation/scenario.h"

#include <memory>
#include <vector>

namespace rackloom::analytics::sim {

class SpeedProcess {
public:
    SpeedProcess() = default;
    SpeedProcess(const SpeedProcess&) = delete;
    SpeedProcess& operator=(const SpeedProcess&) = delete;
    virtual ~SpeedProcess() = default;

    /// When the speed may change next.
    virtual double next() const = 0;
    /// Handles that event; answers how many failures it was (for the count of incidents).
    virtual int advance() = 0;
    /// 0 to 1.
    virtual double speed() const = 0;
};

std::unique_ptr<SpeedProcess> replicaGroups(const ReplicaGroups&, Frequency groupRate,
                                            const std::vector<GroupBurst>&, Stream stream);
std::unique_ptr<SpeedProcess> stragglers(const Stragglers&, int domains, Stream stream);
std::unique_ptr<SpeedProcess> degradedDomains(const ShortDomains&, Stream stream);
std::unique_ptr<SpeedProcess> slowingParts(const std::vector<SlowingParts>&, Stream stream);

/// The speed since a run began, as steps.
class SpeedHistory {
public:
    void restart(double now, double speed);
    void change(double now, double speed);
    /// Mean over [begin of the run, `until`].
    double mean(double until) const;

private:
    struct Step {
        double from = 0, speed = 1;
    };
    std::vector<Step> steps_;
};

}  // namespace rackloom::analytics::sim
