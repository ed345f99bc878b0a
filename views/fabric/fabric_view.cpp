// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_view.h"

#include "views/format/number_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace rackloom::views {

FabricCanvas::FabricCanvas(Workspace& workspace, QWidget* parent)
    : CanvasWidget(workspace, std::make_unique<FabricScene>(), tr("Fabric diagram"), parent),
      fabric_(const_cast<FabricScene*>(static_cast<const FabricScene*>(&scene()))) {
    describeEmpty(tr("No fabric yet"),
                  tr("A fabric joins the ports of racks through tiers of switches. Templates bring theirs; "
                     "Insert ▸ Fabric adds an empty one, "
                     "and Arrange ▸ Connect racks to their fabrics attaches what is selected."));
}

bool FabricCanvas::isEmpty() const {
    return fabric_->layout(*workspace().snapshot()).boxes.empty();
}

bool FabricCanvas::beginDrag(const ObjectRef& hit, QPointF at) {
    dragStart_ = workspace().snapshot();
    ports_.emplace(*dragStart_);
    source_ = hit;
    target_.reset();
    end_ = at;
    refusal_.clear();
    return hit.kind == ObjectRef::Kind::Rack || hit.kind == ObjectRef::Kind::Device;
}

std::optional<model::DeviceRef> FabricCanvas::deviceWithFreePort(const ObjectRef& object) const {
    const Shared<model::Fabric>* fabric = dragStart_->fabrics.find(fabric_->fabric(*dragStart_));
    if (!fabric) return std::nullopt;
    if (object.kind == ObjectRef::Kind::Device)
        return model::DeviceRef{RackId{object.id}, SlotId{object.sub}};
    const model::Rack* rack = dragStart_->racks.find(RackId{object.id});
    const Shared<model::RackDesign>* design = rack ? dragStart_->designs.find(rack->design) : nullptr;
    if (!design) return std::nullopt;
    for (const model::Slot& slot : (*design)->slots) {
        const model::DeviceRef ref{RackId{object.id}, slot.id};
        if (!model::freePorts(*dragStart_, *ports_, **fabric, ref).empty()) return ref;
    }
    return std::nullopt;
}

Result<void> FabricCanvas::previewCable() {
    const auto from = deviceWithFreePort(source_), to = deviceWithFreePort(*target_);
    if (!from || !to)
        return Error{tr("cable").toStdString(), tr("the rack has no free port of this fabric").toStdString(),
                     tr("Take a cable away first.").toStdString()};
    return workspace().preview(model::cableDevices(
        {fabric_->fabric(*dragStart_), {*from}, {*to}, model::CablingRule::EachToEach, 1, {}}));
}

void FabricCanvas::moveDrag(QPointF, QPointF to, Qt::KeyboardModifiers) {
    end_ = to;
    std::optional<ObjectRef> over = fabric_->pick(*dragStart_, to, 0);
    if (over == source_) over.reset();
    if (over != target_) {
        target_ = over;
        refusal_.clear();
        workspace().cancelPreview();
        if (target_)
            if (const Result<void> outcome = previewCable(); !outcome) {
                workspace().cancelPreview();
                refusal_ = QString::fromStdString(outcome.error().place + ": " + outcome.error().reason);
            }
    }
    update();
}

void FabricCanvas::endDrag(bool commit) {
    const bool draws = commit && target_ && refusal_.isEmpty();
    if (draws)
        workspace().commitPreview();
    else
        workspace().cancelPreview();
    if (draws) workspace().announce(tr("Drew one cable. The Cables panel lists its ports."));
    if (commit && !refusal_.isEmpty()) Q_EMIT workspace().refused(refusal_);
    target_.reset();
    dragStart_.reset();
    ports_.reset();
    invalidate();
}

namespace {

QString shareText(double share) {
    return quantity(share < 0.0995 ? std::round(share * 1000) / 10 : std::round(share * 100), "1") +
           QStringLiteral(" %");
}

/// What the colours of the drawing say: a title, then a scale or a red line and a bar.
struct Legend {
    QString title, scale;
    bool heat = false;
};

}  // namespace

