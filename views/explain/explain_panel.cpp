// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/explain/explain_panel.h"

#include "views/charts/breakdown_chart.h"
#include "views/format/metric_domain.h"
#include "views/format/number_text.h"

#include <QComboBox>
#include <QCompleter>
#include <QScrollBar>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

namespace rackloom::views {

namespace {

QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}
QString escaped(std::string_view s) {
    return text(s).toHtmlEscaped();
}
QString tr(const char* s) {
    return ExplainPanel::tr(s);
}

QString sourceText(const std::string& key, const model::Catalog& catalog) {
    const auto it = catalog.sources.find(key);
    return it == catalog.sources.end() ? escaped(key) : escaped(it->second.title);
}

QString paragraph(const QString& title, const QString& body, const Theme& t) {
    if (body.isEmpty()) return {};
    return QStringLiteral(
               "<p style='margin:10px 0 2px 0;color:%1;font-size:11px'>%2</p><p style='margin:0'>%3</p>")
        .arg(t.textMuted.name(), title, body);
}

QString inputRows(const analytics::MetricValue& value, const model::Catalog& catalog, const Theme& t) {
    QString rows;
    for (const analytics::Input& in : value.inputs) {
        QString number = in.value ? quantity(in.value, in.unit) : tr("unknown");
        QString source = sourceText(in.source, catalog);
        if (in.grade) source += QStringLiteral(" (%1)").arg(text(model::gradeName(*in.grade)));
        if (!in.note.empty()) source += QStringLiteral("<br>") + escaped(in.note);
        for (const analytics::Input::Rival& r : in.rivals)
            source +=
                QStringLiteral("<br>") +
                tr("Rival value: %1, %2").arg(quantity(r.value, in.unit), sourceText(r.source, catalog));
        rows += QStringLiteral("<tr><td style='padding:3px 8px 3px 0'>%1</td><td align='right' "
                               "style='padding:3px 8px 3px 0;white-space:nowrap'>%2</td>"
                               "<td style='padding:3px 0;color:%3'>%4</td></tr>")
                    .arg(escaped(in.name), number, t.textMuted.name(), source);
    }
    return rows.isEmpty() ? rows : QStringLiteral("<table cellspacing='0' width='100%'>%1</table>").arg(rows);
}

QString listText(const std::vector<std::string>& items) {
    QString out;
    for (const std::string& item : items)
        out += (out.isEmpty() ? QString() : QStringLiteral("<br>")) + escaped(item);
    return out;
}

}  // namespace

QString explanationHtml(const analytics::MetricInfo& info, const analytics::MetricValue* value,
                        const model::Catalog& catalog, const Theme& t) {
    QString html = QStringLiteral("<h3 style='margin:0'>%1</h3>").arg(escaped(info.label));
    if (value) {
        const NumberText n = metricNumber(*value, info.unit);
        html += QStringLiteral("<p style='margin:4px 0;font-size:22px'>%1 <span "
                               "style='font-size:13px;color:%2'>%3</span></p>")
                    .arg(n.value, t.textMuted.name(), n.unit);
        if (!value->known())
            html += QStringLiteral("<p style='margin:0;color:%1'>%2</p>")
                        .arg(t.warn.name(), escaped(value->unknownReason));
        if (value->coverage < 1)
            html += QStringLiteral("<p style='margin:0;color:%1'>%2</p>")
                        .arg(t.warn.name(), tr("Covers %1 % of what it sums; unknown: %2")
                                                .arg(value->coverage * 100, 0, 'f', 1)
                                                .arg(listText(value->missing)));
        if (!value->warnings.empty())
            html += QStringLiteral("<p style='margin:4px 0;color:%1'>%2</p>")
                        .arg(t.warn.name(), listText(value->warnings));
    }
    html += QStringLiteral("<p style='margin:8px 0 0 0'>%1</p>").arg(escaped(info.sentence));
    html += paragraph(tr("Formula"), QStringLiteral("<code>%1</code>").arg(escaped(info.formula)), t);
    if (value) {
        html += paragraph(tr("Inputs and their sources"), inputRows(*value, catalog, t), t);
    }
    html += paragraph(tr("Source of the formula"), escaped(info.source), t);
    html += paragraph(tr("Valid for"), escaped(info.validFor), t);
    html += paragraph(tr("Ignores"), escaped(info.ignores), t);
    html += paragraph(tr("Name for scripts"), QStringLiteral("<code>%1</code>").arg(escaped(info.id)), t);
    return html;
}

ExplainPanel::ExplainPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      metrics_(new QComboBox(this)),
      text_(new QTextBrowser(this)),
      parts_(new BreakdownChart(this)) {
    metrics_->setAccessibleName(tr("Metric to explain"));
    metrics_->setEditable(true);
    metrics_->setInsertPolicy(QComboBox::NoInsert);
    metrics_->completer()->setFilterMode(Qt::MatchContains);
    metrics_->completer()->setCompletionMode(QCompleter::PopupCompletion);
    text_->setAccessibleName(tr("Explanation"));
    text_->setOpenLinks(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(metrics_);
    column->addWidget(text_, 1);
    column->addWidget(parts_);
    fillList();
    connect(metrics_, &QComboBox::activated, this,
            [this](int i) { explain(metrics_->itemData(i).toString()); });
    connect(&workspace_, &Workspace::reportChanged, this, &ExplainPanel::render);
    connect(&workspace_, &Workspace::themeChanged, this, &ExplainPanel::render);
    connect(&workspace_, &Workspace::explainRequested, this, &ExplainPanel::explain);
    render();
}

void ExplainPanel::fillList() {
    for (const analytics::MetricInfo& info : analytics::metricInfos())
        metrics_->addItem(text(info.label), text(info.id));
}

void ExplainPanel::explain(const QString& metricId) {
    shown_ = metricId;
    const int i = metrics_->findData(metricId);
    if (i >= 0) metrics_->setCurrentIndex(i);
    render();
    text_->verticalScrollBar()->setValue(0);
}

void ExplainPanel::render() {
    const analytics::MetricInfo* info = analytics::metricInfo(shown_.toStdString());
    if (!info) {
        parts_->hide();
        text_->setHtml(
            QStringLiteral("<p style='color:%1'>%2</p>")
                .arg(workspace_.theme().textMuted.name(),
                     tr("Click any number above the drawing to see where it comes from: its formula, its "
                        "inputs with their sources, and where it stops being valid.")));
        return;
    }
    const analytics::MetricValue* value = workspace_.report().find(info->id);
    const Theme& theme = workspace_.theme();
    const int at = text_->verticalScrollBar()->value();
    text_->setHtml(explanationHtml(*info, value, workspace_.catalog(), theme));
    parts_->present(value ? value->contributions : std::vector<analytics::Contribution>{}, info->unit,
                    theme.domain(metricDomain(info->family)), theme, barsThatFit());
    text_->verticalScrollBar()->setValue(at);
}

/// The words come first: bars take at most the lower third.
std::size_t ExplainPanel::barsThatFit() const {
    return static_cast<std::size_t>(
        std::clamp(height() / (3 * BreakdownChart::kSlotHeight), 2, static_cast<int>(BreakdownChart::kBars)));
}

void ExplainPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (const std::size_t bars = barsThatFit(); bars != bars_) {
        bars_ = bars;
        render();
    }
}

}  // namespace rackloom::views
