// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/quantity_text.h"

#include <QtTest>

using namespace rackloom;

class QuantityTextTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void typedQuantitiesBecomeSi_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("unit");
        QTest::addColumn<double>("si");
        const auto row = [](const char* text, const char* unit, double si) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(unit) << si;
        };
        row("132kW", "W", 132e3);
        row("0.4 MW", "W", 0.4e6);
        row("  1e3 ", "W", 1e3);
        row("+5 W", "W", 5);
        row("400 Gb/s", "bit/s", 400e9);
        row("50 GB/s", "bit/s", 400e9);
        row("1.8TB/s", "byte/s", 1.8e12);
        row("192 GB", "byte", 192e9);
        row("4 min", "s", 240);
        row("10s", "s", 10);
        row("5 ms", "s", 5e-3);
        row("3 µs", "s", 3e-6);
        row("2 h", "s", 7200);
        row("1 year", "s", 8760.0 * 3600);
        row("35%", "1", 0.35);
        row("0.35", "1", 0.35);
        row("30 °C", "K", 303.15);
        row("10 °C", "dK", 10);
        row("4.2 USD/h", "USD/s", 4.2 / 3600);
        row("0.07 USD/kWh", "USD/J", 0.07 / 3.6e6);
        row("11.7 USD/W", "USD/W", 11.7);
        row("137.5 USD/kW/month", "USD/W/s", 0.1375 / 2628000);
        row("370 g/kWh", "kg/J", 0.37 / 3.6e6);
        row("60 L", "m3", 0.06);
        row("130 L/min", "m3/s", 130e-3 / 60);
        row("1.2 t", "kg", 1200);
        row("900 mm", "m", 0.9);
        row("2 bar", "Pa", 2e5);
        row("$3M", "USD", 3e6);
        row("3 PFLOP/s", "FLOP/s", 3e15);
        row("-2", "m", -2);
    }
    void typedQuantitiesBecomeSi() {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, unit);
        QFETCH(double, si);
        const Result<double> value = parseQuantity(text.toStdString(), unit.toStdString());
        QVERIFY2(value.ok(), value.ok() ? "" : value.error().text().c_str());
        QVERIFY2(qFuzzyCompare(value.value(), si), qPrintable(QString::number(value.value(), 'g', 17)));
    }

    void nonsenseIsRefusedWithTheUnitsThatFit_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* text :
             {"", " ", "kW", "ten kW", "1,000 W", "1 kWh", "1 k W", "nan", "inf", "1e999", "1 W x", "--1"})
            QTest::newRow(text) << QByteArray(text);
    }
    void nonsenseIsRefusedWithTheUnitsThatFit() {
        QFETCH(QByteArray, text);
        const Result<double> value = parseQuantity(text.toStdString(), "W");
        QVERIFY(!value.ok());
        QVERIFY(value.error().remedy.find("kW") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(QuantityTextTest)
#include "quantity_text_test.moc"
