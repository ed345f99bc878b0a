// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/import_dialog.h"

#include "analytics/graph_files/graph_network.h"
#include "app/gui/import_lists.h"
#include "model/exchange/drawn_dump.h"
#include "views/format/number_text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <new>

namespace rackloom::app {

namespace {

/// Thrown out of long work when another task began or the dialog closed.
struct Stopped {};

constexpr qint64 kBlock = 1 << 20;

Result<std::string> textOf(const QString& path, const std::function<void()>& poll) {
    const std::string place = path.toStdString();
    QFile file(path);
    if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly))
        return Error{place, "it cannot be read: " + file.errorString().toStdString(), "Choose another file."};
    const std::size_t most = model::IbLimits().bytes;
    std::string text;
    while (true) {
        poll();
        const QByteArray block = file.read(kBlock);
        if (block.isEmpty()) break;
        text.append(block.constData(), static_cast<std::size_t>(block.size()));
        if (text.size() > most)
            return Error{place, "the text is longer than " + std::to_string(most >> 20) + " MiB",
                         "Give a smaller network."};
    }
    if (file.error() != QFileDevice::NoError)
        return Error{place, "it cannot be read: " + file.errorString().toStdString(), "Choose another file."};
    return text;
}

QTreeWidget* list(QTabWidget& tabs, const QString& title, const QStringList& columns) {
    auto* out = new QTreeWidget(&tabs);
    out->setHeaderLabels(columns);
    out->setAccessibleName(title);
    out->setUniformRowHeights(true);
    out->setRootIsDecorated(false);
    out->setAlternatingRowColors(true);
    tabs.addTab(out, title);
    return out;
}

}  // namespace

ImportDialog::ImportDialog(views::Workspace& workspace, QWidget* parent)
    : QDialog(parent),
      workspace_(workspace),
      path_(new QLineEdit(this)),
      choose_(new QPushButton(tr("Choose…"), this)),
      stop_(new QPushButton(tr("Stop"), this)),
      open_(new QPushButton(tr("Open as a new design"), this)),
      compare_(new QPushButton(tr("Compare with the open design"), this)),
      fabric_(new QComboBox(this)),
      progress_(new QProgressBar(this)),
      verdict_(new QLabel(this)),
      tabs_(new QTabWidget(this)),
      contents_(list(*tabs_, tr("Contents"), {tr("Count"), tr("What was read")})),
      odd_(list(*tabs_, tr("Odd lines"), {tr("Line"), tr("What does not fit")})),
      differences_(list(*tabs_, tr("Differences"), {tr("Planned cable or device"), tr("What is there")})) {
    setWindowTitle(tr("Import a network"));
    build();
    connect(choose_, &QPushButton::clicked, this, &ImportDialog::choose);
    connect(path_, &QLineEdit::returnPressed, this, [this] { read(path_->text()); });
    connect(stop_, &QPushButton::clicked, this, &ImportDialog::stop);
    connect(open_, &QPushButton::clicked, this, &ImportDialog::draw);
    connect(compare_, &QPushButton::clicked, this, &ImportDialog::compare);
    connect(differences_, &QTreeWidget::currentItemChanged, this,
            [this](QTreeWidgetItem* item) { select(item); });
    connect(&workspace_, &views::Workspace::snapshotChanged, this, &ImportDialog::fillFabrics);
    fillFabrics();
    enable();
    resize(760, 560);
}

ImportDialog::~ImportDialog() {
    worker_.request_stop();
}

QWidget* ImportDialog::buildFileRow() {
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    auto* label = new QLabel(tr("&Listing"), row);
    label->setBuddy(path_);
    path_->setAccessibleName(tr("Listing"));
    path_->setPlaceholderText(tr("what ibnetdiscover printed, or an edge list, DOT or GraphML file"));
    choose_->setAutoDefault(false);
    stop_->setAutoDefault(false);
    line->addWidget(label);
    line->addWidget(path_, 1);
    line->addWidget(choose_);
    line->addWidget(stop_);
    return row;
}

QWidget* ImportDialog::buildWorkRow() {
    auto* row = new QWidget(this);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    fabric_->setAccessibleName(tr("Fabric to compare with"));
    fabric_->setToolTip(tr("Which fabric of the open design the network is compared with"));
    fabric_->setMinimumContentsLength(16);
    open_->setAutoDefault(false);
    compare_->setAutoDefault(false);
    line->addWidget(open_);
    line->addStretch(1);
    line->addWidget(fabric_);
    line->addWidget(compare_);
    return row;
}