/// In the lower left corner.
void FabricCanvas::drawLegend(DisplayList& list, const SceneContext& c) const {
    Legend legend;
    const auto largest = [](const std::vector<double>& of) {
        return *std::max_element(of.begin(), of.end());
    };
    if (ofFabric(c.overlay)) {
        const FabricTraffic& traffic = fabric_->traffic(*c.snapshot);
        legend.heat = !traffic.loads.empty();
        if (!legend.heat) {
            legend.title =
                tr("No traffic is shown: the rates of the cables are unknown, or there are too many");
        } else if (c.overlay == Overlay::Load) {
            const double most = std::max(1.0, largest(traffic.loads));
            legend.title = tr("Load of the cables when all endpoints send evenly at full rate");
            legend.scale = tr("0 to %1").arg(shareText(most));
            if (most > 1 + 1e-9) legend.scale += tr("   red: beyond its rate");
        } else {
            legend.title = tr("Share of all traffic that a loss would interrupt, on the shortest ways");
            legend.scale = tr("cables to %1, boxes to %2")
                               .arg(shareText(largest(traffic.over)), shareText(largest(traffic.through)));
        }
    } else if (const FabricCut& cut = fabric_->cut(*c.snapshot, c.report); cut.known) {
        legend.title = tr("Minimum cut between two halves of the endpoints");
        legend.scale = tr("%1 that cross").arg(counted(cut.cables, tr("cable"), tr("cables")));
    } else {
        return;
    }
    const double px = 1 / c.scale;
    const QPointF at = camera().toScene(QPointF(16, height() - 52));
    const QRectF card(at.x(), at.y(), 440 * px, 40 * px);
    list.fill(card, c.theme->panel);
    list.frame(card, c.theme->line, 1);
    const bool plain = legend.scale.isEmpty();
    list.text(QRectF(card.left() + 8 * px, card.top() + (plain ? 12 : 2) * px, 424 * px, 16 * px),
              legend.title, c.theme->textMuted, 11);
    if (plain) return;
    const double line = card.bottom() - 12 * px;
    if (legend.heat)
        for (int i = 0; i < 40; ++i)
            list.fill(QRectF(card.left() + (8 + 3.0 * i) * px, line - 4 * px, 3 * px, 8 * px),
                      c.theme->heat(i / 39.0));
    else
        list.line({card.left() + 8 * px, line}, {card.left() + 30 * px, line}, c.theme->error, 2);
    const double from = legend.heat ? 136 : 36;
    list.text(QRectF(card.left() + from * px, line - 8 * px, 280 * px, 16 * px), legend.scale, c.theme->text,
              11);
    if (legend.heat) return;
    list.fill(QRectF(card.left() + 220 * px, line - 6 * px, 22 * px, 12 * px),
              c.theme->domainFill(Domain::Compute));
    list.fill(QRectF(card.left() + 220 * px, line - 6 * px, 22 * px, 3 * px), c.theme->error);
    list.text(QRectF(card.left() + 248 * px, line - 8 * px, 184 * px, 16 * px), tr("on the first side"),
              c.theme->text, 11);
}

void FabricCanvas::buildMarks(DisplayList& list, const SceneContext& c) const {
    drawLegend(list, c);
    if (!dragStart_) return;
    const QRectF from = fabric_->boundsOf(*dragStart_, source_);
    const QColor colour = refusal_.isEmpty() ? c.theme->accent : c.theme->error;
    list.line(from.center(), end_, colour, 2, !target_);
    list.frame(from, colour, 2);
    if (target_) list.frame(fabric_->boundsOf(*dragStart_, *target_), colour, 2);
    if (refusal_.isEmpty()) return;
    const QRectF box(end_.x(), end_.y() - 26 / c.scale, 380 / c.scale, 22 / c.scale);
    list.fill(box, c.theme->panel);
    list.frame(box, c.theme->error, 1);
    list.text(box.adjusted(6 / c.scale, 0, -6 / c.scale, 0), QStringLiteral("✕ ") + refusal_, c.theme->error,
              11);
}

