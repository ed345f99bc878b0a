// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

#include <algorithm>

namespace rackloom::cli_test {

namespace {

QJsonObject failure(const QString& file, const QString& object) {
    return rackloom({QStringLiteral("fail"), file, object, QStringLiteral("--json")}).json();
}

QJsonObject change(const QJsonObject& study, const QString& id) {
    for (const QJsonValue m : study[QLatin1String("metrics")].toArray())
        if (m[QLatin1String("id")].toString() == id) return m.toObject();
    return {};
}

}  // namespace

class FailTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        pod_ = design(QStringLiteral("gb200-superpod"), {QStringLiteral("su=1")});
        const QJsonObject json = QJsonDocument::fromJson(readFile(pod_)).object();
        QVERIFY(!json.isEmpty());
    }

    void aComputeRackTakesItsGpus() {
        const QJsonObject study = failure(pod_, QStringLiteral("rack:0"));
        const QJsonObject blast = study[QLatin1String("blast")].toObject();
        QCOMPARE(blast[QLatin1String("endpoints")].toInt(), 576);
        QCOMPARE(blast[QLatin1String("gone")].toInt(), 72);
        QCOMPARE(blast[QLatin1String("cut_off")].toInt(), 0);
        const QJsonObject gpus = change(study, QStringLiteral("capacity.gpus"));
        QCOMPARE(gpus[QLatin1String("before")].toObject()[QLatin1String("value")].toInt(), 576);
        QCOMPARE(gpus[QLatin1String("after")].toObject()[QLatin1String("value")].toInt(), 504);
    }

    void theTextNamesWhatIsLost() {
        const Run run = rackloom({QStringLiteral("fail"), pod_, QStringLiteral("rack:0")});
        QCOMPARE(run.code, 0);
        for (const char* text : {"Without rack", "72  fail themselves", "Metrics that change", "→"})
            QVERIFY2(run.out.contains(text), run.out.constData());
    }

    void unknownObjectsAreRefusedWithWhatToWrite() {
        const Run run = rackloom({QStringLiteral("fail"), pod_, QStringLiteral("rack:99999")});
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains("device:12/5"), run.err.constData());
        QCOMPARE(rackloom({QStringLiteral("fail"), pod_}).code, 2);
    }

    void aMistypedNameIsAnsweredWithANearOne() {
        const Run run = rackloom({QStringLiteral("fail"), pod_, QStringLiteral("SU 1 UPS C")});
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains("Did you mean \"SU 1 UPS A\"?"), run.err.constData());
    }

    void oneIsNoPlural() {
        const Run run = rackloom({QStringLiteral("fail"), design(QStringLiteral("gb200-nvl72")),
                                  QStringLiteral("Row A busway A"), QStringLiteral("Row A busway B")});
        QVERIFY2(run.out.contains("go dark in 1 rack\n"), run.out.constData());
        const Run one = rackloom({QStringLiteral("fail"), pod_, QStringLiteral("SU 1 services busway A")});
        QVERIFY2(one.out.contains("element of the power tree is dead"), one.out.constData());
    }

    void theNamesOfTheHelpExist() {
        for (const char* object : {"A1", "A9/Leaf 3", "Leaf 3 in A9", "A1--A9", "SU 1 UPS A", "SU 1 CDU 1"})
            QCOMPARE(rackloom({QStringLiteral("fail"), pod_, QLatin1String(object)}).code, 0);
    }

    void whatCannotFailIsRefused() {
        for (const char* object : {"hall:0", "job:0", "design:0", "cooling_unit:99999"}) {
            const Run run = rackloom({QStringLiteral("fail"), pod_, QLatin1String(object)});
            QVERIFY(run.code == 1 || run.code == 2);
            QVERIFY(!run.err.isEmpty() && run.out.isEmpty());
        }
    }

    void aLoopStopsItsRacksAndTheirJob() {
        const QJsonObject design = QJsonDocument::fromJson(readFile(pod_)).object();
        QString liquid;
        for (const QJsonValue loop : design[QLatin1String("cooling_loops")].toArray())
            if (loop[QLatin1String("name")].toString().contains(QLatin1String("liquid")))
                liquid = loop[QLatin1String("name")].toString();
        const QJsonObject study = failure(pod_, liquid);
        const QJsonObject cooling = study[QLatin1String("cooling")].toObject();
        QCOMPARE(cooling[QLatin1String("racks_stopped")].toArray().size(), 8);
        QVERIFY(!cooling[QLatin1String("loops")].toArray().at(0)[QLatin1String("holds")].toBool(true));
        QCOMPARE(study[QLatin1String("lost")].toObject()[QLatin1String("gpus")].toInt(), 576);
        const QJsonObject job = study[QLatin1String("jobs")].toArray().at(0).toObject();
        QVERIFY(job[QLatin1String("stops")].toBool());
        QVERIFY(job[QLatin1String("after")].toObject()[QLatin1String("goodput")].isNull());
        const Run run = rackloom({QStringLiteral("fail"), pod_, liquid});
        for (const char* text : {"not enough", "no longer cooled", "576  GPUs in them", "stops: it needs"})
            QVERIFY2(run.out.contains(text), run.out.constData());
    }

    void twoAtOnceTakeWhatNeitherTakesAlone() {
        const QJsonObject one = failure(pod_, QStringLiteral("SU 1 UPS A"));
        QCOMPARE(one[QLatin1String("power")].toObject()[QLatin1String("racks_dark")].toArray().size(), 0);
        const Run run = rackloom({QStringLiteral("fail"), pod_, QStringLiteral("SU 1 UPS A"),
                                  QStringLiteral("SU 1 UPS B"), QStringLiteral("--json")});
        const QJsonObject both = run.json();
        QCOMPARE(both[QLatin1String("name")].toString(), QStringLiteral("SU 1 UPS A and SU 1 UPS B"));
        QCOMPARE(both[QLatin1String("objects")].toArray().size(), 2);
        QCOMPARE(both[QLatin1String("power")].toObject()[QLatin1String("racks_dark")].toArray().size(), 8);
        QCOMPARE(both[QLatin1String("blast")].toObject()[QLatin1String("gone")].toInt(), 576);
    }

    void aRackAndAnElementFailTogether() {
        const Run run =
            rackloom({QStringLiteral("fail"), pod_, QStringLiteral("A1"), QStringLiteral("SU 1 UPS A"),
                      QStringLiteral("A1"), QStringLiteral("--json")});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.json()[QLatin1String("objects")].toArray().size(), 2);
        QCOMPARE(run.json()[QLatin1String("blast")].toObject()[QLatin1String("gone")].toInt(), 72);
        QVERIFY(run.json().contains(QLatin1String("power")));
    }

    void allPairsOfAKindAreTried() {
        const QStringList pairs{QStringLiteral("fail"), pod_, QStringLiteral("--pairs"),
                                QStringLiteral("ups")};
        const Run text = rackloom(pairs);
        QCOMPARE(text.code, 0);
        QVERIFY2(text.out.contains("SU 1 UPS A and SU 1 UPS B"), text.out.constData());
        const QJsonObject json = rackloom(pairs + QStringList{QStringLiteral("--json")}).json();
        QCOMPARE(json[QLatin1String("elements")].toInt(), 4);
        QCOMPARE(json[QLatin1String("pairs")].toInt(), 6);
        QCOMPARE(json[QLatin1String("dark")].toInt(), 2);
        QCOMPARE(json[QLatin1String("dark_only_together")].toInt(), 2);
        // Either services UPS feeds so many coolers that the others cannot carry the heat.
        QCOMPARE(json[QLatin1String("uncooling")].toInt(), 5);
        const QJsonArray worst = json[QLatin1String("worst")].toArray();
        QCOMPARE(worst.size(), 6);
        QCOMPARE(worst[0].toObject()[QLatin1String("racks_dark")].toInt(), 5);
        QCOMPARE(worst[0].toObject()[QLatin1String("racks_uncooled")].toInt(), 13);
        QCOMPARE(worst[5].toObject()[QLatin1String("racks_dark")].toInt(), 8);
        QCOMPARE(worst[5].toObject()[QLatin1String("racks_uncooled")].toInt(), 0);
        QVERIFY(worst[5].toObject()[QLatin1String("only_together")].toBool());
    }

    void aPairThatTakesAllCoolingIsNotHarmless() {
        const QString rack = design(QStringLiteral("gb200-nvl72"), {});
        const QStringList pairs{QStringLiteral("fail"), rack, QStringLiteral("--pairs"),
                                QStringLiteral("busway")};
        const Run text = rackloom(pairs);
        QVERIFY2(text.out.contains("Services busway A and Services busway B"), text.out.constData());
        QVERIFY2(text.out.contains("cooling, not by either alone"), text.out.constData());
        const QJsonObject json = rackloom(pairs + QStringList{QStringLiteral("--json")}).json();
        QCOMPARE(json[QLatin1String("uncooling")].toInt(), 1);
        const QJsonArray worst = json[QLatin1String("worst")].toArray();
        const bool found = std::any_of(worst.begin(), worst.end(), [](const QJsonValue& pair) {
            return pair[QLatin1String("grade")].toString() == QLatin1String("uncooled") &&
                   pair[QLatin1String("racks_uncooled")].toInt() == 1;
        });
        QVERIFY(found);
    }

    void pairsOfNothingAreRefusedWithWhatThereIs() {
        const Run run =
            rackloom({QStringLiteral("fail"), pod_, QStringLiteral("--pairs"), QStringLiteral("pumps")});
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains("transformer"), run.err.constData());
        const Run both = rackloom({QStringLiteral("fail"), pod_, QStringLiteral("A1"),
                                   QStringLiteral("--pairs"), QStringLiteral("ups")});
        QCOMPARE(both.code, 2);
    }

private:
    QString pod_;
};

std::unique_ptr<QObject> makeFailTest() {
    return std::make_unique<FailTest>();
}

}  // namespace rackloom::cli_test

#include "fail_test.moc"
