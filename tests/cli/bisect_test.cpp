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

    void aToleranceThatCannotBeTakenIsNoted() {
        const auto notes = [](const char* text, const char* tolerance) {
            const QJsonObject json = bisect(text, {QStringLiteral("--tolerance"), QString(tolerance)}).json();
            QStringList out;
            for (const QJsonValue& note : json[QLatin1String("notes")].toArray())
                out << note.toString();
            return out.join(QLatin1Char('|'));
        };
        QVERIFY(notes("a b\nb c\nc d\n", "99").contains(QStringLiteral("lets one side be empty")));
        QVERIFY(notes("a b\nb c\n", "0").contains(QStringLiteral("closer to half than 0.5")));
        QVERIFY(!notes("a b\nb c\n", "0.5").contains(QStringLiteral("half")));
        QVERIFY(notes("a a\n", "0").contains(QStringLiteral("no two nodes are joined")));
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

    void hostileTextsAreAnsweredInBoundedMemory_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<double>("bisection");
        constexpr int kMany = 1'000'000;
        QByteArray path, same = "a b 1\n", loops = "0 1 3\n", trunks;
        for (int i = 0; i < kMany; ++i) {
            const QByteArray at = QByteArray::number(i);
            path += at + ' ' + QByteArray::number(i + 1) + " 1\n";
            same += "a b 1\n";
            loops += QByteArray::number(i % 2) + ' ' + QByteArray::number(i % 2) + " 5\n";
            trunks +=
                's' + QByteArray::number(i % 1000) + " s" + QByteArray::number((i + 1) % 1000) + " 10\n";
        }
        QTest::newRow("a path of a million nodes") << path << 1.0;
        QTest::newRow("one pair a million times") << same << kMany + 1.0;
        QTest::newRow("a million self loops") << loops << 3.0;
        QTest::newRow("a ring of trunks") << trunks << 20'000.0;
    }

    void hostileTextsAreAnsweredInBoundedMemory() {
        QFETCH(QByteArray, text);
        QFETCH(double, bisection);
        writeFile(scratch(QStringLiteral("hostile.txt")), text);
        const Run run = shell(
            QStringLiteral("ulimit -v 2000000; \"$0\" bisect hostile.txt --json --budget 5 > out.json"));
        QVERIFY2(run.code == 0, run.err.constData());
        const QJsonObject json =
            QJsonDocument::fromJson(readFile(scratch(QStringLiteral("out.json")))).object();
        QVERIFY(json[QLatin1String("lower")].toDouble() <= json[QLatin1String("upper")].toDouble());
        QCOMPARE(json[QLatin1String("upper")].toDouble(), bisection);
    }

    void numbersThatAreNoneAreRefused_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"a b -1\n", "a b nan\n", "a b -inf\n", "a b inf\n", "a b 1e300\n", "a b 1e-300\nb c 1e15\n",
              "a b 9e15\nb c 9e15\nc d 9e15\n", "@ a -3\na b 1\n", "@ a nan\na b 1\n", "n=-4|e=0-1:1",
              "n=2|e=0-1:nan", "n=2|w=1e30,1|e=0-1:1", "n=4000000000|e=0-1:1", "n=2|e=0-4294967297:1"})
            QTest::newRow(text) << QByteArray(text);
    }

    void numbersThatAreNoneAreRefused() {
        QFETCH(QByteArray, text);
        const Run run = bisect(text);
        QVERIFY2(run.code == 1 && run.out.isEmpty() && !run.err.isEmpty(), (run.out + run.err).constData());
    }

    void interruptingEndsAtOnce() {
        QByteArray text;
        quint32 random = 1;
        const auto next = [&random] {
            return QByteArray::number((random = random * 1664525u + 1013904223u) >> 14);
        };
        for (int i = 0; i < 600'000; ++i)
            text += next() + ' ' + next() + " 1\n";
        writeFile(scratch(QStringLiteral("large.txt")), text);
        const Run run = shell(QStringLiteral(
            "timeout --foreground -s INT 1 \"$0\" bisect large.txt --budget 100000; echo \"after\""));
        QCOMPARE(run.out.trimmed(), QByteArray("after"));
        QVERIFY2(run.err.contains("bisect: interrupted"), run.err.constData());
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
