// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/failure_dialog.h"

#include "analytics/report_text.h"
#include "views/format/number_text.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace rackloom::app {

namespace {

QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size()));
}

QTreeWidget* table(const QString& name, const QStringList& columns, QWidget* parent) {
    auto* out = new QTreeWidget(parent);
    out->setAccessibleName(name);
    out->setHeaderLabels(columns);
    out->setRootIsDecorated(false);
    out->setUniformRowHeights(true);
    out->setSelectionMode(QAbstractItemView::NoSelection);
    out->header()->setStretchLastSection(true);
    return out;
}

/// Red for a change to the worse. What is less because it is gone, cables or watts, is no gain and stays
/// plain.
QColor changeColour(const analytics::FailureStudy::Change& change, const views::Theme& theme) {
    if (!change.before.known() || !change.after.known()) return theme.textMuted;
    const bool up = change.after.value() > change.before.value();
    return up == change.metric->higherIsBetter ? theme.text : theme.error;
}

QString blastText(const analytics::FailureStudy::Blast& blast) {
    if (blast.endpoints == 0) return FailureDialog::tr("No compute fabric attaches a GPU.");
    const QLocale locale;
    const auto number = [&](std::uint64_t n) { return locale.toString(static_cast<qulonglong>(n)); };
    return FailureDialog::tr(
               "Of %1 GPUs, %2 fail themselves, %3 lose contact with half of the others, and %4 keep "
               "contact with fewer cables.")
        .arg(number(blast.endpoints), number(blast.gone), number(blast.cutOff), number(blast.degraded));
}

/// What all racks lose together.
QString lostText(const analytics::FailureStudy::Lost& lost) {
    const auto number = [](double n, const QString& one, const QString& many) {
        return views::counted(static_cast<qint64>(std::max(0.0, n)), one, many);
    };
    const auto figure = [](const std::optional<double>& value, std::string_view unit) {
        return value ? views::numberText(*value, unit, 4).joined() : FailureDialog::tr("an unknown amount");
    };
    return FailureDialog::tr("Lost: %1, %2, %3, %4 of scale-out bisection, %5 of IT load.")
        .arg(number(lost.trays, FailureDialog::tr("tray"), FailureDialog::tr("trays")),
             number(lost.domains, FailureDialog::tr("domain"), FailureDialog::tr("domains")),
             number(lost.gpus, FailureDialog::tr("GPU"), FailureDialog::tr("GPUs")),
             figure(lost.bandwidth, "bit/s"), figure(lost.power, "W"));
}

QString powerText(const analytics::FailureStudy::Power& power) {
    return FailureDialog::tr("%1 go dark in %2; dead in the power tree: %3.")
        .arg(views::numberText(power.unserved, "W", 4).joined(),
             views::counted(std::ssize(power.racksDark), FailureDialog::tr("rack"),
                            FailureDialog::tr("racks")),
             views::counted(std::ssize(power.deadElements), FailureDialog::tr("element"),
                            FailureDialog::tr("elements")));
}

QString coolingText(const model::Snapshot& design, const analytics::CoolingLoss& cooling) {
    QStringList lines;
    for (const analytics::CoolingLoss::Loop& loop : cooling.loops)
        lines << FailureDialog::tr("%1: %2 of %3 units are left and carry %4 of %5%6.")
                     .arg(QString::fromStdString(analytics::objectName(
                         design, {analytics::ObjectRef::Kind::CoolingLoop, loop.loop.value})))
                     .arg(loop.left)
                     .arg(loop.units)
                     .arg(loop.after ? views::numberText(*loop.after, "W", 4).joined()
                                     : FailureDialog::tr("an unknown part"),
                          views::numberText(loop.heat, "W", 4).joined(),
                          loop.holds ? QString() : FailureDialog::tr(": not enough"));
    if (!cooling.racksStopped.empty())
        lines << FailureDialog::tr("Racks that are no longer cooled: %1.")
                     .arg(QLocale().toString(static_cast<qulonglong>(cooling.racksStopped.size())));
    return lines.join('\n');
}

}  // namespace

