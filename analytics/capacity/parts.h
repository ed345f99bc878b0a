// SPDX-License-Identifier: GPL-3.0-or-later
// What devices, rack designs and the whole site are made of: every device type inside, counted through all
// levels of components. Capacity, counts and lists of unknown figures come from these lists.
// Must not know any figure; it only counts.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/inputs/column.h"
#include "model/base/shared.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace rackloom::analytics {

struct PartList {
    std::vector<std::pair<DeviceTypeId, std::int64_t>> parts;  ///< by id, each once, counts above zero
    std::vector<std::string> notEmbedded;  ///< component keys that the design does not hold

    void add(const PartList& other, std::int64_t times);
    friend bool operator==(const PartList&, const PartList&) = default;
};

/// A device with all its components, itself included.
struct DeviceParts {
    using Key = DeviceTypeId;
    using Value = Shared<PartList>;
    static constexpr std::string_view kName = "device parts";
    static Value compute(const Key&, Query&);
};

/// One rack of a design as drawn, its enclosure included.
struct DesignParts {
    using Key = RackDesignId;
    using Value = Shared<PartList>;
    static constexpr std::string_view kName = "design parts";
    static Value compute(const Key&, Query&);
};

/// All racks, with the deviations of single devices.
struct SiteParts {
    using Key = NoKey;
    using Value = Shared<PartList>;
    static constexpr std::string_view kName = "site parts";
    static Value compute(const Key&, Query&);
};

/// GPUs inside one device of a type.
struct DeviceGpus {
    using Key = DeviceTypeId;
    using Value = std::int64_t;
    static constexpr std::string_view kName = "device gpus";
    static Value compute(const Key&, Query&);
};

/// GPUs in each rack, for the per-rack table of a report.
struct RackGpus {
    using Key = NoKey;
    using Value = Shared<Column<RackId, std::int64_t>>;
    static constexpr std::string_view kName = "rack gpus";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
