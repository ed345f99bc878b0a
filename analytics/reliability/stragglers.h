// SPDX-License-Identifier: GPL-3.0-or-later
// Speed lost to domains that are slow until somebody evicts them, and to random variation of step times.
// Must not know why a domain is slow.
#pragma once

#include "analytics/reliability/job_model.h"

namespace rackloom::analytics {

/// Speed of a job on `domains` whose step waits for the slowest. Source: reliability reference 3.11.
Result<double> stragglerSpeed(const Stragglers&, double domains);
/// Factor on the step time for a coefficient of variation: 1 + cv √(2 ln K).
Result<double> jitterFactor(double variation, double domains);

}  // namespace rackloom::analytics
