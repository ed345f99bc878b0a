// SPDX-License-Identifier: GPL-3.0-or-later
// Times of collectives, hashing of flows onto links and the names of schedulers against known answers: rows
// FV091 to FV096, FV101, FV102 and FV106 to FV109 of tests/data/fabric.csv and K01 to K12 of
// tests/data/collectives.csv.
#include "analytics/collectives/hierarchy.h"
#include "analytics/collectives/measured.h"
#include "analytics/collectives/scheduler_names.h"
#include "analytics/fabric/ecmp.h"
#include "tests/analytics/vector_rows.h"

#include <QtTest>

#include <fstream>
#include <random>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

/// The expected cell of a row of fabric.csv; empty when there is no such row.
std::string expectedOf(const std::string& id) {
    std::ifstream in(std::string(RACKLOOM_TEST_DATA) + "/fabric.csv");
    for (std::string line; std::getline(in, line);) {
        if (line.substr(0, line.find(',')) != id) continue;
        std::vector<std::string> cells(1);
        bool quoted = false;
        for (const char c : line) {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                cells.emplace_back();
            else
                cells.back() += c;
        }
        return cells.size() > 4 ? cells[4] : std::string();
    }
    return {};
}

void compareWith(const char* id, double value, double tolerance) {
    const std::string expected = expectedOf(id);
    QVERIFY2(!expected.empty(), id);
    QVERIFY2(std::abs(value - std::stod(expected)) <= tolerance,
             qPrintable(QString("%1: %2").arg(id).arg(value, 0, 'g', 12)));
}

std::string joined(const std::vector<std::uint64_t>& numbers) {
    std::string out;
    for (const std::uint64_t n : numbers)
        out += (out.empty() ? "" : ",") + std::to_string(n);
    return out;
}

double measured(const test::VectorRow& row) {
    const auto text = [&](const char* key) { return row.inputs.find(key)->second; };
    if (row.has("tokens_per_rank"))
        return expertExchangeSeconds(row.number("ep"), row.number("tokens_per_rank"), row.number("topk"),
                                     row.number("hidden"), text("dtype") == "fp8" ? 1 : 2);
    const std::string op = text("op");
    const std::map<std::string, Collective> operations{{"all_reduce", Collective::AllReduce},
                                                       {"all_gather", Collective::AllGather},
                                                       {"reduce_scatter", Collective::ReduceScatter},
                                                       {"alltoall", Collective::AllToAll}};
    const Collective operation = operations.at(op);
    const auto* fit = findMeasured(text("gpu"), static_cast<int>(row.number("ranks")), operation);
    return fit ? fit->seconds(row.number("bytes")) : -1;
}

}  // namespace

class CollectiveModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thrownFlowsCollideAsCounted();
    void manyFlowsOnOneLinkAreAllOnIt();
    void fewFlowsMayHaveALinkEach();
    void thrownFlowsAgreeWithDice();
    void oneHashAtTwoStagesReachesTheCommonMultiple();
    void ringAllReduceIsBoundByTwoPasses();
    void allToAllLeavesOutWhatStays();
    void hierarchyKeepsBytesInsideTheDomain();
    void reductionInSwitchesSendsOnceUpAndOnceDown();
    void busRateIsTheLinkRateOfAPerfectRing();
    void measuredTimesAreMet();
    void hostlistsExpand();
    void brokenHostlistsAreRefused();
    void blocksDouble();
};

void CollectiveModelTest::thrownFlowsCollideAsCounted() {
    compareWith("FV091", expectedMaxLoad(8, 8), 1e-6);
    compareWith("FV092", expectedMaxLoad(16, 16), 1e-6);
    compareWith("FV093", expectedMaxLoad(64, 32), 1e-6);
    compareWith("FV094", chanceAllDistinct(8, 8), 1e-8);
    QVERIFY(std::abs(hashedShare(64, 32) - 2 / 5.414832) < 1e-6);
}

void CollectiveModelTest::manyFlowsOnOneLinkAreAllOnIt() {
    QVERIFY(std::abs(expectedMaxLoad(17, 1) - 17) < 1e-9);
    QCOMPARE(expectedMaxLoad(0, 8), 0.0);
    QCOMPARE(expectedMaxLoad(8, 0), 0.0);
    QVERIFY(std::abs(hashedShare(17, 1) - 1) < 1e-9);
}

void CollectiveModelTest::fewFlowsMayHaveALinkEach() {
    QCOMPARE(chanceAllDistinct(9, 8), 0.0);
    QVERIFY(std::abs(expectedMaxLoad(1, 64) - 1) < 1e-12);
    QVERIFY(std::abs(expectedMaxLoad(2, 4) - 1.25) < 1e-12);  // they meet in one case of four
    QVERIFY(hashedShare(2, 4) < 1);
}

void CollectiveModelTest::thrownFlowsAgreeWithDice() {
    std::mt19937 random(5);
    for (const auto& [flows, links] : {std::pair{5u, 3u}, {144u, 72u}, {400u, 512u}}) {
        double sum = 0;
        constexpr int kThrows = 4000;
        for (int i = 0; i < kThrows; ++i) {
            std::vector<int> load(links, 0);
            for (unsigned f = 0; f < flows; ++f)
                ++load[random() % links];
            sum += *std::max_element(load.begin(), load.end());
        }
        const double exact = expectedMaxLoad(flows, links);
        QVERIFY2(std::abs(sum / kThrows - exact) < 0.06, qPrintable(QString::number(exact)));
    }
}

