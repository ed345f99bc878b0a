// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_view.h"

#include "views/format/number_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

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

FabricView::FabricView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      workspace_(workspace),
      canvas_(new FabricCanvas(workspace, this)),
      list_(new QComboBox(this)),
      cut_(new QLabel(this)) {
    auto* label = new QLabel(tr("Fabric"), this);
    list_->setAccessibleName(tr("Fabric shown"));
    list_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    label->setBuddy(list_);
    cut_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(8);
    bar->addWidget(label);
    bar->addWidget(list_);
    bar->addSpacing(16);
    bar->addWidget(cut_, 1);
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
    canvas_->fitAll();
    updateCutText();
}

void FabricView::updateCutText() {
    const FabricId id = canvas_->fabricScene().fabric(*workspace_.snapshot());
    const analytics::FabricResult* r = fabricResult(workspace_.report(), id);
    const std::uint32_t cables = canvas_->fabricScene().layout(*workspace_.snapshot()).cables;
    QString text = tr("%1 cables").arg(cables);
    if (r && r->lower && r->upper) {
        const bool exact = *r->lower == *r->upper;
        text += QStringLiteral("   ·   ") +
                (exact ? tr("Bisection %1 per direction, exact").arg(quantity(r->lower, "bit/s"))
                       : tr("Bisection %1 to %2 per direction")
                             .arg(quantity(r->lower, "bit/s"), quantity(r->upper, "bit/s")));
        text += QStringLiteral("   ·   ") +
                tr("minimum cut of %1 cables in red; side A has the red bar").arg(r->cutCables);
    }
    cut_->setText(text);
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
