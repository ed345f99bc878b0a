// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/tighten.h"

#include "analytics/fabric/corrected_spectral.h"
#include "analytics/fabric/cover_search.h"
#include "analytics/fabric/direct_bounds.h"
#include "analytics/fabric/min_cut.h"
#include "analytics/fabric/parts_bound.h"
#include "analytics/fabric/priced_flows.h"
#include "analytics/fabric/product_bound.h"
#include "analytics/fabric/refine.h"
#include "analytics/fabric/sign_search.h"

#include <algorithm>
#include <utility>

namespace rackloom::analytics {
namespace {

constexpr std::uint64_t kQuickSteps = 100'000, kLongSteps = 3'000'000, kTimedSteps = 400'000'000;
constexpr std::uint64_t kQuickVertices = 30;         // of larger graphs each step costs more
constexpr double kQuickWork = 2e7, kLongWork = 6e8;  // of the uniform certificate
constexpr std::uint32_t kMaxSpectral = 400'000;      // vertices
constexpr std::size_t kMaxRefined = 12'000'000;      // arcs
constexpr std::uint32_t kMaxUntimedSigns = 140;      // vertices
constexpr double kAnyRate = 1e12;                    // a single vertex is never cut, so that any rate holds
constexpr std::uint32_t kSearchedWell = 120;         // vertices
constexpr std::uint32_t kManyVertices = 20'000;      // the plain spectral bound takes seconds
constexpr std::size_t kMaxFlowArcs = 60'000;
constexpr double kQuickFlows = 4e7, kTimedFlows = 4e9;  // looks at arcs
constexpr double kUnlimited = 1e15;
constexpr double kFewRounds = 4;  // of all hubs, that are worth a start

class Tightening {
public:
    Tightening(const ContractedGraph& contracted, const SideRange& range, const BisectionOptions& options,
               const PollFunction& poll, Bisection& result)
        : contracted_(contracted),
          range_(range),
          options_(options),
          poll_(poll),
          result_(result),
          core_(coreOf(contracted)) {
        raiseQuantum();
    }

