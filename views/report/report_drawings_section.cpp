// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_scene.h"
#include "views/format/number_text.h"
#include "views/report/report_sections.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace rackloom::views {

namespace {

// One rack for each design that is in use: the first that stands as designed, if any.
std::map<RackDesignId, RackId> sampleRacks(const model::Snapshot& s) {
    std::map<RackDesignId, RackId> first, plain;
    s.racks.forEach([&](RackId id, const model::Rack& rack) {
        first.emplace(rack.design, id);
        const auto deviation = s.overrides->lower_bound({id, SlotId{0}});
        if (deviation == s.overrides->end() || deviation->first.rack != id) plain.emplace(rack.design, id);
    });
    for (const auto& [design, rack] : plain)
        first[design] = rack;
    return first;
}

QString hallDescription(const model::Snapshot& s) {
    const QString racks = s.racks.size() == 1
                              ? reportTr("one rack")
                              : reportTr("%1 racks").arg(quantity(static_cast<double>(s.racks.size()), "1"));
    const QString halls =
        s.halls.size() == 1 ? reportTr("one hall") : reportTr("%1 halls").arg(s.halls.size());
    return reportTr("Floor plan, %1 in %2").arg(racks, halls);
}

QString fabricDescription(const analytics::FabricResult* result) {
    if (result == nullptr || !result->lower || !result->upper)
        return reportTr("Tiers of the fabric. The bisection is unknown.");
    const QString bounds = *result->lower == *result->upper
                               ? quantity(result->lower, "bit/s")
                               : reportTr("between %1 and %2")
                                     .arg(quantity(result->lower, "bit/s"), quantity(result->upper, "bit/s"));
    return reportTr("%1 cables; the minimum cut crosses %2 of them and leaves %3 per direction.")
        .arg(quantity(result->cables, "1"), quantity(result->cutCables, "1"), bounds);
}

}  // namespace

ReportSection drawingsSection(const ReportSubject& subject) {
    const model::Snapshot& s = subject.snapshot;
    ReportSection section{reportTr("Drawings"), QStringLiteral("drawings"), {}};
    if (!s.halls.empty())
        section.blocks.emplace_back(
            ReportDrawings{{{ReportDrawing::Kind::Hall, 0, reportTr("Hall plan"), hallDescription(s)}}, 1});
    ReportDrawings elevations;
    std::map<RackDesignId, std::size_t> counts;
    s.racks.forEach([&](RackId, const model::Rack& rack) { ++counts[rack.design]; });
    for (const auto& [design, rack] : sampleRacks(s)) {
        const Shared<model::RackDesign>* row = s.designs.find(design);
        if (row == nullptr) continue;
        elevations.items.push_back({ReportDrawing::Kind::Elevation, rack.value, fromUtf8((*row)->name),
                                    reportTr("front, %1 in this design").arg(counts[design])});
    }
    if (!elevations.items.empty()) {
        // Rows of three at most, as even as can be.
        const int count = static_cast<int>(elevations.items.size()), rows = (count + 2) / 3;
        elevations.columns = (count + rows - 1) / rows;
        section.blocks.emplace_back(ReportParagraph{reportTr("Rack elevations"), Tone::Plain, true});
        section.blocks.emplace_back(std::move(elevations));
    }
    // The compute fabric first, whatever order they were drawn in.
    std::vector<std::pair<FabricId, const model::Fabric*>> ordered;
    s.fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& fabric) {
        if (!fabric->tiers.empty()) ordered.emplace_back(id, &*fabric);
    });
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto& a, const auto& b) { return a.second->role < b.second->role; });
    ReportDrawings fabrics;
    for (const auto& [id, fabric] : ordered)
        fabrics.items.push_back({ReportDrawing::Kind::Fabric, id.value, fromUtf8(fabric->name),
                                 fabricDescription(fabricResult(subject.report, id).get())});
    if (!fabrics.items.empty()) {
        section.blocks.emplace_back(
            ReportParagraph{reportTr("Fabrics and their minimum cuts"), Tone::Plain, true});
        section.blocks.emplace_back(std::move(fabrics));
    }
    return section;
}

}  // namespace rackloom::views
