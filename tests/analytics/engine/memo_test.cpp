// SPDX-License-Identifier: GPL-3.0-or-later
// What runs after an edit, and what does not. The nodes are tiny on purpose; the design is real.
#include "analytics/engine/node_store.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/place.h"
#include "sample_site.h"

#include <QtTest>

#include <stdexcept>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

using Log = std::vector<std::string>;

/// Slots of one rack design.
struct SlotCount {
    using Key = RackDesignId;
    using Value = int;
    static constexpr std::string_view kName = "slots";
    static Value compute(const Key& design, Query& q) {
        return static_cast<int>(q.get<Designs>(design)->slots.size());
    }
};

/// Slots of all racks.
struct Total {
    using Key = NoKey;
    using Value = int;
    static constexpr std::string_view kName = "total";
    static Value compute(const Key&, Query& q) {
        int sum = 0;
        for (const auto& [id, member] : *q.get<RackMembers>())
            sum += q.get<SlotCount>(member.design);
        return sum;
    }
};

/// Reads the total and says only whether it is large.
struct IsLarge {
    using Key = NoKey;
    using Value = bool;
    static constexpr std::string_view kName = "large";
    static Value compute(const Key&, Query& q) { return q.get<Total>() > 1000; }
};

struct Verdict {
    using Key = NoKey;
    using Value = std::string;
    static constexpr std::string_view kName = "verdict";
    static Value compute(const Key&, Query& q) { return q.get<IsLarge>() ? "large" : "small"; }
};

struct FarthestX {
    using Key = NoKey;
    using Value = int;
    static constexpr std::string_view kName = "farthest";
    static Value compute(const Key&, Query& q) {
        int x = 0;
        for (const auto& [id, place] : *q.get<RackPositions>())
            x = std::max(x, place.position.x);
        return x;
    }
};

/// Throws while any rack stands beyond five metres.
struct Fussy {
    using Key = NoKey;
    using Value = int;
    static constexpr std::string_view kName = "fussy";
    static Value compute(const Key&, Query& q) {
        if (q.get<FarthestX>() > 5000) throw std::runtime_error("too far out");
        return 1;
    }
};

struct AboveFussy {
    using Key = NoKey;
    using Value = int;
    static constexpr std::string_view kName = "above fussy";
    static Value compute(const Key&, Query& q) { return q.get<Fussy>() + 1; }
};

/// Polls a thousand times.
struct Patient {
    using Key = NoKey;
    using Value = int;
    static constexpr std::string_view kName = "patient";
    static Value compute(const Key&, Query& q) {
        const int sum = q.get<Total>();
        for (int i = 0; i < 1000; ++i)
            q.poll();
        return sum;
    }
};

Memo memoAt(const model::SnapshotPtr& site) {
    Memo memo;
    memo.advance(site);
    memo.startLog();
    return memo;
}

template <class Node> Log ranFor(Memo& memo, const model::SnapshotPtr& site) {
    memo.advance(site);
    memo.demand<Node>(NoKey{});
    return memo.takeLog();
}

}  // namespace

class MemoTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aColdRunComputesEachNodeOnce();
    void aSecondDemandRunsNothing();
    void movingARackRunsNothingThatIgnoresPlaces();
    void swappingADesignRunsExactlyTheNodesThatSawIt();
    void anEqualValueStopsTheChange();
    void nothingUndemandedRuns();
    void undoGivesTheOldAnswer();
    void aNewTypeLeavesReadersOfOtherTypesAlone();
    void aFailureReachesOnlyItsReaders();
    void aFailureHealsWhenItsReadsChange();
    void cancellingStopsAtTheNextPollAndLosesNothing();
    void entriesNobodyAsksForAreDropped();
};

void MemoTest::aColdRunComputesEachNodeOnce() {
    const auto site = sampleSite();
    Memo memo = memoAt(site);
    QCOMPARE(memo.demand<Total>(NoKey{}), 4 + 4 + 3);
    QCOMPARE(memo.takeLog(),
             (Log{"total", "rack members", "slots(0)", "design(0)", "slots(2)", "design(2)"}));
}

void MemoTest::aSecondDemandRunsNothing() {
    const auto site = sampleSite();
    Memo memo = memoAt(site);
    ranFor<Total>(memo, site);
    QCOMPARE(ranFor<Total>(memo, site), Log{});
    const auto copy = std::make_shared<const model::Snapshot>(*site);
    QCOMPARE(ranFor<Total>(memo, copy), Log{});
}

void MemoTest::movingARackRunsNothingThatIgnoresPlaces() {
    const auto site = sampleSite();
    Memo memo = memoAt(site);
    ranFor<Verdict>(memo, site);
    ranFor<FarthestX>(memo, site);
    const auto moved = withRackMoved(site, "A1", 3000);
    QCOMPARE(ranFor<Verdict>(memo, moved), Log{});
    QCOMPARE(ranFor<FarthestX>(memo, moved), (Log{"rack positions", "farthest"}));
    QCOMPARE(memo.demand<FarthestX>(NoKey{}), 3000);
}

