// SPDX-License-Identifier: GPL-3.0-or-later
// FailureSweep: the power tree after losing each element, or one of an element's equal units, or several at
// once. The normal state is solved once; a failure walks only the elements below it that lose power and the
// elements above whatever draws differently. Because all watts are whole multiples, the result is that of
// solving anew, to the last bit.
// Must not judge drawings: it reports loads, margins and what goes dark.
#pragma once

#include "analytics/power/tree_order.h"
#include "analytics/power/tree_shares.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rackloom::analytics {

/// How bad a failure is, from harmless to worst.
enum class FailureGrade { Harmless, ThinMargin, OverContinuous, BeyondShortTime, Unserved };

/// Below this margin an element counts as nearly full.
inline constexpr double kThinMargin = 0.1;

/// An element, or with `oneUnit` one of its equal units.
struct FailedElement {
    std::size_t element = 0;
    bool oneUnit = false;
    friend bool operator==(const FailedElement&, const FailedElement&) = default;
};

/// An element over its limit, and how long it stands that; no time when its short-time curve is unknown.
struct OverloadedElement {
    std::size_t element = 0;
    double loadShare = 0;
    std::optional<Duration> stands;
    friend bool operator==(const OverloadedElement&, const OverloadedElement&) = default;
};

/// The element with the least left of its limit.
struct TightElement {
    std::size_t element = 0;
    double loadShare = 0;
    friend bool operator==(const TightElement&, const TightElement&) = default;
};

/// Everything here is what the failure changes; loads and elements that were dark before do not count again.
struct FailureOutcome {
    FailureGrade grade = FailureGrade::Harmless;
    Power unserved;                             ///< demand of loads that go dark
    Power equipmentDark;                        ///< of equipment that hangs on dead elements directly
    Power drawn;                                ///< by all sources afterwards
    int loadsDark = 0;                          ///< of the loads, by their count
    std::vector<std::size_t> darkLoads;         ///< entries of the tree, sorted
    std::vector<std::size_t> darkElements;      ///< dead afterwards, the failed ones included, sorted
    std::vector<OverloadedElement> overloaded;  ///< whose load share changed, by element
    std::optional<TightElement> tightest;       ///< of all live elements with a limit
    std::size_t visited = 0;                    ///< elements looked at
    friend bool operator==(const FailureOutcome&, const FailureOutcome&) = default;
};

/// The most that single failures put on an element, as a share of its limit; none when no failure changes it.
struct WorstAfter {
    std::optional<double> loadShare;
    std::size_t cause = 0;  ///< the element that failed
    friend bool operator==(const WorstAfter&, const WorstAfter&) = default;
};

class FailureSweep {
public:
    /// `maintenance` is out in the normal state already: then failures are those during maintenance. The tree
    /// must outlive the sweep.
    explicit FailureSweep(const PowerTree& tree, PowerOutage maintenance = {});

    const PowerFlow& normal() const { return normal_; }
    /// All of these at once. Elements that are dead already change nothing.
    FailureOutcome fail(std::span<const FailedElement>);
    FailureOutcome fail(FailedElement failed) { return fail(std::span(&failed, 1)); }
    /// What an element carries after the last failure.
    Power outputAfter(std::size_t element) const;

    /// Calls visit(element, output) for each that the last failure touched.
    template <class Visit> void eachChanged(const Visit& visit) const {
        for (const std::size_t v : touched_)
            visit(v, changes_[v].output);
    }
    /// Raises the worst of each element that the last failure touched.
    void noteWorst(std::size_t cause, std::vector<WorstAfter>& worst) const;

    /// What can be lost one at a time: each live element with one unit, one unit of each with more.
    std::vector<FailedElement> singles() const;

private:
    struct Change {
        bool live = false, fedDifferently = false;
        int unitsLost = 0;
        Power output, input;
    };

    void start();
    Change& touch(std::size_t v);
    bool liveNow(std::size_t v) const;
    void kill(std::size_t v);
    void spreadDown();
    void moveLoads(FailureOutcome&);
    void carryUp(FailureOutcome&);
    void splitAgain(std::size_t v, const Change&);
    void addTo(std::size_t v, Power delta);
    std::optional<double> shareNow(std::size_t v) const;
    std::optional<double> shareBefore(std::size_t v) const;
    void judge(FailureOutcome&);
    void findTightest(FailureOutcome&);
    std::optional<Duration> standsFor(std::size_t v, double loadShare) const;

    const PowerTree& tree_;
    PowerOutage maintenance_;
    PowerFlow normal_;
    std::vector<std::size_t> order_;
    std::vector<std::uint32_t> place_;  ///< by element: its place in the order
    TreeLinks children_, loadsOn_;
    std::vector<std::uint32_t> tightFirst_;  ///< live elements with a limit, fullest first

    std::vector<Change> changes_;
    std::vector<std::uint32_t> stamp_, loadStamp_, queued_;
    std::uint32_t turn_ = 0;
    std::vector<std::size_t> touched_, dead_;
    std::vector<std::uint32_t> heap_;  ///< places that wait, downwards the first, upwards the last
    std::vector<std::uint32_t> loads_;
    std::vector<CordPower> before_, after_;
};

/// All single failures of a tree.
struct SweepResult {
    std::vector<FailedElement> failures;
    std::vector<FailureOutcome> outcomes;  ///< by failure
    std::vector<WorstAfter> worst;         ///< by element
    friend bool operator==(const SweepResult&, const SweepResult&) = default;
};
/// `poll` is called before each failure and may throw, `after` when the sweep holds its result.
template <class Poll, class After>
SweepResult sweepSingles(FailureSweep& sweep, std::size_t elements, const Poll& poll, const After& after) {
    SweepResult result;
    result.failures = sweep.singles();
    result.outcomes.reserve(result.failures.size());
    result.worst.resize(elements);
    for (const FailedElement& failed : result.failures) {
        poll();
        result.outcomes.push_back(sweep.fail(failed));
        sweep.noteWorst(failed.element, result.worst);
        after(failed);
    }
    return result;
}

}  // namespace rackloom::analytics
