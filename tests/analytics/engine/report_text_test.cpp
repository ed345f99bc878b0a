// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers and names as people read them.
#include "analytics/report_text.h"
#include "analytics/rules/rules.h"
#include "sample_site.h"

#include <QtTest>

#include <limits>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

class ReportTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void quantities_data();
    void quantities();
    void fewerDigitsOnRequest();
    void intervalsShareOneUnit();
    void unknownSaysWhy();
    void objectsAreNamed();
    void findingsReadAsSentences();
};

void ReportTextTest::quantities_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("text");
    const auto row = [](double value, const char* unit, const char* text) {
        QTest::newRow((QByteArray(text) + " from " + QByteArray::number(value) + unit).constData())
            << value << QString(unit) << QString::fromUtf8(text);
    };
    row(131400, "W", "131.4 kW");
    row(999970, "W", "1 MW");
    row(999940, "W", "999.9 kW");
    row(0, "W", "0 W");
    row(0, "s", "0 s");
    row(-131400, "W", "-131.4 kW");
    row(667, "W", "667 W");
    row(2.5e9, "W", "2.5 GW");
    row(1.152e14, "bit/s", "115.2 Tb/s");
    row(4e11, "bit/s", "400 Gb/s");
    row(13.392e12, "byte", "13.39 TB");
    row(576e12, "byte/s", "576 TB/s");
    row(3.6e17, "FLOP/s", "360 PFLOP/s");
    row(1.44e18, "FLOP/s", "1.44 EFLOP/s");
    row(5.5e11, "FLOP/s/W", "550 GFLOP/s/W");
    row(2526, "s", "42.1 min");
    row(90, "s", "1.5 min");
    row(12, "s", "12 s");
    row(0.25, "s", "250 ms");
    row(3.2e-6, "s", "3.2 µs");
    row(129600, "s", "36 h");
    row(864000, "s", "10 d");
    row(31536000.0 * 5, "s", "5 years");
    row(0.001, "m3/s", "60 L/min");
    row(0.5, "m3/s", "30,000 L/min");
    row(10, "dK", "10 K");
    row(305.15, "K", "32 °C");
    row(1.1e5, "Pa", "110 kPa");
    row(0.06, "m3", "60 L");
    row(4.2 / 3600, "USD/s", "4.2 USD/h");
    row(0.07 / 3.6e6, "USD/J", "0.07 USD/kWh");
    row(0.37 / 3.6e6, "kg/J", "370 g/kWh");
    row(131072, "1", "131,072");
    row(576, "1", "576");
    row(0.85314, "1", "0.8531");
    row(1234567.5, "1", "1,235,000");
    row(-131072, "1", "-131,072");
    row(12345, "USD", "12,340 USD");
    row(2.5e9, "USD", "2.5 G USD");
    row(1.25, "m", "1.25 m");
    row(1360, "kg", "1,360 kg");
    row(50, "V", "50 V");
    row(1e30, "W", "1e+18 TW");
    row(1e-9, "W", "1e-09 W");
    row(std::numeric_limits<double>::infinity(), "W", "unknown");
    row(std::numeric_limits<double>::quiet_NaN(), "1", "unknown");
}

void ReportTextTest::quantities() {
    QFETCH(double, value);
    QFETCH(QString, unit);
    QFETCH(QString, text);
    QCOMPARE(QString::fromStdString(quantityText(value, unit.toStdString())), text);
}

void ReportTextTest::fewerDigitsOnRequest() {
    QCOMPARE(quantityText(131400, "W", 2), std::string("130 kW"));
    QCOMPARE(quantityText(131400, "W", 0), std::string("100 kW"));
    QCOMPARE(quantityText(131072, "1", 2), std::string("131,072"));  // counts are shown to the last one
}

void ReportTextTest::intervalsShareOneUnit() {
    MetricValue metric;
    metric.lower = 1.104e14;
    metric.upper = 1.152e14;
    QCOMPARE(metricText(metric, "bit/s"), std::string("[110.4, 115.2] Tb/s"));
    metric.lower = metric.upper;
    QCOMPARE(metricText(metric, "bit/s"), std::string("115.2 Tb/s"));
    metric.lower = 9.5e11;
    QCOMPARE(metricText(metric, "bit/s"), std::string("[0.95, 115.2] Tb/s"));
}

void ReportTextTest::unknownSaysWhy() {
    MetricValue metric;
    QCOMPARE(metricText(metric, "W"), std::string("unknown"));
    metric.unknownReason = "no rack";
    QCOMPARE(metricText(metric, "W"), std::string("unknown (no rack)"));
    metric.state = State::Failed;
    QCOMPARE(metricText(metric, "W"), std::string("failed (no rack)"));
}

void ReportTextTest::objectsAreNamed() {
    const auto site = sampleSite();
    using Kind = ObjectRef::Kind;
    const auto name = [&](Kind kind, std::uint32_t id, std::uint32_t sub = Id<void>::kNone) {
        return analytics::objectName(*site, {kind, id, sub});
    };
    QCOMPARE(name(Kind::Rack, 0), std::string("rack A1"));
    QCOMPARE(name(Kind::Rack, 99), std::string("rack #99"));
    QCOMPARE(name(Kind::Device, 0, 2), std::string("node in rack A1 U3"));
    QCOMPARE(name(Kind::Device, 0, 99), std::string("empty slot in rack A1"));
    QCOMPARE(name(Kind::PowerNode, 1), std::string("PDU A"));
    QCOMPARE(name(Kind::Hall, 0), std::string("hall H1"));
    QCOMPARE(name(Kind::Design, 0), std::string("rack design small"));
    QCOMPARE(name(Kind::Fabric, 0), std::string("fabric compute"));
    QCOMPARE(name(Kind::Type, 3), std::string("device type big-node"));
    QCOMPARE(analytics::objectName(*site, {}), std::string("Untitled"));
}

void ReportTextTest::findingsReadAsSentences() {
    Finding finding =
        findingOf(metricFailedRule(), {}, {textArgument("IT power"), textArgument("no {0} here")});
    QCOMPARE(findingMessage(finding), std::string("IT power could not be computed: no {0} here"));
    finding.arguments[1] = numberArgument(131400, "W");
    QCOMPARE(findingMessage(finding), std::string("IT power could not be computed: 131.4 kW"));
    finding.arguments.clear();
    QCOMPARE(findingMessage(finding), std::string(" could not be computed: "));
    finding.rule = "no.such_rule";
    QCOMPARE(findingMessage(finding), std::string("no.such_rule"));
}

QTEST_APPLESS_MAIN(ReportTextTest)
#include "report_text_test.moc"
