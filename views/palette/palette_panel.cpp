// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette/palette_panel.h"

#include "model/catalog/kinds.h"
#include "views/format/number_text.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QVBoxLayout>

#include <map>

namespace rackloom::views {

namespace {

constexpr int kKeyRole = Qt::UserRole, kItemRole = Qt::UserRole + 1, kSearchRole = Qt::UserRole + 2;

QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}

Domain domainOf(model::ColourRole role) {
    switch (role) {
    case model::ColourRole::Compute:
        return Domain::Compute;
    case model::ColourRole::ScaleUp:
        return Domain::ScaleUp;
    case model::ColourRole::ScaleOut:
        return Domain::ScaleOut;
    case model::ColourRole::Power:
        return Domain::Power;
    case model::ColourRole::Cooling:
        return Domain::Cooling;
    case model::ColourRole::Facility:
    case model::ColourRole::Storage:
    case model::ColourRole::Management:
        break;
    }
    return Domain::Facility;
}

const char* iconOf(model::ColourRole role) {
    switch (role) {
    case model::ColourRole::Compute:
        return "cpu";
    case model::ColourRole::ScaleUp:
        return "topology-star-3";
    case model::ColourRole::ScaleOut:
        return "network";
    case model::ColourRole::Power:
        return "bolt";
    case model::ColourRole::Cooling:
        return "droplet";
    case model::ColourRole::Facility:
        return "building-warehouse";
    case model::ColourRole::Storage:
        return "stack-2";
    case model::ColourRole::Management:
        return "adjustments";
    }
    return "box";
}

/// What fits into a rack, and what stands in a drawing of power or cooling: chips and cables live inside
/// devices and fabrics.
bool placeable(const model::DeviceType& type) {
    const bool drawn = type.source || type.conversion || type.circuit || type.heatRemoval;
    return (type.form.mount == model::Mount::Rack || drawn) && !type.link && !type.enclosure;
}

}  // namespace

QMimeData* PaletteTree::mimeData(const QList<QTreeWidgetItem*>& items) const {
    if (items.isEmpty() || items.first()->data(0, kKeyRole).toString().isEmpty()) return nullptr;
    return paletteMime(static_cast<PaletteItem>(items.first()->data(0, kItemRole).toInt()),
                       items.first()->data(0, kKeyRole).toString());
}

/// A key held a moment too long must not place a second rack.
void PaletteTree::keyPressEvent(QKeyEvent* e) {
    if (e->isAutoRepeat() && (e->key() == Qt::Key_Return || e->key() == Qt::Key_Enter)) return e->accept();
    QTreeWidget::keyPressEvent(e);
}

QStringList PaletteTree::mimeTypes() const {
    return {QStringLiteral("application/x-rackloom-rack-design"),
            QStringLiteral("application/x-rackloom-device")};
}

PalettePanel::PalettePanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      search_(new QLineEdit(this)),
      tree_(new PaletteTree(this)),
      details_(new QLabel(this)) {
    search_->setPlaceholderText(tr("Search the catalogue"));
    search_->setAccessibleName(tr("Search the catalogue"));
    search_->setClearButtonEnabled(true);
    tree_->setAccessibleName(tr("Catalogue"));
    tree_->setHeaderHidden(true);
    tree_->setDragEnabled(true);
    tree_->setDragDropMode(QAbstractItemView::DragOnly);
    tree_->setIconSize({16, 16});
    details_->setWordWrap(true);
    details_->setTextFormat(Qt::RichText);
    details_->setMinimumHeight(64);
    details_->setAlignment(Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(search_);
    column->addWidget(tree_, 1);
    column->addWidget(details_);
    connect(search_, &QLineEdit::textChanged, this, &PalettePanel::filter);
    connect(tree_, &QTreeWidget::currentItemChanged, this, &PalettePanel::describe);
    connect(tree_, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        const QString key = item->data(0, kKeyRole).toString();
        if (!key.isEmpty())
            Q_EMIT placeRequested(static_cast<PaletteItem>(item->data(0, kItemRole).toInt()), key);
    });
    connect(&workspace_, &Workspace::themeChanged, this, &PalettePanel::fill);
    fill();
    describe();
}

