// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of a device type by path ("power.provisioned", "compute.flops.fp8", "ports.compute.rate"): one
// list that the inspector, `analyze --set` and validation share. Values travel as plain SI numbers with the
// unit named beside them. Must not know how a value is typed or shown.
#pragma once

#include "model/base/result.h"
#include "model/catalog/device_type.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::model {

/// One figure of a type: where it is, what it means, what it may be, what it says now.
struct FigureEntry {
    std::string path, label;
    std::string_view unit;  ///< SI: "W", "bit/s", "FLOP/s", "K", "m3/s", "kg", "1" …; temperatures in K
    double minimum = 0, maximum = 0;
    std::optional<double> value;  ///< SI; empty = unknown
    Provenance provenance;
    std::string unknownReason;
    std::vector<RivalFigure<double>> rivals;  ///< other published values, in the same unit
};

/// Every figure the type carries, known or not, in a fixed order.
std::vector<FigureEntry> figures(const DeviceType&);
std::optional<FigureEntry> figureAt(const DeviceType&, std::string_view path);
/// Sets one figure; no value makes it unknown for the reason in `provenance.note`. The value it had stays as
/// a rival, so that a report can show both. Refuses unknown paths and values out of range.
Result<void> assignFigure(DeviceType&, std::string_view path, std::optional<double> si,
                          Provenance provenance);

}  // namespace rackloom::model
