// SPDX-License-Identifier: GPL-3.0-or-later
// EventHeap: pending events, earliest first. Events of equal time leave in the order of their item, so that
// the same numbers give the same history everywhere. Must not know what an item means.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace rackloom::analytics::sim {

class EventHeap {
public:
    struct Event {
        double time = 0;
        std::uint32_t item = 0;
        std::uint32_t tag = 0;
    };

    bool empty() const { return events_.empty(); }
    std::size_t size() const { return events_.size(); }
    double nextTime() const {
        return events_.empty() ? std::numeric_limits<double>::infinity() : events_.front().time;
    }
    void add(double time, std::uint32_t item, std::uint32_t tag = 0) {
        events_.push_back({time, item, tag});
        std::push_heap(events_.begin(), events_.end(), later);
    }
    Event take() {
        std::pop_heap(events_.begin(), events_.end(), later);
        const Event first = events_.back();
        events_.pop_back();
        return first;
    }

private:
    static bool later(const Event& a, const Event& b) {
        return a.time != b.time ? a.time > b.time : a.item != b.item ? a.item > b.item : a.tag > b.tag;
    }

    std::vector<Event> events_;
};

}  // namespace rackloom::analytics::sim