FabricView::FabricView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      canvas_(new FabricCanvas(workspace, this)),
      list_(new QComboBox(this)),
      grouping_(new QComboBox(this)),
      cut_(new QLabel(this)),
      group_(new QPushButton(tr("Group again"), this)) {
    auto* label = new QLabel(tr("Fabric"), this);
    list_->setAccessibleName(tr("Fabric shown"));
    list_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    list_->setMinimumContentsLength(16);
    list_->setMaximumWidth(320);
    label->setBuddy(list_);
    auto* boxes = new QLabel(tr("Boxes"), this);
    boxes->setBuddy(grouping_);
    grouping_->setAccessibleName(tr("What is drawn as one box"));
    const std::pair<QString, FabricGrouping> kinds[] = {{tr("automatic"), FabricGrouping::Automatic},
                                                        {tr("units"), FabricGrouping::Units},
                                                        {tr("rails"), FabricGrouping::Rails},
                                                        {tr("tiers"), FabricGrouping::Tiers},
                                                        {tr("racks, switches"), FabricGrouping::Switches},
                                                        {tr("nodes, switches"), FabricGrouping::Devices}};
    for (const auto& [name, kind] : kinds)
        grouping_->addItem(name, static_cast<int>(kind));
    grouping_->setToolTip(tr("What is drawn as one box. A double click opens a box of several."));
    connect(grouping_, &QComboBox::activated, this, &FabricView::group);
    cut_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    cut_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // long text must not widen the window
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(8);
    bar->addWidget(label);
    bar->addWidget(list_);
    bar->addSpacing(8);
    bar->addWidget(boxes);
    bar->addWidget(grouping_);
    bar->addSpacing(8);
    bar->addWidget(cut_, 1);
    bar->addWidget(group_);
    group_->setToolTip(tr("Draws opened groups of racks and switches as one box each again"));
    group_->hide();
    connect(group_, &QPushButton::clicked, this, &FabricView::closeGroups);
    connect(canvas_, &CanvasWidget::activated, this, &FabricView::openGroup);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(canvas_, 1);
    connect(list_, &QComboBox::activated, this, [this](int i) {
        showFabric(FabricId{list_->itemData(i).toUInt()});
        workspace_.selection().replace(
            {{ObjectRef::Kind::Fabric, list_->itemData(i).toUInt(), Id<void>::kNone}});
    });
    connect(&workspace_, &Workspace::snapshotChanged, this,
            [this](const model::SnapshotPtr& before, const model::SnapshotPtr& after) {
                if (!before->fabrics.sameChunks(after->fabrics)) fillList();
                updateCutText();
            });
    connect(&workspace_, &Workspace::reportChanged, this, &FabricView::updateCutText);
    fillList();
    updateCutText();
}

void FabricView::fillList() {
    const FabricId now = canvas_->fabricScene().fabric(*workspace_.snapshot());
    list_->clear();
    workspace_.snapshot()->fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& f) {
        list_->addItem(QString::fromStdString(f->name), id.value);
        if (id == now) list_->setCurrentIndex(list_->count() - 1);
    });
}

void FabricView::showFabric(FabricId fabric) {
    canvas_->fabricScene().show(fabric);
    group_->setVisible(canvas_->fabricScene().anyOpen());
    canvas_->fitAll();
    updateCutText();
}

void FabricView::updateCutText() {
    const FabricId id = canvas_->fabricScene().fabric(*workspace_.snapshot());
    const auto r = fabricResult(workspace_.report(), id);
    const std::uint32_t cables = canvas_->fabricScene().layout(*workspace_.snapshot()).cables;
    QString text = tr("%1 cables").arg(quantity(cables, "1", 15));
    if (r && r->lower && r->upper) {
        const bool exact = *r->lower == *r->upper;
        text += QStringLiteral("   ·   ") +
                (exact ? tr("Bisection %1 per direction, exact").arg(quantity(r->lower, "bit/s"))
                       : tr("Bisection %1 to %2 per direction")
                             .arg(quantity(r->lower, "bit/s"), quantity(r->upper, "bit/s")));
        text += QStringLiteral("   ·   ") + tr("cut of %1").arg(quantity(r->cutCables, "1", 15));
    }
    cut_->setText(text);
    cut_->setToolTip(text);
}

/// A double click on a group shows its members; on a single device it is left to the window.
void FabricView::openGroup(const ObjectRef& object) {
    if (!canvas_->fabricScene().open(*workspace_.snapshot(), object)) return;
    group_->show();
    canvas_->invalidate();
    canvas_->fitAll();
}

void FabricView::group(int row) {
    canvas_->fabricScene().group(static_cast<FabricGrouping>(grouping_->itemData(row).toInt()));
    group_->hide();
    canvas_->invalidate();
    canvas_->fitAll();
}

void FabricView::closeGroups() {
    canvas_->fabricScene().closeGroups();
    group_->hide();
    canvas_->invalidate();
    canvas_->fitAll();
}

bool FabricView::reveal(const ObjectRef& object) {
    if (object.kind == ObjectRef::Kind::Fabric) {
        showFabric(FabricId{object.id});
        list_->setCurrentIndex(list_->findData(object.id));
        return true;
    }
    return canvas_->reveal(object);
}

}  // namespace rackloom::views
