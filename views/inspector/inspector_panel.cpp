// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/inspector_panel.h"

#include "analytics/report_text.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace rackloom::views {

namespace {

/// A wheel over a closed list must scroll the panel, not change the design.
class QuietCombo : public QComboBox {
public:
    using QComboBox::QComboBox;

protected:
    void wheelEvent(QWheelEvent* e) override { e->ignore(); }
};

}  // namespace

InspectorPanel::InspectorPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent), workspace_(workspace), title_(new QLabel(this)), area_(new QScrollArea(this)) {
    title_->setFont(themeFont(TextSize::Title, true));
    title_->setWordWrap(true);
    area_->setWidgetResizable(true);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->setAccessibleName(tr("Properties"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 8, 8);
    column->addWidget(title_);
    column->addWidget(area_, 1);
    connect(&workspace_.selection(), &Selection::changed, this, &InspectorPanel::schedule);
    connect(&workspace_, &Workspace::snapshotChanged, this, &InspectorPanel::schedule);
    connect(&workspace_, &Workspace::reportChanged, this, &InspectorPanel::schedule);
    connect(&workspace_, &Workspace::themeChanged, this, [this] {
        shown_.clear();
        properties_.clear();
        schedule();
    });
    rebuild();
}

void InspectorPanel::schedule() {
    if (pending_) return;
    pending_ = true;
    QTimer::singleShot(16, this, [this] {
        pending_ = false;
        rebuild();
    });
}

std::vector<ObjectRef> InspectorPanel::shownObjects() const {
    std::vector<ObjectRef> out;
    for (const ObjectRef& o : workspace_.selection().objects())
        if (o.kind == workspace_.selection().objects().front().kind) out.push_back(o);
    return out;
}

QString InspectorPanel::title() const {
    const std::vector<ObjectRef> objects = shownObjects();
    if (objects.empty()) return tr("Design");
    if (objects.size() == 1) {
        QString name = QString::fromStdString(analytics::objectName(*workspace_.snapshot(), objects.front()));
        if (!name.isEmpty()) name[0] = name[0].toUpper();
        return name;
    }
    const QString rest =
        workspace_.selection().objects().size() > objects.size() ? tr(" (others are not shown)") : QString();
    return tr("%1 selected").arg(objects.size()) + rest;
}

void InspectorPanel::rebuild() {
    const std::vector<ObjectRef> objects = shownObjects();
    Properties next = propertiesOf(workspace_, objects);
    title_->setText(title());
    bool sameShape = objects == shown_ && next.size() == properties_.size() && !fields_.empty();
    for (std::size_t i = 0; sameShape && i < next.size(); ++i)
        sameShape = next[i].label == properties_[i].label && next[i].group == properties_[i].group &&
                    next[i].choices == properties_[i].choices;
    if (sameShape) return updateValues(next);
    shown_ = objects;
    properties_ = std::move(next);
    fields_.assign(properties_.size(), {});
    auto* inner = new QWidget(area_);
    auto* form = new QFormLayout(inner);
    form->setContentsMargins(0, 4, 8, 8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setVerticalSpacing(6);
    QString group;
    for (std::size_t i = 0; i < properties_.size(); ++i) {
        if (properties_[i].group != group) {
            group = properties_[i].group;
            auto* heading = new QLabel(group, inner);
            heading->setFont(themeFont(TextSize::Small, true));
            heading->setForegroundRole(QPalette::PlaceholderText);
            heading->setWordWrap(true);
            heading->setContentsMargins(0, i ? 10 : 0, 0, 0);
            form->addRow(heading);
        }
        addField(*form, i);
    }
    area_->setWidget(inner);
}

void InspectorPanel::addField(QFormLayout& form, std::size_t index) {
    const Property& p = properties_[index];
    QWidget* parent = form.parentWidget();
    Field field;
    if (!p.apply) {
        auto* label = new QLabel(p.value.value_or(tr("differs")), parent);
        label->setTextInteractionFlags(p.link ? Qt::TextBrowserInteraction : Qt::TextSelectableByMouse);
        label->setWordWrap(true);
        showValue(*label, p);
        connect(label, &QLabel::linkActivated, this, [this, index] { follow(index); });
        field.editor = label;
    } else if (!p.choices.isEmpty()) {
        auto* combo = new QuietCombo(parent);
        combo->addItems(p.choices);
        combo->setPlaceholderText(tr("differs"));
        combo->setCurrentIndex(p.value ? static_cast<int>(p.choices.indexOf(*p.value)) : -1);
        combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        combo->setMinimumContentsLength(8);
        connect(combo, &QComboBox::activated, this,
                [this, index, combo] { submit(index, combo->currentText()); });
        field.editor = combo;
    } else {
        auto* edit = new QLineEdit(p.value.value_or(QString()), parent);
        edit->setPlaceholderText(p.value ? (p.value->isEmpty() ? tr("not set") : QString()) : tr("differs"));
        edit->setCursorPosition(0);
        connect(edit, &QLineEdit::editingFinished, this, [this, index, edit] {
            if (edit->isModified()) submit(index, edit->text());
        });
        field.editor = edit;
    }
    if (p.apply) field.editor->setAccessibleName(p.label);  // a value label must keep its text as its name
    field.editor->setToolTip(p.hint);
    auto* label = new QLabel(p.label, parent);
    label->setWordWrap(true);
    // A form layout gives wrapped labels the height of one line, and a long name must leave room for the
    // field.
    constexpr int kWidestLabel = 150;
    const int width = std::min(label->fontMetrics().horizontalAdvance(p.label) + 4, kWidestLabel);
    label->setFixedWidth(width);
    label->setMinimumHeight(label->heightForWidth(width));
    label->setBuddy(field.editor);
    label->setToolTip(p.hint);
    form.addRow(label, field.editor);
    field.refusal = new QLabel(parent);
    field.refusal->setWordWrap(true);
    field.refusal->setFont(themeFont(TextSize::Small));
    QPalette palette = field.refusal->palette();
    palette.setColor(QPalette::WindowText, workspace_.theme().error);
    field.refusal->setPalette(palette);
    field.refusal->hide();
    form.addRow(field.refusal);
    fields_[index] = field;
}

/// Refreshes what is shown without touching a field that is being typed into.
void InspectorPanel::updateValues(const Properties& next) {
    properties_ = next;
    for (std::size_t i = 0; i < properties_.size(); ++i) {
        const Property& p = properties_[i];
        const QString value = p.value.value_or(QString());
        if (auto* edit = qobject_cast<QLineEdit*>(fields_[i].editor)) {
            if (edit->isModified() && (edit->hasFocus() || fields_[i].refusal->isVisible())) continue;
            if (edit->text() != value) edit->setText(value);
        } else if (auto* combo = qobject_cast<QComboBox*>(fields_[i].editor)) {
            combo->setCurrentIndex(p.value ? static_cast<int>(p.choices.indexOf(value)) : -1);
        } else if (auto* label = qobject_cast<QLabel*>(fields_[i].editor)) {
            showValue(*label, p);
        }
    }
}

/// A value that leads somewhere looks like a link.
void InspectorPanel::showValue(QLabel& label, const Property& p) const {
    const QString value = p.value.value_or(tr("differs"));
    if (!p.link) return label.setText(value);
    label.setText(QStringLiteral("<a href='#' style='color:%1'>%2</a>")
                      .arg(workspace_.theme().accent.name(), value.toHtmlEscaped()));
}

void InspectorPanel::follow(std::size_t index) {
    if (index >= properties_.size() || !properties_[index].link) return;
    const ObjectRef object = *properties_[index].link;  // selecting rebuilds the list
    workspace_.selection().replace({object});
    workspace_.focusOn(object);
}

void InspectorPanel::submit(std::size_t index, const QString& text) {
    if (index >= properties_.size() || !properties_[index].apply) return;
    const Field field = fields_[index];
    const auto refuse = [&](const Error& error) {
        field.refusal->setText(
            QString::fromStdString(error.reason + (error.remedy.empty() ? "" : ". " + error.remedy)));
        field.refusal->show();
        Q_EMIT workspace_.refused(QString::fromStdString(error.text()));
    };
    const Result<model::Edit> edit = properties_[index].apply(text);
    if (!edit) return refuse(edit.error());
    // Through a preview, so that the refusal can be shown at the field.
    const Result<void> outcome = workspace_.preview(edit.value());
    if (!outcome) return refuse(outcome.error());
    field.refusal->hide();
    if (auto* line = qobject_cast<QLineEdit*>(field.editor)) line->setModified(false);
    workspace_.commitPreview();
    workspace_.announce(QString::fromStdString(edit.value().label));
}

}  // namespace rackloom::views
