// SPDX-License-Identifier: GPL-3.0-or-later
// Workload power: what the phases of a training step make processors draw, how far it swings, which
// frequencies that puts on the grid, and how swings of many loads add up.
// Must not know which job runs where.
#pragma once

#include "model/base/quantity.h"

#include <utility>
#include <vector>

namespace rackloom::analytics {

/// A load between idle and full draw that works for a share of each step and waits for the rest.
struct StepPower {
    Power idle, full;
    double computeShare = 1;                       ///< of the step's time
    double computeActivity = 1, waitActivity = 0;  ///< share of the span from idle to full

    Power at(double activity) const { return idle + (full - idle) * activity; }
    Power compute() const { return at(computeActivity); }
    Power wait() const { return at(waitActivity); }
    Power mean() const;
    /// From peak to trough.
    Power swing() const;
    /// Mean power spent on keeping the load up at `floor` activity while it waits.
    Power smoothingCost(double floor) const;
};

/// A square wave: `high` above its trough for `duty` of each period.
struct SquareWave {
    Power high;
    double duty = 0.5;
    Duration period;

    /// Amplitude of the k-th harmonic: (2 high / k π) |sin k π duty|, k from 1.
    Power harmonic(int k) const;
    /// Lines at k / period up to `limit` hertz, at most `most` of them.
    std::vector<std::pair<Frequency, Power>> spectrum(Frequency limit, int most = 256) const;
    /// What a store gives and takes in each period to make the load flat.
    Energy storeEnergy() const;
    /// Step of the load over the time that it takes.
    double rampPerSecond(Duration edge) const;
};

/// Swing of n equal loads whose pairs correlate with `rho`: 1 inside a job, 0 between jobs.
Power aggregateSwing(Power each, int n, double rho);
/// √(Δᵀ R Δ) of any loads; `correlation` is a square table by rows with ones on its diagonal. Nothing when
/// the sizes do not fit.
Power aggregateSwing(const std::vector<Power>& swings, const std::vector<double>& correlation);
/// Jobs, each with the swings of its own loads: they add inside a job and as squares between jobs, or, with
/// a cause that all share, with `shared` as correlation between jobs.
Power jobsSwing(const std::vector<Power>& jobs, double shared = 0);

}  // namespace rackloom::analytics
