// SPDX-License-Identifier: GPL-3.0-or-later
// Effective training time ratio to first order in the interruption rate: the form operators publish.
// Kept to compare with published figures and to show how far it strays; metrics use renewal.h instead.
// Must not be clamped: a negative answer is how it tells that it left its range.
#pragma once

#include "model/base/quantity.h"

namespace rackloom::analytics {

struct FirstOrderJob {
    Frequency rate;
    Duration interval;  ///< between checkpoints
    Duration restart;   ///< u0: detect, reschedule, load
    Duration write;     ///< w: blocking write of one checkpoint
    Duration queue;     ///< q: expected wait for resources per interruption
};

/// (1 − Λ (u0 + Δ/2)) / ((1 + w/Δ) (1 + Λ q)): both published forms, each with the other's term at zero.
double ettrFirstOrder(const FirstOrderJob&);

}  // namespace rackloom::analytics
