// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QtTest>

namespace rackloom::cli_test {

class NewTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aTemplateBecomesAFileAndOneLineSaysWhat() {
        const QString path = scratch(QStringLiteral("fresh.rackloom"));
        const Run run =
            rackloom({QStringLiteral("new"), QStringLiteral("gb200-nvl72"), QStringLiteral("-o"), path});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.out.count('\n'), 1);
        QVERIFY(readFile(path).contains("\"format\""));
    }

    void aDashWritesToStandardOutput() {
        const Run run = rackloom({QStringLiteral("new"), QStringLiteral("gb200-nvl72"), QStringLiteral("-o"),
                                  QStringLiteral("-")});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.out, readFile(design(QStringLiteral("gb200-nvl72"))));
        const Run piped =
            rackloom({QStringLiteral("analyze"), QStringLiteral("-"), QStringLiteral("--json")}, run.out);
        QCOMPARE(piped.code, 0);
        QCOMPARE(metric(piped.json(), QStringLiteral("capacity.gpus"))[QLatin1String("value")].toInt(), 72);
    }

    void anExistingFileIsKeptUnlessForced() {
        const QString path = scratch(QStringLiteral("kept.rackloom"));
        writeFile(path, "mine");
        const QStringList call{QStringLiteral("new"), QStringLiteral("gb200-nvl72"), QStringLiteral("-o"),
                               path};
        const Run refused = rackloom(call);
        QCOMPARE(refused.code, 1);
        QVERIFY(refused.err.contains("--force"));
        QCOMPARE(readFile(path), QByteArray("mine"));
        QCOMPARE(rackloom(call + QStringList{QStringLiteral("--force")}).code, 0);
        QVERIFY(readFile(path) != QByteArray("mine"));
    }

    void parametersAreChecked_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        const QString su = QStringLiteral("gb200-superpod");
        QTest::newRow("template") << QStringList{QStringLiteral("gb200-superpot")}
                                  << QByteArray("Did you mean \"gb200-superpod\"?");
        QTest::newRow("key") << QStringList{su, QStringLiteral("sus=2")} << QByteArray("su=");
        QTest::newRow("no number") << QStringList{su, QStringLiteral("su=two")} << QByteArray("not a number");
        QTest::newRow("zero") << QStringList{su, QStringLiteral("su=0")} << QByteArray("out of range");
        QTest::newRow("huge") << QStringList{su, QStringLiteral("su=1e300")} << QByteArray("out of range");
        QTest::newRow("fraction") << QStringList{su, QStringLiteral("su=1.5")} << QByteArray("whole number");
        QTest::newRow("not a number") << QStringList{su, QStringLiteral("su=nan")} << QByteArray("su");
        QTest::newRow("twice") << QStringList{su, QStringLiteral("su=1"), QStringLiteral("su=2")}
                               << QByteArray("twice");
        QTest::newRow("no equals sign") << QStringList{su, QStringLiteral("4")} << QByteArray("name=value");
    }
    void parametersAreChecked() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const QString path = scratch(QStringLiteral("never.rackloom"));
        const Run run = rackloom(QStringList{QStringLiteral("new")} + arguments +
                                 QStringList{QStringLiteral("-o"), path});
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains(says), run.err.constData());
        QVERIFY(!QFile::exists(path));
    }

    void anOutputThatCannotBeWrittenIsNamed() {
        const QString path = scratch(QStringLiteral("no/such/folder/x.rackloom"));
        const Run run =
            rackloom({QStringLiteral("new"), QStringLiteral("gb200-nvl72"), QStringLiteral("-o"), path});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains(path.toUtf8()), run.err.constData());
    }

    void theSameCallGivesTheSameBytes() {
        const QStringList call{QStringLiteral("new"), QStringLiteral("gb200-superpod"), QStringLiteral("-o"),
                               QStringLiteral("-")};
        QCOMPARE(rackloom(call).out, rackloom(call).out);
    }

    void everyTemplateIsBuilt_data() {
        QTest::addColumn<QString>("id");
        for (const char* id : {"gb200-nvl72", "gb200-nvl36x2", "gb200-superpod", "gb300-nvl72",
                               "dgx-h100-superpod", "dgx-b200-superpod", "cloud-25gbe", "cray-2"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void everyTemplateIsBuilt() {
        QFETCH(QString, id);
        const Run run = rackloom({QStringLiteral("analyze"), design(id), QStringLiteral("--json")});
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY(!run.json()[QLatin1String("metrics")].toArray().isEmpty());
    }
};

std::unique_ptr<QObject> makeNewTest() {
    return std::make_unique<NewTest>();
}

}  // namespace rackloom::cli_test

#include "new_test.moc"
