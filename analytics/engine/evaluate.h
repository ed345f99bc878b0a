// SPDX-License-Identifier: GPL-3.0-or-later
// Evaluator: snapshot in, report out, remembering between calls what did not change. The command line and
// tests use it directly; Service runs one per lane on a thread of its own.
// Must not know any particular metric or rule: the assembly does.
#pragma once

#include "analytics/engine/memo.h"
#include "analytics/report.h"

#include <functional>
#include <optional>

namespace rackloom::analytics {

/// What to ask for: one lane's part, or everything.
using Part = std::optional<Lane>;

/// Asks a memo for the parts of a report.
using Assembly = std::function<Report(Memo&, Part)>;

/// All metrics and rules of the program. Defined in analytics/assembly.cpp, above the lists it needs, so that
/// the engine does not depend on what it runs.
Report assembleReport(Memo& memo, Part part);

class Evaluator {
public:
    explicit Evaluator(Assembly assembly = assembleReport) : assembly_(std::move(assembly)) {}

    /// The report of a snapshot; only what changed since the last call is computed. Throws Cancelled when the
    /// function given to stopWhen says so, and may be called again afterwards.
    Report evaluate(const model::SnapshotPtr& snapshot, Part part = std::nullopt);
    void stopWhen(std::function<bool()> wanted) { memo_.stopWhen(std::move(wanted)); }

    Memo& memo() { return memo_; }

private:
    Memo memo_;
    Assembly assembly_;
};

/// Everything from nothing: what the command line does.
Report evaluate(const model::Snapshot& snapshot);

/// The order of findings in a report: errors first, then by rule and object.
bool findingBefore(const Finding& a, const Finding& b);

/// What the slow lane knows about racks and power elements that stand in this report: the proven supply of
/// the ones, the worst load of the others.
void addFailureColumns(const Report& slow, Report& report);
/// Notes on each rack the worst open finding about it, its devices included.
void markRacks(Report&);

/// One report of both lanes' parts. Slow values of another revision are marked stale; without any, slow
/// metrics stay as the interactive part left them: stale and without value. Slow findings of another revision
/// about things that are gone are left out.
Report mergedReport(const Report& interactive, const Report* slow);

}  // namespace rackloom::analytics