void ImportDialog::build() {
    progress_->setRange(0, 0);
    progress_->setTextVisible(false);
    progress_->setMaximumHeight(6);
    progress_->setAccessibleName(tr("Working"));
    QSizePolicy keep = progress_->sizePolicy();
    keep.setRetainSizeWhenHidden(true);
    progress_->setSizePolicy(keep);
    verdict_->setWordWrap(true);
    verdict_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    differences_->setRootIsDecorated(true);
    differences_->setColumnWidth(0, 380);
    differences_->setToolTip(tr("A line selects the devices of the plan that it is about"));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);  // Enter reads the file
    auto* column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addWidget(buildFileRow());
    column->addWidget(progress_);
    column->addWidget(verdict_);
    column->addWidget(tabs_, 1);
    column->addWidget(buildWorkRow());
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    say(tr("Choose a listing. Nothing is opened or changed before you say so."),
        workspace_.theme().textMuted);
}

void ImportDialog::fillFabrics() {
    const uint chosen = fabric_->currentData().toUInt();
    fabric_->clear();
    fabric_->addItem(tr("All compute fabrics"), FabricId{}.value);
    workspace_.snapshot()->fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& fabric) {
        fabric_->addItem(QString::fromStdString(fabric->name), id.value);
    });
    fabric_->setCurrentIndex(std::max(0, fabric_->findData(chosen)));
    enable();
}

void ImportDialog::say(const QString& text, const QColor& colour) {
    QPalette p = verdict_->palette();
    p.setColor(QPalette::WindowText, colour);
    verdict_->setPalette(p);
    verdict_->setText(text);
}

void ImportDialog::refuse(const Error& error) {
    say(QStringLiteral("✕ ") + QString::fromStdString(error.text()), workspace_.theme().error);
}

void ImportDialog::enable() {
    const bool ready = dump_ && !working_;
    open_->setEnabled(ready);
    compare_->setEnabled(ready && !workspace_.snapshot()->fabrics.empty());
    fabric_->setEnabled(compare_->isEnabled());
    choose_->setEnabled(!working_);
    path_->setEnabled(!working_);
    stop_->setEnabled(working_);
    progress_->setVisible(working_);
}

void ImportDialog::choose() {
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Import a network"), QFileInfo(readPath_).absolutePath(), tr("All files (*)"));
    if (!path.isEmpty()) read(path);
}

void ImportDialog::begin(const QString& what, std::function<std::function<void()>(const Poll&)> work) {
    const int turn = ++turn_;
    working_ = true;
    say(what, workspace_.theme().textMuted);
    enable();
    worker_ = std::jthread([this, turn, work = std::move(work)](const std::stop_token& stop) {
        const Poll poll = [&stop] {
            if (stop.stop_requested()) throw Stopped{};
        };
        try {
            std::function<void()> answer = work(poll);
            QMetaObject::invokeMethod(
                this,
                [this, turn, answer = std::move(answer)] {
                    if (turn != turn_) return;
                    working_ = false;
                    answer();
                    enable();
                },
                Qt::QueuedConnection);
        } catch (const Stopped&) {
            return;
        } catch (const std::bad_alloc&) {
            giveUp(turn, {"import", "there is not enough memory", "Give a smaller network."});
        } catch (const std::exception& e) {
            giveUp(turn, {"import", std::string("the program failed: ") + e.what(),
                          "Report the file with which this happens."});
        }
    });
}

/// Called on the worker's thread.
void ImportDialog::giveUp(int turn, Error why) {
    QMetaObject::invokeMethod(
        this,
        [this, turn, why = std::move(why)] {
            if (turn != turn_) return;
            working_ = false;
            refuse(why);
            enable();
        },
        Qt::QueuedConnection);
}

void ImportDialog::stop() {
    if (!working_) return;
    worker_.request_stop();
    ++turn_;
    working_ = false;
    say(tr("Stopped."), workspace_.theme().textMuted);
    enable();
}

