// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/failure_pairs.h"

#include "analytics/failure_study_cooling.h"
#include "analytics/failure_study_power.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/loads/power_drawing.h"
#include "analytics/power/tree_shares.h"
#include "model/base/letter_case.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

namespace rackloom::analytics {

namespace {

bool isCalled(const model::DeviceType& type, const std::string& what) {
    return what == "all" || lowered(type.kind) == what || lowered(type.key) == what ||
           lowered(type.name) == what;
}

std::vector<std::size_t> elementsCalled(Memo& memo, const PowerDrawing& drawing, std::string_view what) {
    const std::string wanted = lowered(what);
    std::vector<bool> called;
    for (const TypePart& part : drawing.types->parts)
        called.push_back(isCalled(*memo.demand<TypeOf>(part.type), wanted));
    std::vector<std::size_t> out;
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v)
        if (called[drawing.types->of[v]]) out.push_back(v);
    return out;
}

Error noSuchClass(Memo& memo, const PowerDrawing& drawing, std::string_view what) {
    std::set<std::string> kinds;
    for (const TypePart& part : drawing.types->parts)
        kinds.insert(memo.demand<TypeOf>(part.type)->kind);
    std::string list;
    for (const std::string& kind : kinds)
        list += (list.empty() ? "" : ", ") + kind;
    return {"pairs of \"" + std::string(what) + "\"",
            "fewer than two elements of the power tree are called so",
            drawing.nodes.empty()
                ? "Draw a power tree first."
                : "Name a kind of equipment (" + list + "), the key or name of a device type, or all."};
}

/// Racks that stop come first, by whole watts, and among those what only both losses together stop; then
/// overloads; then cooling equipment that the others stand in for.
std::tuple<double, bool, int, bool, double> harm(const PairLoss& loss) {
    return {std::round(loss.stopped), loss.onlyTogether || loss.uncooledOnlyTogether,
            static_cast<int>(loss.grade), loss.equipmentDark > 0, loss.loadShare.value_or(0)};
}

bool harmless(const PairLoss& loss) {
    return loss.grade == FailureGrade::Harmless && loss.racksUncooled == 0 && !(loss.equipmentDark > 0);
}

/// Racks whose cooling stops with its power, by what is dead.
class Uncooled {
public:
    Uncooled(Memo& memo, const PowerDrawing& drawing) : memo_(memo), drawing_(drawing) {
        feeds_.resize(drawing.nodes.size());
        for (const auto& [id, unit] : *memo.demand<CoolingUnits>(NoKey{}))
            if (const auto element = drawing.indexOf(unit.feed)) feeds_[*element] = true;
    }

