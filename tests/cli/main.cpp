// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QCoreApplication>
#include <QtTest>

int main(int argc, char** argv) {
    using namespace rackloom::cli_test;
    const QCoreApplication application(argc, argv);
    int failed = 0;
    for (const auto make :
         {makeUsageTest, makeNewTest, makePricesTest, makeTemplatesTest, makeCatalogTest, makeAnalyzeTest,
          makeBisectTest, makeCablesTest, makeChartTest, makeFormulaTest, makeCheckTest, makeExplainTest,
          makeFailTest, makeDiffTest, makeReportTest, makeSimulateTest, makeImportTest, makeHostileTest}) {
        const std::unique_ptr<QObject> test = make();
        failed += QTest::qExec(test.get(), argc, argv);
    }
    return failed == 0 ? 0 : 1;
}