FailureDialog::FailureDialog(views::Workspace& workspace, const analytics::FailureTarget& target,
                             QWidget* parent)
    : QDialog(parent),
      workspace_(workspace),
      target_(target),
      design_(workspace.snapshot()),
      blast_(new QLabel(tr("Computing…"), this)),
      jobs_(table(tr("Jobs"), {tr("Job"), tr("Trays left"), tr("Mean time to interruption"), tr("Goodput")},
                  this)),
      changes_(
          table(tr("Figures that change"), {tr("Figure"), tr("Now"), tr("Without it"), tr("Change")}, this)),
      findings_(table(tr("New findings"), {tr("Severity"), tr("Finding")}, this)) {
    const QString name = QString::fromStdString(analytics::failureName(*design_, target_));
    setWindowTitle(tr("If it fails: %1").arg(name));
    auto* title = new QLabel(name, this);
    title->setFont(views::themeFont(views::TextSize::Title, true));
    title->setTextFormat(Qt::PlainText);
    blast_->setWordWrap(true);
    jobs_->setMaximumHeight(120);
    jobs_->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    takeOut_ = buttons->addButton(tr("Take it out of the design"), QDialogButtonBox::ActionRole);
    takeOut_->setEnabled(false);
    auto* column = new QVBoxLayout(this);
    column->addWidget(title);
    column->addWidget(blast_);
    column->addWidget(jobs_, 0);
    column->addWidget(changes_, 2);
    column->addWidget(findings_, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(takeOut_, &QPushButton::clicked, this, &FailureDialog::takeOut);
    resize(720, 560);
    compute();
}

void FailureDialog::compute() {
    worker_ = std::jthread([this, design = design_, target = target_](const std::stop_token& stop) {
        analytics::Evaluator evaluator;
        evaluator.stopWhen([&] { return stop.stop_requested(); });
        try {
            auto outcome =
                std::make_shared<const Outcome>(analytics::studyFailure(evaluator, design, target));
            QMetaObject::invokeMethod(
                this, [this, outcome] { present(*outcome); }, Qt::QueuedConnection);
        } catch (const analytics::Cancelled&) {
            return;  // the dialog was closed
        }
    });
}

void FailureDialog::present(const Outcome& outcome) {
    if (!outcome) {
        blast_->setText(QString::fromStdString(outcome.error().text()));
        changes_->hide();
        findings_->hide();
        return;
    }
    const analytics::FailureStudy& study = outcome.value();
    QStringList told{lostText(study.lost)};
    if (study.power) told << powerText(*study.power);
    if (study.cooling) told << coolingText(*design_, *study.cooling);
    told << blastText(study.blast);
    blast_->setText(told.join('\n'));
    listJobs(study);
    listChanges(study);
    listFindings(study);
    takeOut_->setEnabled(analytics::failureEdit(*design_, target_).ok());
}

void FailureDialog::listJobs(const analytics::FailureStudy& study) {
    const auto change = [](const std::optional<double>& was, const std::optional<double>& is,
                           std::string_view unit) {
        const auto shown = [&](const std::optional<double>& v) {
            return v ? views::numberText(*v, unit, 4).joined() : FailureDialog::tr("unknown");
        };
        return QStringLiteral("%1 → %2").arg(shown(was), shown(is));
    };
    for (const analytics::FailureStudy::JobLoss& job : study.jobs) {
        auto* row = new QTreeWidgetItem(jobs_);
        row->setText(0, QString::fromStdString(job.before.name));
        row->setText(1, tr("%1 of %2").arg(job.after.trays).arg(job.before.trays));
        row->setText(2, change(job.before.mtti, job.after.mtti, "s"));
        row->setText(3, job.stops() ? tr("stops: it needs %1 trays").arg(job.before.needed)
                                    : change(job.before.goodput, job.after.goodput, "1"));
    }
    jobs_->setVisible(!study.jobs.empty());
    for (int i = 0; i < jobs_->columnCount(); ++i)
        jobs_->resizeColumnToContents(i);
}

void FailureDialog::listChanges(const analytics::FailureStudy& study) {
    for (const analytics::FailureStudy::Change& change : study.changes) {
        const std::string_view unit = change.metric->unit;
        auto* row = new QTreeWidgetItem(changes_);
        row->setText(0, text(change.metric->label));
        row->setText(1, views::metricNumber(change.before, unit, 5).joined());
        row->setText(2, views::metricNumber(change.after, unit, 5).joined());
        row->setText(3, views::changeText(&change.before, change.after, unit));
        row->setForeground(3, changeColour(change, workspace_.theme()));
    }
    if (study.changes.empty()) new QTreeWidgetItem(changes_, {tr("Nothing changes")});
    for (int column = 0; column < changes_->columnCount(); ++column)
        changes_->resizeColumnToContents(column);
}

void FailureDialog::listFindings(const analytics::FailureStudy& study) {
    for (const analytics::Finding& finding : study.added)
        new QTreeWidgetItem(findings_,
                            {text(analytics::kSeverityNames[static_cast<std::size_t>(finding.severity)]),
                             QString::fromStdString(analytics::findingMessage(finding))});
    findings_->setVisible(!study.added.empty());
    findings_->resizeColumnToContents(0);
}

void FailureDialog::takeOut() {
    const Result<model::Edit> edit = analytics::failureEdit(*workspace_.snapshot(), target_);
    if (!edit) {
        blast_->setText(QString::fromStdString(edit.error().text()));
        return;
    }
    if (workspace_.dispatch(edit.value())) accept();
}

}  // namespace rackloom::app
