// SPDX-License-Identifier: GPL-3.0-or-later
// TypeFacts: what one device of a type draws, weighs, heats and how often it fails, its parts
// counted in. A device's own figure stands for the whole device; without one its parts are summed.
// Exists so that racks add up a few numbers per type instead of walking parts. Unknown stays unknown.
#pragma once

#include "analytics/engine/query.h"
#include "model/base/shared.h"
#include "model/catalog/device_type.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

/// A quantity of a device: not applicable, unknown, or known.
struct Fact {
    bool applies = false;
    std::optional<double> value;  ///< SI

    static Fact none() { return {}; }
    static Fact unknown() { return {true, std::nullopt}; }
    static Fact of(double v) { return {true, v}; }
    friend bool operator==(const Fact&, const Fact&) = default;
};

/// Which figure the planning power was taken from.
enum class PowerBasis { None, Provisioned, Nameplate, Typical, Parts };
inline constexpr std::string_view kPowerBasisNames[] = {"none", "provisioned", "nameplate", "typical",
                                                        "sum of its parts"};

/// A part that may interrupt a job: the device itself or something inside it.
struct FailureTerm {
    DeviceTypeId type;
    std::string name;
    double count = 0;
    std::optional<double> rate;  ///< interruptions per second of one of them; absent = unknown
    friend bool operator==(const FailureTerm&, const FailureTerm&) = default;
};

struct TypeFactsValue {
    std::string key, name;
    PowerBasis basis = PowerBasis::None;
    Fact planning, typical, peak;  ///< W
    Fact liquid, air;              ///< W of heat at the planning figure
    Fact minFlow;                  ///< m³/s
    Fact mass;                     ///< kg
    std::vector<FailureTerm> failures;
    friend bool operator==(const TypeFactsValue&, const TypeFactsValue&) = default;
};

struct TypeFacts {
    using Key = DeviceTypeId;
    using Value = Shared<TypeFactsValue>;
    static constexpr std::string_view kName = "type facts";
    static Value compute(const Key&, Query&);
};

/// The figure that planning uses of a draw: provisioned, else nameplate, else typical; null when all are
/// unknown.
const model::Figure<Power>* planningFigure(const model::PowerDraw&);

}  // namespace rackloom::analytics
