// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/simulation_dialog.h"

#include "analytics/simulation/caveats.h"
#include "app/gui/assumed_row.h"
#include "app/gui/simulation_picture.h"
#include "views/format/number_text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace rackloom::app {

namespace sim = analytics::sim;

namespace {

constexpr int kLook = 60;  // ms between looks at the run
constexpr std::uint64_t kIncidents[] = {10'000, 100'000, 1'000'000, 10'000'000};
constexpr int kUsual = 2;  // of them

QString percent(double share, int digits = 5) {
    return views::numberText(share * 100, "1", digits).value + QStringLiteral(" %");
}

/// Of per cent.
QString points(double share) {
    return views::numberText(std::abs(share) * 100, "1", 2).value;
}

QString plusMinus(const sim::Estimate& e) {
    return percent(e.mean) + QStringLiteral(" ± ") + percent(e.high - e.mean, 2);
}

QString timeText(double seconds) {
    return std::isfinite(seconds) ? views::quantity(seconds, "s") : SimulationDialog::tr("never");
}

QString timePlusMinus(const sim::Estimate& e) {
    if (!std::isfinite(e.mean)) return timeText(e.mean);
    return timeText(e.mean) + QStringLiteral(" ± ") + views::quantity(e.high - e.mean, "s", 2);
}

}  // namespace

SimulationDialog::SimulationDialog(views::Workspace& workspace, QWidget* parent)
    : QDialog(parent),
      workspace_(workspace),
      design_(workspace.snapshot()),
      job_(new QComboBox(this)),
      incidents_(new QComboBox(this)),
      seed_(new QSpinBox(this)),
      waits_(new QCheckBox(tr("Waits for repairs"), this)),
      assumed_(new AssumedRow(this)),
      start_(new QPushButton(tr("Start"), this)),
      cancel_(new QPushButton(tr("Stop"), this)),
      progress_(new QProgressBar(this)),
      banner_(new QLabel(this)),
      verdict_(new QLabel(this)),
      left_(new QLabel(this)),
      monthTitle_(new QLabel(tr("One simulated month, history 1"), this)),
      table_(new QTreeWidget(this)),
      picture_(new SimulationPicture(this)),
      month_(new MonthStrip(this)) {
    setWindowTitle(tr("Simulate failures"));
    build();
    timer_.setInterval(kLook);
    connect(&timer_, &QTimer::timeout, this, &SimulationDialog::look);
    connect(start_, &QPushButton::clicked, this, &SimulationDialog::start);
    connect(cancel_, &QPushButton::clicked, this, &SimulationDialog::cancel);
    showRunning(false);
    const bool any = !design_->jobs.empty();
    start_->setEnabled(any);
    if (!any)
        say(*verdict_,
            tr("This design has no job. Add one with Insert ▸ Job, then simulate what failures leave of it."),
            workspace_.theme().textMuted);
    resize(760, 780);
}

SimulationDialog::~SimulationDialog() {
    run_.reset();
}

QWidget* SimulationDialog::buildQuestion() {
    auto* question = new QWidget(this);
    auto* row = new QHBoxLayout(question);
    row->setContentsMargins(0, 0, 0, 0);
    const auto field = [&](const QString& name, QWidget* editor, int stretch) {
        auto* label = new QLabel(name, question);
        label->setBuddy(editor);
        editor->setAccessibleName(name);
        row->addWidget(label);
        row->addWidget(editor, stretch);
    };
    design_->jobs.forEach(
        [&](JobId, const model::Job& job) { job_->addItem(QString::fromStdString(job.name)); });
    job_->setMinimumContentsLength(12);
    job_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const std::uint64_t count : kIncidents)
        incidents_->addItem(views::numberText(static_cast<double>(count), "1", 12).value);
    incidents_->setCurrentIndex(kUsual);
    incidents_->setToolTip(
        tr("How many interruptions to live through; four times as many halve the interval"));
    seed_->setRange(1, 1'000'000'000);
    seed_->setToolTip(tr("Which random numbers; the same seed gives the same answer"));
    field(tr("Job"), job_, 1);
    field(tr("Interruptions"), incidents_, 0);
    field(tr("Seed"), seed_, 0);
    waits_->setToolTip(tr("The job stands still while too little of what is drawn works; otherwise a "
                          "replacement is always at hand"));
    row->addWidget(waits_);
    row->addWidget(start_);
    row->addWidget(cancel_);
    start_->setDefault(true);
    return question;
}

