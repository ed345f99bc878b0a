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

    void fewCrewsAndPartsCostTimeAndAreNotJudged() {
        const QStringList few{QStringLiteral("--incidents"), QStringLiteral("20000")};
        const auto goodput = [](const QJsonObject& json) {
            return json[QLatin1String("goodput")].toObject()[QLatin1String("mean")].toDouble();
        };
        const QJsonObject enough = simulated(few + QStringList{"--wait"});
        for (const QStringList& scarce : {QStringList{"--crews", "1"}, QStringList{"--parts", "1"}}) {
            const QJsonObject json = simulated(few + scarce);
            QVERIFY(!json.contains(QLatin1String("agreement")));
            QVERIFY(goodput(json) < goodput(enough));
        }
        const QJsonObject alone = simulated(few + QStringList{"--together"});
        QCOMPARE(alone, simulated(few));  // there is no other job
    }

    void crewsAndPartsThatAreNoneAreRefused() {
        for (const QStringList& wrong :
             {QStringList{"--crews", "-1"}, QStringList{"--crews", "1000001"}, QStringList{"--parts", "0"},
              QStringList{"--parts", "-3"}, QStringList{"--shipment", "3day"},
              QStringList{"--parts", "2", "--shipment", "soon"}}) {
            const Run run = rackloom(QStringList{QStringLiteral("simulate"), pod_} + wrong);
            QCOMPARE(run.code, 2);
            QVERIFY2(run.err.contains(wrong[wrong.size() - 2].toUtf8()), run.err.constData());
        }
    }

    void theTextShowsBothAnswers() {
        const Run run = rackloom(
            {QStringLiteral("simulate"), pod_, QStringLiteral("--incidents"), QStringLiteral("40000")});
        QCOMPARE(run.code, 0);
        for (const char* text : {"closed form", "goodput", "agree", "Wall clock", "Interruptions by cause"})
            QVERIFY2(run.out.contains(text), run.out.constData());
        QVERIFY2(run.err.isEmpty(), run.err.constData());  // progress is for terminals
    }

    void shippedStudiesAreListedAndReproduced() {
        const Run list =
            rackloom({QStringLiteral("simulate"), QStringLiteral("--study"), QStringLiteral("list")});
        QCOMPARE(list.code, 0);
        for (const char* id : {"regimes", "recovery", "groups", "spares", "rebalancing"})
            QVERIFY2(list.out.contains(id), list.out.constData());
        const QJsonObject json = rackloom({QStringLiteral("simulate"), QStringLiteral("--study"),
                                           QStringLiteral("recovery"), QStringLiteral("--json")})
                                     .json();
        QCOMPARE(json[QLatin1String("cells")].toArray().size(), 16);
        for (const QJsonValue cell : json[QLatin1String("cells")].toArray())
            QVERIFY(cell[QLatin1String("agrees")].toBool());
        QCOMPARE(
            rackloom({QStringLiteral("simulate"), QStringLiteral("--study"), QStringLiteral("nothing")}).code,
            2);
        QCOMPARE(
            rackloom({QStringLiteral("simulate"), pod_, QStringLiteral("--study"), QStringLiteral("groups")})
                .code,
            2);
        QCOMPARE(rackloom({QStringLiteral("simulate")}).code, 2);
    }

    void jobsOfNonsenseAreRefusedOrAFinding_data() {
        QTest::addColumn<QString>("set");
        QTest::newRow("negative rate") << "reliability.rate_scale=-1";
        QTest::newRow("negative software rate") << "reliability.software_mtti_s=-3600";
        QTest::newRow("no number") << "job.detect=nan";
        QTest::newRow("negative recovery") << "job.detect=-5min";
        QTest::newRow("negative interval") << "job.interval=-1h";
        QTest::newRow("endless stall") << "job.checkpoint_stall=inf";
    }
    void jobsOfNonsenseAreRefusedOrAFinding() {
        QFETCH(QString, set);
        const Run run = rackloom({QStringLiteral("analyze"), pod_, QStringLiteral("--set"), set});
        QCOMPARE(run.code, 2);
        QVERIFY(run.out.isEmpty() && !run.err.isEmpty());
    }

    void extremeJobsNeverGiveNonsense_data() {
        QTest::addColumn<QStringList>("sets");
        QTest::newRow("rates without end") << QStringList{"reliability.rate_scale=1000"};
        QTest::newRow("nothing fails") << QStringList{"reliability.rate_scale=0"};
        QTest::newRow("recovery of a year") << QStringList{"job.detect=31536000"};
        QTest::newRow("recovery at once") << QStringList{"job.detect=0", "job.restore=0"};
        QTest::newRow("stall of nothing") << QStringList{"job.checkpoint_stall=0"};
        QTest::newRow("checkpoints all the time")
            << QStringList{"job.interval=1", "job.checkpoint_stall=3600"};
        QTest::newRow("a hundred thousand groups") << QStringList{"job.groups=100000"};
    }
    void extremeJobsNeverGiveNonsense() {
        QFETCH(QStringList, sets);
        QStringList arguments{QStringLiteral("analyze"), pod_, QStringLiteral("--json")};
        for (const QString& set : sets)
            arguments << QStringLiteral("--set") << set;
        const Run run = rackloom(arguments);
        QVERIFY2(run.code == 0 || run.code == 3, run.err.constData());
        QVERIFY(!run.out.contains("nan") && !run.out.contains("inf\""));
        const QJsonObject job = run.json()[QLatin1String("jobs")].toArray().at(0).toObject();
        QVERIFY(!job.isEmpty());
        if (job.contains(QLatin1String("unknown"))) return;
        const double goodput = job[QLatin1String("goodput")].toDouble(-1);
        QVERIFY2(goodput >= 0 && goodput <= 1, run.out.constData());
        double sum = 0;
        for (const QJsonValue share : job[QLatin1String("shares")].toObject())
            sum += share.toDouble();
        QVERIFY(std::abs(sum - 1) < 1e-9);
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
        QTest::newRow("job") << QStringList{"--job", "nobody"} << 2;
        QTest::newRow("crews") << QStringList{"--crews", "-1"} << 2;
        QTest::newRow("parts") << QStringList{"--parts", "1e9"} << 2;
        QTest::newRow("shipment") << QStringList{"--parts", "3", "--shipment", "-2h"} << 2;
        QTest::newRow("shipment of nothing") << QStringList{"--shipment", "2h"} << 2;
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
