// SPDX-License-Identifier: GPL-3.0-or-later
// Tiles and charts: what they show of a report, and what is remembered for the next start.
#include "model/catalog/catalog.h"
#include "model/document/document.h"
#include "views/charts/breakdown_chart.h"
#include "views/format/number_text.h"
#include "views/kpi/kpi_strip.h"

#include <QSettings>
#include <QStandardPaths>
#include <QTest>

using namespace rackloom;
using namespace rackloom::views;

class FiguresTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("rackloom-figures-test"));
    }
    void init() { QSettings().clear(); }

    void smallPartsAreGatheredInOneBar() {
        std::vector<analytics::Contribution> parts;
        for (int i = 1; i <= 10; ++i)
            parts.push_back({"part " + std::to_string(i), static_cast<double>(i)});
        parts.push_back({"nothing", 0});
        const auto shown = largestParts(parts, 4);
        QCOMPARE(shown.size(), std::size_t{4});
        QCOMPARE(shown.front().name, std::string("part 10"));
        QCOMPARE(shown.back().name, std::string("7 others"));
        QCOMPARE(shown.back().value, 28.0);
        QCOMPARE(largestParts(parts, 10).size(), std::size_t{10});
    }

    void aChartOfOnePartIsNotShown() {
        const Theme theme = makeTheme(ThemeMode::Light);
        QWidget window;
        BreakdownChart chart(&window);
        chart.present({{"all", 3}}, "W", theme.accent, theme);
        QVERIFY(chart.isHidden());
        chart.present({{"more", 2000}, {"less", 1000}}, "W", theme.accent, theme);
        QVERIFY(!chart.isHidden());
        QCOMPARE(chart.accessibleDescription(), QStringLiteral("more: 2\u2009kW; less: 1\u2009kW"));
    }

    void aChangeTooSmallToBeReadIsNone() {
        analytics::MetricValue before, after;
        before.lower = before.upper = 0.98930;
        after.lower = after.upper = 0.98930 + 4e-7;
        QCOMPARE(changeText(&before, after, "1"), QString());
        after.lower = after.upper = 0.9885;
        QVERIFY(changeText(&before, after, "1").startsWith(QChar(0x2212)));
    }

    void wordsGoWithTheirNumber() {
        QCOMPARE(counted(1, QStringLiteral("rack"), QStringLiteral("racks")), QStringLiteral("1 rack"));
        QCOMPARE(counted(1821, QStringLiteral("rack"), QStringLiteral("racks")),
                 QStringLiteral("1,821 racks"));
    }

    void theChosenFiguresAreThereAfterARestart() {
        model::Document document;
        Workspace workspace(document, std::make_shared<const model::Catalog>());
        {
            KpiStrip strip(workspace);
            auto tiles = strip.findChildren<KpiTile*>();
            QCOMPARE(tiles.size(), 8);
            tiles[7]->choose(QStringLiteral("power.it"));
            tiles[7]->pin(true);
        }
        KpiStrip again(workspace);
        const auto tiles = again.findChildren<KpiTile*>();
        QCOMPARE(tiles[0]->metricId(), QStringLiteral("power.it"));
        QVERIFY(tiles[0]->pinned());
        QCOMPARE(tiles[1]->metricId(), QStringLiteral("capacity.gpus"));
    }

    void aNewDesignHasNoFiguresOfTheOldOne() {
        model::Document document;
        Workspace workspace(document, std::make_shared<const model::Catalog>());
        auto report = std::make_shared<analytics::Report>();
        report->revision = document.revision();
        report->metrics.emplace_back();
        workspace.updateReport(report);
        QVERIFY(workspace.judged());
        document.adopt(std::make_shared<const model::Snapshot>(), "New", true);
        QVERIFY(!workspace.judged());
        workspace.updateReport(report);  // a late one
        QVERIFY(!workspace.judged());
        auto own = std::make_shared<analytics::Report>(*report);
        own->revision = document.revision();
        workspace.updateReport(own);
        QVERIFY(workspace.judged());
    }

    void aForgottenMetricGivesWayToTheUsualOne() {
        QSettings().setValue("kpi/metrics",
                             QStringList{QStringLiteral("no.such"), QStringLiteral("power.it")});
        model::Document document;
        Workspace workspace(document, std::make_shared<const model::Catalog>());
        KpiStrip strip(workspace);
        const auto tiles = strip.findChildren<KpiTile*>();
        QCOMPARE(tiles[0]->metricId(), QStringLiteral("capacity.gpus"));
        QCOMPARE(tiles[1]->metricId(), QStringLiteral("power.it"));
    }
};

QTEST_MAIN(FiguresTest)
#include "figures_test.moc"
