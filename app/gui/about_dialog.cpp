// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/about_dialog.h"

#include "analytics/economics/shipped_prices.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace rackloom::app {

namespace {

QString fromUtf8(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Escaped, with addresses as links.
QString linked(const QString& plain) {
    static const QRegularExpression kAddress(QStringLiteral("(https?://[^\\s<]+)"));
    return plain.toHtmlEscaped().replace(kAddress, QStringLiteral("<a href=\"\\1\">\\1</a>"));
}

/// A text file of paragraphs as rich text: indented lines stand below a bold one; rules under titles go.
QString asRichText(const QString& text) {
    QString out;
    for (const QString& paragraph : text.split(QStringLiteral("\n\n"), Qt::SkipEmptyParts)) {
        QString head, body;
        for (const QString& line : paragraph.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
            if (line.startsWith(QStringLiteral("==="))) continue;
            QString& part = line.startsWith(QLatin1Char(' ')) ? body : head;
            part += (part.isEmpty() ? QString() : QStringLiteral(" ")) + line.trimmed();
        }
        if (body.isEmpty())
            out += QStringLiteral("<p>%1</p>").arg(linked(head));
        else
            out += QStringLiteral("<p><b>%1</b><br>%2</p>").arg(linked(head), linked(body));
    }
    return out;
}

QString catalogueSources(const model::Catalog& catalog) {
    QString out =
        AboutDialog::tr("<p>Figures of devices come from %1 sources; each figure names its own. Under a "
                        "licence that asks for attribution:</p>")
            .arg(catalog.sources.size());
    for (const auto& [id, source] : catalog.sources)
        if (!source.licence.empty())
            out += QStringLiteral("<p><b>%1, %2</b><br>%3</p>")
                       .arg(linked(fromUtf8(source.title)), linked(fromUtf8(source.licence)),
                            linked(fromUtf8(source.url)));
    return out;
}

QWidget* programTab(QWidget* parent) {
    auto* text = new QLabel(
        AboutDialog::tr("<h2>Rackloom %1</h2>"
                        "<p>Design rack-scale AI infrastructure and see, while drawing, what it can do.</p>"
                        "<p>Mass and energy balance, not CFD. Flow level, not packet level.</p>"
                        "<p>GPL-3.0-or-later. Product names are trademarks of their owners.</p>")
            .arg(QCoreApplication::applicationVersion()),
        parent);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    text->setMargin(12);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return text;
}

QWidget* dataTab(const model::Catalog& catalog, QWidget* parent) {
    auto* text = new QTextBrowser(parent);
    text->setObjectName(QStringLiteral("dataAndLicences"));
    text->setOpenExternalLinks(true);
    text->setFrameShape(QFrame::NoFrame);
    text->setHtml(dataAndLicences(catalog));
    return text;
}

}  // namespace

QString dataAndLicences(const model::Catalog& catalog) {
    const auto heading = [](const QString& text) { return QStringLiteral("<h3>%1</h3>").arg(text); };
    return heading(AboutDialog::tr("Prices")) + asRichText(fromUtf8(analytics::priceSourcesText())) +
           heading(AboutDialog::tr("Device catalogue")) + catalogueSources(catalog) +
           heading(AboutDialog::tr("Icons")) +
           AboutDialog::tr("<p><b>Tabler Icons, MIT</b><br>Copyright 2020-2026 Paweł Kuna. "
                           "<a href=\"https://tabler.io/icons\">https://tabler.io/icons</a></p>");
}

AboutDialog::AboutDialog(const model::Catalog& catalog, QWidget* parent, Tab tab) : QDialog(parent) {
    setWindowTitle(tr("About Rackloom"));
    auto* tabs = new QTabWidget(this);
    tabs->addTab(programTab(tabs), tr("&Program"));
    tabs->addTab(dataTab(catalog, tabs), tr("&Data and licences"));
    tabs->setCurrentIndex(static_cast<int>(tab));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(tabs);
    layout->addWidget(buttons);
    resize(620, 520);
}

}  // namespace rackloom::app
