// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QtTest>

namespace rackloom::cli_test {

namespace {
const QString kWaterfall = QStringLiteral("reliability.goodput_waterfall");
}

class ChartTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { rack_ = design(QStringLiteral("gb200-nvl72")); }

    void withoutAnIdEveryChartIsListed() {
        const Run text = rackloom({QStringLiteral("chart"), rack_});
        QCOMPARE(text.code, 0);
        QVERIFY2(text.out.contains(kWaterfall.toUtf8()), text.out.constData());
        const QJsonArray charts = rackloom({QStringLiteral("chart"), rack_, QStringLiteral("--json")})
                                      .json()[QLatin1String("charts")]
                                      .toArray();
        QCOMPARE(text.out.count('\n'), charts.size());
        for (const QJsonValue chart : charts)
            QVERIFY(!chart[QLatin1String("title")].toString().isEmpty());
    }

    void aWaterfallEndsWithWhatIsLeft() {
        const QJsonObject chart =
            rackloom({QStringLiteral("chart"), rack_, kWaterfall, QStringLiteral("--json")})
                .json()[QLatin1String("chart")]
                .toObject();
        QCOMPARE(chart[QLatin1String("kind")].toString(), QStringLiteral("waterfall"));
        const QJsonArray bars = chart[QLatin1String("bars")].toArray();
        QVERIFY(bars.size() > 2);
        double level = 0;
        for (const QJsonValue bar : bars) {
            const double value = bar[QLatin1String("value")].toDouble();
            if (!bar[QLatin1String("total")].toBool()) {
                level += value;
                continue;
            }
            if (level != 0) QVERIFY(qAbs(level - value) < 1e-9);
            level = value;
        }
    }

    void theLastPartOfAnIdIsEnough() {
        const Run whole = rackloom({QStringLiteral("chart"), rack_, kWaterfall});
        const Run part = rackloom({QStringLiteral("chart"), rack_, QStringLiteral("goodput_waterfall")});
        QCOMPARE(part.out, whole.out);
        QVERIFY(whole.out.contains("useful"));
    }

    void commaSeparatedValuesHaveAHeader() {
        const Run run = rackloom({QStringLiteral("chart"), rack_, kWaterfall, QStringLiteral("--csv")});
        QCOMPARE(run.code, 0);
        const QList<QByteArray> lines = run.out.split('\n');
        QVERIFY(lines.size() > 3);
        for (const QByteArray& line : lines)
            if (!line.isEmpty()) QCOMPARE(line.count(','), lines.front().count(','));
    }

    void whatIfValuesReachTheChart() {
        const QStringList plain{QStringLiteral("chart"), rack_, kWaterfall, QStringLiteral("--csv")};
        QVERIFY(rackloom(plain).out !=
                rackloom(plain +
                         QStringList{QStringLiteral("--set"), QStringLiteral("job.checkpoint_stall=300s")})
                    .out);
    }

    void aWrongIdIsAnsweredWithTheNearest() {
        const Run run =
            rackloom({QStringLiteral("chart"), rack_, QStringLiteral("reliability.goodput_waterfal")});
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains("Did you mean \"reliability.goodput_waterfall\"?"), run.err.constData());
        QVERIFY(run.out.isEmpty());
    }

    void aListHasNoCommaSeparatedValues() {
        QCOMPARE(rackloom({QStringLiteral("chart"), rack_, QStringLiteral("--csv")}).code, 2);
        QCOMPARE(rackloom({QStringLiteral("chart"), rack_, kWaterfall, QStringLiteral("--csv"),
                           QStringLiteral("--json")})
                     .code,
                 2);
    }

private:
    QString rack_;
};

std::unique_ptr<QObject> makeChartTest() {
    return std::make_unique<ChartTest>();
}

}  // namespace rackloom::cli_test

#include "chart_test.moc"
