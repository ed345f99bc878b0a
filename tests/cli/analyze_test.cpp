// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QSet>
#include <QtTest>

#include <cmath>

namespace rackloom::cli_test {

class AnalyzeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anNvl72GivesThePublishedNumbers_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<double>("value");
        QTest::newRow("GPUs") << QStringLiteral("capacity.gpus") << 72.0;
        QTest::newRow("CPUs") << QStringLiteral("capacity.cpus") << 36.0;
        QTest::newRow("FP64 tensor") << QStringLiteral("capacity.flops.fp64_tensor") << 2.88e15;
        QTest::newRow("FP32") << QStringLiteral("capacity.flops.fp32") << 5.76e15;
        QTest::newRow("INT8 dense") << QStringLiteral("capacity.flops.int8") << 360e15;
        QTest::newRow("INT8 sparse") << QStringLiteral("capacity.flops_sparse.int8") << 720e15;
        QTest::newRow("FP6 dense") << QStringLiteral("capacity.flops.fp6") << 360e15;
        QTest::newRow("FP6 sparse") << QStringLiteral("capacity.flops_sparse.fp6") << 720e15;
        QTest::newRow("TF32 sparse") << QStringLiteral("capacity.flops_sparse.tf32") << 180e15;
        QTest::newRow("BF16 sparse") << QStringLiteral("capacity.flops_sparse.bf16") << 360e15;
        QTest::newRow("FP8 dense") << QStringLiteral("capacity.flops.fp8") << 360e15;
        QTest::newRow("FP4 dense") << QStringLiteral("capacity.flops.fp4") << 720e15;
        QTest::newRow("FP4 sparse") << QStringLiteral("capacity.flops_sparse.fp4") << 1440e15;
        QTest::newRow("host memory") << QStringLiteral("capacity.host_memory") << 36 * 480e9;
        QTest::newRow("bytes per BF16 FLOP") << QStringLiteral("capacity.bytes_per_flop") << 0.0032;
        QTest::newRow("memory bandwidth") << QStringLiteral("capacity.memory_bandwidth") << 576e12;
        QTest::newRow("IT power at tray maxima") << QStringLiteral("power.it") << 131362.0;
        QTest::newRow("shelves after losing a side")
            << QStringLiteral("power.shelf_capacity_after_loss") << 132000.0;
    }
    void anNvl72GivesThePublishedNumbers() {
        QFETCH(QString, id);
        QFETCH(double, value);
        const auto found = valueOf(design(QStringLiteral("gb200-nvl72")), id);
        QVERIFY(found.has_value());
        QVERIFY2(std::fabs(*found - value) <= 0.001 * value, qPrintable(QString::number(*found)));
    }

    void scaleUpIsPerDirectionAndCertified() {
        const QString rack = design(QStringLiteral("gb200-nvl72"));
        // 129.6 TB/s both directions together.
        QCOMPARE(valueOf(rack, QStringLiteral("fabric.scale_up.injection")), std::optional(129.6e12 * 8 / 2));
        const QJsonObject cut = metricOf(rack, QStringLiteral("fabric.scale_up.bisection"));
        QCOMPARE(cut[QLatin1String("lower")].toDouble(), 259.2e12);
        QCOMPARE(cut[QLatin1String("upper")].toDouble(), 259.2e12);
        QCOMPARE(cut[QLatin1String("value")].toDouble(), 259.2e12);
        QVERIFY(cut[QLatin1String("exact")].toBool());
        QCOMPARE(cut[QLatin1String("unit")].toString(), QStringLiteral("bit/s"));
    }

    void aScalableUnitHasItsFabric() {
        const QString pod = design(QStringLiteral("gb200-superpod"));
        QCOMPARE(valueOf(pod, QStringLiteral("capacity.gpus")), std::optional(576.0));
        QCOMPARE(valueOf(pod, QStringLiteral("fabric.leaves")), std::optional(32.0));
        const QJsonObject cut = metricOf(pod, QStringLiteral("fabric.scale_out.bisection"));
        QCOMPARE(cut[QLatin1String("lower")].toDouble(), 115.2e12);
        QCOMPARE(cut[QLatin1String("upper")].toDouble(), 115.2e12);
    }

    void jsonHasTheStableShape_data() {
        QTest::addColumn<QString>("id");
        for (const char* id : {"gb200-nvl72", "gb200-superpod", "cloud-25gbe", "cray-2"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void jsonHasTheStableShape() {
        QFETCH(QString, id);
        const Run run = rackloom({QStringLiteral("analyze"), design(id), QStringLiteral("--json")});
        QCOMPARE(run.code, 0);
        QVERIFY(run.err.isEmpty());
        QVERIFY(!run.out.contains("nan") && !run.out.contains("inf,") && !run.out.contains("null"));
        const QJsonObject json = run.json();
        QCOMPARE(json[QLatin1String("format")].toInt(), 1);
        QVERIFY(json[QLatin1String("design")].isString());
        QVERIFY(json[QLatin1String("not_checked")].isArray());
        for (const QJsonValue m : json[QLatin1String("metrics")].toArray()) {
            const QByteArray name = m[QLatin1String("id")].toString().toUtf8();
            const bool value = m[QLatin1String("value")].isDouble(),
                       unknown = m[QLatin1String("unknown")].isString();
            const bool interval = m[QLatin1String("lower")].isDouble();
            QVERIFY2((value || interval) != unknown, name);
            QVERIFY2(interval == m[QLatin1String("upper")].isDouble() &&
                         interval == m[QLatin1String("exact")].isBool(),
                     name);
            QVERIFY2(m[QLatin1String("unit")].isString() && m[QLatin1String("state")].isString(), name);
            if (interval)
                QVERIFY2(m[QLatin1String("lower")].toDouble() <= m[QLatin1String("upper")].toDouble(), name);
        }
        for (const QJsonValue f : json[QLatin1String("findings")].toArray()) {
            QVERIFY(!f[QLatin1String("rule")].toString().isEmpty() &&
                    !f[QLatin1String("message")].toString().isEmpty());
            QVERIFY(f[QLatin1String("objects")].isArray() && f[QLatin1String("waived")].isBool());
            QVERIFY(QStringList({QStringLiteral("info"), QStringLiteral("warning"), QStringLiteral("error")})
                        .contains(f[QLatin1String("severity")].toString()));
        }
    }

    void everyPromisedIdIsThere() {
        QSet<QString> ids;
        const Run run = rackloom(
            {QStringLiteral("analyze"), design(QStringLiteral("gb200-superpod")), QStringLiteral("--json")});
        for (const QJsonValue m : run.json()[QLatin1String("metrics")].toArray())
            ids.insert(m[QLatin1String("id")].toString());
        for (const char* id : {"capacity.gpus",
                               "capacity.cpus",
                               "capacity.memory",
                               "capacity.memory_bandwidth",
                               "capacity.flops.fp64",
                               "capacity.flops.tf32",
                               "capacity.flops.bf16",
                               "capacity.flops.fp8",
                               "capacity.flops.fp4",
                               "capacity.flops_sparse.fp8",
                               "fabric.leaves",
                               "fabric.spines",
                               "fabric.cores",
                               "fabric.cables",
                               "fabric.scale_up.injection",
                               "fabric.scale_up.bisection",
                               "fabric.scale_out.injection",
                               "fabric.scale_out.bisection",
                               "fabric.bisection.strict",
                               "fabric.bisection.domain_aligned",
                               "power.it",
                               "power.facility",
                               "power.pue",
                               "power.shelf_capacity_after_loss",
                               "cooling.liquid_heat",
                               "cooling.air_heat",
                               "cooling.flow",
                               "reliability.mtti",
                               "reliability.checkpoint_interval",
                               "reliability.goodput",
                               "workload.mfu",
                               "delivered.flops",
                               "delivered.flops_per_watt",
                               "cost.capex",
                               "cost.gpu_hour"})
            QVERIFY2(ids.contains(QString::fromLatin1(id)), id);
    }

    void textGroupsByFamilyAndEndsWithTheFindings() {
        const Run run = rackloom({QStringLiteral("analyze"), design(QStringLiteral("gb200-nvl72"))});
        QCOMPARE(run.code, 0);
        QVERIFY(run.out.contains("\nCapacity\n") && run.out.contains("\nPower\n"));
        QVERIFY(run.out.contains("131.4 kW"));
        QVERIFY(run.out.contains(" waived\n"));
    }

    void metricPicksOneOrAFamily() {
        const Run run =
            rackloom({QStringLiteral("analyze"), QStringLiteral("--metric"), QStringLiteral("power"),
                      design(QStringLiteral("gb200-nvl72")), QStringLiteral("--json")});
        QCOMPARE(run.code, 0);
        const QJsonArray list = run.json()[QLatin1String("metrics")].toArray();
        QVERIFY(list.size() > 1);
        for (const QJsonValue m : list)
            QVERIFY(m[QLatin1String("id")].toString().startsWith(QStringLiteral("power.")));
        const Run wrong = rackloom({QStringLiteral("analyze"), design(QStringLiteral("gb200-nvl72")),
                                    QStringLiteral("--metric"), QStringLiteral("power.itt")});
        QCOMPARE(wrong.code, 2);
        QVERIFY2(wrong.err.contains("power.it"), wrong.err.constData());
    }

    void settingsChangeThisRunOnly() {
        const QString pod = design(QStringLiteral("gb200-superpod"));
        const QByteArray before = readFile(pod);
        const auto plain = valueOf(pod, QStringLiteral("delivered.flops"));
        const auto mfu = valueOf(pod, QStringLiteral("workload.mfu"),
                                 {QStringLiteral("--set"), QStringLiteral("job.mfu=70%")});
        QVERIFY(mfu && qFuzzyCompare(*mfu, 0.7));
        const auto doubled = valueOf(pod, QStringLiteral("delivered.flops"),
                                     {QStringLiteral("--set"), QStringLiteral("job.mfu=70%")});
        QVERIFY(plain && doubled && *doubled > *plain);
        const auto goodput = valueOf(pod, QStringLiteral("reliability.goodput"));
        const auto slow = valueOf(pod, QStringLiteral("reliability.goodput"),
                                  {QStringLiteral("--set"), QStringLiteral("job.restore=2 h")});
        QVERIFY(goodput && slow && *slow < *goodput);
        const auto lighter =
            valueOf(design(QStringLiteral("gb200-nvl72")), QStringLiteral("power.it"),
                    {QStringLiteral("--set"),
                     QStringLiteral("type.nvidia-gb200-compute-tray.power.provisioned=6.3kW")});
        QCOMPARE(lighter, std::optional(131362.0 - 18 * 367));
        QCOMPARE(readFile(pod), before);
    }

    void badSettingsAreRefused_data() {
        QTest::addColumn<QString>("setting");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("unknown key") << QStringLiteral("job.mfuu=0.4")
                                     << QByteArray("Did you mean \"job.mfu\"?");
        QTest::newRow("lists keys") << QStringLiteral("zzz=1") << QByteArray("job.checkpoint_stall");
        QTest::newRow("no equals sign") << QStringLiteral("job.mfu") << QByteArray("key=value");
        QTest::newRow("not a number") << QStringLiteral("job.mfu=much") << QByteArray("not a number");
        QTest::newRow("not finite") << QStringLiteral("job.mfu=nan") << QByteArray("not a number");
        QTest::newRow("range") << QStringLiteral("job.mfu=1.5") << QByteArray("from 0 to 1");
        QTest::newRow("unit") << QStringLiteral("job.restore=10 kW") << QByteArray("min");
        QTest::newRow("share") << QStringLiteral("job.mfu=much")
                               << QByteArray("Write a plain number or per cent");
        QTest::newRow("part of a GPU") << QStringLiteral("job.gpus=1.5") << QByteArray("not a whole number");
        QTest::newRow("more than drawn") << QStringLiteral("job.gpus=1000000")
                                         << QByteArray("the design has only 72 GPUs. Use at most 72");
        QTest::newRow("another case")
            << QStringLiteral("JOB.MFU=0.4") << QByteArray("Did you mean \"job.mfu\"?");
        QTest::newRow("precision in capitals")
            << QStringLiteral("job.precision=FP8") << QByteArray("Did you mean \"fp8\"?");
        QTest::newRow("precision") << QStringLiteral("job.precision=fp7") << QByteArray("fp8");
        QTest::newRow("budget") << QStringLiteral("budget.power.itt=1") << QByteArray("no metric");
        QTest::newRow("type") << QStringLiteral("type.toaster.power.typical=1")
                              << QByteArray("no device type");
        QTest::newRow("figure") << QStringLiteral("type.nvidia-gb200-compute-tray.power.typicall=1")
                                << QByteArray("power.typical");
    }
    void badSettingsAreRefused() {
        QFETCH(QString, setting);
        QFETCH(QByteArray, says);
        const Run run = rackloom({QStringLiteral("analyze"), design(QStringLiteral("gb200-nvl72")),
                                  QStringLiteral("--set"), setting});
        QCOMPARE(run.code, 2);
        QVERIFY(run.out.isEmpty());
        QVERIFY2(run.err.contains(says), run.err.constData());
    }

    void aJobMayTakeAllThatIsDrawn() {
        for (const char* gpus : {"job.gpus=72", "job.gpus=1"})
            QCOMPARE(rackloom({QStringLiteral("analyze"), design(QStringLiteral("gb200-nvl72")),
                               QStringLiteral("--set"), QString::fromLatin1(gpus)})
                         .code,
                     0);
        const Run old = rackloom({QStringLiteral("explain"), design(QStringLiteral("cray-2")),
                                  QStringLiteral("reliability.mtti"), QStringLiteral("--set"),
                                  QStringLiteral("job.gpus=5")});
        QCOMPARE(old.code, 2);
        QVERIFY2(old.err.contains("only 4 processors"), old.err.constData());
    }

    void twoRunsGiveTheSameBytes() {
        const QStringList call{QStringLiteral("analyze"), design(QStringLiteral("gb200-superpod")),
                               QStringLiteral("--json")};
        const Run first = rackloom(call);
        QCOMPARE(first.out, rackloom(call).out);
        QCOMPARE(
            first.out,
            rackloom(call, {}, {QStringLiteral("LC_ALL=de_DE.UTF-8"), QStringLiteral("LANG=de_DE.UTF-8")})
                .out);
    }
};

std::unique_ptr<QObject> makeAnalyzeTest() {
    return std::make_unique<AnalyzeTest>();
}

}  // namespace rackloom::cli_test

#include "analyze_test.moc"
