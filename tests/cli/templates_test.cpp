// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QtTest>

namespace rackloom::cli_test {

class TemplatesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPromisedTemplateIsListed() {
        const Run run = rackloom({QStringLiteral("templates")});
        QCOMPARE(run.code, 0);
        for (const char* id : {"gb200-nvl72", "gb200-nvl36x2", "gb200-superpod", "gb300-nvl72",
                               "dgx-h100-superpod", "dgx-b200-superpod", "cloud-25gbe", "cray-2"})
            QVERIFY2(run.out.contains(id), id);
        QVERIFY(run.out.contains("su=1"));
    }

    void jsonGivesRangesAndDefaults() {
        const Run run = rackloom({QStringLiteral("templates"), QStringLiteral("--json")});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.json()[QLatin1String("format")].toInt(), 1);
        int parameters = 0;
        for (const QJsonValue one : run.json()[QLatin1String("templates")].toArray()) {
            QVERIFY(!one[QLatin1String("id")].toString().isEmpty());
            QVERIFY(!one[QLatin1String("summary")].toString().isEmpty());
            for (const QJsonValue p : one[QLatin1String("parameters")].toArray()) {
                ++parameters;
                QVERIFY(p[QLatin1String("minimum")].toDouble() <= p[QLatin1String("default")].toDouble());
                QVERIFY(p[QLatin1String("default")].toDouble() <= p[QLatin1String("maximum")].toDouble());
            }
        }
        QVERIFY(parameters > 0);
    }
};

std::unique_ptr<QObject> makeTemplatesTest() {
    return std::make_unique<TemplatesTest>();
}

}  // namespace rackloom::cli_test

#include "templates_test.moc"
