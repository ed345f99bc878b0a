// SPDX-License-Identifier: GPL-3.0-or-later
// Who is live when elements fail: against the tree solved without them, on stacked diamonds, rings and long
// chains that a walk along every single way would never finish, and with shares of no weight.
#include "analytics/loads/feed_paths.h"
#include "random_tree.h"

#include <QtTest>

#include <algorithm>

using namespace rackloom;
using namespace rackloom::analytics;
using model::ParentPolicy;
using rackloom::test::randomPowerTree;

namespace {

PowerNodeId nodeId(std::size_t v) {
    return PowerNodeId{static_cast<std::uint32_t>(v)};
}

PowerRows rowsOf(const PowerTree& tree) {
    PowerRows rows;
    for (std::size_t v = 0; v < tree.elements.size(); ++v) {
        model::PowerNode node;
        node.policy = tree.elements[v].policy;
        node.weights = tree.elements[v].weights;
        for (const std::size_t p : tree.elements[v].parents)
            node.parents.push_back(nodeId(p));
        rows.rows.push_back({nodeId(v), node});
    }
    return rows;
}

std::size_t addElement(PowerTree& tree, std::vector<std::size_t> parents, ParentPolicy policy) {
    PowerElement e;
    e.parents = std::move(parents);
    e.policy = policy;
    tree.elements.push_back(std::move(e));
    return tree.elements.size() - 1;
}

/// A source, and so many times two elements on it that join in the next one.
PowerTree diamonds(int count) {
    PowerTree tree;
    std::size_t top = addElement(tree, {}, ParentPolicy::Single);
    for (int i = 0; i < count; ++i) {
        const std::size_t a = addElement(tree, {top}, ParentPolicy::Single);
        const std::size_t b = addElement(tree, {top}, ParentPolicy::Single);
        top = addElement(tree, {a, b}, i % 2 == 0 ? ParentPolicy::Share : ParentPolicy::Transfer);
    }
    return tree;
}

bool servedWithout(const PowerTree& tree, const std::vector<std::size_t>& feeds, bool each,
                   std::vector<std::size_t> failed) {
    PowerOutage outage;
    outage.elements.assign(tree.elements.size(), false);
    for (const std::size_t v : failed)
        if (v != FeedPaths::kNobody) outage.elements[v] = true;
    const PowerFlow flow = solvePowerTree(tree, outage);
    const auto live = [&](std::size_t v) { return flow.elements[v].live; };
    return each ? std::all_of(feeds.begin(), feeds.end(), live)
                : std::any_of(feeds.begin(), feeds.end(), live);
}

}  // namespace

class FeedPathsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTheSolvedTree() {
        std::mt19937 random(11);
        for (int i = 0; i < 300; ++i) {
            PowerTree tree = randomPowerTree(random);
            for (std::size_t v = 0; v < tree.elements.size(); ++v)
                tree.elements[v].units = 1;
            const FeedPaths paths(rowsOf(tree));
            for (int k = 0; k < 20; ++k) {
                const std::size_t v = random() % tree.elements.size(), x = random() % tree.elements.size(),
                                  y = random() % tree.elements.size();
                QCOMPARE(paths.live(v, {x, y}), servedWithout(tree, {v}, true, {x, y}));
            }
        }
    }

    void cutsAreThoseThatTakeTheFeeds() {
        std::mt19937 random(12);
        for (int i = 0; i < 200; ++i) {
            PowerTree tree = randomPowerTree(random);
            for (std::size_t v = 0; v < tree.elements.size(); ++v)
                tree.elements[v].units = 1;
            const std::size_t n = tree.elements.size();
            const FeedPaths paths(rowsOf(tree));
            const std::vector<std::size_t> feeds{random() % n, random() % n};
            const bool each = random() % 2 == 0;
            const std::size_t without = random() % 3 == 0 ? FeedPaths::kNobody : random() % n;
            std::vector<std::size_t> expected;
            for (std::size_t v = 0; v < n && servedWithout(tree, feeds, each, {without}); ++v)
                if (!servedWithout(tree, feeds, each, {without, v})) expected.push_back(v);
            QCOMPARE(paths.cuts(feeds, each, without), expected);
        }
    }

    void stackedDiamondsAreWalkedOnce() {
        const PowerTree tree = diamonds(40);  // 2⁴⁰ ways up
        const FeedPaths paths(rowsOf(tree));
        const std::size_t bottom = tree.elements.size() - 1;
        QVERIFY(paths.live(bottom, {FeedPaths::kNobody, FeedPaths::kNobody}));
        QVERIFY(paths.live(bottom, {1, FeedPaths::kNobody}));
        QVERIFY(!paths.live(bottom, {1, 2}));
        QVERIFY(!paths.live(bottom, {0, FeedPaths::kNobody}));
        QCOMPARE(paths.above({bottom}).size(), tree.elements.size());
        QCOMPARE(paths.cuts({bottom}, false).size(), std::size_t{41});  // the joints
        QCOMPARE(paths.cuts({bottom}, false, 1).size(), std::size_t{42});
    }

    void deepChainsAreFollowedToTheTop() {
        PowerTree tree;
        for (std::size_t i = 0; i < 200; ++i)
            addElement(tree, i == 0 ? std::vector<std::size_t>{} : std::vector{i - 1}, ParentPolicy::Single);
        const FeedPaths paths(rowsOf(tree));
        QVERIFY(paths.live(199, {FeedPaths::kNobody, FeedPaths::kNobody}));
        QVERIFY(!paths.live(199, {0, FeedPaths::kNobody}));
        QCOMPARE(paths.cuts({199}, false).size(), std::size_t{200});
    }

    void ringsAreDead() {
        PowerTree tree;
        for (std::size_t i = 0; i < 1000; ++i)
            addElement(tree, {(i + 999) % 1000}, ParentPolicy::Transfer);
        const FeedPaths paths(rowsOf(tree));
        QVERIFY(!paths.live(500, {FeedPaths::kNobody, FeedPaths::kNobody}));
        QVERIFY(paths.cuts({500}, false).empty());
        QCOMPARE(paths.above({500}).size(), std::size_t{1000});
    }

    void sharesOfNoWeightFeedNothing() {
        PowerTree tree;
        addElement(tree, {}, ParentPolicy::Single);
        addElement(tree, {}, ParentPolicy::Single);
        const std::size_t joint = addElement(tree, {0, 1}, ParentPolicy::Share);
        tree.elements[joint].weights = {1, 0};
        const FeedPaths paths(rowsOf(tree));
        QVERIFY(paths.live(joint, {1, FeedPaths::kNobody}));
        QVERIFY(!paths.live(joint, {0, FeedPaths::kNobody}));
    }
};

QTEST_GUILESS_MAIN(FeedPathsTest)
#include "feed_paths.moc"
