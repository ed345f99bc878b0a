// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QtTest>

namespace rackloom::cli_test {

namespace {

const QString kFormula = QStringLiteral("fleet.job_mttf");
const QStringList kNumbers{QStringLiteral("gpus=16384"), QStringLiteral("gpus_per_node=8"),
                           QStringLiteral("rf_per_1000_node_days=6.5")};

Run formula(const QStringList& arguments) {
    return rackloom(QStringList{QStringLiteral("formula")} + arguments);
}

}  // namespace

class FormulaTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutAnIdEveryFormulaIsListedOnce() {
        const QJsonArray list =
            formula({QStringLiteral("--json")}).json()[QLatin1String("formulas")].toArray();
        QVERIFY(list.size() > 10);
        const QByteArray text = formula({}).out;
        QStringList ids;
        for (const QJsonValue entry : list) {
            const QString id = entry[QLatin1String("id")].toString();
            QVERIFY2(!ids.contains(id), qPrintable(id));
            QVERIFY2(text.contains("  " + id.toUtf8() + ' '), qPrintable(id));
            ids << id;
        }
    }

    void withAnIdItSaysWhatItTakesAndWhoSaysSo() {
        const Run run = formula({kFormula});
        QCOMPARE(run.code, 0);
        for (const char* text : {"Formula\n", "Parameters\n", "Source\n", "rf_per_1000_node_days"})
            QVERIFY2(run.out.contains(text), run.out.constData());
    }

    void withNumbersItAnswers() {
        const QJsonObject answer =
            formula(QStringList{kFormula} + kNumbers + QStringList{QStringLiteral("--json")}).json();
        QVERIFY(qAbs(answer[QLatin1String("value")].toDouble() - 1.802884615) < 1e-8);
        QCOMPARE(answer[QLatin1String("given")].toObject()[QLatin1String("gpus")].toString(),
                 QStringLiteral("16384"));
        QVERIFY(formula(QStringList{kFormula} + kNumbers).out.contains("= 1.80288461538"));
    }

    void badInputSaysWhereWhyAndWhatToDo_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("formula") << QStringList{kFormula + QLatin1Char('x')} << QByteArray("Did you mean");
        QTest::newRow("no formula at all")
            << QStringList{QStringLiteral("zzzz")} << QByteArray("lists them all");
        QTest::newRow("parameter") << QStringList{kFormula, QStringLiteral("gpu=1")}
                                   << QByteArray("Did you mean \"gpus\"?");
        QTest::newRow("no assignment")
            << QStringList{kFormula, QStringLiteral("gpus")} << QByteArray("name=value");
        QTest::newRow("twice") << QStringList{kFormula, QStringLiteral("gpus=1"), QStringLiteral("gpus=2")}
                               << QByteArray("twice");
        QTest::newRow("no number") << QStringList{kFormula, QStringLiteral("gpus=many"), kNumbers[1],
                                                  kNumbers[2]}
                                   << QByteArray("many");
    }
    void badInputSaysWhereWhyAndWhatToDo() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const Run run = formula(arguments);
        QCOMPARE(run.code, 2);
        QVERIFY(run.out.isEmpty());
        QVERIFY2(run.err.contains(says), run.err.constData());
    }

    void everyFormulaRefusesNonsenseWithoutAnAnswerThatIsNoNumber() {
        const QJsonArray list =
            formula({QStringLiteral("--json")}).json()[QLatin1String("formulas")].toArray();
        for (const QJsonValue entry : list) {
            QStringList arguments{entry[QLatin1String("id")].toString()};
            for (const QJsonValue p : entry[QLatin1String("parameters")].toArray())
                arguments << p[QLatin1String("name")].toString() + QStringLiteral("=-1e308");
            if (arguments.size() < 2) continue;
            const Run run = formula(arguments);
            QVERIFY2(run.code == 0 || run.code == 2, qPrintable(run.command));
            QVERIFY2(!run.out.contains("nan") && !run.out.contains("inf"), qPrintable(run.command));
        }
    }
};

std::unique_ptr<QObject> makeFormulaTest() {
    return std::make_unique<FormulaTest>();
}

}  // namespace rackloom::cli_test

#include "formula_test.moc"
