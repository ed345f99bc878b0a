// SPDX-License-Identifier: GPL-3.0-or-later
// Errors that nothing reports when they strike: what they cost to first order, how many checkpoints must be
// kept to go back far enough, and goodput when every checkpoint is verified before it is written.
// Must not know how verification works.
#pragma once

#include "analytics/reliability/job_model.h"

namespace rackloom::analytics {

/// Share of time lost: λ (latency + τ/2 + R + diagnosis), at most 1.
Result<double> silentLoss(const SilentErrors&, Duration interval, Duration restore);
/// Checkpoints to keep so that one older than the latency is among them.
Result<double> checkpointsToKeep(Duration latency, Duration period);

struct VerifiedCheckpoints {
    Frequency rate, silentRate;  ///< silent errors strike while computing only
    Duration interval, verify, stall, restore, down;
};

/// Source: reliability reference 3.11, equation 8.
Result<double> verifiedGoodput(const VerifiedCheckpoints&);

}  // namespace rackloom::analytics
