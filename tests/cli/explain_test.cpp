// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QtTest>

namespace rackloom::cli_test {

class ExplainTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMetricTellsFormulaInputsAndLimits() {
        const Run run = rackloom(
            {QStringLiteral("explain"), design(QStringLiteral("gb200-nvl72")), QStringLiteral("power.it")});
        QCOMPARE(run.code, 0);
        for (const char* head : {"power.it", "131.4 kW", "\nFormula\n", "\nInputs\n", "\nLargest parts\n",
                                 "\nValid for\n", "\nIgnores\n", "\nSource\n"})
            QVERIFY2(run.out.contains(head), head);
        // The chosen tray figure, its evidence, and the analyst's rival.
        QVERIFY(run.out.contains("vendor"));
        QVERIFY(run.out.contains("others say 6.3 kW"));
    }

    void everyMetricOfADesignCanBeExplained() {
        const QString pod = design(QStringLiteral("gb200-nvl72"));
        const Run all = rackloom({QStringLiteral("analyze"), pod, QStringLiteral("--json")});
        for (const QJsonValue m : all.json()[QLatin1String("metrics")].toArray()) {
            const QString id = m[QLatin1String("id")].toString();
            const Run run = rackloom({QStringLiteral("explain"), pod, id});
            QVERIFY2(run.code == 0 && run.out.contains(id.toUtf8()), qPrintable(id));
            QVERIFY2(run.out.contains("Formula"), qPrintable(id));
        }
    }

    void settingsApply() {
        const Run run = rackloom({QStringLiteral("explain"), design(QStringLiteral("gb200-nvl72")),
                                  QStringLiteral("workload.mfu"), QStringLiteral("--set"),
                                  QStringLiteral("job.mfu=0.42")});
        QCOMPARE(run.code, 0);
        QVERIFY(run.out.contains("0.42"));
    }

    void theLastPartOfAnIdIsEnoughWhenItIsUnique() {
        const QString rack = design(QStringLiteral("gb200-nvl72"));
        const Run run = rackloom({QStringLiteral("explain"), rack, QStringLiteral("cpus")});
        QCOMPARE(run.code, 0);
        QVERIFY(run.out.contains("capacity.cpus"));
        const Run many = rackloom({QStringLiteral("explain"), rack, QStringLiteral("bisection")});
        QCOMPARE(many.code, 2);
        QVERIFY2(many.err.contains("fabric.scale_up.bisection, fabric.scale_out.bisection"),
                 many.err.constData());
        const Run both = rackloom(
            {QStringLiteral("analyze"), rack, QStringLiteral("--metric"), QStringLiteral("bisection")});
        QVERIFY(both.out.contains("fabric.scale_up.bisection") &&
                both.out.contains("fabric.scale_out.bisection"));
    }

    void aFamilyListsItsMembers() {
        const Run run = rackloom(
            {QStringLiteral("explain"), design(QStringLiteral("gb200-nvl72")), QStringLiteral("power")});
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains("metric power: this is a family of metrics. Name one of power.it, "),
                 run.err.constData());
    }

    void swappedArgumentsAreRecognised() {
        const Run run =
            rackloom({QStringLiteral("explain"), QStringLiteral("power.it"), QStringLiteral("x.rackloom")});
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains("Write rackloom explain x.rackloom power.it."), run.err.constData());
    }

    void anUnknownMetricNamesTheNearest() {
        const Run run = rackloom({QStringLiteral("explain"), design(QStringLiteral("gb200-nvl72")),
                                  QStringLiteral("reliability.mtt")});
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains("Did you mean \"reliability.mtti\"?"), run.err.constData());
        QCOMPARE(rackloom({QStringLiteral("explain"), design(QStringLiteral("gb200-nvl72"))}).code, 2);
    }
};

std::unique_ptr<QObject> makeExplainTest() {
    return std::make_unique<ExplainTest>();
}

}  // namespace rackloom::cli_test

#include "explain_test.moc"
