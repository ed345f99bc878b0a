// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QDir>
#include <QtTest>

#include <cmath>

namespace rackloom::cli_test {

namespace {

/// A folder as SkyPilot keeps it, with one cloud.
QString catalogue(const QString& name, const QByteArray& vms, const QString& cloud = QStringLiteral("gcp")) {
    const QString folder = scratch(name);
    QDir().mkpath(folder + QStringLiteral("/v8/") + cloud);
    writeFile(folder + QStringLiteral("/v8/") + cloud + QStringLiteral("/vms.csv"), vms);
    return folder;
}

QJsonArray pricesOf(const Run& run) {
    return run.json()[QLatin1String("prices")].toArray();
}

}  // namespace

class PricesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theShippedTableNamesOriginLicenceAndDateOfEveryRow() {
        const Run run = rackloom({QStringLiteral("prices"), QStringLiteral("--json")});
        QCOMPARE(run.code, 0);
        QCOMPARE(pricesOf(run).size(), 64);
        for (const QJsonValue row : pricesOf(run))
            for (const char* key : {"accelerator", "cloud", "date", "origin", "licence"})
                QVERIFY2(!row[QLatin1String(key)].toString().isEmpty(), key);
    }

    void whoMadeTheTableIsTold() {
        const Run run = rackloom({QStringLiteral("prices"), QStringLiteral("--sources")});
        QCOMPARE(run.code, 0);
        for (const char* word : {"CC BY 4.0", "tgarg01", "tanod", "Apache-2.0", "Mozilla Public License 2.0",
                                 "creativecommons.org/licenses/by/4.0", "Changed:"})
            QVERIFY2(run.out.contains(word), word);
    }

    void oneAcceleratorIsFoundCheapestFirst() {
        const Run run = rackloom({QStringLiteral("prices"), QStringLiteral("--accelerator"),
                                  QStringLiteral("h100"), QStringLiteral("--json")});
        QCOMPARE(run.code, 0);
        double last = 0;
        for (const QJsonValue row : pricesOf(run)) {
            QVERIFY(row[QLatin1String("accelerator")].toString().startsWith(QLatin1String("H100")));
            if (row[QLatin1String("usd_per_accelerator_hour")].isNull()) continue;  // on spot only
            const double each = row[QLatin1String("usd_per_accelerator_hour")].toDouble();
            QVERIFY(each >= last);
            last = each;
        }
        QVERIFY(last > 0);
        const Run text =
            rackloom({QStringLiteral("prices"), QStringLiteral("--accelerator"), QStringLiteral("H200")});
        QVERIFY(text.out.contains("CC-BY-4.0") && text.out.contains("USD/GPU/h"));
        QCOMPARE(
            rackloom({QStringLiteral("prices"), QStringLiteral("--accelerator"), QStringLiteral("Z80")}).code,
            1);
    }

