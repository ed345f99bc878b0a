// SPDX-License-Identifier: GPL-3.0-or-later
// Service: keeps a report up to date while the design is edited. Two lanes, each its own thread, mailbox of
// one (the latest snapshot wins) and memo. Interactive work always finishes; slow work gives way to a newer
// snapshot unless slow results have been awaited for two seconds already: then it finishes and is shown
// stale. Must not know Qt: the receiver carries reports to its own thread.
#pragma once

#include "analytics/engine/evaluate.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace rackloom::analytics {

/// What a lane is doing.
struct Progress {
    bool running = false;
    std::uint64_t revision = 0;  ///< being computed, or computed last
    double seconds = 0;          ///< since the run began
    std::string_view step;       ///< label of the metric or rule at work
};

class Service {
public:
    /// Called on a worker thread, one call at a time, never with an older revision than before. It must not
    /// destroy the service.
    using Deliver = std::function<void(ReportPtr)>;

    explicit Service(Deliver deliver, Assembly assembly = assembleReport);
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;
    /// Stops both lanes at their next poll and waits for them; nothing is delivered afterwards.
    ~Service();

    /// Takes the place of any snapshot still waiting. `revision` reappears in the report.
    void submit(model::SnapshotPtr snapshot, std::uint64_t revision);
    /// Gives up the slow work under way and waiting; its metrics stay stale until the next submit.
    void cancelSlow();
    Progress progress(Lane lane) const;

private:
    class Worker;
    std::unique_ptr<Worker> worker_;
};

}  // namespace rackloom::analytics
