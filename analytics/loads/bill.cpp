// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/bill.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/loads/rack_load.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {

namespace {

/// Deeper nesting than any device has; the model refuses types that contain themselves.
constexpr int kDeepest = 8;

void add(Query& q, std::map<DeviceTypeId, double>& lines, DeviceTypeId id, double count, int depth = 0) {
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

}  // namespace

double BillOfMaterials::known() const {
    double sum = 0;
    for (const BillLine& line : lines)
        sum += line.count * line.price.value_or(0);
    return sum;
}

Bill::Value Bill::compute(const Key&, Query& q) {
    std::map<DeviceTypeId, double> counts;
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
    BillOfMaterials bill;
    for (const auto& [id, count] : counts) {
        const model::DeviceType& type = *q.get<TypeOf>(id);
        std::optional<double> price;
        if (type.price && type.price->amount.known()) price = type.price->amount.value->si();
        bill.lines.push_back({id, count, price});
    }
    return bill;
}

}  // namespace rackloom::analytics
