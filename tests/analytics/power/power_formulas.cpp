// SPDX-License-Identifier: GPL-3.0-or-later
// Every power row of the facility reference through the formulas that the command line offers.
#include "../vector_rows.h"
#include "analytics/formulas/formula.h"

#include <QtTest>

#include <fstream>
#include <map>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::VectorRow;

namespace {

std::map<std::string, std::string> formulaOfRow() {
    std::map<std::string, std::string> out;
    std::ifstream in(RACKLOOM_TEST_DATA "/formula_rows_power.csv");
    for (std::string line; std::getline(in, line);)
        if (const auto comma = line.find(','); comma != std::string::npos)
            out[line.substr(0, comma)] = line.substr(comma + 1);
    return out;
}

}  // namespace

class PowerFormulas : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRowIsAnswered() {
        const auto ids = formulaOfRow();
        std::size_t checked = 0;
        for (const VectorRow& row : rackloom::test::readVectorRows(RACKLOOM_TEST_DATA "/facility.csv")) {
            const auto it = ids.find(row.id);
            if (row.id[0] == 'P') QVERIFY2(it != ids.end(), row.id.c_str());
            if (it == ids.end()) continue;
            const Formula* formula = findFormula(it->second);
            QVERIFY2(formula, it->second.c_str());
            QCOMPARE(std::string(formula->output), row.output);
            const auto answer = evaluateFormula(*formula, row.inputs);
            QVERIFY2(answer.ok(), answer.ok() ? "" : answer.error().text().c_str());
            QVERIFY2(row.accepts(answer.value().value), qPrintable(QString("%1: %2, expected %3")
                                                                       .arg(row.id.c_str())
                                                                       .arg(answer.value().value, 0, 'g', 12)
                                                                       .arg(row.expected, 0, 'g', 12)));
            ++checked;
        }
        QCOMPARE(checked, ids.size());
    }

    void badArgumentsAreRefusedByName_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("unknown side") << "power.sides_ups"
                                      << "failed"
                                      << "Z";
        QTest::newRow("two terms") << "power.sides_drawn"
                                   << "psu"
                                   << "0.1|0.2";
        QTest::newRow("no racks") << "power.sides_drawn"
                                  << "racks"
                                  << "0";
        QTest::newRow("no table") << "power.efficiency_table"
                                  << "curve"
                                  << "0:0";
        QTest::newRow("one system") << "power.pair_loads"
                                    << "AA"
                                    << "600";
        QTest::newRow("fewer weights") << "power.shed_first"
                                       << "w"
                                       << "1";
    }
    void badArgumentsAreRefusedByName() {
        QFETCH(QString, id);
        QFETCH(QString, name);
        QFETCH(QString, value);
        std::map<std::string, std::string, std::less<>> given{{name.toStdString(), value.toStdString()}};
        if (id == "power.efficiency_table") given["x"] = "0.5";
        if (id == "power.shed_first") given.insert({{"P0_kW", "60|60"}, {"limit_kW", "90"}});
        const auto answer = evaluateFormula(*findFormula(id.toStdString()), given);
        QVERIFY(!answer.ok());
        QCOMPARE(QString::fromStdString(answer.error().place), name);
    }
};

QTEST_GUILESS_MAIN(PowerFormulas)
#include "power_formulas.moc"
