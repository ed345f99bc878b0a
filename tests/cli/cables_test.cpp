// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QtTest>

namespace rackloom::cli_test {

class CablesTest : public QObject {
    Q_OBJECT

    static QString pod() { return design(QStringLiteral("gb200-superpod"), {QStringLiteral("su=1")}); }

private Q_SLOTS:
    void everyCableIsALineWithBothEnds() {
        const Run run = rackloom(
            {QStringLiteral("cables"), pod(), QStringLiteral("--fabric"), QStringLiteral("Compute")});
        QVERIFY2(run.code == 0, run.err.constData());
        const QList<QByteArray> lines = run.out.trimmed().split('\n');
        const QList<QByteArray> head = lines.front().split(',');
        QCOMPARE(lines.size(), 1 + 576 + 576);
        for (const QByteArray& line : lines)
            QCOMPARE(line.count(','), lines.front().count(','));
        const QList<QByteArray> first = lines[1].split(',');
        QCOMPARE(first[head.indexOf("fabric")], QByteArray("Compute"));
        QCOMPARE(first[head.indexOf("a_rack")], QByteArray("A1"));
        QCOMPARE(first[head.indexOf("gbps")], QByteArray("400"));
        QCOMPARE(first[head.indexOf("origin")], QByteArray("generated"));
        QVERIFY(first[head.indexOf("length_m")].toDouble() > 0);
    }

    void noPortIsListedTwice() {
        const Run run = rackloom({QStringLiteral("cables"), pod(), QStringLiteral("--json")});
        QCOMPARE(run.code, 0);
        QSet<QString> ports;
        const QJsonArray cables = run.json()[QLatin1String("cables")].toArray();
        for (const QJsonValue cable : cables)
            for (const char* end : {"a", "b"}) {
                const QJsonValue e = cable[QLatin1String(end)];
                ports << e[QLatin1String("rack")].toString() + e[QLatin1String("device")].toString() +
                             QString::number(e[QLatin1String("u")].toInt()) +
                             e[QLatin1String("port")].toString();
            }
        QCOMPARE(ports.size(), 2 * cables.size());
    }

    void lengthsAddUpToTheMetric() {
        const QJsonArray cables = rackloom({QStringLiteral("cables"), pod(), QStringLiteral("--json")})
                                      .json()[QLatin1String("cables")]
                                      .toArray();
        double sold = 0;
        QSet<double> needed;
        for (const QJsonValue cable : cables) {
            const QJsonObject way = cable[QLatin1String("way")].toObject();
            sold += cable[QLatin1String("length")].toDouble();
            needed << way[QLatin1String("needed")].toDouble();
            double parts = 0;
            for (const char* part : {"up", "along", "across", "down", "spare"})
                parts += way[QLatin1String(part)].toDouble();
            QVERIFY(qAbs(parts - way[QLatin1String("needed")].toDouble()) < 1e-9);
            QVERIFY(way[QLatin1String("needed")].toDouble() <=
                    cable[QLatin1String("length")].toDouble() + 1e-6);
            QVERIFY(!cable[QLatin1String("medium")].toString().isEmpty());
        }
        const QJsonArray metrics = rackloom({QStringLiteral("analyze"), pod(), QStringLiteral("--json")})
                                       .json()[QLatin1String("metrics")]
                                       .toArray();
        double total = 0;
        for (const QJsonValue m : metrics)
            if (m[QLatin1String("id")].toString() == QLatin1String("cables.length_total"))
                total = m[QLatin1String("value")].toDouble();
        QVERIFY2(total > 0 && qAbs(sold - total) < 1e-6,
                 qPrintable(QStringLiteral("%1 against %2").arg(sold).arg(total)));
        QVERIFY(needed.size() > 100);  // single cables, not bundles
    }

    void aTrayHigherUpNeedsLess() {
        const QJsonArray cables = rackloom({QStringLiteral("cables"), pod(), QStringLiteral("--json"),
                                            QStringLiteral("--fabric"), QStringLiteral("Compute")})
                                      .json()[QLatin1String("cables")]
                                      .toArray();
        const QJsonObject low = cables[0].toObject(),
                          high = cables[17 * 4].toObject();  // first and last tray
        QVERIFY(low[QLatin1String("a")][QLatin1String("u")].toInt() <
                high[QLatin1String("a")][QLatin1String("u")].toInt());
        QVERIFY(low[QLatin1String("way")][QLatin1String("up")].toDouble() >
                high[QLatin1String("way")][QLatin1String("up")].toDouble());
        QVERIFY(low[QLatin1String("b")][QLatin1String("cage")].toString().startsWith(QLatin1String("1.")));
    }

    void twinPortsShareOneModule() {  // the published bill: 1,536 modules in switches, 508 in nodes
        const QString pods = design(QStringLiteral("dgx-h100-superpod"), {QStringLiteral("su=4")});
        const QStringList order{QStringLiteral("cables"), pods, QStringLiteral("--fabric"),
                                QStringLiteral("Compute")};
        const QJsonObject bill =
            rackloom(order + QStringList{QStringLiteral("--json")}).json()[QLatin1String("bill")].toObject();
        QCOMPARE(bill[QLatin1String("cables")].toInt(), 1020 + 1024);
        QCOMPARE(bill[QLatin1String("switches")][QLatin1String("cages")].toInt(), 1536);
        // Four links of the two fabric managers, whose ports have cages of their own.
        QCOMPARE(bill[QLatin1String("nodes")][QLatin1String("cages")].toInt(), 508 + 4);
        // No cable splits.
        QCOMPARE(bill[QLatin1String("items")].toInt(), 1020 + 1024);
        const Run text = rackloom(order + QStringList{QStringLiteral("--bill")});
        QVERIFY2(text.out.contains("1536  cages in use at switches"), text.out.constData());
    }

    void namesWithCommasAndQuotesStayOneField() {
        QByteArray text = readFile(pod());
        QVERIFY(text.contains("\"name\": \"A1\""));
        text.replace("\"name\": \"A1\"", "\"name\": \"A, \\\"1\\\"\"");
        const QString path = scratch(QStringLiteral("commas.rackloom"));
        writeFile(path, text);
        const Run run = rackloom({QStringLiteral("cables"), path});
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY(run.out.contains(",\"A, \"\"1\"\"\","));
    }

    void anUnknownFabricNamesThoseThatThereAre() {
        const Run run = rackloom(
            {QStringLiteral("cables"), pod(), QStringLiteral("--fabric"), QStringLiteral("nothing")});
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains("\"Compute\""), run.err.constData());
    }

    void aDesignWithoutFabricsHasAnEmptySchedule() {
        const Run run = rackloom({QStringLiteral("cables"), design(QStringLiteral("cray-2"))});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.out.count('\n'), 1);
    }
};

std::unique_ptr<QObject> makeCablesTest() {
    return std::make_unique<CablesTest>();
}

}  // namespace rackloom::cli_test

#include "cables_test.moc"
