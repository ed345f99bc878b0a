// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QtTest>

namespace rackloom::cli_test {

class CablesTest : public QObject {
    Q_OBJECT

    static QString pod() { return design(QStringLiteral("gb200-superpod"), {QStringLiteral("su=1")}); }

private Q_SLOTS:
    void everyCableIsALineWithBothEnds() {
        const Run run = rackloom(
            {QStringLiteral("cables"), pod(), QStringLiteral("--fabric"), QStringLiteral("Compute")});
        QVERIFY2(run.code == 0, run.err.constData());
        const QList<QByteArray> lines = run.out.trimmed().split('\n');
        const QList<QByteArray> head = lines.front().split(',');
        QCOMPARE(lines.size(), 1 + 576 + 576);
        for (const QByteArray& line : lines)
            QCOMPARE(line.count(','), lines.front().count(','));
        const QList<QByteArray> first = lines[1].split(',');
        QCOMPARE(first[head.indexOf("fabric")], QByteArray("Compute"));
        QCOMPARE(first[head.indexOf("a_rack")], QByteArray("A1"));
        QCOMPARE(first[head.indexOf("gbps")], QByteArray("400"));
        QCOMPARE(first[head.indexOf("origin")], QByteArray("generated"));
        QVERIFY(first[head.indexOf("length_m")].toDouble() > 0);
    }

    void noPortIsListedTwice() {
        const Run run = rackloom({QStringLiteral("cables"), pod(), QStringLiteral("--json")});
        QCOMPARE(run.code, 0);
        QSet<QString> ports;
        const QJsonArray cables = run.json()[QLatin1String("cables")].toArray();
        for (const QJsonValue cable : cables)
            for (const char* end : {"a", "b"}) {
                const QJsonValue e = cable[QLatin1String(end)];
                ports << e[QLatin1String("rack")].toString() + e[QLatin1String("device")].toString() +
                             QString::number(e[QLatin1String("u")].toInt()) +
                             e[QLatin1String("port")].toString();
            }
        QCOMPARE(ports.size(), 2 * cables.size());
    }

    void namesWithCommasAndQuotesStayOneField() {
        QByteArray text = readFile(pod());
        QVERIFY(text.contains("\"name\": \"A1\""));
        text.replace("\"name\": \"A1\"", "\"name\": \"A, \\\"1\\\"\"");
        const QString path = scratch(QStringLiteral("commas.rackloom"));
        writeFile(path, text);
        const Run run = rackloom({QStringLiteral("cables"), path});
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY(run.out.contains(",\"A, \"\"1\"\"\","));
    }

    void anUnknownFabricNamesThoseThatThereAre() {
        const Run run = rackloom(
            {QStringLiteral("cables"), pod(), QStringLiteral("--fabric"), QStringLiteral("nothing")});
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains("\"Compute\""), run.err.constData());
    }

    void aDesignWithoutFabricsHasAnEmptySchedule() {
        const Run run = rackloom({QStringLiteral("cables"), design(QStringLiteral("cray-2"))});
        QCOMPARE(run.code, 0);
        QCOMPARE(run.out.count('\n'), 1);
    }
};

std::unique_ptr<QObject> makeCablesTest() {
    return std::make_unique<CablesTest>();
}

}  // namespace rackloom::cli_test

#include "cables_test.moc"
