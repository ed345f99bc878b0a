// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QRegularExpression>
#include <QtTest>

namespace rackloom::cli_test {

class DiffTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aDesignIsEqualToItself() {
        const QString rack = design(QStringLiteral("gb200-nvl72"));
        const Run run = rackloom({QStringLiteral("diff"), rack, rack});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.out, QByteArray("The designs are the same.\n"));
        const Run json = rackloom({QStringLiteral("diff"), rack, rack, QStringLiteral("--json")});
        QVERIFY(json.json()[QLatin1String("changes")].toArray().isEmpty());
        QVERIFY(json.json()[QLatin1String("metrics")].toArray().isEmpty());
    }

    void aSecondScalableUnitShowsAsRacksAndNumbers() {
        const QString one = design(QStringLiteral("gb200-superpod"));
        const QString two = design(QStringLiteral("gb200-superpod"), {QStringLiteral("su=2")});
        const Run run = rackloom({QStringLiteral("diff"), one, two, QStringLiteral("--json")});
        QCOMPARE(run.code, 0);
        int racks = 0;
        for (const QJsonValue c : run.json()[QLatin1String("changes")].toArray())
            racks += c[QLatin1String("kind")].toString() == QStringLiteral("rack") &&
                     c[QLatin1String("change")].toString() == QStringLiteral("added");
        QVERIFY(racks >= 8);
        bool found = false;
        for (const QJsonValue m : run.json()[QLatin1String("metrics")].toArray()) {
            if (m[QLatin1String("id")].toString() != QStringLiteral("capacity.gpus")) continue;
            found = true;
            QCOMPARE(m[QLatin1String("before")][QLatin1String("value")].toInt(), 576);
            QCOMPARE(m[QLatin1String("after")][QLatin1String("value")].toInt(), 1152);
        }
        QVERIFY(found);
        const Run text = rackloom({QStringLiteral("diff"), one, two});
        QVERIFY(text.out.contains("added rack "));
        QVERIFY(text.out.contains("(+100 %)"));
        QVERIFY(rackloom({QStringLiteral("diff"), two, one}).out.contains("removed rack "));
    }

    void aChangedFieldIsNamedWithBothValues() {
        const QString rack = design(QStringLiteral("gb200-nvl72"));
        const QString renamed = scratch(QStringLiteral("renamed.rackloom"));
        QByteArray text = readFile(rack);
        const qsizetype at = text.indexOf("\"mfu\":");
        QVERIFY(at > 0);
        const qsizetype end = text.indexOf(',', at);
        text.replace(at, end - at, "\"mfu\": 0.5");
        writeFile(renamed, text);
        const Run run = rackloom({QStringLiteral("diff"), rack, renamed});
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY2(run.out.contains("changed job ") && run.out.contains("MFU: "), run.out.constData());
        QVERIFY(run.out.contains("→ 0.5"));
    }

    void aRowHasOneUnitAndShowsADifference() {
        const QString one = design(QStringLiteral("gb200-superpod"));
        const QString two = design(QStringLiteral("gb200-superpod"), {QStringLiteral("racks=9")});
        const Run run = rackloom({QStringLiteral("diff"), one, two});
        int rows = 0;
        static const QRegularExpression row(
            QStringLiteral("  ([-\\d.,]+)( [^ ]+(?: USD)?)?  →  ([-\\d.,]+)( [^ ]+(?: USD)?)?"
                           "  +([-+][\\d.,e-]+)( [^ (]+(?: USD)?)?(?: |$)"));
        const QString out = QString::fromUtf8(run.out);
        for (const QString& line :
             out.mid(out.indexOf(QStringLiteral("\nMetrics\n"))).split(QLatin1Char('\n'))) {
            const QRegularExpressionMatch match = row.match(line);
            if (!match.hasMatch()) continue;
            ++rows;
            QVERIFY2(match.captured(2) == match.captured(4) && match.captured(2) == match.captured(6),
                     qPrintable(line));
            QVERIFY2(match.captured(1) != match.captured(3), qPrintable(line));
        }
        QVERIFY(rows > 10);
    }

    void twoInputsFromOneStreamAreRefused() {
        QCOMPARE(rackloom({QStringLiteral("diff"), QStringLiteral("-"), QStringLiteral("-")}).code, 2);
        const QString rack = design(QStringLiteral("gb200-nvl72"));
        QCOMPARE(rackloom({QStringLiteral("diff"), QStringLiteral("-"), rack}, readFile(rack)).code, 0);
    }
};

std::unique_ptr<QObject> makeDiffTest() {
    return std::make_unique<DiffTest>();
}

}  // namespace rackloom::cli_test

#include "diff_test.moc"
