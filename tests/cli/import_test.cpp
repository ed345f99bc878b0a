// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QtTest>

namespace rackloom::cli_test {

namespace {

/// A scalable unit as found in the field: 31 of 32 leaves, two links from each to nine spines but for some
/// that are down, 542 adapters and a reduction engine in every switch.
class Dump {
public:
    QByteArray text() {
        for (int leaf = 0; leaf < kLeaves; ++leaf)
            for (int spine = 0; spine < kSpines; ++spine)
                for (int way = 0; way < 2; ++way)
                    if (down_++ >= kDown)
                        join(leaf, 33 + spine * 2 + way, kLeaves + spine, leaf * 2 + way + 1);
        for (int host = 0, count = 0; count < kHosts; ++host, ++count)
            join(host % kLeaves, host / kLeaves + 1, kLeaves + kSpines + host, 1);
        for (int s = 0; s < kLeaves + kSpines; ++s)
            join(s, 65, kLeaves + kSpines + kHosts + s, 1);
        QByteArray out = "#\n# Topology file: made for a test\n#\n";
        for (int node = 0; node < kLeaves + kSpines + kHosts + kLeaves + kSpines; ++node)
            out += "\nvendid=0x2c9\n" + header(node) + ports_[node];
        return out;
    }

private:
    static constexpr int kLeaves = 31, kSpines = 9, kHosts = 542, kDown = 2 * 31 * 9 - 532;

    static bool isSwitch(int node) { return node < kLeaves + kSpines; }
    static QByteArray name(int node) {
        if (node < kLeaves) return "MF0;A09-LEAF-" + QByteArray::number(node + 1) + ":MQM9701/U1";
        if (isSwitch(node)) return "MF0;A10-SPINE-" + QByteArray::number(node - kLeaves + 1) + ":MQM9701/U1";
        const int host = node - kLeaves - kSpines;
        if (host >= kHosts) return "Mellanox Technologies Aggregation Node";
        return "rack" + QByteArray::number(host % 8) + "-n" + QByteArray::number(host) + " mlx5_0";
    }
    static QByteArray id(int node) {
        return QByteArray(isSwitch(node) ? "S-" : "H-") + QByteArray::number(node + 4096, 16);
    }
    static QByteArray header(int node) {
        return QByteArray(isSwitch(node) ? "Switch\t65 \"" : "Ca\t1 \"") + id(node) + "\"\t\t# \"" +
               name(node) + "\"\n";
    }
    void join(int a, int portA, int b, int portB) {
        ports_[a] += line(portA, b, portB);
        ports_[b] += line(portB, a, portA);
    }
    static QByteArray line(int port, int far, int farPort) {
        return '[' + QByteArray::number(port) + "]\t\"" + id(far) + "\"[" + QByteArray::number(farPort) +
               "]\t\t# \"" + name(far) + "\" lid 1 4xNDR\n";
    }