void CollectiveModelTest::oneHashAtTwoStagesReachesTheCommonMultiple() {
    QCOMPARE(std::to_string(reachableCombinations(8, 8)) + " of 64", expectedOf("FV101"));
    QCOMPARE(std::to_string(reachableCombinations(4, 6)) + " of 24", expectedOf("FV102"));
}

void CollectiveModelTest::ringAllReduceIsBoundByTwoPasses() {
    compareWith("FV095", allReduceSeconds({{8, 450e9, 0}}, 1e9), 1e-9);
}

void CollectiveModelTest::allToAllLeavesOutWhatStays() {
    compareWith("FV096", allToAllSeconds({{256, 50e9, 0}}, 1e9), 1e-9);
}

void CollectiveModelTest::hierarchyKeepsBytesInsideTheDomain() {
    const std::vector<CollectiveLevel> levels{{72, 900e9, 0}, {8, 50e9, 0}};
    const double bytes = 1e9;
    const double inside = 2 * 71.0 / 72 * bytes / 900e9;
    const double across = 2 * 7.0 / 8 * (bytes / 72) / 50e9;
    QVERIFY(std::abs(allReduceSeconds(levels, bytes) - (inside + across)) < 1e-12);
    QVERIFY(std::abs(allGatherSeconds(levels, bytes) - (inside + across) / 2) < 1e-12);
    // All to all: 504 of 576 ranks are beyond the domain.
    QVERIFY(std::abs(allToAllSeconds(levels, bytes) - 504.0 / 576 * bytes / 50e9) < 1e-12);
    QCOMPARE(ranksOf(levels), 576.0);
    QCOMPARE(allReduceSeconds({{1, 0, 1}, {1, 0, 1}}, bytes), 0.0);
}

void CollectiveModelTest::reductionInSwitchesSendsOnceUpAndOnceDown() {
    const std::vector<CollectiveLevel> levels{{8, 450e9, 0}, {16, 50e9, 1e-5, true}};
    const double expected = 2 * 7.0 / 8 * 1e9 / 450e9 + 1e9 / 8 / 50e9 + 2e-5;
    QVERIFY(std::abs(allReduceSeconds(levels, 1e9) - expected) < 1e-12);
}

void CollectiveModelTest::busRateIsTheLinkRateOfAPerfectRing() {
    const std::vector<CollectiveLevel> ring{{8, 450e9, 0}};
    QVERIFY(std::abs(allReduceBusRate(8, 1e9, allReduceSeconds(ring, 1e9)) - 450e9) < 1);
    QVERIFY(std::abs(gatherBusRate(8, 1e9, allGatherSeconds(ring, 1e9)) - 450e9) < 1);
}

void CollectiveModelTest::measuredTimesAreMet() {
    const auto rows = test::readVectorRows(std::string(RACKLOOM_TEST_DATA) + "/collectives.csv");
    QCOMPARE(rows.size(), std::size_t{12});
    for (const test::VectorRow& row : rows) {
        const double micros = measured(row) * 1e6;
        QVERIFY2(row.accepts(micros),
                 qPrintable(QString("%1: %2").arg(QString::fromStdString(row.id)).arg(micros)));
    }
    QVERIFY(findMeasured("GB200", 72, Collective::AllReduce) == nullptr);
    QCOMPARE(wireBytes(Collective::AllReduce, 4, 8), 12.0);
}

void CollectiveModelTest::hostlistsExpand() {
    const auto tux = expandHostlist("tux[0-3,12,18-20]");
    QVERIFY(tux.ok());
    QCOMPARE(std::to_string(tux.value().size()), expectedOf("FV107"));
    const auto gpus = expandHostlist("gpu[001-004]");
    QVERIFY(gpus.ok());
    std::string text;
    for (const std::string& name : gpus.value())
        text += (text.empty() ? "" : ";") + name;
    QCOMPARE(text, expectedOf("FV108"));
    const auto mixed = expandHostlist("a[1-2]b[08-09]-x,login");
    QVERIFY(mixed.ok());
    QCOMPARE(mixed.value(), (std::vector<std::string>{"a1b08-x", "a1b09-x", "a2b08-x", "a2b09-x", "login"}));
}

void CollectiveModelTest::brokenHostlistsAreRefused() {
    for (const char* text : {"", "a,,b", "a[1-", "a[1-2", "a]", "a[2-1]", "a[x]", "a[]",
                             "a[1-99999999999999]", "a[0-999999],b[0-5]", "a[[1]]"}) {
        const auto names = expandHostlist(text);
        QVERIFY2(!names.ok(), text);
        QVERIFY(!names.error().remedy.empty());
    }
}

void CollectiveModelTest::blocksDouble() {
    std::string text;
    for (const std::uint64_t domains : {1, 2, 3, 4, 8})
        text += (text.empty() ? "" : "|") + joined(blockSizes(8, domains));
    QCOMPARE(text, expectedOf("FV106"));
    compareWith("FV109", astraBytesPerNanosecond(50), 1e-9);
}

QTEST_GUILESS_MAIN(CollectiveModelTest)
#include "collective_model_test.moc"
