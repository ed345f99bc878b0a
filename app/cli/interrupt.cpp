// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <csignal>

namespace rackloom::app {

namespace {

volatile std::sig_atomic_t wanted = 0;

}  // namespace

InterruptGuard::InterruptGuard() {
    wanted = 0;
    before_ = std::signal(SIGINT, [](int) {
        wanted = 1;
        std::signal(SIGINT, SIG_DFL);
    });
}

InterruptGuard::~InterruptGuard() {
    std::signal(SIGINT, before_);
}

bool interruptWanted() {
    return wanted != 0;
}

}  // namespace rackloom::app