    void run() {
        if (core_.size() == 0) return;
        raise(result_.lower, result_.certificate);
        if (result_.exact() || late()) return;
        if (core_.size() == 1) raise(boundFromRate(core_, range_, kAnyRate), "access");
        if (open()) boundByFactors();
        if (open()) searchSides(scaled(kQuickSteps));
        if (open()) improve(0);
        if (open())
            raise(partsBound(contracted_, range_, poll_, options_.timeIsUp), "parts that do not share out");
        if (open()) boundByPairs(kQuickWork);
        if (open() && core_.size() > kManyVertices) boundByCorrections();
        if (open()) boundByVibration();
        if (open()) improve(core_.size() < 2'000 ? 12u : 4u);
        if (open()) searchSides(core_.size() <= kSearchedWell ? kQuickSteps : scaled(kQuickSteps));
        if (open()) boundByCorrections();
        if (open()) boundByFlows(kQuickFlows);
        if (open()) searchSigns();
        if (open()) boundByPairs(kLongWork);
        if (open() && options_.timeIsUp) boundByFlows(kTimedFlows);
        if (open()) searchSides(options_.timeIsUp ? kTimedSteps : scaled(kLongSteps));
    }

private:
    std::uint64_t scaled(std::uint64_t steps) const {
        return steps * kQuickVertices / std::max<std::uint64_t>(kQuickVertices, core_.size());
    }
    bool late() const { return options_.timeIsUp && options_.timeIsUp(); }
    bool open() const { return !result_.exact() && !late(); }

    /// Where every vertex has links of even capacity in all, every cut is even.
    void raiseQuantum() {
        const auto odd = [&](std::int64_t d) { return d / core_.quantum % 2 != 0; };
        bool anyOdd = false, allOdd = true, alike = true;
        const std::uint64_t weight = contracted_.classes.empty() ? 0 : contracted_.classes.front().weight;
        for (std::uint32_t c = 0; c < contracted_.classCount(); ++c) {
            const bool isOdd = odd(contracted_.degreeOf(c));
            anyOdd = anyOdd || isOdd;
            allOdd = allOdd && isOdd;
            alike = alike && contracted_.classes[c].weight == weight;
        }
        if (!anyOdd) {
            core_.quantum *= 2;
            return;
        }
        // All degrees odd: the parity of a cut is that of the number of vertices on a side.
        if (!allOdd || !alike || weight == 0) return;
        const std::uint64_t sideCount = result_.sideWeight / weight;
        const bool oneCount = range_.least + weight > contracted_.totalWeight / 2;
        if (oneCount && contracted_.vertexCount() % 2 == 0) oddCuts_ = sideCount % 2;
    }

    void raise(std::int64_t bound, const std::string& certificate) {
        std::int64_t q = core_.quantum;
        std::int64_t rest = 0;
        if (oddCuts_) {
            rest = static_cast<std::int64_t>(*oddCuts_) * q;
            q *= 2;
        }
        // The next value from here on that a cut can have.
        if (bound > 0) bound += ((rest - bound) % q + q) % q;
        bound = std::min(bound, result_.upper);
        if (bound < result_.lower || (bound == result_.lower && certificate != result_.certificate)) return;
        result_.lower = bound;
        result_.certificate = certificate;
    }

    void take(const std::optional<CoreCut>& cut, const char* how) {
        if (!cut || cut->cut >= result_.upper) return;
        std::vector<bool> sideA = expanded(core_, *cut, contracted_);
        accept(std::move(sideA), how);
    }

    void accept(std::vector<bool> sideA, const char* how) {
        const std::int64_t cut = cutCapacity(contracted_, sideA);
        std::uint64_t weight = 0;
        for (std::uint32_t v = 0; v < contracted_.vertexCount(); ++v)
            weight += sideA[v] ? contracted_.weightOf(v) : 0;
        if (cut >= result_.upper || !range_.contains(weight)) return;
        result_.upper = cut;
        result_.sideA = std::move(sideA);
        result_.sideWeight = weight;
        result_.method = how;
    }

    void searchSides(std::uint64_t steps) {
        const CoverSearchResult found =
            searchByCover(core_, range_, result_.upper, steps, poll_, options_.timeIsUp);
        take(found.best, "search over all sides");
        if (found.finished) raise(result_.upper, "search over all sides");
    }

    void boundByFactors() {
        if (const auto rate = productRate(core_, poll_))
            raise(boundFromRate(core_, range_, *rate), "product of networks");
    }

    void boundByPairs(double work) {
        if (work == kLongWork && triedPairs_) return;
        const auto bound = uniformBound(core_, work, poll_, options_.timeIsUp);
        triedPairs_ = bound.has_value();
        if (bound) raise(boundFromRate(core_, range_, bound->rate), "uniform traffic");
    }

    /// Smaller cores have had a relaxation that contains this.
    void boundByCorrections() {
        if (triedCorrections_ || core_.size() > kMaxSpectral || core_.size() <= kMaxSignVertices) return;
        // Of tiered networks it knows less than hubs do.
        if (core_.hasBareVertices() && 10 * result_.lower > 7 * result_.upper) return;
        triedCorrections_ = true;
        CorrectedSpectralOptions options;
        options.known = result_.upper;
        options.proven = result_.lower;
        options.poll = poll_;
        options.timeIsUp = options_.timeIsUp;
        raise(correctedSpectralBound(core_, range_, options), "corrected spectral");
    }

    void boundByFlows(double work) {
        const double round = static_cast<double>(contracted_.arcs.size()) * contracted_.classCount();
        if (settledFlows_ || kFewRounds * round > work) return;
        PricedFlowOptions flows;
        flows.enough = result_.upper;
        flows.known = result_.lower;
        flows.maxWork = work < kTimedFlows ? work : kUnlimited;
        flows.poll = poll_;
        flows.timeIsUp = options_.timeIsUp;
        const PricedFlowBound bound = pricedFlowBound(contracted_, range_.least, flows);
        settledFlows_ = bound.settled;
        raise(bound.lower, "priced hub flows");
    }

    void boundByVibration() {
        if (core_.size() > kMaxSpectral) return;
        ProductBound bound = spectralBound(core_, poll_, options_.timeIsUp);
        raise(boundFromRate(core_, range_, bound.rate), "spectral");
        position_ = std::move(bound.position);
    }

    void improve(unsigned rounds) {
        if (core_.arcs.size() > kMaxRefined) return;
        ImproveOptions improve;
        improve.goodEnough = result_.lower;
        improve.rounds = rounds;
        improve.partitioned = rounds > 0;
        improve.position = position_;
        improve.timeIsUp = options_.timeIsUp;
        take(bestOfStarts(core_, range_, improve, poll_), "moves from many starts");
        if (open()) {
            // What is there may have come from tiers, which moves from other starts do not see.
            std::vector<bool> sides(core_.size(), false);
            std::vector<std::vector<std::uint32_t>> members(contracted_.classCount());
            for (std::uint32_t v = 0; v < contracted_.vertexCount(); ++v)
                members[contracted_.classOf[v]].push_back(v);
            for (std::uint32_t v = core_.size(); v-- > 0;) {
                std::vector<std::uint32_t>& left = members[core_.classOf[v]];
                sides[v] = result_.sideA[left.back()];
                if (contracted_.isEndpoint(core_.classOf[v])) left.pop_back();
            }
            take(refined(core_, range_, std::move(sides), poll_), "moves from tiers");
        }
        suitSwitches();
    }

    /// For the endpoints as they are split, the best sides of the switches.
    void suitSwitches() {
        if (contracted_.arcs.size() > kMaxFlowArcs) return;
        Partition partition{std::vector<std::uint32_t>(contracted_.classCount(), 0), {}};
        for (std::uint32_t v = 0; v < contracted_.vertexCount(); ++v)
            if (contracted_.weightOf(v) > 0 && result_.sideA[v]) ++partition.taken[contracted_.classOf[v]];
        const SwitchSides sides = minCutSides(contracted_, partition);
        if (sides.cut >= result_.upper) return;
        std::vector<bool> sideA = result_.sideA;
        for (std::uint32_t v = 0; v < contracted_.vertexCount(); ++v)
            if (contracted_.weightOf(v) == 0) sideA[v] = sides.sideA[contracted_.classOf[v]];
        accept(std::move(sideA), "max-flow");
    }

    void searchSigns() {
        if (core_.size() < 2 || core_.size() > (options_.timeIsUp ? kMaxSignVertices : kMaxUntimedSigns))
            return;
        SignSearchOptions signs;
        signs.known = result_.upper;
        signs.maxNodes = options_.timeIsUp ? 100'000 : 4;
        signs.poll = poll_;
        signs.timeIsUp = options_.timeIsUp;
        const SignSearchResult found = searchBySigns(core_, range_, signs);
        take(found.best, "rounded relaxation");
        raise(found.lower, found.nodes > 0 ? "semidefinite branch and bound" : "semidefinite relaxation");
    }

    const ContractedGraph& contracted_;
    SideRange range_;
    const BisectionOptions& options_;
    const PollFunction& poll_;
    Bisection& result_;
    CoreGraph core_;
    std::optional<std::uint64_t> oddCuts_;
    std::vector<double> position_;
    bool triedPairs_ = false, triedCorrections_ = false, settledFlows_ = false;
};

}  // namespace

void tighten(const ContractedGraph& contracted, const SideRange& range, const BisectionOptions& options,
             const PollFunction& poll, Bisection& result) {
    Tightening(contracted, range, options, poll, result).run();
}

}  // namespace rackloom::analytics
