// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_scene.h"
#include "views/format/number_text.h"
#include "views/report/report_sections.h"

#include <map>

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
    return reportTr("Floor plan with %1 racks in %2 halls").arg(s.racks.size()).arg(s.halls.size());
}

QString fabricDescription(const analytics::FabricResult* result) {
    if (result == nullptr || !result->lower || !result->upper)
        return reportTr("Tiers of the fabric. The bisection is unknown.");
    const QString bounds = *result->lower == *result->upper
                               ? quantity(result->lower, "bit/s")
                               : reportTr("between %1 and %2")
                                     .arg(quantity(result->lower, "bit/s"), quantity(result->upper, "bit/s"));
    return reportTr("%1 cables; the minimum cut crosses %2 of them and leaves %3 per direction.")
        .arg(result->cables)
        .arg(result->cutCables)
        .arg(bounds);
}

}  // namespace

ReportSection drawingsSection(const ReportSubject& subject) {
    const model::Snapshot& s = subject.snapshot;
    ReportSection section{reportTr("Drawings"), QStringLiteral("drawings"), {}};
    if (!s.halls.empty())
        section.blocks.emplace_back(
            ReportDrawings{{{ReportDrawing::Kind::Hall, 0, reportTr("Hall plan"), hallDescription(s)}}, 1});
    ReportDrawings elevations{{}, 3};
    std::map<RackDesignId, std::size_t> counts;
    s.racks.forEach([&](RackId, const model::Rack& rack) { ++counts[rack.design]; });
    for (const auto& [design, rack] : sampleRacks(s)) {
        const Shared<model::RackDesign>* row = s.designs.find(design);
        if (row == nullptr) continue;
        elevations.items.push_back({ReportDrawing::Kind::Elevation, rack.value, fromUtf8((*row)->name),
                                    reportTr("front, %1 in this design").arg(counts[design])});
    }
    if (!elevations.items.empty()) {
        section.blocks.emplace_back(ReportParagraph{reportTr("Rack elevations"), Tone::Plain, true});
        section.blocks.emplace_back(std::move(elevations));
    }
    ReportDrawings fabrics;
    s.fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& fabric) {
        if (fabric->tiers.empty()) return;
        fabrics.items.push_back({ReportDrawing::Kind::Fabric, id.value, fromUtf8(fabric->name),
                                 fabricDescription(fabricResult(subject.report, id))});
    });
    if (!fabrics.items.empty()) {
        section.blocks.emplace_back(
            ReportParagraph{reportTr("Fabrics and their minimum cuts"), Tone::Plain, true});
        section.blocks.emplace_back(std::move(fabrics));
    }
    return section;
}

}  // namespace rackloom::views
