// SPDX-License-Identifier: GPL-3.0-or-later
// Generators with too few switches, impossible parameters, and at the limits of what they accept.
#include "tests/model/topology/clos_input.h"

#include <QtTest>

#include <set>

using namespace rackloom;
using namespace rackloom::model;
using namespace rackloom::model::fixtures;

namespace {

QString text(const std::string& s) {
    return QString::fromStdString(s);
}

QString problemsOf(const FabricPlan& plan) {
    QStringList out;
    for (const std::string& p : plan.problems)
        out << text(p);
    return out.join("\n");
}

FabricPlan plan(const char* generator, const GeneratorInput& in) {
    return findGenerator(generator)->plan(in);
}

GeneratorInput routers(const char* generator, std::uint32_t n, std::uint32_t endpoints,
                       const ParameterValues& p, std::uint32_t ports = 64) {
    return closInput({1, n * endpoints, 1}, {{n, ports}}, p, generator);
}

}  // namespace

class TopologyLimitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNetworkHalfBuiltIsCabledAndSaysWhatIsMissing_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("parameters");
        QTest::addColumn<int>("whole");
        QTest::newRow("dragonfly") << "dragonfly"
                                   << "groups=9" << 36;
        QTest::newRow("torus") << "torus"
                               << "d1=6 d2=6" << 36;
        QTest::newRow("hyperx") << "hyperx"
                                << "s1=6 s2=6" << 36;
        QTest::newRow("hypercube") << "hypercube"
                                   << "dimensions=5" << 32;
        QTest::newRow("slim-fly") << "slim-fly"
                                  << "q=5" << 50;
        QTest::newRow("jellyfish") << "jellyfish"
                                   << "routers=40 degree=5" << 40;
    }
    void aNetworkHalfBuiltIsCabledAndSaysWhatIsMissing() {
        QFETCH(QString, id);
        QFETCH(QString, parameters);
        QFETCH(int, whole);
        std::vector<std::string> given{"endpoints=2"};
        for (const QString& one : parameters.split(' '))
            given.push_back(one.toStdString());
        const ParameterValues p = parseParameters(given).value();
        const QByteArray name = id.toUtf8();
        const FabricPlan full =
            plan(name.constData(), routers(name.constData(), static_cast<std::uint32_t>(whole), 2, p));
        QCOMPARE(problemsOf(full), QString());
        const std::uint32_t there = 20;
        const GeneratorInput in = routers(name.constData(), there, 2, p);
        const FabricPlan part = plan(name.constData(), in);
        QCOMPARE(part.problems.size(), std::size_t{1});
        QVERIFY2(problemsOf(part).contains(QStringLiteral("Add %1 switches").arg(whole - 20)),
                 qPrintable(problemsOf(part)));
        QCOMPARE(part.wanted, std::vector<std::uint32_t>{static_cast<std::uint32_t>(whole)});
        QCOMPARE(text(portTrouble(in, part)), QString());
        std::set<std::pair<PortRef, PortRef>> ofFull;  // growing moves no cable
        for (const PlannedCable& c : full.cables)
            ofFull.insert({c.a, c.b});
        for (const PlannedCable& c : part.cables)
            QVERIFY(ofFull.contains({c.a, c.b}));
    }

    void aRemovedRouterLosesOnlyItsOwnCables() {
        GeneratorInput in = routers("dragonfly", 36, 2, {{"groups", 9}});
        const FabricPlan before = plan("dragonfly", in);
        in.tiers[0][7].present = false;
        in.tiers[0][7].ports = 0;
        const FabricPlan after = plan("dragonfly", in);
        QCOMPARE(problemsOf(after), QString());
        std::vector<PlannedCable> left = before.cables;
        std::erase_if(left, [](const PlannedCable& c) {
            return c.a.device.rack.value == 100007 || c.b.device.rack.value == 100007;
        });
        QVERIFY(left == after.cables);
    }

    void tooFewPortsAreNamed() {
        const GeneratorInput in = routers("slim-fly", 50, 8, {{"q", 5}}, 10);
        const FabricPlan made = plan("slim-fly", in);
        QVERIFY(problemsOf(made).contains("needs 15 ports and there are routers with 10"));
        QCOMPARE(text(portTrouble(in, made)), QString());
    }

    void impossibleParametersAreRefusedWithARemedy_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("parameters");
        QTest::addColumn<QString>("part");
        QTest::newRow("q not prime") << "slim-fly"
                                     << "q=9"
                                     << "Use 7 or 11.";
        QTest::newRow("too many groups") << "dragonfly"
                                         << "routers=2 globals=1 groups=4"
                                         << "Raise the global ports";
        QTest::newRow("too many cables") << "dragonfly"
                                         << "groups=9 per_pair=2"
                                         << "Lower the cables per pair";
        QTest::newRow("odd k") << "fat-tree"
                               << "k=5"
                               << "Use 6.";
        QTest::newRow("trunk") << "fat-tree"
                               << "k=8 trunk=3"
                               << "Choose a divisor";
        QTest::newRow("pods") << "fat-tree"
                              << "k=8 pods=8 trunk=2"
                              << "Lower the pods";
        QTest::newRow("degree") << "jellyfish"
                                << "degree=16"
                                << "Lower the links";
        QTest::newRow("huge torus") << "torus"
                                    << "d1=65536 d2=65536 d3=65536"
                                    << "Make it smaller.";
        QTest::newRow("huge hyperx") << "hyperx"
                                     << "s1=1024 s2=1024 s3=1024"
                                     << "Make a dimension smaller.";
        QTest::newRow("ports") << "clos"
                               << "downlinks=60 uplinks=60"
                               << "Lower one of them";
    }
    void impossibleParametersAreRefusedWithARemedy() {
        QFETCH(QString, id);
        QFETCH(QString, parameters);
        QFETCH(QString, part);
        std::vector<std::string> given;
        for (const QString& one : parameters.split(' '))
            given.push_back(one.toStdString());
        const QByteArray name = id.toUtf8();
        const GeneratorInput in =
            closInput({1, 32, 1}, {{16, 64}, {16, 64}}, parseParameters(given).value(), id.toStdString());
        const FabricPlan made = plan(name.constData(), in);
        QVERIFY2(problemsOf(made).contains(part), qPrintable(problemsOf(made)));
        QVERIFY(made.cables.empty());
    }

    void everyGeneratorIsDeterministicAndSoundAtItsLimits_data() {
        QTest::addColumn<QString>("id");
        for (const Generator& g : generators())
            QTest::newRow(std::string(g.id).c_str())
                << QString::fromUtf8(g.id.data(), static_cast<qsizetype>(g.id.size()));
    }
    void everyGeneratorIsDeterministicAndSoundAtItsLimits() {
        QFETCH(QString, id);
        const Generator& g = *findGenerator(id.toStdString());
        for (const ParameterSpec& spec : g.parameters())
            for (const double value : {spec.minimum, spec.initial, spec.maximum})
                for (const std::vector<Tier>& tiers : {std::vector<Tier>{},
                                                       {{7, 64}},
                                                       {{8, 64}, {0, 64}, {2, 8}},
                                                       {{8, 6}, {8, 4}, {2, 64}}}) {
                    const GeneratorInput in = closInput({2, 3, 4}, tiers, {{spec.key, value}}, g.id);
                    const FabricPlan made = g.plan(in);
                    QVERIFY2(made == g.plan(in), spec.key.c_str());
                    QVERIFY2(portTrouble(in, made).empty(), spec.key.c_str());
                    for (const std::string& problem : made.problems)
                        QVERIFY2(problem.ends_with('.') && problem.size() < 400, problem.c_str());
                    GeneratorInput empty = in;
                    empty.endpoints.clear();
                    QVERIFY(portTrouble(empty, g.plan(empty)).empty());
                }
    }

    void parametersHaveTextsAndRanges() {
        for (const Generator& g : generators()) {
            QVERIFY(!g.label.empty() && !g.summary.empty());
            std::set<std::string> keys;
            for (const ParameterSpec& spec : g.parameters()) {
                QVERIFY2(keys.insert(spec.key).second, spec.key.c_str());
                QVERIFY2(!spec.label.empty() && !spec.help.empty(), spec.key.c_str());
                QVERIFY2(spec.minimum <= spec.initial && spec.initial <= spec.maximum, spec.key.c_str());
            }
        }
    }
};

QTEST_APPLESS_MAIN(TopologyLimitsTest)
#include "topology_limits_test.moc"
