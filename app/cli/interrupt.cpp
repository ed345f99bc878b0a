// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interrupt.h"

#include <algorithm>
#include <array>
#include <csignal>

#include <unistd.h>

namespace rackloom::app {

namespace {

volatile std::sig_atomic_t wanted = 0;

// What a signal handler may touch: prepared before the handler is set.
std::array<char, 4096> words;
std::size_t wordCount = 0;
int exitCode = 1;

void endAtOnce(int) {
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, words.data(), wordCount);
    ::_exit(exitCode);
}

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

InterruptExit::InterruptExit(const std::string& lastWords, int code) {
    wordCount = std::min(lastWords.size(), words.size());
    std::copy_n(lastWords.begin(), wordCount, words.begin());
    exitCode = code;
    before_ = std::signal(SIGINT, endAtOnce);
}

InterruptExit::~InterruptExit() {
    std::signal(SIGINT, before_);
}

bool interruptWanted() {
    return wanted != 0;
}

}  // namespace rackloom::app
