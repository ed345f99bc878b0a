// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C during a long computation. Where something can be saved or shown, the first one asks to end in an
// orderly way and a second one ends the program; where nothing is left half done, the first one ends it.
// Must not know what is computed.
#pragma once

#include <string>

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

/// Ends the program at the first Ctrl-C, whatever it is doing, with these words on standard error. One at a
/// time.
class InterruptExit {
public:
    InterruptExit(const std::string& lastWords, int code);
    ~InterruptExit();
    InterruptExit(const InterruptExit&) = delete;
    InterruptExit& operator=(const InterruptExit&) = delete;

private:
    void (*before_)(int);
};

/// Whether the person asked to stop since the guard was made.
bool interruptWanted();

}  // namespace rackloom::app
