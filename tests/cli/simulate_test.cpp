// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QtTest>

namespace rackloom::cli_test {

namespace {

double numberIn(const QJsonObject& json, const char* object, const char* key) {
    return json[QLatin1String(object)].toObject()[QLatin1String(key)].toDouble();
}

}  // namespace

class SimulateTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { pod_ = design(QStringLiteral("gb200-superpod"), {QStringLiteral("su=1")}); }

    void theSimulationAgreesWithTheClosedForm() {
        const QJsonObject json = simulated({QStringLiteral("--incidents"), QStringLiteral("100000")});
        const QJsonObject agreement = json[QLatin1String("agreement")].toObject();
        QVERIFY(agreement[QLatin1String("agrees")].toBool());
        const double goodput = numberIn(json, "goodput", "mean");
        QVERIFY(goodput > 0.5 && goodput < 1);
        QVERIFY(std::abs(goodput - numberIn(json, "closed_form", "goodput")) < 0.02);
        double sum = 0;
        const QJsonObject shares = json[QLatin1String("shares")].toObject();
        for (const QJsonValue share : shares)
            sum += share.toDouble();
        QVERIFY(std::abs(sum - 1) < 1e-9);
        QVERIFY(json[QLatin1String("finished")].toBool());
    }

    void theSeedDecidesAndTheThreadsDoNot() {
        const QStringList base{QStringLiteral("--incidents"), QStringLiteral("40000"),
                               QStringLiteral("--seed")};
        const QJsonObject a = simulated(base + QStringList{"7", "--threads", "1"});
        QVERIFY(!a.isEmpty());
        QCOMPARE(simulated(base + QStringList{"7", "--threads", "3"}), a);
        QVERIFY(simulated(base + QStringList{"8"})[QLatin1String("goodput")] != a[QLatin1String("goodput")]);
    }

    void otherLifetimesAreNotJudged() {
        const QJsonObject json =
            simulated({QStringLiteral("--incidents"), QStringLiteral("40000"), QStringLiteral("--lifetimes"),
                       QStringLiteral("weibull:0.7"), QStringLiteral("--month")});
        QVERIFY(!json.contains(QLatin1String("agreement")));
        const QJsonArray month = json[QLatin1String("month")].toArray();
        QVERIFY(!month.isEmpty());
        QCOMPARE(month.last().toObject()[QLatin1String("end_s")].toDouble(), 30 * 86400.0);
    }

    void theTextShowsBothAnswers() {
        const Run run = rackloom(
            {QStringLiteral("simulate"), pod_, QStringLiteral("--incidents"), QStringLiteral("40000")});
        QCOMPARE(run.code, 0);
        for (const char* text : {"closed form", "goodput", "agree", "Wall clock", "Interruptions by cause"})
            QVERIFY2(run.out.contains(text), run.out.constData());
        QVERIFY2(run.err.isEmpty(), run.err.constData());  // progress is for terminals
    }

    void nonsenseIsRefused_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::newRow("no incidents") << QStringList{"--incidents", "0"} << 2;
        QTest::newRow("negative") << QStringList{"--incidents", "-5"} << 2;
        QTest::newRow("words") << QStringList{"--seed", "many"} << 2;
        QTest::newRow("threads") << QStringList{"--threads", "100000"} << 2;
        QTest::newRow("law") << QStringList{"--lifetimes", "gamma:2"} << 2;
        QTest::newRow("shape") << QStringList{"--lifetimes", "weibull:nan"} << 2;
        QTest::newRow("job") << QStringList{"--job", "nobody"} << 1;
    }
    void nonsenseIsRefused() {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        const Run run = rackloom(QStringList{QStringLiteral("simulate"), pod_} + arguments);
        QCOMPARE(run.code, code);
        QVERIFY(run.out.isEmpty() && !run.err.isEmpty());
    }

    void aDesignWithoutRatesSaysSo() {
        const Run run = rackloom({QStringLiteral("simulate"), design(QStringLiteral("cray-2"))});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.out.isEmpty() && !run.err.isEmpty(), run.err.constData());
    }

    void interruptingShowsWhatIsKnown() {
        const Run run = shell(QStringLiteral("timeout --foreground -s INT 2 \"$0\" simulate ") + pod_ +
                              QStringLiteral(" --incidents 100000000000 --json"));
        QVERIFY2(run.out.contains("\"finished\": false") || run.err.contains("interrupted"),
                 run.err.constData());
    }

private:
    QJsonObject simulated(const QStringList& options) const {
        return rackloom(QStringList{QStringLiteral("simulate"), pod_, QStringLiteral("--json")} + options)
            .json();
    }

    QString pod_;
};

std::unique_ptr<QObject> makeSimulateTest() {
    return std::make_unique<SimulateTest>();
}

}  // namespace rackloom::cli_test

#include "simulate_test.moc"
