// SPDX-License-Identifier: GPL-3.0-or-later
// Help > About: whoever asks to be named is named, with licence and address, as beside the data.
#include "app/gui/about_dialog.h"
#include "model/storage/catalog_loader.h"

#include <QTabWidget>
#include <QTest>
#include <QTextBrowser>

using namespace rackloom;

class AboutDialogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyAttributionIsShown() {
        const Result<model::Catalog> catalog = model::loadCatalog();
        QVERIFY(catalog.ok());
        app::AboutDialog dialog(catalog.value(), nullptr, app::AboutDialog::Tab::Data);
        const auto* text = dialog.findChild<QTextBrowser*>(QStringLiteral("dataAndLicences"));
        QVERIFY(text);
        const QString shown = text->toPlainText();
        for (const char* word : {"SkyPilot", "Apache-2.0", "tgarg01", "tanod", "dstack", "CC BY 4.0",
                                 "Mozilla Public License 2.0", "Tabler", "Epoch AI"})
            QVERIFY2(shown.contains(QLatin1String(word)), word);
        QVERIFY(
            text->toHtml().contains(QStringLiteral("href=\"https://creativecommons.org/licenses/by/4.0/\"")));
        // Every source of the catalogue with a licence is among them.
        for (const auto& [id, source] : catalog.value().sources)
            if (!source.licence.empty())
                QVERIFY2(shown.contains(QString::fromStdString(source.title)), id.c_str());
    }

    void theProgramTabComesFirst() {
        const model::Catalog none;
        const app::AboutDialog dialog(none);
        QCOMPARE(dialog.findChild<QTabWidget*>()->currentIndex(), 0);
    }
};

QTEST_MAIN(AboutDialogTest)
#include "about_dialog_test.moc"
