// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C during a long computation: the first one asks it to end in an orderly way, a second one ends the
// program. Must not know what is computed.
#pragma once

namespace rackloom::app {

class InterruptGuard {
public:
    InterruptGuard();
    ~InterruptGuard();
    InterruptGuard(const InterruptGuard&) = delete;
    InterruptGuard& operator=(const InterruptGuard&) = delete;

private:
    void (*before_)(int);
};

/// Whether the person asked to stop since the guard was made.
bool interruptWanted();

}  // namespace rackloom::app
