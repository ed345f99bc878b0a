// SPDX-License-Identifier: GPL-3.0-or-later
// The published and derived reliability answers: every row goes through the formula that tests/data names for
// it, exactly as the command line would ask it.
#include "../vector_rows.h"
#include "analytics/formulas/formula.h"

#include <QtTest>

#include <fstream>
#include <map>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::VectorRow;

namespace {

const std::vector<VectorRow>& rows() {
    static const auto kRows = rackloom::test::readVectorRows(RACKLOOM_TEST_DATA "/reliability.csv");
    return kRows;
}

/// Which formula answers which row.
std::map<std::string, std::string> formulaOfRow() {
    std::map<std::string, std::string> out;
    std::ifstream in(RACKLOOM_TEST_DATA "/formula_rows_reliability.csv");
    for (std::string line; std::getline(in, line);)
        if (const auto comma = line.find(','); comma != line.npos)
            out[line.substr(0, comma)] = line.substr(comma + 1);
    return out;
}

}  // namespace

class ReliabilityVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRowIsReproduced_data() {
        QTest::addColumn<int>("index");
        QCOMPARE(rows().size(), std::size_t{86});
        for (std::size_t i = 0; i < rows().size(); ++i)
            QTest::newRow(rows()[i].id.c_str()) << static_cast<int>(i);
    }
    void everyRowIsReproduced() {
        QFETCH(int, index);
        const VectorRow& row = rows().at(static_cast<std::size_t>(index));
        static const auto kFormulas = formulaOfRow();
        const Formula* formula = findFormula(kFormulas.at(row.id));
        QVERIFY(formula);
        QVERIFY(row.output.starts_with(formula->output));
        const Result<FormulaAnswer> answer = evaluateFormula(*formula, row.inputs);
        QVERIFY2(answer.ok(), answer ? "" : answer.error().text().c_str());
        QVERIFY2(row.accepts(answer.value().value), qPrintable(QString("%1 = %2, expected %3")
                                                                   .arg(row.output.c_str())
                                                                   .arg(answer.value().value, 0, 'g', 12)
                                                                   .arg(row.expected, 0, 'g', 12)));
    }

    /// Whatever single number of any row is replaced by nonsense, there is a refusal or a sane answer.
    void nonsenseIsRefusedOrAnsweredWithANumber() {
        static const auto kFormulas = formulaOfRow();
        int refused = 0;
        for (const VectorRow& row : rows())
            for (const auto& [name, value] : row.inputs)
                for (const char* nonsense : {"-1", "nan", "inf", "0", "-1e30", "1e30", "x", ""}) {
                    auto inputs = row.inputs;
                    inputs[name] = nonsense;
                    const auto answer = evaluateFormula(*findFormula(kFormulas.at(row.id)), inputs);
                    refused += !answer;
                    if (!answer) {
                        QVERIFY(!answer.error().reason.empty());
                        continue;
                    }
                    const double v = answer.value().value;
                    const bool mayBeNegative =
                        row.output.starts_with("ettr") || row.output == "dlnG_dlnLambda";
                    QVERIFY2(
                        std::isfinite(v) && (v >= 0 || mayBeNegative),
                        qPrintable(
                            QString("%1 %2=%3 → %4").arg(row.id.c_str(), name.c_str(), nonsense).arg(v)));
                    if (row.output.starts_with("g_") || row.output.starts_with("share_")) QVERIFY(v <= 1);
                }
        QVERIFY(refused > 1000);
    }

    void negativeRatesAndZeroBandwidthAreRefusedByName() {
        const auto refusal = [](const char* id, std::map<std::string, std::string, std::less<>> given) {
            const auto answer = evaluateFormula(*findFormula(id), given);
            return answer ? std::string() : answer.error().text();
        };
        QVERIFY(refusal("goodput.rigid", {{"lam_per_h", "-1"}, {"tau_h", "1"}}).find("lam_per_h") !=
                std::string::npos);
        QVERIFY(refusal("checkpoint.drain", {{"params", "1e9"}, {"write_bw_bytes_per_s", "0"}})
                    .find("bandwidth") != std::string::npos);
        QVERIFY(!refusal("rack_scale.goodput", {{"racks", "4"},
                                                {"racks_needed", "5"},
                                                {"racks_per_cdu", "1"},
                                                {"trays", "1"},
                                                {"trays_needed", "1"},
                                                {"tray_mtbf_h", "1"},
                                                {"hard_fraction", "1"},
                                                {"tray_mttr_h", "1"},
                                                {"cdu_mtbf_h", "1"},
                                                {"cdu_mttr_h", "1"},
                                                {"tau_h", "1"}})
                     .empty());
        // A repair that takes no time is meaningful: the group never fails.
        const auto always = evaluateFormula(*findFormula("redundancy.availability"),
                                            {{"n", "3"}, {"k", "2"}, {"mtbf_h", "100"}, {"mttr_h", "0"}});
        QVERIFY(always.ok() && always.value().value == 1);
    }
};

QTEST_GUILESS_MAIN(ReliabilityVectors)
#include "reliability_vectors.moc"
