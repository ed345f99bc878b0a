// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QRegularExpression>
#include <QtTest>

namespace rackloom::cli_test {

class UsageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void helpListsEveryVerbWithoutADisplay() {
        for (const QString& word : {QStringLiteral("--help"), QStringLiteral("-h"), QStringLiteral("help")}) {
            const Run run = rackloom({word});
            QCOMPARE(run.code, 0);
            QVERIFY(run.err.isEmpty());
            for (const char* verb :
                 {"new", "templates", "catalog", "analyze", "check", "explain", "report", "diff"})
                QVERIFY2(run.out.contains(QByteArray("\n  ") + verb), verb);
        }
    }

    void everyVerbHasHelpWithExamples_data() {
        QTest::addColumn<QString>("verb");
        for (const char* verb :
             {"new", "templates", "catalog", "analyze", "check", "explain", "report", "diff"})
            QTest::newRow(verb) << QString::fromLatin1(verb);
    }
    void everyVerbHasHelpWithExamples() {
        QFETCH(QString, verb);
        const Run run = rackloom({verb, QStringLiteral("--help")});
        QCOMPARE(run.code, 0);
        QVERIFY(run.out.contains("Examples:\n  rackloom " + verb.toLatin1()));
        QCOMPARE(rackloom({QStringLiteral("help"), verb}).out, run.out);
    }

    void versionIsNameAndNumber() {
        const Run run = rackloom({QStringLiteral("--version")});
        QCOMPARE(run.code, 0);
        QVERIFY(QRegularExpression(
                    QStringLiteral("^Rackloom \\d+\\.\\d+\\.\\d+\nGPL-3.0-or-later.*prices --sources\n$"))
                    .match(QString::fromUtf8(run.out))
                    .hasMatch());
    }

    void anUnknownVerbNamesTheNearest() {
        const Run run = rackloom({QStringLiteral("analyse"), QStringLiteral("x.rackloom")});
        QCOMPARE(run.code, 2);
        QVERIFY(run.out.isEmpty());
        QVERIFY2(run.err.contains("Did you mean \"analyze\"?"), run.err.constData());
    }

    void anUnknownOptionIsRefused_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("program") << QStringList{QStringLiteral("--frob")};
        QTest::newRow("verb") << QStringList{QStringLiteral("check"), QStringLiteral("x"),
                                             QStringLiteral("--frob")};
        QTest::newRow("missing file") << QStringList{QStringLiteral("check")};
        QTest::newRow("missing value")
            << QStringList{QStringLiteral("analyze"), QStringLiteral("x"), QStringLiteral("--set")};
    }
    void anUnknownOptionIsRefused() {
        QFETCH(QStringList, arguments);
        const Run run = rackloom(arguments);
        QCOMPARE(run.code, 2);
        QVERIFY(run.out.isEmpty());
        QVERIFY2(run.err.contains("--help"), run.err.constData());
    }

    void inputThatWouldBeIgnoredIsRefused_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* line, const char* says) {
            QTest::newRow(line) << QString::fromLatin1(line).split(QLatin1Char(' ')) << QByteArray(says);
        };
        row("help nosuch", "rackloom: \"nosuch\": there is no such verb. The verbs are new");
        row("help CHECK", "Did you mean \"check\"?");
        row("help check more", "rackloom: help: \"more\" is too much");
        row("--version extra", "rackloom: --version: \"extra\" is too much");
        row("CHECK x.rackloom", "Did you mean \"check\"?");
        row("check x.rackloom --set job.mfu=0.4", "there is no option \"--set\"");
        row("analyze x.rackloom job.mfu=0.4 more", "\"job.mfu=0.4\" and \"more\" are too much");
        row("analyze x.rackloom --jsn", "Did you mean \"--json\"?");
        row("analyze -dash.rackloom", "A name that begins with a dash is written ./-dash.rackloom.");
        row("-dash.rackloom", "./-name");
    }
    void inputThatWouldBeIgnoredIsRefused() {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, says);
        const Run run = rackloom(arguments);
        QCOMPARE(run.code, 2);
        QVERIFY(run.out.isEmpty());
        QVERIFY2(run.err.contains(says) && run.err.count('\n') == 1, run.err.constData());
    }

    void theEditorWithoutADisplaySaysSo() {
        const Run run = rackloom({});
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains("display"), run.err.constData());
        QCOMPARE(rackloom({QStringLiteral("some.rackloom")}).code, 1);
    }

    void badDesignsAreRefusedByEveryVerbThatReadsOne_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("input");
        const auto file = [](const char* name, const QByteArray& bytes) {
            const QString path = scratch(QString::fromLatin1(name));
            writeFile(path, bytes);
            return path;
        };
        QByteArray garbage;
        for (int i = 0; i < 4096; ++i)
            garbage.append(static_cast<char>(i * 37 % 256));
        QTest::newRow("missing") << scratch(QStringLiteral("nowhere/at/all.rackloom")) << QByteArray();
        QTest::newRow("directory") << scratch(QString()) << QByteArray();
        QTest::newRow("empty") << file("empty.rackloom", "") << QByteArray();
        QTest::newRow("text") << file("text.rackloom", "hello, this is no design\n") << QByteArray();
        QTest::newRow("other JSON") << file("other.rackloom", "{\"a\": [1, 2, 3]}\n") << QByteArray();
        QTest::newRow("garbage") << file("garbage.rackloom", garbage) << QByteArray();
        QTest::newRow("deep") << file("deep.rackloom", QByteArray(100000, '[')) << QByteArray();
        QTest::newRow("large") << file("large.rackloom", QByteArray(8 << 20, ' ') + "x") << QByteArray();
        QTest::newRow("newer format") << file("newer.rackloom", "{\"format\": 999}\n") << QByteArray();
        QTest::newRow("empty input") << QStringLiteral("-") << QByteArray();
        QTest::newRow("broken input") << QStringLiteral("-") << QByteArray("{");
    }
    void badDesignsAreRefusedByEveryVerbThatReadsOne() {
        QFETCH(QString, file);
        QFETCH(QByteArray, input);
        const QString pdf = scratch(QStringLiteral("refused.pdf"));
        const QList<QStringList> calls{
            {QStringLiteral("analyze"), file, QStringLiteral("--json")},
            {QStringLiteral("check"), file},
            {QStringLiteral("explain"), file, QStringLiteral("power.it")},
            {QStringLiteral("report"), file, QStringLiteral("-o"), pdf},
            {QStringLiteral("diff"), file, file == QStringLiteral("-") ? pdf : file}};
        for (const QStringList& call : calls) {
            const Run run = rackloom(call, input);
            QVERIFY2(run.code == 1, qPrintable(run.command));
            QVERIFY2(run.out.isEmpty(), qPrintable(run.command));
            QVERIFY2(run.err.startsWith("rackloom: ") && run.err.count('\n') == 1, run.err.constData());
        }
        QVERIFY(!QFile::exists(pdf));
    }

    void aFullDeviceIsAnError() {
        if (!QFile::exists(QStringLiteral("/dev/full"))) QSKIP("no /dev/full here");
        QProcess process;
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        process.start(QStringLiteral(RACKLOOM_PROGRAM), {QStringLiteral("catalog")});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains("standard output"));
    }
};

std::unique_ptr<QObject> makeUsageTest() {
    return std::make_unique<UsageTest>();
}

}  // namespace rackloom::cli_test

#include "usage_test.moc"
