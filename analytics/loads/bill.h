// SPDX-License-Identifier: GPL-3.0-or-later
// Bill: everything drawn that is bought, by type, with its price where one is known. A type with a price of
// its own stands for its parts; one without is taken apart. Cables are not in it.
// Must not know what the money costs.
#pragma once

#include "analytics/engine/query.h"
#include "model/base/shared.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

struct BillLine {
    DeviceTypeId type;
    double count = 0;
    std::optional<double> price;  ///< USD of one; absent = unknown
    friend bool operator==(const BillLine&, const BillLine&) = default;
};

struct BillOfMaterials {
    std::vector<BillLine> lines;  ///< by type
    double known() const;         ///< USD
    friend bool operator==(const BillOfMaterials&, const BillOfMaterials&) = default;
};

struct Bill {
    using Key = NoKey;
    using Value = Shared<BillOfMaterials>;
    static constexpr std::string_view kName = "bill of materials";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
