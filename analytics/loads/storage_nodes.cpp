// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/storage_nodes.h"

#include "analytics/capacity/parts.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"

#include <algorithm>

namespace rackloom::analytics {

StorageNodes storageNodes(Query& q) {
    StorageNodes out;
    Frequency sum;
    double load = 0;
    for (const auto& [id, count] : q.get<SiteParts>()->parts) {
        const Shared<model::DeviceType>& type = q.get<TypeOf>(id);
        if (!type->storage) continue;
        const double nodes = static_cast<double>(count);
        out.units += static_cast<int>(count);
        if (!type->failure || !type->failure->rate.known()) {
            out.unrated.push_back({id, type->name, nodes, {}, 0, repairOf(*type)});
            continue;
        }
        const Frequency rate = *type->failure->rate.value * nodes;
        sum += rate;
        load += rate * repairOf(*type);
        out.rated += nodes;
        out.type = id;
    }
    if (out.units == 0) return out;
    out.spare = std::clamp(static_cast<int>(q.get<AssumptionOf>("reliability.storage_spare").value), 0,
                           out.units - 1);
    out.rate = sum * q.get<AssumptionOf>("reliability.rate_scale").value / out.units;
    if (sum.si() > 0) out.repair = load / sum;
    return out;
}

}  // namespace rackloom::analytics
