// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/power/flow_update.h"

#include <algorithm>
#include <functional>

namespace rackloom::analytics {

namespace {

/// Up to here every sum of whole multiples of 2⁻²⁰ W is exact, differences on the way included.
constexpr double kExact = 4294967296.0;

bool exact(const PowerFlow& flow) {
    return flow.served.si() + flow.loss.si() + flow.unserved.si() < kExact;
}

bool sameLinks(const PowerElement& a, const PowerElement& b) {
    return a.parents == b.parents;
}
bool sameCords(const PowerLoad& a, const PowerLoad& b) {
    return std::equal(a.cords.begin(), a.cords.end(), b.cords.begin(), b.cords.end(),
                      [](const PowerCord& x, const PowerCord& y) { return x.element == y.element; });
}

}  // namespace

TreeShape shapeOf(const PowerTree& tree) {
    TreeShape shape;
    const std::size_t n = tree.elements.size();
    shape.children = childrenOf(tree);
    shape.loads = loadsOn(tree);
    shape.place.assign(n, static_cast<std::uint32_t>(n));
    shape.order.reserve(n);
    for (const std::size_t v : topDown(tree)) {
        shape.place[v] = static_cast<std::uint32_t>(shape.order.size());
        shape.order.push_back(static_cast<std::uint32_t>(v));
    }
    shape.ordered = shape.order.size();
    for (std::size_t v = 0; v < n; ++v) {
        if (shape.place[v] < n) continue;
        shape.place[v] = static_cast<std::uint32_t>(shape.order.size());
        shape.order.push_back(static_cast<std::uint32_t>(v));
    }
    return shape;
}

std::optional<TreeChanges> changesBetween(const PowerTree& before, const PowerTree& after) {
    if (after.elements.size() < before.elements.size() || after.loads.size() < before.loads.size())
        return std::nullopt;
    TreeChanges out;
    out.links = after.elements.size() != before.elements.size();
    out.cords = out.links || after.loads.size() != before.loads.size();
    PieceList<PowerElement>::eachDifferent(before.elements, after.elements, [&](std::size_t v) {
        out.elements.push_back(static_cast<std::uint32_t>(v));
        out.links = out.links || !sameLinks(before.elements[v], after.elements[v]);
    });
    PieceList<PowerLoad>::eachDifferent(before.loads, after.loads, [&](std::size_t i) {
        out.loads.push_back(static_cast<std::uint32_t>(i));
        out.cords = out.cords || !sameCords(before.loads[i], after.loads[i]);
    });
    for (std::size_t v = before.elements.size(); v < after.elements.size(); ++v)
        out.elements.push_back(static_cast<std::uint32_t>(v));
    for (std::size_t i = before.loads.size(); i < after.loads.size(); ++i)
        out.loads.push_back(static_cast<std::uint32_t>(i));
    return out;
}

FlowUpdate::FlowUpdate(const PowerTree& before, const PowerTree& after, const TreeShape& shape,
                       const TreeChanges& changes)
    : before_(before), after_(after), shape_(shape), changes_(changes) {
    const std::size_t n = after.elements.size();
    given_.resize(n);
    touchedAt_.assign(n, 0);
    lookedAt_.assign(n, 0);
    waitingAt_.assign(n, 0);
    loadAt_.assign(after.loads.size(), 0);
}

void FlowUpdate::start(PowerFlow& flow) {
    ++turn_;
    flow_ = &flow;
    touched_.clear();
    looked_.clear();
    loads_.clear();
    heap_.clear();
    flow.elements.resize(after_.elements.size());
    flow.loads.resize(after_.loads.size());
    wasLive_.resize(flow.elements.size());
    for (std::size_t v = 0; v < wasLive_.size(); ++v)
        wasLive_[v] = flow.elements[v].live;
}

void FlowUpdate::touch(std::size_t v) {
    if (touchedAt_[v] == turn_) return;
    touchedAt_[v] = turn_;
    touched_.push_back(static_cast<std::uint32_t>(v));
    given_[v] = flow_->elements[v].input();
}

/// Has the element see anew whether it is live and what it draws from.
void FlowUpdate::look(std::size_t v) {
    if (lookedAt_[v] == turn_) return;
    lookedAt_[v] = turn_;
    heap_.push_back(shape_.place[v]);
    std::push_heap(heap_.begin(), heap_.end(), std::greater<>());
}

void FlowUpdate::settleOne(std::size_t v, const PowerOutage& outage) {
    const PowerElement& e = after_.elements[v];
    ElementFlow& f = flow_->elements[v];
    f.inCycle = shape_.place[v] >= shape_.ordered;
    const bool out =
        f.inCycle || (v < outage.elements.size() && outage.elements[v]) || unitsLeft(e, outage, v) <= 0;
    f.live =
        !out && (e.parents.empty() || hasFeed(e, [&](std::size_t p) { return flow_->elements[p].live; }));
    if (f.live == (wasLive_[v] != 0)) return;
    for (const std::uint32_t c : shape_.children.of(v))
        look(c);
    for (const std::uint32_t i : shape_.loads.of(v))
        if (loadAt_[i] != turn_) {
            loadAt_[i] = turn_;
            loads_.push_back(i);
        }
}

/// Parents come first, so that each element is looked at once, with all that it might draw from settled.
void FlowUpdate::settleLive(const PowerOutage& outage) {
    for (const std::uint32_t v : changes_.elements)
        look(v);
    for (std::size_t v = 0; v < flow_->elements.size(); ++v)
        if (flow_->elements[v].inCycle != (shape_.place[v] >= shape_.ordered)) look(v);
    while (!heap_.empty()) {
        std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
        const std::size_t v = shape_.order[heap_.back()];
        heap_.pop_back();
        touch(v);
        looked_.push_back(static_cast<std::uint32_t>(v));
        settleOne(v, outage);
    }
}

void FlowUpdate::add(std::size_t v, Power delta) {
    touch(v);
    flow_->elements[v].output += delta;
    if (waitingAt_[v] == turn_) return;
    waitingAt_[v] = turn_;
    heap_.push_back(shape_.place[v]);
    std::push_heap(heap_.begin(), heap_.end());
}

/// Takes back all that the element put on others and counted for itself.
void FlowUpdate::withdraw(std::size_t v) {
    add(v, Power{});
    if (v >= before_.elements.size()) return;
    const PowerElement& e = before_.elements[v];
    const Power own = wholePower(e.ownLoad);
    if (!wasLive_[v]) {
        flow_->unserved -= own;
        return;
    }
    flow_->served -= own;
    flow_->elements[v].output -= own;
    if (e.parents.empty()) flow_->drawn -= given_[v];
    shareInput(
        e, given_[v], [&](std::size_t p) { return wasLive_[p] != 0; },
        [&](std::size_t p, Power part) { add(p, -part); });
}

void FlowUpdate::takeLoad(std::size_t i) {
    if (i >= before_.loads.size()) return;
    const PowerLoad& load = before_.loads[i];
    parts_.resize(load.cords.size());
    if (!shareLoad(
            load, [&](std::size_t p) { return wasLive_[p] != 0; }, parts_)) {
        flow_->unserved -= wholeDemand(load);
        return;
    }
    flow_->served -= wholeDemand(load);
    flow_->loss -= flow_->loads[i].loss;
    for (std::size_t k = 0; k < parts_.size(); ++k)
        add(load.cords[k].element, -parts_[k].both());
}

void FlowUpdate::putLoad(std::size_t i) {
    const PowerLoad& load = after_.loads[i];
    LoadFlow& f = flow_->loads[i];
    f = {};
    parts_.resize(load.cords.size());
    f.served = shareLoad(
        load, [&](std::size_t p) { return flow_->elements[p].live; }, parts_);
    if (!f.served) {
        flow_->unserved += wholeDemand(load);
        return;
    }
    flow_->served += wholeDemand(load);
    for (std::size_t k = 0; k < parts_.size(); ++k) {
        add(load.cords[k].element, parts_[k].both());
        f.loss += parts_[k].loss;
    }
    flow_->loss += f.loss;
}

void FlowUpdate::moveLoads() {
    for (const std::uint32_t i : changes_.loads)
        if (loadAt_[i] != turn_) loads_.push_back(i);
    for (const std::uint32_t i : loads_) {
        takeLoad(i);
        putLoad(i);
    }
}

/// Puts what it draws now on its parents; with `taken` what it drew before is off them already.
void FlowUpdate::give(std::size_t v, bool taken) {
    const PowerElement& e = after_.elements[v];
    const ElementFlow& f = flow_->elements[v];
    const auto live = [&](std::size_t p) { return flow_->elements[p].live; };
    if (!taken) {
        if (f.input() == given_[v]) return;
        if (e.parents.empty()) flow_->drawn -= given_[v];
        shareInput(e, given_[v], live, [&](std::size_t p, Power part) { add(p, -part); });
    }
    if (e.parents.empty()) flow_->drawn += f.input();
    shareInput(e, f.input(), live, [&](std::size_t p, Power part) { add(p, part); });
}

void FlowUpdate::carryOne(std::size_t v, const PowerOutage& outage) {
    const PowerElement& e = after_.elements[v];
    ElementFlow& f = flow_->elements[v];
    const bool looked = lookedAt_[v] == turn_;
    const Power own = wholePower(e.ownLoad), lossBefore = f.loss;
    if (!f.live) {
        f.output = f.loss = Power{};
        flow_->loss -= lossBefore;
        if (looked) flow_->unserved += own;
        return;
    }
    if (looked) {
        f.output += own;
        flow_->served += own;
    }
    f.loss = elementLoss(e, unitsLeft(e, outage, v), f.output);
    flow_->loss += f.loss - lossBefore;
    give(v, looked);
}

/// Children come first: what an element carries is settled when its turn comes.
void FlowUpdate::carryUp(const PowerOutage& outage) {
    while (!heap_.empty()) {
        std::pop_heap(heap_.begin(), heap_.end());
        const std::size_t v = shape_.order[heap_.back()];
        heap_.pop_back();
        carryOne(v, outage);
    }
}

bool FlowUpdate::apply(const PowerOutage& outage, PowerFlow& flow) {
    if (!exact(flow)) return false;
    start(flow);
    settleLive(outage);
    for (const std::uint32_t v : looked_)
        withdraw(v);
    moveLoads();
    carryUp(outage);
    return exact(flow);
}

}  // namespace rackloom::analytics
