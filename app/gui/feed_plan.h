// SPDX-License-Identifier: GPL-3.0-or-later
// FeedPlan: an order to feed racks, tried on the design: what would be added, whether it fits, and which
// findings it brings or mends. Limits and findings are those of the engine. Knows no widgets.
#pragma once

#include "analytics/engine/evaluate.h"
#include "model/edit/feed_racks.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>

namespace rackloom::app {

struct FeedPlan {
    std::optional<model::Edit> edit;  ///< absent: refused
    QString refusal;
    int racksPerElement = 0;
    QString summary;   ///< what is added and plugged, and how full the new elements are
    QStringList over;  ///< findings about limits that it brings, as sentences
    int mended = 0;    ///< findings that it takes away
};

class FeedPlanner {
public:
    FeedPlanner(model::SnapshotPtr design, const model::Catalog& catalog);

    /// What an element of this type may carry for hours, in W.
    std::optional<double> limitOf(const std::string& type);
    /// No number of racks per element: as many as fit with all the load on one side.
    FeedPlan plan(model::FeedOrder order);
    /// Elements that racks may be fed from, UPS first, by name.
    std::vector<PowerNodeId> sources() const;
    const model::Snapshot& design() const { return *design_; }

private:
    double heaviestRack(const std::vector<RackId>& racks) const;

    model::SnapshotPtr design_;
    const model::Catalog& catalog_;
    analytics::Evaluator evaluator_;
    analytics::Report before_;
    std::map<std::string, std::optional<double>> limits_;
};

}  // namespace rackloom::app
