// SPDX-License-Identifier: GPL-3.0-or-later
// Every row of the facility reference about cooling, money and placement through the formulas that the
// command line offers, under the reference's own names of parameters.
#include "../vector_rows.h"
#include "analytics/formulas/formula.h"

#include <QtTest>

#include <fstream>
#include <map>
#include <set>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::VectorRow;

namespace {

std::map<std::string, std::string> formulaOfRow(const std::string& family) {
    std::map<std::string, std::string> out;
    std::ifstream in(RACKLOOM_TEST_DATA "/formula_rows_" + family + ".csv");
    for (std::string line; std::getline(in, line);)
        if (const auto comma = line.find(','); comma != std::string::npos)
            out[line.substr(0, comma)] = line.substr(comma + 1);
    return out;
}

bool accepts(const VectorRow& row, const FormulaAnswer& answer) {
    return row.tolerance == "exact" ? answer.text == row.expectedText : row.accepts(answer.value);
}

}  // namespace

class FacilityFormulas : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRowIsAnswered_data() {
        QTest::addColumn<QString>("family");
        QTest::addColumn<QString>("letters");
        QTest::newRow("cooling") << "cooling"
                                 << "C";
        QTest::newRow("economics") << "economics"
                                   << "ES";
    }
    void everyRowIsAnswered() {
        QFETCH(QString, family);
        QFETCH(QString, letters);
        const auto ids = formulaOfRow(family.toStdString());
        std::size_t checked = 0;
        for (const VectorRow& row : rackloom::test::readVectorRows(RACKLOOM_TEST_DATA "/facility.csv")) {
            const auto it = ids.find(row.id);
            if (letters.contains(QLatin1Char(row.id[0]))) QVERIFY2(it != ids.end(), row.id.c_str());
            if (it == ids.end()) continue;
            const Formula* formula = findFormula(it->second);
            QVERIFY2(formula, it->second.c_str());
            QCOMPARE(std::string(formula->output), row.output);
            const auto answer = evaluateFormula(*formula, row.inputs);
            QVERIFY2(answer.ok(), answer.ok() ? "" : (row.id + ' ' + answer.error().text()).c_str());
            QVERIFY2(accepts(row, answer.value()), qPrintable(QString("%1: %2 %3, expected %4")
                                                                  .arg(row.id.c_str())
                                                                  .arg(answer.value().value, 0, 'g', 12)
                                                                  .arg(answer.value().text.c_str())
                                                                  .arg(row.expectedText.c_str())));
            ++checked;
        }
        QCOMPARE(checked, ids.size());
    }

    void noTwoFormulasShareAnId() {
        std::set<std::string_view> ids;
        for (const Formula& f : formulas())
            QVERIFY2(ids.insert(f.id).second, std::string(f.id).c_str());
    }

    void impossibleArgumentsAreRefusedByName() {
        const auto refused = [](const char* id, std::map<std::string, std::string, std::less<>> given) {
            const auto answer = evaluateFormula(*findFormula(id), given);
            return answer.ok() ? std::string() : answer.error().text();
        };
        QVERIFY(refused("plant.cop", {{"Te_C", "30"}, {"Tc_C", "25"}, {"eta", "0.5"}}).starts_with("Tc_C"));
        QVERIFY(
            refused(
                "rent.spot",
                {{"usd_h", "16"}, {"lam_per_h", "50"}, {"delta_s", "60"}, {"tau_s", "1200"}, {"R_s", "300"}})
                .starts_with("lam_per_h"));
        QVERIFY(refused("placement.chain_sites", {{"t1", ""}}).starts_with("t1"));
        QVERIFY(!refused("cooling.flow", {{"Q_kW", "1"}}).empty());
    }
};

QTEST_GUILESS_MAIN(FacilityFormulas)
#include "facility_formulas.moc"