    const std::vector<RackId>& after(const FailureOutcome& outcome) {
        std::vector<PowerNodeId> dead;
        for (const std::size_t v : outcome.darkElements)
            if (feeds_[v]) dead.push_back(drawing_.nodes[v]);
        // Many pairs kill the same units.
        const auto [at, isNew] = known_.try_emplace(dead);
        if (isNew && !dead.empty())
            at->second = coolingLossOf(memo_, unitsWithoutPower(memo_, dead)).racksStopped;
        return at->second;
    }

private:
    Memo& memo_;
    const PowerDrawing& drawing_;
    std::vector<bool> feeds_;  // by element
    std::map<std::vector<PowerNodeId>, std::vector<RackId>> known_;
};

/// W of the racks that go dark or lose their cooling.
double stoppedBy(const PowerDrawing& drawing, const FailureOutcome& outcome,
                 const std::vector<RackId>& uncooled) {
    double sum = outcome.unserved.si();
    for (const RackId rack : uncooled) {
        const auto at = std::lower_bound(drawing.racks.begin(), drawing.racks.end(), rack);
        if (at == drawing.racks.end() || *at != rack) continue;
        const std::size_t load = static_cast<std::size_t>(at - drawing.racks.begin());
        if (!std::binary_search(outcome.darkLoads.begin(), outcome.darkLoads.end(), load))
            sum += wholeDemand(drawing.tree.loads[load]).si();
    }
    return sum;
}

PairLoss lossOf(const PowerDrawing& drawing, const FailureOutcome& outcome, std::size_t a, std::size_t b) {
    PairLoss loss;
    loss.a = drawing.nodes[a];
    loss.b = drawing.nodes[b];
    loss.grade = outcome.grade;
    loss.unserved = outcome.unserved.si();
    loss.equipmentDark = outcome.equipmentDark.si();
    loss.racksDark = static_cast<std::size_t>(outcome.loadsDark);
    loss.overloaded = outcome.overloaded.size();
    if (outcome.tightest) {
        loss.fullest = drawing.nodes[outcome.tightest->element];
        loss.loadShare = outcome.tightest->loadShare;
    }
    loss.ridesFor = firstTrip(drawing.tree, outcome);
    return loss;
}

/// The worst ones seen so far; among equals the first.
class Worst {
public:
    explicit Worst(std::size_t most) : most_(most) {}
    void add(PairLoss loss) {
        const auto at = std::upper_bound(list_.begin(), list_.end(), loss,
                                         [](const auto& x, const auto& y) { return harm(x) > harm(y); });
        if (static_cast<std::size_t>(at - list_.begin()) >= most_) return;
        list_.insert(at, std::move(loss));
        if (list_.size() > most_) list_.pop_back();
    }
    std::vector<PairLoss> take() { return std::move(list_); }

private:
    std::size_t most_;
    std::vector<PairLoss> list_;
};

template <class T> bool covers(const std::vector<T>& a, const std::vector<T>& b, const std::vector<T>& both) {
    return std::all_of(both.begin(), both.end(), [&](T one) {
        return std::binary_search(a.begin(), a.end(), one) || std::binary_search(b.begin(), b.end(), one);
    });
}

/// What one loss takes by itself.
struct Alone {
    std::vector<std::size_t> dark;
    std::vector<RackId> uncooled;
};

void count(PairStudy& study, const PairLoss& loss) {
    study.dark += loss.racksDark > 0 ? 1 : 0;
    study.darkOnlyTogether += loss.onlyTogether ? 1 : 0;
    study.overloading += loss.racksDark == 0 && loss.overloaded > 0 ? 1 : 0;
    study.uncooling += loss.racksUncooled > 0 ? 1 : 0;
}

}  // namespace

Result<PairStudy> studyPairs(Memo& memo, std::string_view what, std::size_t shown) {
    const PowerDrawing& drawing = *memo.demand<DrawnPower>(NoKey{});
    const std::vector<std::size_t> elements = elementsCalled(memo, drawing, what);
    if (elements.size() < 2) return noSuchClass(memo, drawing, what);
    PairStudy study;
    study.what = what;
    study.elements = elements.size();
    study.pairs = elements.size() * (elements.size() - 1) / 2;
    if (study.pairs > kMostPairs)
        return Error{"pairs of \"" + study.what + "\"",
                     "there are " + std::to_string(study.pairs) + " of them, more than the " +
                         std::to_string(kMostPairs) + " that are tried",
                     "Name a class with fewer elements."};
    FailureSweep sweep(drawing.tree);
    Uncooled uncooled(memo, drawing);
    std::vector<Alone> alone;
    for (const std::size_t v : elements) {
        FailureOutcome outcome = sweep.fail({v, false});
        alone.push_back({std::move(outcome.darkLoads), uncooled.after(outcome)});
    }
    Worst worst(shown);
    for (std::size_t i = 0; i < elements.size(); ++i) {
        memo.poll();
        for (std::size_t k = i + 1; k < elements.size(); ++k) {
            const std::array<FailedElement, 2> pair{{{elements[i], false}, {elements[k], false}}};
            const FailureOutcome outcome = sweep.fail(pair);
            const std::vector<RackId>& warm = uncooled.after(outcome);
            PairLoss loss = lossOf(drawing, outcome, elements[i], elements[k]);
            loss.onlyTogether = !covers(alone[i].dark, alone[k].dark, outcome.darkLoads);
            loss.racksUncooled = warm.size();
            loss.uncooledOnlyTogether = !covers(alone[i].uncooled, alone[k].uncooled, warm);
            loss.stopped = stoppedBy(drawing, outcome, warm);
            count(study, loss);
            if (!harmless(loss)) worst.add(std::move(loss));
        }
    }
    study.worst = worst.take();
    return study;
}

}  // namespace rackloom::analytics
