// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/charts_panel.h"

#include "model/document/document.h"
#include "views/charts/chart_parts.h"
#include "views/charts/chart_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

namespace rackloom::views {

namespace {

constexpr int kIdRole = Qt::UserRole, kObjectRole = Qt::UserRole + 1;
constexpr int kMostRows = 5000;

QString familyTitle(std::string_view family) {
    const auto tr = [](const char* s) { return ChartsPanel::tr(s); };
    if (family == "power") return tr("Power");
    if (family == "cooling") return tr("Cooling");
    if (family == "economics") return tr("Economics");
    if (family == "reliability") return tr("Reliability");
    QString name = chartText(family);
    if (!name.isEmpty()) name[0] = name[0].toUpper();
    return name;
}

QToolButton* button(const QString& text, const QString& tip, QWidget* parent) {
    auto* out = new QToolButton(parent);
    out->setText(text);
    out->setToolTip(tip);
    out->setToolButtonStyle(Qt::ToolButtonTextOnly);
    out->setAutoRaise(false);
    return out;
}

QLabel* wrappedLabel(QWidget* parent, TextSize size, bool bold = false) {
    auto* out = new QLabel(parent);
    out->setFont(themeFont(size, bold));
    out->setWordWrap(true);
    out->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return out;
}

void tint(QLabel* label, const QColor& colour) {
    QPalette p = label->palette();
    p.setColor(QPalette::WindowText, colour);
    label->setPalette(p);
}

}  // namespace

ChartsPanel::ChartsPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      list_(new QTreeWidget(this)),
      table_(new QTreeWidget(this)),
      title_(wrappedLabel(this, TextSize::Title, true)),
      sentence_(wrappedLabel(this, TextSize::Body)),
      state_(wrappedLabel(this, TextSize::Small)),
      notes_(wrappedLabel(this, TextSize::Small)),
      tableButton_(button(tr("Table"), tr("The numbers of this chart beneath the drawing"), this)),
      copyButton_(button(tr("Copy as CSV"), tr("Copies the numbers for a spreadsheet, in SI units"), this)),
      view_(new ChartView(this)),
      parts_(new QSplitter(Qt::Vertical, this)) {
    setAccessibleName(tr("Charts"));
    setFocusProxy(list_);
    build();
    fillList();
    connect(list_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (item && !item->data(0, kIdRole).toString().isEmpty()) choose(item->data(0, kIdRole).toString());
    });
    connect(tableButton_, &QToolButton::toggled, this, [this](bool on) {
        table_->setVisible(on);
        const int room = parts_->height();
        parts_->setSizes({room * 3 / 5, room * 2 / 5});
        refreshTable();
    });
    connect(copyButton_, &QToolButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(csv());
        workspace_.announce(tr("Copied the numbers of “%1”").arg(title_->text()));
    });
    connect(table_, &QTreeWidget::itemClicked, this,
            [this](QTreeWidgetItem* item) { select(item->data(0, kObjectRole).toString(), false); });
    connect(table_, &QTreeWidget::itemActivated, this,
            [this](QTreeWidgetItem* item) { select(item->data(0, kObjectRole).toString(), true); });
    connect(view_, &ChartView::objectClicked, this, [this](const QString& key) { select(key, false); });
    connect(view_, &ChartView::objectOpened, this, [this](const QString& key) { select(key, true); });
    connect(&workspace_, &Workspace::reportChanged, this, &ChartsPanel::refresh);
    connect(&workspace_, &Workspace::snapshotChanged, this, &ChartsPanel::refresh);
    connect(&workspace_, &Workspace::themeChanged, this, &ChartsPanel::refresh);
    connect(&workspace_.selection(), &Selection::changed, this, [this] {
        QStringList keys;
        for (const ObjectRef& o : workspace_.selection().objects())
            keys << QString::fromStdString(o.key());
        view_->highlight(keys);
    });
    if (!analytics::chartInfos().empty()) choose(chartText(analytics::chartInfos().front().id));
}

void ChartsPanel::build() {
    list_->setAccessibleName(tr("Charts by topic"));
    list_->setHeaderHidden(true);
    list_->setRootIsDecorated(false);
    list_->setIndentation(10);
    table_->setAccessibleName(tr("Numbers of the chart"));
    table_->setRootIsDecorated(false);
    table_->setUniformRowHeights(true);
    table_->header()->setStretchLastSection(false);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->hide();
    tableButton_->setCheckable(true);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("Drawing"));
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(view_);
    parts_->addWidget(scroll);
    parts_->addWidget(table_);
    parts_->setStretchFactor(0, 3);
    parts_->setStretchFactor(1, 2);
    parts_->setChildrenCollapsible(false);
    auto* right = new QWidget(this);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(6);
    column->addWidget(buildHeader());
    column->addWidget(parts_, 1);
    column->addWidget(notes_);
    auto* halves = new QSplitter(Qt::Horizontal, this);
    halves->addWidget(list_);
    halves->addWidget(right);
    halves->setStretchFactor(1, 1);
    halves->setSizes({250, 900});
    halves->setChildrenCollapsible(false);
    auto* whole = new QHBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(halves);
}

QWidget* ChartsPanel::buildHeader() {
    auto* header = new QWidget(this);
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(title_);
    words->addWidget(sentence_);
    row->addLayout(words, 1);
    row->addWidget(state_, 0, Qt::AlignTop);
    row->addWidget(tableButton_, 0, Qt::AlignTop);
    row->addWidget(copyButton_, 0, Qt::AlignTop);
    state_->setWordWrap(false);
    return header;
}

