// SPDX-License-Identifier: GPL-3.0-or-later
// ExplainPanel: where a number comes from: the sentence, the formula, the inputs with their sources, rival
// values, validity and what it ignores, and a chart of its parts. Follows the metric that was clicked, live.
#pragma once

#include "views/workspace/workspace.h"

#include <QWidget>

class QComboBox;
class QTextBrowser;

namespace rackloom::views {

class BreakdownChart;

class ExplainPanel : public QWidget {
    Q_OBJECT
public:
    explicit ExplainPanel(Workspace& workspace, QWidget* parent = nullptr);
    void explain(const QString& metricId);

protected:
    void resizeEvent(QResizeEvent*) override;

private:
    void fillList();
    void render();
    std::size_t barsThatFit() const;

    Workspace& workspace_;
    QComboBox* metrics_;
    QTextBrowser* text_;
    BreakdownChart* parts_;
    QString shown_;
    std::size_t bars_ = 0;  ///< that fitted last
};

/// The explanation as simple HTML; pure, so that tests read it.
QString explanationHtml(const analytics::MetricInfo& info, const analytics::MetricValue* value,
                        const model::Catalog& catalog, const Theme& theme);

}  // namespace rackloom::views
