// SPDX-License-Identifier: GPL-3.0-or-later
// The studies that ship reproduce what was published for every cell, and hold the whole tables of the
// reliability reference.
#include "analytics/studies/study.h"

#include <QtTest>

using namespace rackloom;
using namespace rackloom::analytics;

class ShippedStudies : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCellIsReproduced_data() {
        QTest::addColumn<QString>("study");
        QTest::addColumn<int>("cell");
        for (const Study& study : shippedStudies())
            for (std::size_t i = 0; i < study.cells.size(); ++i)
                QTest::addRow("%s: %s, %s", study.id.c_str(), study.cells[i].row.c_str(),
                              study.cells[i].column.c_str())
                    << QString::fromStdString(study.id) << static_cast<int>(i);
    }
    void everyCellIsReproduced() {
        QFETCH(QString, study);
        QFETCH(int, cell);
        const StudyCell& c = findStudy(study.toStdString())->cells.at(static_cast<std::size_t>(cell));
        const Result<StudyAnswer> answer = answerOf(c, {.incidents = 1'000'000});
        QVERIFY2(answer.ok(), answer ? "" : answer.error().text().c_str());
        QVERIFY2(answer.value().agrees(c),
                 qPrintable(QString("%1, published %2").arg(answer.value().value).arg(c.published)));
    }

    void theTablesAreWhole() {
        const auto size = [](const char* id) {
            const Study* study = findStudy(id);
            return study ? QPair(study->rows.size(), study->columns.size()) : QPair(0ul, 0ul);
        };
        QCOMPARE(size("regimes"), QPair(9ul, 7ul));
        QCOMPARE(size("recovery"), QPair(6ul, 3ul));
        QCOMPARE(size("groups"), QPair(3ul, 3ul));
        QCOMPARE(size("spares"), QPair(7ul, 6ul));
        QCOMPARE(size("rebalancing"), QPair(1ul, 3ul));
        QCOMPARE(shippedStudies().size(), std::size_t{5});
        for (const Study& study : shippedStudies())
            QVERIFY(!study.title.empty() && !study.about.empty());
    }

    void theSearchForSparesFindsWhatWasPublished() {
        const Study& study = *findStudy("spares");
        const auto spares = [&](const char* row, const char* column) {
            return answerOf(*study.find(row, column)).value().spares.value_or(-1);
        };
        QVERIFY(std::abs(spares("tray MTBF 12000 h", "72 of 72; 24 h repair") - 5) <= 1);
        QVERIFY(std::abs(spares("tray MTBF 800 h", "72 of 72; 24 h repair") - 40) <= 1);
        QCOMPARE(spares("tray MTBF 24000 h", "64 + 8; 24 h repair"), 0);
    }

    void nonsenseIsRefused() {
        StudyCell cell = *findStudy("regimes")->find("1 h", "simulated");
        cell.given["mttf_min"] = "-1";
        QVERIFY(!answerOf(cell));
        cell.formula = "no.such";
        QVERIFY(!answerOf(cell));
    }
};

QTEST_APPLESS_MAIN(ShippedStudies)
#include "shipped_studies.moc"
