// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QJsonDocument>
#include <QSet>
#include <QtTest>

namespace rackloom::cli_test {

namespace {

Run bisect(const QByteArray& text, const QStringList& more = {}) {
    return rackloom(
        QStringList{QStringLiteral("bisect"), QStringLiteral("-"), QStringLiteral("--json")} + more, text);
}

}  // namespace

class BisectTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRingIsCutTwice() {
        const Run run = bisect("n=6|e=0-1:1,1-2:1,2-3:1,3-4:1,4-5:1,5-0:1");
        QCOMPARE(run.code, 0);
        const QJsonObject json = run.json();
        QCOMPARE(json[QLatin1String("lower")].toDouble(), 2.0);
        QCOMPARE(json[QLatin1String("upper")].toDouble(), 2.0);
        QVERIFY(json[QLatin1String("exact")].toBool());
        QVERIFY(!json[QLatin1String("certificate")].toString().isEmpty());
        QCOMPARE(json[QLatin1String("convention")].toString(), QStringLiteral("Gb/s per direction"));
        const QJsonArray sides = json[QLatin1String("sides")].toArray();
        QCOMPARE(sides.size(), 2);
        QCOMPARE(sides[0].toArray().size(), 3);
        QCOMPARE(sides[1].toArray().size(), 3);
        QCOMPARE(json[QLatin1String("cut")].toArray().size(), 2);
    }

    void namesOfOtherFormatsComeBack() {
        const QByteArray dot =
            "graph { h0 [weight=1] h1 [weight=1] leaf [tier=1] h0 -- leaf -- h1 [gbps=12.5] }";
        const QJsonObject json = bisect(dot).json();
        QCOMPARE(json[QLatin1String("lower")].toDouble(), 12.5);
        const QJsonArray link = json[QLatin1String("cut")].toArray().first().toArray();
        QVERIFY(link[0].toString() == QStringLiteral("leaf") || link[1].toString() == QStringLiteral("leaf"));
        QCOMPARE(link[2].toDouble(), 12.5);
        QCOMPARE(json[QLatin1String("weight")].toDouble(), 2.0);
    }

    void aToleranceAllowsUnevenSides() {
        const QByteArray star = "n=6|w=3,1,1,1,0,0|e=0-4:5,1-4:9,2-5:9,3-5:9,4-5:1";
        QCOMPARE(bisect(star).json()[QLatin1String("upper")].toDouble(), 5.0);
        const QJsonObject json = bisect(star, {QStringLiteral("--tolerance"), QStringLiteral("1")}).json();
        QCOMPARE(json[QLatin1String("upper")].toDouble(), 1.0);
        QCOMPARE(json[QLatin1String("tolerance")].toDouble(), 1.0);
        QVERIFY(json[QLatin1String("exact")].toBool());
    }

    void peopleGetATable() {
        const Run run = rackloom({QStringLiteral("bisect"), QStringLiteral("-")}, "a b 4\nb c 4\nc d 4\n");
        QCOMPARE(run.code, 0);
        QVERIFY2(run.out.contains("4 Gb/s per direction, exact"), run.out.constData());
        QVERIFY(run.err.contains("no weights are given"));
    }

    void badTextFailsWithItsLine() {
        const Run run = bisect("a b 1\nb c -3\n");
        QCOMPARE(run.code, 1);
        QVERIFY(run.out.isEmpty());
        QVERIFY2(run.err.contains("standard input, line 2"), run.err.constData());
        QCOMPARE(bisect("n=2|w=0,0|e=0-1:1").code, 1);
        QCOMPARE(bisect("").code, 1);
    }

    void badOptionsAreUsageErrors() {
        QCOMPARE(bisect("a b\n", {QStringLiteral("--tolerance"), QStringLiteral("-1")}).code, 2);
        QCOMPARE(bisect("a b\n", {QStringLiteral("--format"), QStringLiteral("png")}).code, 2);
        QCOMPARE(rackloom({QStringLiteral("bisect")}).code, 2);
    }

    void anEmptyBudgetStillAnswers() {
        QByteArray text = "n=60|e=";
        for (int i = 0; i < 60; ++i)
            for (const int step : {1, 7, 23})
                text += QByteArray::number(i) + '-' + QByteArray::number((i + step) % 60) + ":1,";
        text.chop(1);
        const QJsonObject json = bisect(text, {QStringLiteral("--budget"), QStringLiteral("0")}).json();
        QVERIFY(json[QLatin1String("lower")].toDouble() <= json[QLatin1String("upper")].toDouble());
        QVERIFY(json[QLatin1String("upper")].toDouble() > 0);
    }
};

std::unique_ptr<QObject> makeBisectTest() {
    return std::make_unique<BisectTest>();
}

}  // namespace rackloom::cli_test

#include "bisect_test.moc"
