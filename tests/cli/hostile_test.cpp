// SPDX-License-Identifier: GPL-3.0-or-later
// Calls that a careless or hostile surrounding makes: odd names, pipes as files, no memory, no display.
#include "tests/cli/program.h"

#include <QDir>
#include <QtTest>

namespace rackloom::cli_test {

namespace {

// What terminals obey: the colour red, the override of the direction, and the one-character form of ESC [.
const QByteArray kEscape = QByteArray("\x1b[31m");
const QByteArray kOverride = QByteArray("\xe2\x80\xae");
const QByteArray kC1 = QByteArray("\xc2\x9b");

bool isHarmless(const QByteArray& text) {
    return !text.contains('\x1b') && !text.contains('\0') && !text.contains(kOverride) && !text.contains(kC1);
}

QString designWithHostileNames() {
    QByteArray text = readFile(design(QStringLiteral("gb200-nvl72")));
    const qsizetype at = text.indexOf("\"name\": \"") + 9;
    text.insert(at, "\\u001b[31m\\u0000\\u009b\\u202eEvil\\nPower ");
    const QString path = scratch(QStringLiteral("hostile.rackloom"));
    writeFile(path, text);
    return path;
}

}  // namespace

class HostileTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void namesCannotSteerATerminal_data() {
        QTest::addColumn<QStringList>("call");
        const QString file = designWithHostileNames();
        const QString other = design(QStringLiteral("gb200-nvl72"));
        QTest::newRow("analyze") << QStringList{QStringLiteral("analyze"), file};
        QTest::newRow("analyze as JSON")
            << QStringList{QStringLiteral("analyze"), file, QStringLiteral("--json")};
        QTest::newRow("check") << QStringList{QStringLiteral("check"), file};
        QTest::newRow("diff") << QStringList{QStringLiteral("diff"), other, file};
        QTest::newRow("diff as JSON")
            << QStringList{QStringLiteral("diff"), other, file, QStringLiteral("--json")};
        QTest::newRow("report") << QStringList{QStringLiteral("report"), file, QStringLiteral("-o"),
                                               scratch(QStringLiteral("hostile.pdf"))};
    }
    void namesCannotSteerATerminal() {
        QFETCH(QStringList, call);
        const Run run = rackloom(call);
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY(isHarmless(run.out) && isHarmless(run.err));
    }

    void jsonStillHoldsTheNameAsItIs() {
        const Run run =
            rackloom({QStringLiteral("check"), designWithHostileNames(), QStringLiteral("--json")});
        const QString name = run.json()[QLatin1String("design")].toString();
        QVERIFY(name.startsWith(QStringLiteral("\u001b[31m")));
        QVERIFY(name.contains(QStringLiteral("\u009b\u202eEvil\nPower ")));
    }

    void aNameKeepsItsLine() {
        const Run run = rackloom({QStringLiteral("analyze"), designWithHostileNames()});
        QVERIFY2(run.out.startsWith("\\u001b[31m\\u0000\\u009b\\u202eEvil\\u000aPower "),
                 run.out.constData());
    }

    void argumentsCannotSteerATerminal() {
        const QString word = QString::fromUtf8("x\n" + kEscape + kOverride + kC1);
        for (const QStringList& call : {QStringList{word}, QStringList{QStringLiteral("analyze"), word},
                                        QStringList{QStringLiteral("catalog"), word},
                                        QStringList{QStringLiteral("new"), word, QStringLiteral("-o"), word},
                                        QStringList{QStringLiteral("check"), QStringLiteral("x"), word}}) {
            const Run run = rackloom(call);
            QVERIFY2(isHarmless(run.err), run.err.constData());
            QVERIFY2(run.err.contains("\\u001b[31m\\u202e\\u009b"), run.err.constData());
            QCOMPARE(run.err.count('\n'), 1);
        }
    }

    void namesOfFilesAreBytes() {
        const Run made = shell(QStringLiteral("\"$0\" new gb200-nvl72 -o \"$(printf 'out\\377.rackloom')\" &&"
                                              " test -f \"$(printf 'out\\377.rackloom')\" &&"
                                              " \"$0\" check \"$(printf 'out\\377.rackloom')\" >&2 &&"
                                              " rm \"$(printf 'out\\377.rackloom')\""));
        QVERIFY2(made.code == 0, made.err.constData());
        QVERIFY2(made.out.startsWith("out\\xff.rackloom: "), made.out.constData());
        const Run missing = shell(QStringLiteral("\"$0\" analyze \"$(printf 'bad\\377name')\""));
        QCOMPARE(missing.code, 1);
        QVERIFY2(missing.err.startsWith("rackloom: bad\\xffname: there is no such file"),
                 missing.err.constData());
    }

