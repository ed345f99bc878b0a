// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QJsonDocument>
#include <QtTest>

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

    void whatIsNoPartOfAFabricIsRefused() {
        const Run run = rackloom({QStringLiteral("fail"), pod_, QStringLiteral("cooling_unit:0")});
        QVERIFY(run.code == 1 || run.code == 2);
        QVERIFY(!run.err.isEmpty() && run.out.isEmpty());
    }

private:
    QString pod_;
};

std::unique_ptr<QObject> makeFailTest() {
    return std::make_unique<FailTest>();
}

}  // namespace rackloom::cli_test

#include "fail_test.moc"
