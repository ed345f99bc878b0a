// SPDX-License-Identifier: GPL-3.0-or-later
// Charts as drawings: every kind leaves ink, says why it is empty, hands out what was clicked; names do not
// lie on each other; axes carry round numbers in readable units.
#include "model/catalog/catalog.h"
#include "model/document/document.h"
#include "model/templates/templates.h"
#include "views/charts/chart_scale.h"
#include "views/charts/chart_view.h"
#include "views/charts/charts_panel.h"
#include "views/charts/flow_layout.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

using namespace rackloom;
using namespace rackloom::views;
using namespace rackloom::analytics;

namespace {

ChartInfo infoOf(ChartKind kind) {
    return {.id = "power.example",
            .title = "An example",
            .kind = kind,
            .x = {"GPUs", "1", false},
            .y = {"Power", "W", false},
            .sentence = "What the example shows.",
            .source = "Invented."};
}

Chart exampleOf(ChartKind kind) {
    Chart chart;
    chart.id = "power.example";
    switch (kind) {
    case ChartKind::Curves:
        chart.series = {{"One",
                         false,
                         {{1, 1e6, {}}, {2, 2e6, {}}, {4, 1.5e6, {}}},
                         {0.9e6, 1.8e6, 1e6},
                         {1.1e6, 2.2e6, 2e6}},
                        {"Measured", true, {{3, 1.2e6, "Somewhere"}}, {}, {}}};
        chart.marks = {{"optimum", 2.5, {}}, {"limit", {}, 1.7e6}};
        break;
    case ChartKind::Waterfall:
        chart.bars = {{"All", {}, 3e6, {}, true}, {"Lost", {}, -1e6, {}, false}, {"Left", {}, 2e6, {}, true}};
        break;
    case ChartKind::Bars:
        chart.bars = {{"UPS A", "power_node:1", 3e6, 2.5e6, false},
                      {"UPS B", "power_node:2", 1e6, 2.5e6, false}};
        break;
    case ChartKind::HeatMap:
        chart.rows = {"UPS A", "UPS B"};
        chart.columns = {"dark racks", "over a limit"};
        chart.rowObjects = {"power_node:1", "power_node:2"};
        chart.cells = {{0, 0, 1e6, true}, {1, 1, 2e5, false}};
        break;
    case ChartKind::Flows:
        chart.nodes = {{"Utility", "power_node:0", 0}, {"Racks", {}, 1}, {"Losses", {}, 1}};
        chart.flows = {{0, 1, 9e5, false}, {0, 2, 1e5, true}};
        break;
    }
    return chart;
}

constexpr ChartKind kKinds[] = {ChartKind::Curves, ChartKind::Waterfall, ChartKind::Bars, ChartKind::HeatMap,
                                ChartKind::Flows};

QImage drawn(const ChartInfo& info, const Chart& chart, const Theme& theme, ChartSpots* spots = nullptr) {
    QImage image(700, static_cast<int>(chartHeight(info, chart, 700)), QImage::Format_ARGB32);
    image.fill(theme.panel);
    QPainter painter(&image);
    ChartSpots found = paintChart(painter, QRectF(image.rect()), {info, chart, theme});
    painter.end();
    if (spots) *spots = std::move(found);
    return image;
}

int pixelsOf(const QImage& image, const QColor& colour) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y).rgb() == colour.rgb()) ++count;
    return count;
}

}  // namespace

class ChartsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindLeavesInkInEveryTheme_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("mode");
        for (const ChartKind kind : kKinds)
            for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark, ThemeMode::HighContrast})
                QTest::addRow("%s %d", kChartKindNames[static_cast<std::size_t>(kind)].data(),
                              static_cast<int>(mode))
                    << static_cast<int>(kind) << static_cast<int>(mode);
    }
    void everyKindLeavesInkInEveryTheme() {
        QFETCH(int, kind);
        QFETCH(int, mode);
        const Theme theme = makeTheme(static_cast<ThemeMode>(mode));
        const ChartInfo info = infoOf(static_cast<ChartKind>(kind));
        ChartSpots spots;
        const QImage image = drawn(info, exampleOf(info.kind), theme, &spots);
        QVERIFY(pixelsOf(image, theme.panel) < image.width() * image.height() * 99 / 100);
        QVERIFY(!spots.empty());
        for (const ChartSpot& spot : spots) {
            QVERIFY(!spot.text.isEmpty());
            QVERIFY2(QRectF(image.rect()).adjusted(-1, -1, 1, 1).contains(spot.shape.boundingRect()),
                     qPrintable(spot.text));
        }
    }

    void aChartThatCannotBeMadeSaysWhy() {
        auto chart = std::make_shared<Chart>();
        chart->unknownReason = "No power node is drawn";
        const ChartInfo info = infoOf(ChartKind::Flows);
        ChartView view;
        view.present(&info, chart, makeTheme(ThemeMode::Light), false);
        view.resize(600, 300);
        QCOMPARE(view.emptyText(), QStringLiteral("No power node is drawn"));
        QCOMPARE(view.accessibleDescription(), view.emptyText());
        view.grab();
        QVERIFY(view.spots().empty());
    }

    void aClickHandsOutTheObject() {
        const ChartInfo info = infoOf(ChartKind::Bars);
        ChartView view;
        view.present(&info, std::make_shared<Chart>(exampleOf(ChartKind::Bars)), makeTheme(ThemeMode::Light),
                     false);
        view.resize(600, 300);
        view.grab();
        QString clicked;
        connect(&view, &ChartView::objectClicked, this, [&](const QString& key) { clicked = key; });
        for (const ChartSpot& spot : view.spots())
            if (spot.object == QLatin1String("power_node:2"))
                QTest::mouseClick(&view, Qt::LeftButton, {}, spot.shape.boundingRect().center().toPoint());
        QCOMPARE(clicked, QStringLiteral("power_node:2"));
    }

    void aBarBeyondItsLimitIsMarkedBySignAndColour() {
        const Theme theme = makeTheme(ThemeMode::Light);
        const ChartInfo info = infoOf(ChartKind::Bars);
        ChartSpots spots;
        const QImage image = drawn(info, exampleOf(info.kind), theme, &spots);
        QVERIFY(pixelsOf(image, theme.error) > 100);
        QVERIFY2(spots[0].text.contains(QStringLiteral("▲")), qPrintable(spots[0].text));
        QVERIFY(!spots[1].text.contains(QStringLiteral("▲")));
    }

    void namesOfFlowNodesNeverLieOnEachOther() {
        Chart chart;
        chart.nodes.push_back({"Everything", {}, 0});
        for (std::uint32_t i = 1; i <= 30; ++i) {
            chart.nodes.push_back({"Part " + std::to_string(i), {}, 1});
            chart.flows.push_back({0, i, i == 1 ? 1e6 : 10.0, false});
        }
        const FlowLayout layout = layoutFlows(chart, QRectF(0, 0, 800, flowLayoutHeight(chart)));
        for (std::size_t a = 0; a < layout.labels.size(); ++a)
            for (std::size_t b = a + 1; b < layout.labels.size(); ++b)
                QVERIFY(!layout.labels[a].intersects(layout.labels[b]));
        // Heights are true to scale where they can be seen.
        QCOMPARE(layout.nodes[0].height() / layout.scale, 1e6 + 290.0);
    }

    void namesOfFlowNodesTakeTheRoomThatIsThere() {
        // Short names beside one of four words: it gets what the short ones leave.
        Chart chart;
        std::vector<FlowText> texts;
        for (int layer = 0; layer < 5; ++layer) {
            chart.nodes.push_back({"Node", {}, layer});
            const std::vector<double> words =
                layer == 2 ? std::vector<double>{70, 60, 60, 60} : std::vector<double>{40};
            texts.push_back({words, 4, 50, 8});
            if (layer > 0)
                chart.flows.push_back(
                    {static_cast<std::uint32_t>(layer - 1), static_cast<std::uint32_t>(layer), 1, false});
        }
        const auto fits = [&](const FlowLayout& layout) {
            for (std::size_t i = 0; i < texts.size(); ++i) {
                const double width = layout.labels[i].width() + 1;
                const bool here =
                    layout.nameLines[i] == 0
                        ? texts[i].oneLine() <= width
                        : texts[i].amount <= width && texts[i].linesAt(width) <= layout.nameLines[i];
                if (!here) return false;
            }
            return true;
        };
        const auto at = [&](double width) { return layoutFlows(chart, QRectF(0, 0, width, 300), texts); };
        QVERIFY(fits(at(900)));
        QCOMPARE(at(900).nameLines[2], 0);
        // Narrower, words go on further lines before a letter is lost.
        for (const double width : {700.0, 600.0, 500.0, 450.0}) {
            const FlowLayout layout = at(width);
            QVERIFY2(fits(layout), qPrintable(QString::number(width)));
            for (std::size_t i = 0; i + 1 < texts.size(); ++i)
                QVERIFY(layout.labels[i].right() <= layout.nodes[i + 1].left());
        }
        QVERIFY(at(450).nameLines[2] > 1);
        QVERIFY(!fits(at(250)));
        QCOMPARE(texts[2].linesAt(134), 2);
        QCOMPARE(texts[2].linesAt(133), 3);
    }

    void axesCarryRoundNumbersInReadableUnits() {
        const ChartScale watts({"Power", "W", false}, 0, 1.23e6);
        QCOMPARE(watts.title(), QStringLiteral("Power, MW"));
        QCOMPARE(watts.ticks(6).front().text, QStringLiteral("0"));
        QCOMPARE(watts.at(watts.high()), 1.0);
        const ChartScale hours({"Time", "s", true}, 720, 3.6e7);
        QCOMPARE(hours.title(), QStringLiteral("Time, h"));
        QVERIFY(!hours.shows(0));
        const ChartScale share({"Share of the wall clock", "1", false}, 0, 1);
        QCOMPARE(share.ticks(5).back().text, QStringLiteral("100"));
        QVERIFY(share.title().endsWith(QLatin1Char('%')));
    }

    void oddValuesNeverUpsetAnAxis() {
        for (const bool logarithmic : {false, true})
            for (const auto& [low, high] :
                 {std::pair{0.0, 0.0}, {5.0, 5.0}, {-3.0, -3.0}, {0.0, 1e-12}, {-1e15, 1e15}, {1.0, 1e30}}) {
                const ChartScale scale({"x", "W", logarithmic}, low, high);
                QVERIFY(std::isfinite(scale.at(low)) && std::isfinite(scale.at(high)));
                QVERIFY(scale.ticks(6).size() < 400);
            }
    }

    void thePanelListsDrawsAndCopies() {
        model::Document document;
        Workspace workspace(document, std::make_shared<const model::Catalog>());
        ChartsPanel panel(workspace);
        panel.resize(1000, 600);
        panel.show();
        auto* view = panel.findChild<ChartView*>();
        QVERIFY(!view->emptyText().isEmpty());
        const ChartInfo& info = chartInfos().front();
        Chart chart = exampleOf(info.kind);
        chart.id = info.id;
        auto report = std::make_shared<Report>();
        report->bundles = std::make_shared<const BundleTable>();
        report->charts = {std::make_shared<const Chart>(chart)};
        workspace.updateReport(report);
        QCOMPARE(panel.chosen(), QString::fromUtf8(info.id.data(), static_cast<qsizetype>(info.id.size())));
        QVERIFY2(view->emptyText().isEmpty(), qPrintable(view->emptyText()));
        view->grab();
        QVERIFY(!view->spots().empty());
        QVERIFY(panel.csv().count(QLatin1Char('\n')) > 1);
    }
};

QTEST_MAIN(ChartsTest)
#include "charts_test.moc"
