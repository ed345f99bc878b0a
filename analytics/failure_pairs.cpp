// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/failure_pairs.h"

#include "analytics/failure_study_power.h"
#include "analytics/inputs/catalog.h"
#include "analytics/loads/power_drawing.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace rackloom::analytics {

namespace {

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

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

std::tuple<int, double, double> harm(const PairLoss& loss) {
    return {static_cast<int>(loss.grade), loss.unserved, loss.loadShare.value_or(0)};
}

PairLoss lossOf(const PowerDrawing& drawing, const FailureOutcome& outcome, std::size_t a, std::size_t b) {
    PairLoss loss;
    loss.a = drawing.nodes[a];
    loss.b = drawing.nodes[b];
    loss.grade = outcome.grade;
    loss.unserved = outcome.unserved.si();
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

bool covers(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b,
            const std::vector<std::size_t>& both) {
    return std::all_of(both.begin(), both.end(), [&](std::size_t load) {
        return std::binary_search(a.begin(), a.end(), load) || std::binary_search(b.begin(), b.end(), load);
    });
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
    std::vector<std::vector<std::size_t>> alone;
    for (const std::size_t v : elements)
        alone.push_back(sweep.fail({v, false}).darkLoads);
    Worst worst(shown);
    for (std::size_t i = 0; i < elements.size(); ++i) {
        memo.poll();
        for (std::size_t k = i + 1; k < elements.size(); ++k) {
            const std::array<FailedElement, 2> pair{{{elements[i], false}, {elements[k], false}}};
            const FailureOutcome outcome = sweep.fail(pair);
            PairLoss loss = lossOf(drawing, outcome, elements[i], elements[k]);
            loss.onlyTogether = !covers(alone[i], alone[k], outcome.darkLoads);
            study.dark += loss.racksDark > 0 ? 1 : 0;
            study.darkOnlyTogether += loss.onlyTogether ? 1 : 0;
            study.overloading += loss.racksDark == 0 && loss.overloaded > 0 ? 1 : 0;
            if (loss.grade != FailureGrade::Harmless) worst.add(std::move(loss));
        }
    }
    study.worst = worst.take();
    return study;
}

}  // namespace rackloom::analytics