void ChartsPanel::fillList() {
    QTreeWidgetItem* family = nullptr;
    std::string_view current;
    for (const analytics::ChartInfo& info : analytics::chartInfos()) {
        if (!family || analytics::chartFamily(info.id) != current) {
            current = analytics::chartFamily(info.id);
            family = new QTreeWidgetItem(list_, {familyTitle(current)});
            family->setFlags(Qt::ItemIsEnabled);
            family->setFont(0, themeFont(TextSize::Small, true));
        }
        auto* item = new QTreeWidgetItem(family, {chartText(info.title)});
        item->setData(0, kIdRole, chartText(info.id));
        item->setToolTip(0, chartText(info.title));
    }
    list_->expandAll();
}

std::shared_ptr<const analytics::Chart> ChartsPanel::chart(std::string_view id) const {
    for (const auto& c : workspace_.report().charts)
        if (c->id == id) return c;
    return nullptr;
}

void ChartsPanel::choose(const QString& chartId) {
    chosen_ = chartId;
    for (QTreeWidgetItemIterator it(list_); *it; ++it)
        if ((*it)->data(0, kIdRole).toString() == chartId && list_->currentItem() != *it)
            list_->setCurrentItem(*it);
    shown_ = nullptr;
    refresh();
}

void ChartsPanel::showEvent(QShowEvent* e) {
    QWidget::showEvent(e);
    refresh();
}

void ChartsPanel::refresh() {
    if (!isVisible()) return;
    const analytics::ChartInfo* info = analytics::chartInfo(chosen_.toStdString());
    const Theme& theme = workspace_.theme();
    const bool stale = workspace_.report().slowRevision != workspace_.document().revision();
    const auto now = info ? chart(info->id) : nullptr;
    title_->setText(info ? chartText(info->title) : QString());
    sentence_->setText(info ? chartText(info->sentence) : QString());
    state_->setText(now && stale ? tr("being computed again…") : QString());
    view_->present(info, now, theme, stale);
    QString notes;
    if (now)
        for (const std::string& note : now->notes)
            notes += (notes.isEmpty() ? QString() : QStringLiteral("\n")) + chartText(note);
    if (info && !info->source.empty())
        notes += (notes.isEmpty() ? QString() : QStringLiteral("\n")) +
                 tr("Source: %1").arg(chartText(info->source));
    notes_->setText(notes);
    for (QLabel* label : {sentence_, state_, notes_})
        tint(label, theme.textMuted);
    tint(title_, theme.text);
    refreshList();
    copyButton_->setEnabled(now && !now->empty());
    tableButton_->setEnabled(now && !now->empty());
    if (now != shown_) {
        shown_ = now;
        refreshTable();
    }
}

/// Charts that cannot be made are still listed, muted, with the reason at hand.
void ChartsPanel::refreshList() {
    const Theme& theme = workspace_.theme();
    for (QTreeWidgetItemIterator it(list_); *it; ++it) {
        const QString id = (*it)->data(0, kIdRole).toString();
        const auto c = id.isEmpty() ? nullptr : chart(id.toStdString());
        const bool empty = c && c->empty();
        (*it)->setForeground(0, id.isEmpty() || empty ? theme.textMuted : theme.text);
        if (c)
            (*it)->setToolTip(0, empty ? chartText(c->unknownReason)
                                       : chartText(analytics::chartInfo(c->id)->sentence));
    }
}

void ChartsPanel::refreshTable() {
    if (table_->isHidden()) return;
    table_->clear();
    const analytics::ChartInfo* info = analytics::chartInfo(chosen_.toStdString());
    if (!info || !shown_ || shown_->empty()) return;
    const analytics::ChartTable numbers = analytics::chartTable(*info, *shown_);
    QStringList heads;
    for (const analytics::ChartTable::Column& column : numbers.columns)
        heads << chartText(column.title);
    table_->setColumnCount(static_cast<int>(heads.size()));
    table_->setHeaderLabels(heads);
    for (int c = 0; c < table_->columnCount(); ++c)
        if (numbers.columns[static_cast<std::size_t>(c)].numeric)
            table_->headerItem()->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    QList<QTreeWidgetItem*> items;
    for (const analytics::ChartTable::Row& row : numbers.rows) {
        if (items.size() >= kMostRows) break;  // the copy has them all
        auto* item = new QTreeWidgetItem;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const int column = static_cast<int>(i);
            const analytics::ChartTable::Cell& cell = row.cells[i];
            const analytics::ChartAxis axis{numbers.columns[i].title, numbers.columns[i].unit, false};
            item->setText(column, cell.value ? chartValue(axis, *cell.value) : chartText(cell.text));
            if (numbers.columns[i].numeric) item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
            if (row.bad) item->setForeground(column, workspace_.theme().error);
        }
        item->setData(0, kObjectRole, chartText(row.object));
        items << item;
    }
    table_->addTopLevelItems(items);
    for (int c = 0; c < table_->columnCount(); ++c)
        table_->resizeColumnToContents(c);
    // Columns end in a gap: right-aligned numbers must not touch the words beside them.
    for (int c = 0; c < table_->columnCount(); ++c)
        table_->setColumnWidth(c, std::min(table_->columnWidth(c) + 24, 480));
}

QString ChartsPanel::csv() const {
    const analytics::ChartInfo* info = analytics::chartInfo(chosen_.toStdString());
    const auto now = info ? chart(info->id) : nullptr;
    if (!now || now->empty()) return {};
    return QString::fromStdString(analytics::chartCsv(analytics::chartTable(*info, *now)));
}

void ChartsPanel::select(const QString& key, bool open) {
    const auto object = ObjectRef::parse(key.toStdString());
    if (!object) return;
    workspace_.selection().replace({*object});
    if (open) workspace_.focusOn(*object);
}

}  // namespace rackloom::views
