// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/bill.h"

#include "analytics/fabric/cable_bundles.h"
#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/wiring.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/facility.h"
#include "analytics/loads/rack_load.h"
#include "model/catalog/cages.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

namespace rackloom::analytics {

namespace {

/// Deeper nesting than any device has; the model refuses types that contain themselves.
constexpr int kDeepest = 8;

using Counts = std::map<DeviceTypeId, double>;

void add(Query& q, Counts& lines, DeviceTypeId id, double count, int depth = 0) {
    if (!(count > 0) || depth > kDeepest || !id.isValid()) return;
    const model::DeviceType& type = *q.get<TypeOf>(id);
    if (type.key.empty()) return;
    const bool priced = type.price && type.price->amount.known();
    if (priced || type.components.empty()) {
        lines[id] += count;
        return;
    }
    for (const model::Component& part : type.components)
        add(q, lines, q.get<TypeByKey>(part.type), count * part.count, depth + 1);
}

Counts drawnDevices(Query& q) {
    Counts counts;
    const DeviceCounts& drawn = *q.get<SiteDevices>();
    for (const auto* list : {&drawn.devices, &drawn.enclosures})
        for (const auto& [id, count] : *list)
            add(q, counts, id, count);
    // Type by type: a large site has thousands of equal power elements.
    std::map<DeviceTypeId, int> equipment;
    for (const auto& [id, node] : *q.get<PowerNodes>())
        equipment[node.type] += std::max(node.count, 0);
    for (const auto& [id, unit] : *q.get<CoolingUnits>())
        equipment[unit.type] += std::max(unit.count, 0);
    for (const auto& [id, count] : equipment)
        add(q, counts, id, count);
    return counts;
}

/// Cables that all links of a fabric would take if they were of this kind, which splits: one for each cage
/// that it splits from, however many of its legs are used.
double splittingCables(const model::Link& link, const Wiring& wiring, Query& q) {
    std::vector<std::pair<model::DeviceRef, std::uint32_t>> cages;
    double straight = 0;
    DeviceLookup devices(q);
    const auto placeOf = [&](model::PortRef port) {
        return model::cageOf(devices.type(port.device), port.port);
    };
    const auto see = [&](const model::PlannedCable& cable) {
        const model::CagePlace a = placeOf(cable.a), b = placeOf(cable.b);
        const model::SplitEnd end = model::splitEnd(link, a, b);
        if (end == model::SplitEnd::None)
            ++straight;
        else if (end == model::SplitEnd::A)
            cages.emplace_back(cable.a.device, a.cage);
        else
            cages.emplace_back(cable.b.device, b.cage);
    };
    for (std::uint32_t i = 0; i < wiring.plan->cables.size(); ++i) {
        if (i % 65536 == 0) q.poll();
        if (wiring.stands(i)) see(wiring.plan->cables[i]);
    }
    for (const model::PlannedCable& cable : wiring.drawn)
        see(cable);
    std::sort(cages.begin(), cages.end());
    const auto last = std::unique(cages.begin(), cages.end());
    return straight + static_cast<double>(last - cages.begin());
}

/// A link is bought whole, with both ends; where a fabric names single transceivers, two of them make one. Of
/// a cable that splits and that a part of the fabric takes, that part of what all of it would take.
double boughtFor(const model::DeviceType& type, std::uint64_t links, FabricId fabric, Query& q) {
    auto cables = static_cast<double>(links);
    if (type.link && type.link->legs > 1) {
        const Wiring& wiring = *q.get<FabricWiring>(fabric);
        const double all = splittingCables(*type.link, wiring, q);
        if (const auto count = static_cast<double>(wiring.count()); cables < count)
            cables = std::ceil(all * cables / count - 1e-9);
        else
            cables = all;
    }
    return type.kind == "transceiver" ? 2 * cables : cables;
}

}  // namespace

double BillOfMaterials::known() const {
    double sum = 0;
    for (const BillLine& line : lines)
        sum += line.count * line.price.value_or(0);
    return sum;
}

double BillOfMaterials::coverage() const {
    double all = 0, priced = 0;
    for (const BillLine& line : lines) {
        all += line.count;
        if (line.price) priced += line.count;
    }
    return all > 0 ? priced / all : 1;
}

std::string nameOf(Query& q, const BillLine& line) {
    return line.type.isValid() ? q.get<TypeOf>(line.type)->name : "cables for which no medium is chosen";
}

BoughtCables::Value BoughtCables::compute(const Key&, Query& q) {
    Counts counts;
    double open = 0;
    for (const FabricId id : *q.get<FabricIds>()) {
        const FabricRunTable& runs = *q.get<FabricRuns>(id);
        std::uint64_t chosen = 0;
        for (std::size_t i = 0; i < runs.sums.media.cables.size(); ++i) {
            const std::uint64_t cables = runs.sums.media.cables[i];
            if (cables == 0) continue;
            chosen += cables;
            const model::DeviceType& type = *runs.terms.types[i];
            counts[q.get<TypeByKey>(type.key)] += boughtFor(type, cables, id, q);
        }
        open += static_cast<double>(runs.sums.cables - chosen);
    }
    std::vector<BillLine> lines;
    for (const auto& [id, count] : counts)
        lines.push_back({id, count, std::nullopt, true});
    if (open > 0) lines.push_back({DeviceTypeId{}, open, std::nullopt, true});
    return lines;
}

Bill::Value Bill::compute(const Key&, Query& q) {
    BillOfMaterials bill;
    for (const auto& [id, count] : drawnDevices(q))
        bill.lines.push_back({id, count, std::nullopt, false});
    const std::vector<BillLine>& cables = *q.get<BoughtCables>();
    bill.lines.insert(bill.lines.end(), cables.begin(), cables.end());
    for (BillLine& line : bill.lines) {
        if (!line.type.isValid()) continue;
        const model::DeviceType& type = *q.get<TypeOf>(line.type);
        if (type.price && type.price->amount.known()) line.price = type.price->amount.value->si();
    }
    return bill;
}

}  // namespace rackloom::analytics
