// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QtTest>

namespace rackloom::cli_test {

class CheckTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRackWithinItsShelvesPasses() {
        const Run run = rackloom({QStringLiteral("check"), design(QStringLiteral("gb200-nvl72"))});
        QVERIFY2(run.code == 0, run.out.constData());
        QVERIFY(run.out.contains("0 errors"));
    }

    void aRackOverItsShelvesAfterALossBreaksARule() {
        const QString file = design(QStringLiteral("gb300-nvl72"));
        const Run run = rackloom({QStringLiteral("check"), file});
        QCOMPARE(run.code, 3);
        QVERIFY(run.out.contains("error  power.shelf_after_loss"));
        QVERIFY(run.out.contains("Remedy: "));
        const Run json = rackloom({QStringLiteral("check"), file, QStringLiteral("--json")});
        QCOMPARE(json.code, 3);
        bool found = false;
        for (const QJsonValue f : json.json()[QLatin1String("findings")].toArray()) {
            if (f[QLatin1String("rule")].toString() != QStringLiteral("power.shelf_after_loss")) continue;
            found = true;
            QCOMPARE(f[QLatin1String("severity")].toString(), QStringLiteral("error"));
            QVERIFY(!f[QLatin1String("waived")].toBool());
            QVERIFY(f[QLatin1String("objects")].toArray().size() >= 1);
        }
        QVERIFY(found);
        QVERIFY(!json.json().contains(QLatin1String("metrics")));
    }

    void warningsCountOnlyWhenAsked() {
        // Unknown figures are warnings: published data has gaps in each template.
        const QString file = design(QStringLiteral("gb200-superpod"));
        const Run plain = rackloom({QStringLiteral("check"), file, QStringLiteral("--json")});
        int warnings = 0, errors = 0;
        for (const QJsonValue f : plain.json()[QLatin1String("findings")].toArray()) {
            warnings += f[QLatin1String("severity")].toString() == QStringLiteral("warning");
            errors += f[QLatin1String("severity")].toString() == QStringLiteral("error");
        }
        const Run strict = rackloom({QStringLiteral("check"), file, QStringLiteral("--warnings-as-errors")});
        QCOMPARE(plain.code, errors > 0 ? 3 : 0);
        QCOMPARE(strict.code, errors + warnings > 0 ? 3 : 0);
    }

    void aBudgetOfNoMetricIsNotChecked() {
        QByteArray text = readFile(design(QStringLiteral("gb200-superpod")));
        QVERIFY(text.contains("\"power.facility\""));
        text.replace("\"power.facility\"", "\"power.facilty\"");
        const Run run = rackloom({QStringLiteral("check"), QStringLiteral("-")}, text);
        const QByteArray said = run.out.simplified();
        QVERIFY2(said.contains("The budget of power.facilty was not checked: no metric has this id."),
                 run.out.constData());
    }

    void theSameFindingsComeTwice() {
        const QStringList call{QStringLiteral("check"), design(QStringLiteral("gb300-nvl72")),
                               QStringLiteral("--json")};
        QCOMPARE(rackloom(call).out, rackloom(call).out);
    }
};

std::unique_ptr<QObject> makeCheckTest() {
    return std::make_unique<CheckTest>();
}

}  // namespace rackloom::cli_test

#include "check_test.moc"
