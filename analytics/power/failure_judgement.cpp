// SPDX-License-Identifier: GPL-3.0-or-later
// The half of FailureSweep that compares loads with limits once a failure has been walked.
#include "analytics/power/failure_sweep.h"
#include "analytics/power/ride_through.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

/// Sums of rounded shares must not call a full element overloaded.
constexpr double kTolerance = 1e-9;

std::optional<double> loadShare(const PowerElement& e, int units, Power output) {
    if (!e.limit || !(e.limit->si() > 0) || e.units <= 0 || units <= 0) return std::nullopt;
    return output / (*e.limit * (static_cast<double>(units) / e.units));
}

FailureGrade gradeOf(const FailureOutcome& outcome, double fullestChanged) {
    if (outcome.loadsDark > 0 || outcome.unserved.si() > 0) return FailureGrade::Unserved;
    for (const OverloadedElement& over : outcome.overloaded)
        if (over.stands && !(over.stands->si() > 0)) return FailureGrade::BeyondShortTime;
    if (!outcome.overloaded.empty()) return FailureGrade::OverContinuous;
    return fullestChanged > 1 - kThinMargin + kTolerance ? FailureGrade::ThinMargin : FailureGrade::Harmless;
}

}  // namespace

std::optional<double> FailureSweep::shareBefore(std::size_t v) const {
    if (!normal_.elements[v].live) return std::nullopt;
    const PowerElement& e = tree_.elements[v];
    return loadShare(e, unitsLeft(e, maintenance_, v), normal_.elements[v].output);
}

std::optional<double> FailureSweep::shareNow(std::size_t v) const {
    if (stamp_[v] != turn_) return shareBefore(v);
    const Change& now = changes_[v];
    if (!now.live) return std::nullopt;
    const PowerElement& e = tree_.elements[v];
    return loadShare(e, unitsLeft(e, maintenance_, v) - now.unitsLost, now.output);
}

Power FailureSweep::outputAfter(std::size_t v) const {
    return stamp_[v] == turn_ ? changes_[v].output : normal_.elements[v].output;
}

std::optional<Duration> FailureSweep::standsFor(std::size_t v, double share) const {
    const auto curve = tree_.elements[v].overload;
    if (!curve || tree_.overload[*curve].empty()) return std::nullopt;
    return shortTime(tree_.overload[*curve], share / tree_.elements[v].ratingOverLimit);
}

void FailureSweep::judge(FailureOutcome& outcome) {
    std::sort(touched_.begin(), touched_.end());
    double fullest = 0;
    for (const std::size_t v : touched_) {
        const auto now = shareNow(v);
        if (!now || now == shareBefore(v)) continue;
        fullest = std::max(fullest, *now);
        if (*now > 1 + kTolerance) outcome.overloaded.push_back({v, *now, standsFor(v, *now)});
    }
    outcome.visited = touched_.size();
    findTightest(outcome);
    outcome.grade = gradeOf(outcome, fullest);
}

void FailureSweep::noteWorst(std::size_t cause, std::vector<WorstAfter>& worst) const {
    for (const std::size_t v : touched_) {
        const auto now = shareNow(v);
        if (!now || now == shareBefore(v)) continue;
        if (!worst[v].loadShare || *now > *worst[v].loadShare) worst[v] = {now, cause};
    }
}

/// The fullest of what was touched, against the fullest of what was not.
void FailureSweep::findTightest(FailureOutcome& outcome) {
    const auto consider = [&](std::size_t v, double share) {
        const auto& best = outcome.tightest;
        if (!best || share > best->loadShare || (share == best->loadShare && v < best->element))
            outcome.tightest = TightElement{v, share};
    };
    for (const std::size_t v : touched_)
        if (const auto now = shareNow(v)) consider(v, *now);
    for (const std::uint32_t v : tightFirst_)
        if (stamp_[v] != turn_) {
            consider(v, *shareBefore(v));
            break;
        }
}

}  // namespace rackloom::analytics
