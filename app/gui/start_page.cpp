// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/start_page.h"

#include "model/templates/templates.h"

#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

namespace rackloom::app {

namespace {
constexpr int kRecent = 8;
QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}
}  // namespace

QStringList recentFiles() {
    QStringList out;
    for (const QString& path : QSettings().value(QStringLiteral("recent")).toStringList())
        if (QFileInfo::exists(path)) out << path;
    return out.mid(0, kRecent);
}

void rememberFile(const QString& path) {
    QStringList list = recentFiles();
    const QString absolute = QFileInfo(path).absoluteFilePath();
    list.removeAll(absolute);
    list.prepend(absolute);
    QSettings().setValue(QStringLiteral("recent"), list.mid(0, kRecent));
}

TemplateChooser::TemplateChooser(views::Workspace&, QWidget* parent)
    : QWidget(parent), list_(new QListWidget(this)), summary_(new QLabel(this)), form_(new QFormLayout) {
    list_->setAccessibleName(tr("Templates"));
    list_->setMinimumWidth(240);
    form_->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form_->setVerticalSpacing(4);
    for (const model::Template& t : model::templates()) {
        auto* item = new QListWidgetItem(text(t.label), list_);
        item->setData(Qt::UserRole, text(t.id));
    }
    summary_->setWordWrap(true);
    summary_->setAlignment(Qt::AlignTop);
    auto* right = new QVBoxLayout;
    right->addWidget(summary_);
    right->addSpacing(8);
    right->addLayout(form_);
    right->addStretch();
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(24);
    row->addWidget(list_, 2);
    row->addLayout(right, 3);
    connect(list_, &QListWidget::currentRowChanged, this, &TemplateChooser::showTemplate);
    connect(list_, &QListWidget::itemActivated, this, &TemplateChooser::accepted);
    for (int i = 0; i < list_->count(); ++i)
        if (list_->item(i)->data(Qt::UserRole).toString() == QStringLiteral("gb200-superpod"))
            list_->setCurrentRow(i);
    if (!list_->currentItem() && list_->count() > 0) list_->setCurrentRow(0);
}

QString TemplateChooser::chosen() const {
    return list_->currentItem() ? list_->currentItem()->data(Qt::UserRole).toString() : QString();
}

std::map<std::string, double> TemplateChooser::parameters() const {
    std::map<std::string, double> out;
    for (const auto& [key, field] : fields_)
        out[key] = field->value();
    return out;
}

void TemplateChooser::showTemplate() {
    while (form_->rowCount() > 0)
        form_->removeRow(0);
    fields_.clear();
    const model::Template* t = model::findTemplate(chosen().toStdString());
    if (!t) return;
    summary_->setText(text(t->summary));
    for (const ParameterSpec& spec : t->parameters()) {
        auto* field = new QDoubleSpinBox(this);
        field->setDecimals(spec.integer ? 0 : 3);
        field->setRange(spec.minimum, spec.maximum);
        field->setValue(spec.initial);
        field->setAccessibleName(text(spec.label));
        field->setMinimumWidth(120);
        auto* label = new QLabel(text(spec.label), this);
        label->setBuddy(field);
        form_->addRow(label, field);
        auto* help = new QLabel(text(spec.help), this);
        help->setWordWrap(true);
        help->setMinimumWidth(320);
        help->setFont(views::themeFont(views::TextSize::Small));
        help->setForegroundRole(QPalette::PlaceholderText);
        form_->addRow(QString(), help);
        fields_[spec.key] = field;
    }
}

StartPage::StartPage(views::Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      chooser_(new TemplateChooser(workspace, this)),
      recent_(new QListWidget(this)),
      recentTitle_(new QLabel(tr("Recent designs"), this)) {
    const auto heading = [this](const QString& words, views::TextSize size) {
        auto* label = new QLabel(words, this);
        label->setFont(views::themeFont(size, true));
        return label;
    };
    auto* intro =
        new QLabel(tr("Compose halls, racks, fabrics, power and cooling, and see while dragging what the "
                      "design can do, what it draws and what is left when parts fail. "
                      "Start from a template: every template is a complete design that you can change."),
                   this);
    intro->setWordWrap(true);
    auto* create = new QPushButton(tr("Create design"), this);
    create->setDefault(true);
    auto* open = new QPushButton(tr("Open a design…"), this);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(create);
    buttons->addWidget(open);
    buttons->addStretch();
    recentTitle_->setFont(views::themeFont(views::TextSize::Body, true));
    recent_->setAccessibleName(tr("Recent designs"));
    chooser_->setMaximumHeight(260);
    auto* inner = new QWidget(this);
    inner->setMaximumWidth(860);
    auto* column = new QVBoxLayout(inner);
    column->setSpacing(12);
    column->addWidget(heading(tr("What do you want to design?"), views::TextSize::Figure));
    column->addWidget(intro);
    column->addSpacing(8);
    column->addWidget(chooser_);
    column->addLayout(buttons);
    column->addSpacing(8);
    column->addWidget(recentTitle_);
    column->addWidget(recent_);
    column->addStretch(1);
    auto* page = new QHBoxLayout(this);
    page->setContentsMargins(40, 32, 40, 24);
    page->addStretch(1);
    page->addWidget(inner, 20);
    page->addStretch(1);
    connect(create, &QPushButton::clicked, this, &StartPage::createRequested);
    connect(chooser_, &TemplateChooser::accepted, this, &StartPage::createRequested);
    connect(open, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(recent_, &QListWidget::itemActivated, this, [this](const QListWidgetItem* item) {
        Q_EMIT recentRequested(item->data(Qt::UserRole).toString());
    });
    refresh();
}

void StartPage::refresh() {
    recent_->clear();
    for (const QString& path : recentFiles()) {
        auto* item = new QListWidgetItem(
            QFileInfo(path).fileName() + QStringLiteral("   ") + QFileInfo(path).absolutePath(), recent_);
        item->setData(Qt::UserRole, path);
    }
    // As high as its entries, so that one recent design does not stand in an empty box.
    recent_->setFixedHeight(recent_->count() * std::max(22, recent_->sizeHintForRow(0)) + 6);
    recentTitle_->setVisible(recent_->count() > 0);
    recent_->setVisible(recent_->count() > 0);
}

}  // namespace rackloom::app
