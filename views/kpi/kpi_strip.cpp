// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/kpi/kpi_strip.h"

#include "model/document/document.h"

#include <QHBoxLayout>
#include <QSettings>

#include <algorithm>

namespace rackloom::views {

namespace {
constexpr const char* kMetrics[] = {
    "capacity.gpus",       "delivered.flops",  "fabric.scale_out.bisection", "power.facility",
    "cooling.liquid_heat", "reliability.mtti", "reliability.goodput",        "cables.length_total"};
constexpr const char *kMetricsKey = "kpi/metrics", *kPinnedKey = "kpi/pinned";

/// As many as ever; one that this version does not know gives way to the usual one of its place.
QStringList rememberedMetrics() {
    const QStringList chosen = QSettings().value(kMetricsKey).toStringList();
    QStringList ids;
    for (std::size_t i = 0; i < std::size(kMetrics); ++i) {
        const QString id = chosen.value(static_cast<qsizetype>(i));
        ids << (analytics::metricInfo(id.toStdString()) ? id : QString::fromLatin1(kMetrics[i]));
    }
    return ids;
}
}  // namespace

KpiStrip::KpiStrip(Workspace& workspace, QWidget* parent) : QWidget(parent), workspace_(workspace) {
    setAccessibleName(tr("Key figures"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(1);
    const QStringList pinned = QSettings().value(kPinnedKey).toStringList();
    for (const QString& id : rememberedMetrics()) {
        auto* tile = new KpiTile(workspace, id, this);
        tile->pin(pinned.contains(id));
        connect(tile, &KpiTile::arrangementChanged, this, &KpiStrip::arrange);
        connect(tile, &KpiTile::reordered, this, &KpiStrip::move);
        tiles_.push_back(tile);
        row->addWidget(tile, 1);
    }
    connect(&workspace_, &Workspace::reportChanged, this, &KpiStrip::takeReport);
    connect(&workspace_, &Workspace::themeChanged, this, [this] { update(); });
}

/// The change shown is against the state before the last recorded edit; while something is dragged, against
/// the recorded state. A new or opened design starts afresh.
void KpiStrip::takeReport() {
    const analytics::ReportPtr now = workspace_.reportPtr();
    const model::Document& document = workspace_.document();
    const bool fresh = document.history().entries().size() == 1 && !document.previewing();
    // A revision may be delivered twice (interactive, then with the slow lane): only the first one counts.
    const bool record = now->revision != lastRevision_;
    lastRevision_ = now->revision;
    if (document.previewing()) {
        baseline_ = recorded_;
    } else if (record) {
        baseline_ = fresh ? nullptr : recorded_;
        recorded_ = now;
    }
    for (KpiTile* tile : tiles_) {
        const std::string id = tile->metricId().toStdString();
        if (fresh) tile->forget();
        tile->take(now->find(id), baseline_ ? baseline_->find(id) : nullptr, record);
    }
}

/// Pinned tiles come first, in the order they stand.
void KpiStrip::arrange() {
    std::stable_partition(tiles_.begin(), tiles_.end(), [](const KpiTile* t) { return t->pinned(); });
    auto* row = static_cast<QHBoxLayout*>(layout());
    for (std::size_t i = 0; i < tiles_.size(); ++i)
        row->insertWidget(static_cast<int>(i), tiles_[i], 1);
    remember();
}

void KpiStrip::remember() const {
    QStringList metrics, pinned;
    for (const KpiTile* tile : tiles_) {
        metrics << tile->metricId();
        if (tile->pinned()) pinned << tile->metricId();
    }
    QSettings settings;
    settings.setValue(kMetricsKey, metrics);
    settings.setValue(kPinnedKey, pinned);
}

void KpiStrip::move(KpiTile* tile, int offset) {
    const auto it = std::find(tiles_.begin(), tiles_.end(), tile);
    if (it == tiles_.end()) return;
    const auto from = it - tiles_.begin();
    const auto to = std::clamp<std::ptrdiff_t>(from + offset, 0, std::ssize(tiles_) - 1);
    if (from < to)
        std::rotate(it, it + 1, tiles_.begin() + to + 1);
    else
        std::rotate(tiles_.begin() + to, it, it + 1);
    arrange();
}

}  // namespace rackloom::views