    void aPipeGetsTheDesignAndStaysAPipe() {
        const Run run =
            shell(QStringLiteral("mkfifo pipe && { \"$0\" check - <pipe >&2 & } &&"
                                 " \"$0\" new gb200-nvl72 -f -o pipe && wait $! && test -p pipe"));
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY2(run.err.contains("0 errors"), run.err.constData());
    }

    void aFolderIsCalledAFolder() {
        QVERIFY(QDir(scratch(QString())).mkpath(QStringLiteral("folder.pdf")));
        const QString folder = scratch(QStringLiteral("folder.pdf"));
        const QList<QStringList> calls{
            {QStringLiteral("new"), QStringLiteral("gb200-nvl72"), QStringLiteral("-o"), folder},
            {QStringLiteral("new"), QStringLiteral("gb200-nvl72"), QStringLiteral("-f"), QStringLiteral("-o"),
             folder},
            {QStringLiteral("report"), design(QStringLiteral("gb200-nvl72")), QStringLiteral("-o"), folder}};
        for (const QStringList& call : calls) {
            const Run run = rackloom(call);
            QCOMPARE(run.code, 1);
            QVERIFY2(run.err.contains("this is a folder. Name a file inside it"), run.err.constData());
        }
    }

    void anEmptyNameIsNamed() {
        const QString none = QLatin1String("");
        const QString rack = design(QStringLiteral("gb200-nvl72"));
        const QList<QStringList> calls{
            {QStringLiteral("analyze"), none},
            {QStringLiteral("new"), QStringLiteral("gb200-nvl72"), QStringLiteral("-o"), none},
            {QStringLiteral("report"), rack, QStringLiteral("-o"), none},
            {QStringLiteral("diff"), rack, none}};
        for (const QStringList& call : calls) {
            const Run run = rackloom(call);
            QVERIFY(run.code == 1 || run.code == 2);
            QVERIFY2(run.err.startsWith("rackloom: \"\": the name of the ") && run.err.count('\n') == 1,
                     run.err.constData());
        }
    }

    void withoutMemoryItSaysSo() {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the sanitizer itself takes more than any limit");
#endif
        const Run run =
            shell(QStringLiteral("ulimit -v 300000 && head -c 400M /dev/zero | \"$0\" analyze -"));
        QCOMPARE(run.code, 1);
        QVERIFY2(run.err.contains("rackloom: out of memory") && run.err.count('\n') == 1,
                 run.err.constData());
        QVERIFY(run.out.isEmpty());
    }

    // From where nothing works to where all does: at no limit may it crash.
    void atNoMemoryLimitDoesItCrash() {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the sanitizer itself takes more than any limit");
#endif
        const QString pod = design(QStringLiteral("gb200-superpod"));
        for (int megabytes = 60; megabytes <= 340; megabytes += 40) {
            const Run run = shell(
                QStringLiteral("ulimit -v %1; exec \"$0\" analyze '%2'").arg(megabytes * 1000).arg(pod));
            // 127: the system could not even load the program.
            QVERIFY2(run.code == 0 || run.code == 1 || run.code == 127,
                     qPrintable(QStringLiteral("%1 MB: code %2").arg(megabytes).arg(run.code)));
        }
    }

    void aDisplayThatCannotBeOpenedIsASentence_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("environment");
        const QString file = QStringLiteral("x.rackloom");
        QTest::newRow("no X server") << QStringList{file} << QStringList{QStringLiteral("DISPLAY=:31977")};
        QTest::newRow("no such platform")
            << QStringList{file} << QStringList{QStringLiteral("QT_QPA_PLATFORM=nosuch")};
        QTest::newRow("no such platform, by option")
            << QStringList{QStringLiteral("-platform"), QStringLiteral("nosuch"), file} << QStringList{};
        QTest::newRow("no Wayland server")
            << QStringList{file}
            << QStringList{QStringLiteral("WAYLAND_DISPLAY=none"), QStringLiteral("QT_QPA_PLATFORM=wayland")};
    }
    void aDisplayThatCannotBeOpenedIsASentence() {
        QFETCH(QStringList, arguments);
        QFETCH(QStringList, environment);
        const Run run = rackloom(arguments, {}, environment);
        QCOMPARE(run.code, 1);
        QVERIFY(run.out.isEmpty());
        QVERIFY2(run.err.startsWith("rackloom: display: ") && run.err.count('\n') == 1, run.err.constData());
        QVERIFY2(run.err.contains("or use a verb"), run.err.constData());
    }
};

std::unique_ptr<QObject> makeHostileTest() {
    return std::make_unique<HostileTest>();
}

}  // namespace rackloom::cli_test

#include "hostile_test.moc"