    int down_ = 0;
    QMap<int, QByteArray> ports_;
};

}  // namespace

class ImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        dump_ = scratch(QStringLiteral("network.txt"));
        writeFile(dump_, Dump().text());
        drawn_ = scratch(QStringLiteral("network.rackloom"));
    }

    void aDamagedUnitIsCountedAsItIs() {
        const QJsonObject json = imported({dump_, QStringLiteral("-o"), drawn_, QStringLiteral("--json")});
        QCOMPARE(json[QLatin1String("switches")].toInt(), 40);
        QCOMPARE(json[QLatin1String("adapters")].toInt(), 582);
        QCOMPARE(json[QLatin1String("switch_links")].toInt(), 532);
        const QJsonArray tiers = json[QLatin1String("tiers")].toArray();
        QCOMPARE(tiers.size(), 2);
        QCOMPARE(tiers[0].toObject()[QLatin1String("switches")].toInt(), 31);
        QCOMPARE(tiers[1].toObject()[QLatin1String("switches")].toInt(), 9);
        QCOMPARE(json[QLatin1String("aggregation_ports")].toInt(), 40);
        QCOMPARE(json[QLatin1String("oddities")].toInt(), 0);
    }

    void theListingIsBisected() {
        const QJsonObject cut = rackloom({QStringLiteral("bisect"), dump_, QStringLiteral("--budget"),
                                          QStringLiteral("2"), QStringLiteral("--json")})
                                    .json();
        const double lower = cut[QLatin1String("lower")].toDouble(),
                     upper = cut[QLatin1String("upper")].toDouble();
        QVERIFY(lower > 0 && lower <= upper);
        QVERIFY(upper <= 266 * 400.0);  // no more than half of the links upwards
        QCOMPARE(cut[QLatin1String("weight")].toInt(), 542);
    }

    void theDrawingIsADesign() {
        const QJsonObject report =
            rackloom({QStringLiteral("analyze"), drawn_, QStringLiteral("--json")}).json();
        QVERIFY(!report.isEmpty());
        const Run cables = rackloom({QStringLiteral("cables"), drawn_});
        QCOMPARE(cables.code, 0);
        QCOMPARE(cables.out.count("A10-SPINE-"), 532);
    }

    void thePlanIsComparedWithWhatIsThere() {
        const QJsonObject same =
            imported({dump_, QStringLiteral("--compare"), drawn_, QStringLiteral("--json")});
        QCOMPARE(same[QLatin1String("matched")].toInt(), 532 + 542);
        QVERIFY(same[QLatin1String("missing")].toArray().isEmpty());
        const QString less = scratch(QStringLiteral("less.txt"));
        QByteArray text = readFile(dump_);
        const qsizetype at = text.indexOf("\n[33]");
        writeFile(less, text.replace(at + 1, 4, "# "));
        const Run run = rackloom({QStringLiteral("import"), QStringLiteral("ibnetdiscover"), less,
                                  QStringLiteral("--compare"), drawn_});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.err.contains("one end only"), run.err.constData());
    }

    void aGraphIsDrawnToo() {
        const QString drawn = scratch(QStringLiteral("graph.rackloom"));
        const QByteArray dot = "graph { l0 [weight=0]; l1 [weight=0]; \"h 0\" [weight=1]; h1 [weight=1]; "
                               "\"h 0\" -- l0 [gbps=400]; h1 -- l1 [gbps=400]; l0 -- l1 [gbps=800]; }";
        const Run run = rackloom({QStringLiteral("import"), QStringLiteral("dot"), QStringLiteral("-"),
                                  QStringLiteral("-o"), drawn, QStringLiteral("--json")},
                                 dot);
        QVERIFY2(run.code == 0, run.err.constData());
        QCOMPARE(run.json()[QLatin1String("switches")].toInt(), 2);
        QCOMPARE(run.json()[QLatin1String("hosts")].toInt(), 2);
        const Run cables = rackloom({QStringLiteral("cables"), drawn});
        QVERIFY2(cables.out.contains("h-0") && cables.out.count('\n') == 4, cables.out.constData());
        const Run told = rackloom({QStringLiteral("import"), QStringLiteral("graph"), QStringLiteral("-")},
                                  "n=3|w=1,1,0|e=0-2:5,1-2:5");
        QVERIFY2(told.code == 0 && told.out.contains("1  switches"), told.out.constData());
    }

    void oddLinesAreNamed() {
        const QString odd = scratch(QStringLiteral("odd.txt"));
        writeFile(odd, readFile(dump_) + "[x] what is this\n");
        const Run run = rackloom({QStringLiteral("import"), QStringLiteral("ibnetdiscover"), odd});
        QCOMPARE(run.code, 0);
        QVERIFY2(run.err.contains("not understood"), run.err.constData());
        QVERIFY2(run.out.contains("switches"), run.out.constData());
    }

    void nonsenseIsRefused() {
        const QString ib = QStringLiteral("ibnetdiscover"), verb = QStringLiteral("import");
        QCOMPARE(rackloom({verb, QStringLiteral("visio"), dump_}).code, 2);
        QCOMPARE(rackloom({verb, ib, scratch(QStringLiteral("none.txt"))}).code, 1);
        QCOMPARE(rackloom({verb, ib, QStringLiteral("-")}, "hello\n").code, 1);
        QCOMPARE(rackloom({verb, ib, dump_, QStringLiteral("-o"), drawn_}).code, 1);  // it exists
        QCOMPARE(rackloom({verb, ib, dump_, QStringLiteral("--compare"), dump_}).code, 1);
        QCOMPARE(rackloom({verb, ib, dump_, QStringLiteral("--compare"), drawn_, QStringLiteral("-o"),
                           scratch(QStringLiteral("out.rackloom"))})
                     .code,
                 2);
    }

private:
    QJsonObject imported(const QStringList& arguments) const {
        return rackloom(QStringList{QStringLiteral("import"), QStringLiteral("ibnetdiscover")} + arguments)
            .json();
    }

    QString dump_, drawn_;
};

std::unique_ptr<QObject> makeImportTest() {
    return std::make_unique<ImportTest>();
}

}  // namespace rackloom::cli_test

#include "import_test.moc"