void ImportDialog::read(const QString& path) {
    if (working_ || path.isEmpty()) return;
    path_->setText(path);
    dump_.reset();
    contents_->clear();
    odd_->clear();
    differences_->clear();
    tabs_->setTabText(1, tr("Odd lines"));
    tabs_->setTabText(2, tr("Differences"));
    begin(tr("Reading %1…").arg(QFileInfo(path).fileName()),
          [this, path](const Poll& poll) -> std::function<void()> {
              auto read = [&]() -> Result<model::IbDump> {
                  const Result<std::string> text = textOf(path, poll);
                  if (!text) return text.error();
                  return analytics::readNetwork(text.value(), path.toStdString(), {}, poll);
              }();
              if (!read) return [this, error = read.error()] { refuse(error); };
              auto dump = std::make_shared<const model::IbDump>(std::move(read).value());
              return [this, dump, path, counts = model::countsOf(*dump)] {
                  readPath_ = path;
                  showRead(dump, counts);
              };
          });
}

void ImportDialog::showRead(std::shared_ptr<const model::IbDump> dump, const model::DumpCounts& counts) {
    dump_ = std::move(dump);
    listContents(*contents_, *dump_, counts);
    listOddities(*odd_, *dump_);
    tabs_->setTabText(1, tr("Odd lines (%1)").arg(dump_->oddCount));
    tabs_->setTabText(2, tr("Differences"));
    tabs_->setCurrentIndex(0);
    if (dump_->oddCount == 0)
        return say(QStringLiteral("✓ ") + tr("Everything was understood."), workspace_.theme().ok);
    say(QStringLiteral("▲ ") +
            tr("The rest was read, but %1 did not fit. See “Odd lines”.")
                .arg(views::counted(static_cast<qint64>(dump_->oddCount), tr("thing"), tr("things"))),
        workspace_.theme().warn);
}

void ImportDialog::compare() {
    if (working_ || !dump_) return;
    const FabricId fabric{fabric_->currentData().toUInt()};
    begin(tr("Comparing…"),
          [this, fabric, dump = dump_,
           plan = workspace_.snapshot()](const Poll& poll) -> std::function<void()> {
              auto found = model::compared(*dump, *plan, fabric, poll);
              if (!found) return [this, error = found.error()] { refuse(error); };
              auto kept = std::make_shared<const model::DumpComparison>(std::move(found).value());
              return [this, kept] { showCompared(*kept); };
          });
}

void ImportDialog::showCompared(const model::DumpComparison& c) {
    const auto number = [](std::size_t n) {
        return views::numberText(static_cast<double>(n), "1", 12).value;
    };
    listDifferences(*differences_, c);
    tabs_->setTabText(2, tr("Differences (%1)").arg(c.missing.size() + c.crossed.size() + c.extra.size()));
    tabs_->setCurrentWidget(differences_);
    const QString counts =
        tr("%1 of %2 planned cables as planned, %3 at other ports of the same devices, %4 missing, "
           "%5 crossed, %6 in the network only.")
            .arg(number(c.matched), number(c.planned), number(c.otherPorts), number(c.missing.size()),
                 number(c.crossed.size()), number(c.extra.size()));
    const bool same = c.matched == c.planned && c.extra.empty() && c.unseen.empty();
    say((same ? QStringLiteral("✓ ") : QStringLiteral("▲ ")) + counts,
        same ? workspace_.theme().ok : workspace_.theme().warn);
}

void ImportDialog::draw() {
    if (working_ || !dump_) return;
    begin(tr("Drawing…"),
          [this, dump = dump_, name = tr("Imported from %1").arg(QFileInfo(readPath_).fileName())](
              const Poll& poll) -> std::function<void()> {
              auto made = model::drawnFrom(*dump, name.toStdString(), poll);
              if (!made) return [this, error = made.error()] { refuse(error); };
              auto design = std::make_shared<const model::Snapshot>(std::move(made).value());
              return [this, design] {
                  say(tr("Drawn."), workspace_.theme().textMuted);
                  Q_EMIT drawn(design);
              };
          });
}

void ImportDialog::select(const QTreeWidgetItem* item) {
    if (!item) return;
    std::vector<views::ObjectRef> objects;
    for (const model::DeviceRef& device : devicesOfLine(*item))
        if (workspace_.snapshot()->racks.contains(device.rack))
            objects.push_back(views::deviceObject(device));
    if (objects.empty()) return;
    workspace_.selection().replace(objects);
    workspace_.focusOn(objects.front());
}

}  // namespace rackloom::app
