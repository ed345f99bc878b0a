// SPDX-License-Identifier: GPL-3.0-or-later
// StrikeSource: what strikes next. Exponential causes share one stream; causes with other lifetimes have a
// clock for every instance, and those of a job itself age only while it is up, as in the renewal model. Must
// not know what a strike does.
#pragma once

#include "analytics/simulation/compiled.h"
#include "analytics/simulation/event_heap.h"

namespace rackloom::analytics::sim {

struct Strike {
    double time = 0;
    std::uint32_t cause = 0, instance = 0;
};

class StrikeSource {
public:
    StrikeSource(const Compiled& model, Stream stream);

    double next() const { return std::min({common_, aged_.nextTime(), own_}); }
    /// The next strike, or nothing where burn-in thinned it out.
    std::optional<Strike> take();
    /// A part with an age begins a new life.
    void renew(std::uint32_t cause, std::uint32_t instance, double now);
    /// The clocks of a job's own causes with an age run while it is up.
    void jobUp(std::size_t job, bool up, double now);
    Stream& numbers() { return stream_; }

private:
    struct OwnClock {
        std::uint32_t cause = 0;
        std::size_t job = 0;
        bool running = true;
        double left = 0;  ///< while it stands still; else the time it is due
    };
    void scheduleCommon(double now);
    void findOwn();
    std::optional<Strike> takeCommon();
    Strike takeOwn();

    const Compiled& model_;
    Stream stream_;
    double common_ = kNever, own_ = kNever;
    EventHeap aged_;
    std::vector<OwnClock> clocks_;
};

}  // namespace rackloom::analytics::sim
