// SPDX-License-Identifier: GPL-3.0-or-later
// The elements of the drawn power tree: what every type on it may carry and loses, and each row as an
// element. Made so that few changed rows cost little. Must not know racks or cooling equipment.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/inputs/facility.h"
#include "analytics/power/tree.h"

#include <optional>
#include <vector>

namespace rackloom::analytics {

/// What all elements of a type have in common; `limit` is of one unit.
struct TypePart {
    DeviceTypeId type;
    PowerElement element;
    std::optional<Power> limit;
    bool lossUnknown = false, isSource = false;
    bool storesEnergy = false;
    std::optional<double> takes, gives;  ///< V at its input and its output, where known
    friend bool operator==(const TypePart&, const TypePart&) = default;
};

/// The types on the tree by id, and their short-time curves; `of` tells by row which of them it is.
struct TypeParts {
    std::vector<TypePart> parts;
    std::vector<std::vector<model::OverloadPoint>> overload;
    std::vector<std::uint32_t> of;
    friend bool operator==(const TypeParts&, const TypeParts&) = default;
};
struct PowerTypes {
    using Key = NoKey;
    using Value = Shared<TypeParts>;
    static constexpr std::string_view kName = "power types";
    static Value compute(const Key&, Query&);
};

/// Element of a row; nothing hangs on it yet.
PowerElement elementOf(const model::PowerNode&, const TypePart&, const PowerRows&);

}  // namespace rackloom::analytics
