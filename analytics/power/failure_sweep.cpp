// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/failure_sweep.h"

#include <algorithm>
#include <functional>

namespace rackloom::analytics {

FailureSweep::FailureSweep(const PowerTree& tree, PowerOutage maintenance)
    : tree_(tree),
      maintenance_(std::move(maintenance)),
      normal_(solvePowerTree(tree, maintenance_)),
      order_(topDown(tree)),
      children_(childrenOf(tree)),
      loadsOn_(loadsOn(tree)) {
    const std::size_t n = tree.elements.size();
    place_.assign(n, 0);
    for (std::size_t i = 0; i < order_.size(); ++i)
        place_[order_[i]] = static_cast<std::uint32_t>(i);
    changes_.resize(n);
    stamp_.assign(n, 0);
    queued_.assign(n, 0);
    loadStamp_.assign(tree.loads.size(), 0);
    std::vector<double> share(n, 0);
    for (std::size_t v = 0; v < n; ++v)
        if (const auto s = shareBefore(v)) {
            share[v] = *s;
            tightFirst_.push_back(static_cast<std::uint32_t>(v));
        }
    std::stable_sort(tightFirst_.begin(), tightFirst_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return share[a] > share[b]; });
    std::size_t cords = 0;
    for (const PowerLoad& load : tree.loads)
        cords = std::max(cords, load.cords.size());
    before_.resize(cords);
    after_.resize(cords);
}

std::vector<FailedElement> FailureSweep::singles() const {
    std::vector<FailedElement> out;
    for (std::size_t v = 0; v < tree_.elements.size(); ++v)
        if (normal_.elements[v].live) out.push_back({v, unitsLeft(tree_.elements[v], maintenance_, v) > 1});
    return out;
}

void FailureSweep::start() {
    ++turn_;
    touched_.clear();
    dead_.clear();
    loads_.clear();
    heap_.clear();
}

FailureSweep::Change& FailureSweep::touch(std::size_t v) {
    Change& change = changes_[v];
    if (stamp_[v] == turn_) return change;
    stamp_[v] = turn_;
    touched_.push_back(v);
    const ElementFlow& f = normal_.elements[v];
    change = {f.live, false, 0, f.output, f.input()};
    return change;
}

bool FailureSweep::liveNow(std::size_t v) const {
    return stamp_[v] == turn_ ? changes_[v].live : normal_.elements[v].live;
}

/// Takes an element out and lets all that hangs on it look again.
void FailureSweep::kill(std::size_t v) {
    touch(v).live = false;
    dead_.push_back(v);
    for (const std::uint32_t c : children_.of(v)) {
        if (!normal_.elements[c].live || queued_[c] == turn_) continue;
        queued_[c] = turn_;
        heap_.push_back(place_[c]);
        std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
    }
    for (const std::uint32_t i : loadsOn_.of(v)) {
        if (loadStamp_[i] == turn_) continue;
        loadStamp_[i] = turn_;
        loads_.push_back(i);
    }
}

/// Parents come first, so each element is looked at once, with all that it might draw from settled.
void FailureSweep::spreadDown() {
    const auto live = [&](std::size_t p) { return liveNow(p); };
    while (!heap_.empty()) {
        std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
        const std::size_t v = order_[heap_.back()];
        heap_.pop_back();
        if (!liveNow(v)) continue;
        if (hasFeed(tree_.elements[v], live))
            touch(v).fedDifferently = true;
        else
            kill(v);
    }
}

void FailureSweep::addTo(std::size_t v, Power delta) {
    if (delta == Power{}) return;
    touch(v).output += delta;
    if (queued_[v] == turn_) return;
    queued_[v] = turn_;
    heap_.push_back(place_[v]);
    std::push_heap(heap_.begin(), heap_.end());
}

void FailureSweep::moveLoads(FailureOutcome& outcome) {
    const auto liveBefore = [&](std::size_t p) { return normal_.elements[p].live; };
    const auto live = [&](std::size_t p) { return liveNow(p); };
    std::sort(loads_.begin(), loads_.end());
    for (const std::uint32_t i : loads_) {
        const PowerLoad& load = tree_.loads[i];
        if (!shareLoad(load, liveBefore, before_)) continue;
        if (!shareLoad(load, live, after_)) {
            outcome.unserved += wholeDemand(load);
            outcome.loadsDark += load.count;
            outcome.darkLoads.push_back(i);
        }
        for (std::size_t k = 0; k < load.cords.size(); ++k)
            addTo(load.cords[k].element, after_[k].both() - before_[k].both());
    }
}

/// Puts the difference of what an element draws on its parents, before and now.
void FailureSweep::splitAgain(std::size_t v, const Change& now) {
    const PowerElement& e = tree_.elements[v];
    const ElementFlow& before = normal_.elements[v];
    if (!now.fedDifferently && now.live && now.input == before.input()) return;
    shareInput(
        e, before.input(), [&](std::size_t p) { return normal_.elements[p].live; },
        [&](std::size_t p, Power part) { addTo(p, -part); });
    if (now.live)
        shareInput(
            e, now.input, [&](std::size_t p) { return liveNow(p); },
            [&](std::size_t p, Power part) { addTo(p, part); });
}

/// Children come first: what an element carries is settled when its turn comes.
void FailureSweep::carryUp(FailureOutcome& outcome) {
    outcome.drawn = normal_.drawn;
    while (!heap_.empty()) {
        std::pop_heap(heap_.begin(), heap_.end());
        const std::size_t v = order_[heap_.back()];
        heap_.pop_back();
        const PowerElement& e = tree_.elements[v];
        Change& now = touch(v);
        if (now.live) {
            const int units = unitsLeft(e, maintenance_, v) - now.unitsLost;
            now.input = now.output + elementLoss(e, units, now.output);
        } else {
            now.output = now.input = Power{};
        }
        if (e.parents.empty()) outcome.drawn += now.input - normal_.elements[v].input();
        splitAgain(v, now);
    }
}

FailureOutcome FailureSweep::fail(std::span<const FailedElement> failed) {
    FailureOutcome outcome;
    start();
    for (const FailedElement& f : failed) {
        if (f.element >= tree_.elements.size() || !normal_.elements[f.element].live) continue;
        Change& change = touch(f.element);
        const int left = unitsLeft(tree_.elements[f.element], maintenance_, f.element) - change.unitsLost;
        if (!change.live) continue;
        if (f.oneUnit && left > 1)
            ++change.unitsLost;
        else
            kill(f.element);
    }
    spreadDown();
    // Everything touched so far is dead, draws from others now, or has fewer units: all go up again.
    for (const std::size_t v : touched_) {
        queued_[v] = turn_;
        heap_.push_back(place_[v]);
    }
    std::make_heap(heap_.begin(), heap_.end());
    moveLoads(outcome);
    for (const std::size_t v : dead_)
        outcome.equipmentDark += wholePower(tree_.elements[v].ownLoad);
    carryUp(outcome);
    outcome.darkElements = dead_;
    std::sort(outcome.darkElements.begin(), outcome.darkElements.end());
    judge(outcome);
    return outcome;
}

}  // namespace rackloom::analytics