void PalettePanel::fill() {
    tree_->clear();
    const Theme& t = workspace_.theme();
    auto* racks = new QTreeWidgetItem(tree_, {tr("Rack designs")});
    for (const auto& [key, rack] : workspace_.catalog().racks) {
        auto* item = new QTreeWidgetItem(racks, {text(rack.name)});
        item->setIcon(0, themeIcon(QStringLiteral("server-2"), t.domain(Domain::Compute)));
        item->setData(0, kKeyRole, text(key));
        item->setData(0, kItemRole, static_cast<int>(PaletteItem::RackDesign));
        item->setData(0, kSearchRole, text(key + " " + rack.name + " " + rack.summary).toLower());
    }
    std::map<QString, QTreeWidgetItem*> groups;
    for (const auto& [key, type] : workspace_.catalog().devices) {
        if (!placeable(*type)) continue;
        const model::Kind* kind = model::findKind(type->kind);
        const QString group = kind ? text(kind->group) : tr("Other");
        QTreeWidgetItem*& parent = groups[group];
        if (!parent) parent = new QTreeWidgetItem(tree_, {group});
        auto* item = new QTreeWidgetItem(parent, {text(type->name)});
        const model::ColourRole role = kind ? kind->role : model::ColourRole::Facility;
        item->setIcon(0, themeIcon(QString::fromLatin1(iconOf(role)), t.domain(domainOf(role))));
        item->setData(0, kKeyRole, text(key));
        item->setData(0, kItemRole, static_cast<int>(PaletteItem::Device));
        item->setData(0, kSearchRole,
                      text(key + " " + type->name + " " + type->vendor + " " + type->summary).toLower());
    }
    racks->setExpanded(true);
    filter(search_->text());
}

void PalettePanel::filter(const QString& pattern) {
    const QStringList words = pattern.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (int g = 0; g < tree_->topLevelItemCount(); ++g) {
        QTreeWidgetItem* group = tree_->topLevelItem(g);
        int visible = 0;
        for (int i = 0; i < group->childCount(); ++i) {
            const QString haystack = group->child(i)->data(0, kSearchRole).toString();
            const bool hit = std::all_of(words.begin(), words.end(),
                                         [&](const QString& w) { return haystack.contains(w); });
            group->child(i)->setHidden(!hit);
            visible += hit ? 1 : 0;
        }
        group->setHidden(visible == 0);
        if (!words.isEmpty()) group->setExpanded(true);
    }
}

void PalettePanel::describe() {
    const QTreeWidgetItem* item = tree_->currentItem();
    const QString key = item ? item->data(0, kKeyRole).toString() : QString();
    const QString muted = workspace_.theme().textMuted.name();
    if (key.isEmpty()) {
        details_->setText(
            QStringLiteral("<span style='color:%1'>%2</span>")
                .arg(muted, tr("Drag a rack design onto the hall plan, a device into a rack elevation, "
                               "or equipment into the one-line or cooling drawing. Enter "
                               "places at the selection.")));
        return;
    }
    QString line;
    QString summary;
    if (const model::CatalogRack* rack = workspace_.catalog().rack(key.toStdString())) {
        summary = text(rack->summary);
        line = counted(std::ssize(rack->slots), tr("device"), tr("devices"));
    } else if (const model::DeviceType* type = workspace_.catalog().device(key.toStdString())) {
        summary = text(type->summary);
        line = tr("%1 U").arg(type->form.heightU);
        if (type->power)
            line += QStringLiteral(" · ") + quantity(type->power->provisioned.value
                                                         ? std::optional(type->power->provisioned.value->si())
                                                         : std::nullopt,
                                                     "W");
    }
    details_->setText(
        QStringLiteral("%1<br><span style='color:%2'>%3</span>").arg(summary.toHtmlEscaped(), muted, line));
}

}  // namespace rackloom::views
