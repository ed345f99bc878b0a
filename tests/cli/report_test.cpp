// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QProcess>
#include <QStandardPaths>
#include <QXmlStreamReader>
#include <QtTest>

namespace rackloom::cli_test {

namespace {

QString made(const QString& suffix, const QStringList& more = {}) {
    const QString path = scratch(QStringLiteral("pod") + more.join(QString()) + suffix);
    const Run run = rackloom(QStringList{QStringLiteral("report"), design(QStringLiteral("gb200-superpod")),
                                         QStringLiteral("-o"), path} +
                                 more,
                             {}, {QStringLiteral("SOURCE_DATE_EPOCH=1700000000")});
    if (run.code != 0) qWarning("%s", run.err.constData());
    return path;
}

QByteArray textOf(const QString& pdf) {
    QProcess process;
    process.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), pdf, QStringLiteral("-")});
    process.waitForFinished();
    return process.readAllStandardOutput();
}

const char* const kMustSay[] = {"Hall plan",
                                "Bill of materials",
                                "Power tree",
                                "Cooling loops",
                                "Cable schedule",
                                "Findings",
                                "Assumptions",
                                "What was not checked",
                                "not CFD",
                                "not packet level",
                                "Sources",
                                "576",
                                "GB200 NVL72 compute tray"};

}  // namespace

class ReportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theHtmlReportIsWholeAndWellFormed() {
        const QByteArray html = readFile(made(QStringLiteral(".html")));
        QVERIFY(html.size() > 10000);
        for (const char* text : kMustSay)
            QVERIFY2(html.contains(text), text);
        QXmlStreamReader xml(html);
        int drawings = 0, tables = 0;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) continue;
            drawings += xml.name() == QLatin1String("svg") &&
                        xml.attributes().hasAttribute(QLatin1String("aria-label"));
            tables += xml.name() == QLatin1String("table");
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString() + QString::number(xml.lineNumber())));
        QVERIFY(drawings >= 3);
        QVERIFY(tables >= 8);
        // One file: nothing is fetched and nothing runs.
        QVERIFY(!html.contains("<script") && !html.contains("<link") && !html.contains("src="));
        QVERIFY(!html.contains("<image"));
    }

    void theHtmlReportRepeatsByteForByte() {
        const QByteArray first = readFile(made(QStringLiteral(".html")));
        QFile::remove(scratch(QStringLiteral("pod.html")));
        QCOMPARE(readFile(made(QStringLiteral(".html"))), first);
        QVERIFY(first.contains("14 November 2023"));
    }

    void thePdfReportSaysTheSame() {
        const QString path = made(QStringLiteral(".pdf"));
        QVERIFY(readFile(path).startsWith("%PDF-1."));
        if (QStandardPaths::findExecutable(QStringLiteral("pdftotext")).isEmpty())
            QSKIP("pdftotext is not installed");
        const QByteArray text = textOf(path);
        for (const char* words : kMustSay)
            QVERIFY2(text.contains(words), words);
        QVERIFY(text.contains("Page 1 of "));
    }

    void paperSizeIsObeyed() {
        const QByteArray a4 = readFile(made(QStringLiteral(".pdf")));
        const QByteArray letter =
            readFile(made(QStringLiteral(".pdf"), {QStringLiteral("--paper"), QStringLiteral("letter")}));
        QVERIFY(a4.contains("595") && a4.contains("842"));
        QVERIFY(letter.contains("/MediaBox [0 0 612 792]") || letter.contains("612.000000 792.000000"));
    }

    void wrongOrdersAreRefused() {
        const QString pod = design(QStringLiteral("gb200-superpod"));
        const Run suffix = rackloom(
            {QStringLiteral("report"), pod, QStringLiteral("-o"), scratch(QStringLiteral("x.docx"))});
        QCOMPARE(suffix.code, 2);
        QVERIFY(suffix.err.contains(".pdf"));
        QCOMPARE(rackloom({QStringLiteral("report"), pod, QStringLiteral("-o"),
                           scratch(QStringLiteral("x.pdf")), QStringLiteral("--paper"), QStringLiteral("a3")})
                     .code,
                 2);
        QCOMPARE(rackloom({QStringLiteral("report"), pod}).code, 2);
        const Run folder = rackloom({QStringLiteral("report"), pod, QStringLiteral("-o"),
                                     scratch(QStringLiteral("no/folder/x.pdf"))});
        QCOMPARE(folder.code, 1);
        QVERIFY(folder.err.contains("no/folder"));
    }

    void aDateThatNobodyCanReadIsRefused() {
        const QString pod = design(QStringLiteral("gb200-nvl72"));
        const QString path = scratch(QStringLiteral("dated.html"));
        for (const char* value : {"yesterday", "12x", "-1", "1e9", "99999999999999", " 1"}) {
            const Run run = rackloom({QStringLiteral("report"), pod, QStringLiteral("-o"), path}, {},
                                     {QStringLiteral("SOURCE_DATE_EPOCH=") + QString::fromLatin1(value)});
            QVERIFY2(run.code == 2 && run.err.contains("SOURCE_DATE_EPOCH"), value);
        }
        QVERIFY(!QFile::exists(path));
    }

    void everyTemplateCanBeReported_data() {
        QTest::addColumn<QString>("id");
        for (const char* id : {"gb200-nvl72", "dgx-h100-superpod", "cloud-25gbe", "cray-2"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void everyTemplateCanBeReported() {
        QFETCH(QString, id);
        const QString path = scratch(id + QStringLiteral(".html"));
        const Run run = rackloom({QStringLiteral("report"), design(id), QStringLiteral("-o"), path});
        QVERIFY2(run.code == 0, run.err.constData());
        QXmlStreamReader xml(readFile(path));
        while (!xml.atEnd())
            xml.readNext();
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    }
};

std::unique_ptr<QObject> makeReportTest() {
    return std::make_unique<ReportTest>();
}

}  // namespace rackloom::cli_test

#include "report_test.moc"
