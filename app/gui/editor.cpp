// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/editor.h"

#include "app/gui/main_window.h"
#include "model/base/version.h"
#include "model/storage/catalog_loader.h"
#include "views/theme/theme.h"

#include <QApplication>
#include <QMessageBox>

namespace rackloom::app {

int runEditor(int argc, char** argv, ReportWriter& reportWriter) {
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("rackloom"));
    QApplication::setApplicationDisplayName(QStringLiteral("Rackloom"));
    QApplication::setOrganizationName(QStringLiteral("rackloom"));
    const std::string_view version = model::programVersion();
    QApplication::setApplicationVersion(
        QString::fromUtf8(version.data(), static_cast<qsizetype>(version.size())));
    QApplication::setDesktopFileName(QStringLiteral("org.rackloom.Rackloom"));

    // Before the first widget: a later change of the font does not reach those that exist.
    QApplication::setFont(views::themeFont(views::TextSize::Body));

    Result<model::Catalog> catalog = model::loadCatalog();
    if (!catalog) {
        QMessageBox::critical(nullptr, QStringLiteral("Rackloom"),
                              QStringLiteral("The hardware catalogue could not be read.\n\n") +
                                  QString::fromStdString(catalog.error().text()));
        return 1;
    }
    MainWindow window(std::make_shared<const model::Catalog>(std::move(catalog).value()), reportWriter);
    window.show();
    const QStringList arguments = QApplication::arguments();
    window.start(arguments.size() > 1 ? arguments.at(1) : QString());
    return QApplication::exec();
}

}  // namespace rackloom::app