    void machineAndAcceleratorRowsOfOneZoneAreAddedUp() {
        // The rows of S10 and S11 of the facility reference, columns moved about and one added.
        const QString folder = catalogue(
            QStringLiteral("sky"),
            "Extra,InstanceType,vCPUs,MemoryGiB,AcceleratorName,AcceleratorCount,GpuInfo,Region,"
            "AvailabilityZone,SpotPrice,Price,Arch\r\n"
            "x,a3-highgpu-8g,208,1872,,,,us-central1,us-central1-a,1.70352,9.46006,x86_64\r\n"
            "x,a3-highgpu-8g,208,1872,,,,us-east4,us-east4-a,,11,x86_64\r\n"
            "x,,,,H100,8,\"{'Gpus': [{'Name': 'H100', 'Count': 8}]}\",us-central1,us-central1-a,14.1056,"
            "36.56073,\r\n"
            "x,,,,H100,8,,us-east4,us-east4-a,20,40,\r\n"
            "x,,,,H100,8,,us-west9,us-west9-a,,1,\r\n"
            "x,n1-standard-8,8,30,,,,us-central1,us-central1-a,,0.4,\r\n");
        const Run run = rackloom(
            {QStringLiteral("prices"), QStringLiteral("--catalog"), folder, QStringLiteral("--json")});
        QCOMPARE(run.code, 0);
        QCOMPARE(pricesOf(run).size(), 3);
        QJsonObject central, east, west;
        for (const QJsonValue row : pricesOf(run)) {
            const QString region = row[QLatin1String("region")].toString();
            (region == QLatin1String("us-central1") ? central
             : region == QLatin1String("us-east4")  ? east
                                                    : west) = row.toObject();
        }
        QVERIFY(std::fabs(central[QLatin1String("usd_per_hour")].toDouble() - 46.02079) < 1e-9);
        const double saving = 1 - central[QLatin1String("spot_usd_per_hour")].toDouble() / 46.02079;
        QVERIFY(std::fabs(saving - 0.6564787349) < 1e-9);
        QCOMPARE(central[QLatin1String("instance")].toString(), QStringLiteral("a3-highgpu-8g"));
        QCOMPARE(central[QLatin1String("cloud")].toString(), QStringLiteral("gcp"));
        // No spot price of the machine means that spot is not offered.
        QVERIFY(east[QLatin1String("spot_usd_per_hour")].isNull());
        QVERIFY(west[QLatin1String("note")].toString().contains(QLatin1String("machine")));
    }

    void brokenCataloguesAreRefusedWithTheirPlace_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says");
        const QByteArray header = "InstanceType,AcceleratorName,AcceleratorCount,Region,Price\n";
        QTest::newRow("empty") << QByteArray() << QByteArray("empty");
        QTest::newRow("columns missing")
            << QByteArray("InstanceType,Price\na,1\n") << QByteArray("no column AcceleratorName");
        QTest::newRow("column twice") << QByteArray("Price,Price\n1,2\n") << QByteArray("two columns");
        QTest::newRow("not a number") << header + "a,H100,8,r,cheap\n" << QByteArray("vms.csv:2");
        QTest::newRow("negative") << header + "a,H100,8,r,-1\n" << QByteArray("no amount");
        QTest::newRow("infinite") << header + "a,H100,8,r,inf\n" << QByteArray("no amount");
        QTest::newRow("open quote") << header + "a,\"H100,8,r,1\n" << QByteArray("quotation mark");
        QTest::newRow("zero byte") << header + QByteArray("a,H\0,8,r,1\n", 11) << QByteArray("zero byte");
        QTest::newRow("too many columns") << QByteArray(1000, ',') + '\n' << QByteArray("columns");
        QTest::newRow("huge cell") << header + QByteArray(100000, 'x') << QByteArray("cell");
        QTest::newRow("huge count") << header + "a,H100,1e9,r,1\n" << QByteArray("million");
    }
    void brokenCataloguesAreRefusedWithTheirPlace() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, says);
        const QString folder =
            catalogue(QStringLiteral("bad-") + QString::fromLatin1(QTest::currentDataTag()), text);
        const Run run = rackloom({QStringLiteral("prices"), QStringLiteral("--catalog"), folder});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains(says), run.err);
        QVERIFY(run.err.contains("vms.csv"));
    }

    void foldersWithoutCataloguesAreTold() {
        QDir().mkpath(scratch(QStringLiteral("hollow")));
        const Run run = rackloom(
            {QStringLiteral("prices"), QStringLiteral("--catalog"), scratch(QStringLiteral("hollow"))});
        QCOMPARE(run.code, 1);
        QVERIFY(run.err.contains("no vms.csv"));
        QCOMPARE(rackloom({QStringLiteral("prices"), QStringLiteral("--catalog"),
                           scratch(QStringLiteral("nowhere"))})
                     .code,
                 1);
    }
};

std::unique_ptr<QObject> makePricesTest() {
    return std::make_unique<PricesTest>();
}

}  // namespace rackloom::cli_test

#include "prices_test.moc"