void SimulationDialog::build() {
    banner_->setWordWrap(true);
    verdict_->setWordWrap(true);
    verdict_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    progress_->setRange(0, 1000);
    progress_->setAccessibleName(tr("Histories finished"));
    table_->setAccessibleName(tr("Simulated and closed form"));
    table_->setHeaderLabels({tr("Figure"), tr("Simulated, ± 95 %"), tr("Closed form")});
    table_->setRootIsDecorated(false);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setFocusPolicy(Qt::NoFocus);
    table_->setFixedHeight(128);
    monthTitle_->setFont(views::themeFont(views::TextSize::Small, true));
    monthTitle_->hide();
    month_->hide();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addWidget(buildQuestion());
    column->addWidget(assumed_);
    assumed_->offerTogether(design_->jobs.size() > 1);
    column->addWidget(progress_);
    column->addWidget(banner_);
    column->addWidget(verdict_);
    column->addWidget(table_);
    column->addWidget(picture_, 1);
    column->addWidget(monthTitle_);
    column->addWidget(month_);
    column->addWidget(left_);
    column->addWidget(buttons);
    left_->setWordWrap(true);
    left_->hide();
    banner_->hide();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void SimulationDialog::say(QLabel& label, const QString& text, const QColor& colour) {
    QPalette p = label.palette();
    p.setColor(QPalette::WindowText, colour);
    label.setPalette(p);
    label.setText(text);
    label.setVisible(!text.isEmpty());
}

void SimulationDialog::showRunning(bool on) {
    start_->setEnabled(!on);
    cancel_->setEnabled(on);
    job_->setEnabled(!on);
    incidents_->setEnabled(!on);
    seed_->setEnabled(!on);
    waits_->setEnabled(!on);
    assumed_->setEnabled(!on);
}

void SimulationDialog::start() {
    if (running() || design_->jobs.empty()) return;
    run_.reset();
    outcome_ = {};
    preparing_ = true;
    ++turn_;
    showRunning(true);
    progress_->setRange(0, 0);
    say(*verdict_, tr("Reading the causes of failure off the drawing…"), workspace_.theme().textMuted);
    const sim::Assumed assumed = assumed_->assumed();
    const bool waits = waits_->isChecked() || assumed.needsWaiting();
    const SimulationQuestion question{design_,
                                      job_->currentText().toStdString(),
                                      waits ? analytics::Waiting::Counted : analytics::Waiting::LeftOut,
                                      static_cast<std::uint64_t>(seed_->value()),
                                      assumed,
                                      assumed_->together()};
    worker_ = std::jthread([this, turn = turn_, question](const std::stop_token& stop) {
        try {
            auto prepared = std::make_shared<const Result<PreparedSimulation>>(prepare(question, stop));
            QMetaObject::invokeMethod(
                this, [this, turn, prepared] { begin(turn, prepared); }, Qt::QueuedConnection);
        } catch (const analytics::Cancelled&) {
            return;  // the dialog was closed
        }
    });
}

void SimulationDialog::begin(int turn, std::shared_ptr<const Result<PreparedSimulation>> prepared) {
    if (turn != turn_) return;
    const bool wanted = preparing_;
    preparing_ = false;
    progress_->setRange(0, 1000);
    progress_->setValue(0);
    if (!wanted) return showRunning(false);  // stopped meanwhile
    prepared_ = std::move(prepared);
    const views::Theme& theme = workspace_.theme();
    const auto refuse = [&](const Error& error) {
        showRunning(false);
        say(*verdict_, QString::fromStdString(error.text()), theme.error);
    };
    if (!*prepared_) return refuse(prepared_->error());
    const PreparedSimulation& p = prepared_->value();
    const sim::RunOptions options{.incidents = kIncidents[incidents_->currentIndex()],
                                  .seed = static_cast<std::uint64_t>(seed_->value())};
    auto started = sim::Run::start(p.asked.scenario, options);
    if (!started) return refuse(started.error());
    run_ = std::move(started).value();
    QStringList causes;
    for (const sim::Cause& cause : p.asked.scenario.causes)
        causes << QString::fromStdString(cause.name);
    month_->present(p.month, causes, theme);
    month_->setVisible(!p.month.empty());
    monthTitle_->setVisible(!p.month.empty());
    QStringList caveats, left;
    for (const std::string& caveat : sim::caveatsOf(p.job(), p.asked.scenario))
        caveats << QStringLiteral("▲ ") + QString::fromStdString(caveat);
    for (const std::string& what : sim::notSimulated(p.job(), p.asked.jobs.size() > 1))
        left << QString::fromStdString(what);
    for (const Error& error : p.asked.leftOut)
        left << QString::fromStdString(error.place + ": " + error.reason);
    say(*banner_, caveats.join('\n'), theme.warn);
    say(*left_, tr("Not simulated: %1.").arg(left.join(QStringLiteral("; "))), theme.textMuted);
    say(*verdict_, tr("Living through the first histories…"), theme.textMuted);
    timer_.start();
}

void SimulationDialog::look() {
    if (!run_) return timer_.stop();
    const bool finished = run_->finished();
    outcome_ = run_->poll();
    if (outcome_.planned > 0) progress_->setValue(static_cast<int>(1000 * outcome_.done / outcome_.planned));
    showOutcome();
    if (!finished) return;
    timer_.stop();
    showRunning(false);
}

void SimulationDialog::cancel() {
    preparing_ = false;
    if (run_) run_->cancel();
    if (!timer_.isActive()) showRunning(false);
}

void SimulationDialog::showOutcome() {
    if (outcome_.jobs.empty() || outcome_.done == 0) {
        if (outcome_.cancelled)
            say(*verdict_,
                tr("Stopped before the first history was complete. Fewer interruptions give an answer "
                   "sooner."),
                workspace_.theme().textMuted);
        return;
    }
    const sim::JobResult& job = outcome_.jobs.at(prepared_->value().asked.asked);
    showTable(job);
    showVerdict(job);
    picture_->present(job, prepared_->value().job().closed.goodput, workspace_.theme());
}

void SimulationDialog::showTable(const sim::JobResult& job) {
    const sim::DesignJob& drawn = prepared_->value().job();
    const analytics::JobAnswer& closed = drawn.closed;
    const double rate = drawn.wallRate();
    QList<QStringList> rows{{tr("Goodput"), plusMinus(job.goodput), percent(closed.goodput)},
                            {tr("Time between interruptions"), timePlusMinus(job.meanTime),
                             timeText(rate > 0 ? 1 / rate : INFINITY)},
                            {tr("Useful GPUs"),
                             views::numberText(job.goodput.mean * drawn.gpus, "1", 5).value,
                             views::numberText(closed.goodput * drawn.gpus, "1", 5).value}};
    if (drawn.waits())
        rows.insert(1, {tr("Enough of it works"), plusMinus(job.capacity), percent(closed.capacity)});
    table_->clear();
    for (const QStringList& row : rows)
        new QTreeWidgetItem(table_, row);
    for (int c = 0; c < 2; ++c)
        table_->resizeColumnToContents(c);
    for (int c = 0; c < 2; ++c)
        table_->setColumnWidth(c, table_->columnWidth(c) + 24);
}

void SimulationDialog::showVerdict(const sim::JobResult& job) {
    const views::Theme& theme = workspace_.theme();
    const PreparedSimulation& p = prepared_->value();
    const sim::Agreement a = sim::agreement(sim::compared(p.job(), job.goodput));
    const QString count = tr("%1 interruptions in %2 of %3 histories. ")
                              .arg(views::numberText(static_cast<double>(job.incidents), "1", 12).value)
                              .arg(outcome_.done)
                              .arg(outcome_.planned);
    if (!p.comparable)
        return say(*verdict_,
                   count +
                       tr("Not compared: the closed form takes the job for alone, lifetimes for exponential, "
                          "and crews and parts for at hand."),
                   theme.textMuted);
    if (!a.judged)
        return say(*verdict_, count + tr("No tolerance is known for this regime: believe the simulation."),
                   theme.warn);
    const QString apart = tr("%1 points apart, %2 allowed.").arg(points(a.difference), points(a.allowed));
    if (a.agrees)
        say(*verdict_, QStringLiteral("✓ ") + count + tr("Simulation and closed form agree: ") + apart,
            theme.ok);
    else
        say(*verdict_,
            QStringLiteral("▲ ") + count + tr("They disagree: ") + apart + QLatin1Char(' ') +
                (outcome_.finished ? tr("Believe the simulation.") : tr("Let it run on before judging.")),
            outcome_.finished ? theme.error : theme.warn);
}

}  // namespace rackloom::app
