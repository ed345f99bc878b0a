// SPDX-License-Identifier: GPL-3.0-or-later
// Service: keeps a report up to date while the design is edited. Two lanes, each its own thread, mailbox of
// one (the latest snapshot wins) and memo. Interactive work always finishes; slow work gives way to a newer
// snapshot unless slow results have been awaited for two seconds already: then it finishes and is shown
// stale. Where the next report takes longer than a frame, what can be said of it at once comes first. Must
// not know Qt: the receiver carries reports to its own thread.
#pragma once

#include "analytics/engine/evaluate.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace rackloom::analytics {

/// What a lane is doing.
struct Progress {
    bool running = false;
    std::uint64_t revision = 0;  ///< being computed, or computed last
    double seconds = 0;          ///< since the run began
    std::string_view step;       ///< label of the metric or rule at work
};

/// Bounds for a design before anything of it is computed. They stand in the last report, whose revision it
/// keeps, until the next is there.
struct Foreseen {
    std::vector<MetricValue> metrics;            ///< stale values with an interval
    std::shared_ptr<const FabricResult> fabric;  ///< the cut of before with the bounds of now, or null
    bool empty() const { return metrics.empty(); }
};

/// Looks from one design to the next. The interactive part of the report of `before` was the last thing that
/// the memo answered, and stays it: nothing is computed.
using Foresight = std::function<Foreseen(Memo&, const model::Snapshot& before, const model::Snapshot& next)>;

/// What the program can say at once: bisections after cables or switches were taken out of compute fabrics or
/// put back. Empty for edits of another kind. Defined in analytics/foresight.cpp, above what it needs to
/// know.
Foreseen foresee(Memo& memo, const model::Snapshot& before, const model::Snapshot& next);

class Service {
public:
    /// Called on a worker thread, one call at a time, never with an older revision than before. It must not
    /// destroy the service.
    using Deliver = std::function<void(ReportPtr)>;

    /// What the program shows.
    explicit Service(Deliver deliver) : Service(std::move(deliver), assembleReport, foresee) {}
    Service(Deliver deliver, Assembly assembly, Foresight foresight = {});
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
