// SPDX-License-Identifier: GPL-3.0-or-later
// Bill: everything drawn that is bought, by type, with its price where one is known: devices, cabinets, power
// and cooling equipment, and the cables of all fabrics with what sits at their ends. A type with a price of
// its own stands for its parts; one without is taken apart.
// Must not know what the money costs.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/report.h"
#include "model/base/shared.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::analytics {

using BillLine = MaterialResult;

struct BillOfMaterials {
    std::vector<BillLine> lines;  ///< devices, then cables, each by type
    double known() const;         ///< USD
    /// Share of the things by number whose price is known; 1 when nothing is drawn.
    double coverage() const;
    friend bool operator==(const BillOfMaterials&, const BillOfMaterials&) = default;
};

struct Bill {
    using Key = NoKey;
    using Value = Shared<BillOfMaterials>;
    static constexpr std::string_view kName = "bill of materials";
    static Value compute(const Key&, Query&);
};

/// The type by name, or what stands for cables without one.
std::string nameOf(Query&, const BillLine&);

/// What the cables of all fabrics are bought as. Apart from the bill, so that racks that move and keep the
/// media of their cables leave the bill alone.
struct BoughtCables {
    using Key = NoKey;
    using Value = Shared<std::vector<BillLine>>;  ///< without prices; by type, those without a medium last
    static constexpr std::string_view kName = "bought cables";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