void MemoTest::swappingADesignRunsExactlyTheNodesThatSawIt() {
    const auto site = sampleSite();
    Memo memo = memoAt(site);
    ranFor<Total>(memo, site);
    const auto swapped = withRackDesign(site, "A1", "big");
    QCOMPARE(ranFor<Total>(memo, swapped), (Log{"rack members", "total", "slots(1)", "design(1)"}));
    const auto grown = edited(swapped, [&](model::Transaction& tx) {
        model::RackDesign design = *tx.draft().designs.at(RackDesignId{1});
        design.slots.pop_back();
        tx.draft().designs.write(tx.token(), RackDesignId{1}) = design;
    });
    QCOMPARE(ranFor<Total>(memo, grown), (Log{"design(1)", "slots(1)", "total"}));
    QCOMPARE(memo.demand<Total>(NoKey{}), 3 + 4 + 3);
}

void MemoTest::anEqualValueStopsTheChange() {
    const auto site = sampleSite();
    Memo memo = memoAt(site);
    ranFor<Verdict>(memo, site);
    const auto swapped = withRackDesign(site, "A1", "network");
    QCOMPARE(ranFor<Verdict>(memo, swapped), (Log{"rack members", "total", "large"}));
}

void MemoTest::nothingUndemandedRuns() {
    const auto site = sampleSite();
    Memo memo = memoAt(site);
    ranFor<Total>(memo, site);
    ranFor<FarthestX>(memo, site);
    memo.advance(withRackMoved(site, "A1", 4000));
    QCOMPARE(memo.takeLog(), Log{});
    memo.advance(site);
    QCOMPARE(ranFor<FarthestX>(memo, site), (Log{"rack positions"}));
}

void MemoTest::undoGivesTheOldAnswer() {
    const auto site = sampleSite();
    Memo memo = memoAt(site);
    const int before = memo.demand<Total>(NoKey{});
    memo.advance(withRackDesign(site, "A1", "network"));
    QCOMPARE(memo.demand<Total>(NoKey{}), before - 1);
    memo.advance(site);
    QCOMPARE(memo.demand<Total>(NoKey{}), before);
}

void MemoTest::aNewTypeLeavesReadersOfOtherTypesAlone() {
    const auto site = sampleSite();
    Memo memo = memoAt(site);
    const auto key = site->types.at(DeviceTypeId{1})->key;
    QCOMPARE(memo.demand<TypeByKey>(key), DeviceTypeId{1});
    QCOMPARE(memo.demand<TypeOf>(DeviceTypeId{1})->key, key);
    memo.takeLog();
    memo.advance(edited(site, [](model::Transaction& tx) {
        model::DeviceType copy = *tx.draft().types.at(DeviceTypeId{1});
        copy.key = "another";
        tx.draft().types.insert(tx.token(), std::move(copy));
    }));
    memo.demand<TypeByKey>(key);
    memo.demand<TypeOf>(DeviceTypeId{1});
    QCOMPARE(memo.takeLog(), Log{});
}

void MemoTest::aFailureReachesOnlyItsReaders() {
    const auto site = withRackMoved(sampleSite(), "A1", 6000);
    Memo memo = memoAt(site);
    QVERIFY_EXCEPTION_THROWN(memo.demand<AboveFussy>(NoKey{}), std::runtime_error);
    QCOMPARE(memo.demand<FarthestX>(NoKey{}), 6000);
    QCOMPARE(memo.demand<Total>(NoKey{}), 11);
    memo.takeLog();
    QVERIFY_EXCEPTION_THROWN(memo.demand<AboveFussy>(NoKey{}), std::runtime_error);
    QCOMPARE(memo.takeLog(), Log{});
}

void MemoTest::aFailureHealsWhenItsReadsChange() {
    const auto near = sampleSite();
    const auto far = withRackMoved(near, "A1", 6000);
    const auto farther = withRackMoved(near, "A1", 7000);
    Memo memo = memoAt(far);
    QVERIFY_EXCEPTION_THROWN(memo.demand<AboveFussy>(NoKey{}), std::runtime_error);
    memo.advance(farther);
    memo.takeLog();
    QVERIFY_EXCEPTION_THROWN(memo.demand<AboveFussy>(NoKey{}), std::runtime_error);
    QCOMPARE(memo.takeLog(), (Log{"rack positions", "farthest", "fussy"}));  // the same failure stops there
    memo.advance(near);
    QCOMPARE(memo.demand<AboveFussy>(NoKey{}), 2);
}

void MemoTest::cancellingStopsAtTheNextPollAndLosesNothing() {
    const auto site = sampleSite();
    Memo memo = memoAt(site);
    int polls = 0;
    memo.stopWhen([&] { return ++polls == 20; });
    QVERIFY_EXCEPTION_THROWN(memo.demand<Patient>(NoKey{}), Cancelled);
    QCOMPARE(polls, 20);
    memo.takeLog();
    QCOMPARE(memo.demand<Patient>(NoKey{}), 11);
    QCOMPARE(memo.takeLog(), Log{"patient"});  // what was finished before is not run again
}

void MemoTest::entriesNobodyAsksForAreDropped() {
    auto site = sampleSite();
    Memo memo = memoAt(site);
    memo.demand<Verdict>(NoKey{});
    memo.demand<FarthestX>(NoKey{});
    const std::size_t all = memo.entryCount();
    for (int i = 0; i < 200; ++i) {
        site = withRackMoved(site, "A1", i + 1);
        memo.advance(site);
        QCOMPARE(memo.demand<FarthestX>(NoKey{}), std::max(i + 1, 1800));
    }
    QVERIFY(memo.entryCount() < all);
    QCOMPARE(memo.entryCount(), std::size_t{2});
    QCOMPARE(memo.demand<Verdict>(NoKey{}), std::string("small"));
}

QTEST_APPLESS_MAIN(MemoTest)
#include "memo_test.moc"
