// SPDX-License-Identifier: GPL-3.0-or-later
// Plant: the hardware of one replication: which trays, domains and units are down, which are being repaired,
// which domains each job holds. Must not know of checkpoints or time lost.
#pragma once

#include "analytics/simulation/compiled.h"
#include "analytics/simulation/event_heap.h"

#include <deque>

namespace rackloom::analytics::sim {

class Plant {
public:
    Plant(const Compiled& model, Stream repairs);

    double next() const { return events_.nextTime(); }

    struct Repaired {
        bool part = false;  ///< else a shipment arrived
        std::uint32_t cause = 0, instance = 0;
    };
    Repaired advance();

    struct Blow {
        bool ignored = false;    ///< it was down already, or idle and colder
        bool hard = false;       ///< it stays down: its next life begins with its repair
        std::uint64_t jobs = 0;  ///< bit by bit, which jobs used what was struck
    };
    /// `numbers` decide what is left to chance.
    Blow strike(std::uint32_t cause, std::uint32_t instance, double now, Stream& numbers);

    /// Gives the job the first usable domains; false, and then it holds none, when there are not enough.
    bool place(std::size_t job);
    void release(std::size_t job);
    /// Enough domains are usable, whoever holds them.
    bool capable(std::size_t job) const { return usableCount_[job] >= model_.jobs[job].needed; }

private:
    using Bits = std::vector<std::uint64_t>;
    enum : std::uint8_t { kDown = 1, kActive = 2 };
    static constexpr std::uint32_t kShipment = 0xFFFFFFFF, kNobody = 0xFFFFFFFF;

    Blow strikeTray(std::uint32_t cause, std::uint32_t tray, double now, Stream& numbers);
    Blow strikeRange(std::uint32_t cause, std::uint32_t instance, double now, Stream& numbers);
    void needRepair(std::uint32_t cause, std::uint32_t instance, double now);
    void needCrew(std::uint32_t cause, std::uint32_t instance, double now);
    void crewFree(std::uint32_t cause, std::uint32_t instance, double now);
    void start(std::uint32_t cause, std::uint32_t instance, double now);
    void block(DomainRange range, int change);
    void recheck(std::uint32_t domain);
    void hold(std::size_t job, std::uint32_t domain);
    void drop(std::uint32_t domain);
    DomainRange rangeOf(std::uint32_t cause, std::uint32_t instance) const;

    const Compiled& model_;
    Stream stream_;
    std::vector<std::uint8_t> tray_;          ///< by domain and tray
    std::vector<std::uint32_t> ok_, active_;  ///< trays, by domain
    std::vector<std::uint32_t> blocked_;      ///< causes that hold the domain down
    std::vector<std::uint32_t> holder_;       ///< job
    std::vector<Bits> usable_, held_;         ///< by job
    Bits chosen_;                             ///< of the placement at work
    std::vector<std::uint32_t> usableCount_;  ///< by job
    std::vector<std::uint32_t> worn_;         ///< held domains that lost a tray in use
    std::vector<std::vector<bool>> down_;     ///< by cause of domains and units: struck and not repaired
    EventHeap events_;
    // Repairs that wait for a crew or a part.
    struct Waiting {
        std::uint32_t cause = 0, instance = 0;
    };
    std::deque<Waiting> forParts_, forSite_;
    std::vector<std::vector<Waiting>> forDomain_;
    std::vector<std::uint32_t> busy_;  ///< crews, by domain
    std::uint32_t busyOnSite_ = 0;
    int stock_ = 0;
};

}  // namespace rackloom::analytics::sim
