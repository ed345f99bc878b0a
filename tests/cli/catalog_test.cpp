// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QtTest>

namespace rackloom::cli_test {

class CatalogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theListHoldsTypesAndRackDesigns() {
        const Run run = rackloom({QStringLiteral("catalog")});
        QCOMPARE(run.code, 0);
        QVERIFY(run.out.contains("nvidia-gb200-compute-tray"));
        QVERIFY(run.out.contains("cray-2"));
        QVERIFY(run.out.contains("rack_design"));
    }

    void kindAndSearchNarrowIt() {
        const Run kind = rackloom({QStringLiteral("catalog"), QStringLiteral("--kind"),
                                   QStringLiteral("rack_design"), QStringLiteral("--json")});
        QCOMPARE(kind.code, 0);
        QVERIFY(!kind.json()[QLatin1String("entries")].toArray().isEmpty());
        for (const QJsonValue entry : kind.json()[QLatin1String("entries")].toArray())
            QCOMPARE(entry[QLatin1String("kind")].toString(), QStringLiteral("rack_design"));
        const Run search =
            rackloom({QStringLiteral("catalog"), QStringLiteral("--search"), QStringLiteral("GB200 tray")});
        QVERIFY(search.out.contains("nvidia-gb200-compute-tray"));
        QVERIFY(!search.out.contains("cray-2"));
        const Run none =
            rackloom({QStringLiteral("catalog"), QStringLiteral("--search"), QStringLiteral("zzzz")});
        QCOMPARE(none.code, 0);
        QVERIFY(none.out.isEmpty() && none.err.contains("zzzz"));
        const Run wrong =
            rackloom({QStringLiteral("catalog"), QStringLiteral("--kind"), QStringLiteral("toaster")});
        QCOMPARE(wrong.code, 2);
        QVERIFY(wrong.err.contains("accelerator"));
    }

    void oneEntryShowsSourcesRivalsAndUnknowns() {
        const Run run = rackloom({QStringLiteral("catalog"), QStringLiteral("nvidia-gb200-compute-tray")});
        QCOMPARE(run.code, 0);
        QVERIFY(run.out.contains("6.667 kW"));
        QVERIFY(run.out.contains("[S19]"));
        QVERIFY(run.out.contains("others say 6.3 kW"));
        QVERIFY(run.out.contains("unknown, "));
    }

    void oneEntryAsJsonIsInSiUnits() {
        const Run run = rackloom({QStringLiteral("catalog"), QStringLiteral("nvidia-gb200-compute-tray"),
                                  QStringLiteral("--json")});
        QCOMPARE(run.code, 0);
        bool found = false;
        for (const QJsonValue f : run.json()[QLatin1String("entry")][QLatin1String("figures")].toArray()) {
            QVERIFY(f[QLatin1String("value")].isDouble() != f[QLatin1String("unknown")].isString());
            if (f[QLatin1String("figure")].toString() != QStringLiteral("power.provisioned")) continue;
            found = true;
            QCOMPARE(f[QLatin1String("value")].toDouble(), 6667.0);
            QCOMPARE(f[QLatin1String("unit")].toString(), QStringLiteral("W"));
            QCOMPARE(f[QLatin1String("grade")].toString(), QStringLiteral("vendor"));
            QCOMPARE(f[QLatin1String("rivals")].toArray().size(), 2);
        }
        QVERIFY(found);
    }

    void aRackDesignShowsItsElevation() {
        const Run run = rackloom({QStringLiteral("catalog"), QStringLiteral("gb200-nvl72")});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.out.count("nvidia-gb200-compute-tray"), 18);
        QCOMPARE(run.out.count("nvidia-nvlink5-switch-tray"), 9);
    }

    void anUnknownKeyNamesTheNearest() {
        const Run run = rackloom({QStringLiteral("catalog"), QStringLiteral("nvidia-gb200-compute-trai")});
        QCOMPARE(run.code, 2);
        QVERIFY(run.err.contains("nvidia-gb200-compute-tray"));
    }
};

std::unique_ptr<QObject> makeCatalogTest() {
    return std::make_unique<CatalogTest>();
}

}  // namespace rackloom::cli_test

#include "catalog_test.moc"
