// SPDX-License-Identifier: GPL-3.0-or-later
// Words for reports: object names, finding sentences, numbers with engineering prefixes. Plain English, no
// widgets: used by the command line, the exporters and (translated through their patterns) the views.
#pragma once

#include "analytics/report.h"

#include <string>
#include <string_view>

namespace rackloom::analytics {

/// "rack A1", "GB200 compute tray in rack A1 U5", "UPS A".
std::string objectName(const model::Snapshot&, const ObjectRef&);
/// The rule's pattern with the arguments filled in.
std::string findingMessage(const Finding&);
/// "131.4 kW", "115.2 Tb/s", "13.4 TB", "42.1 min": at most `digits` significant figures, thin unit prefixes.
std::string quantityText(double value, std::string_view unit, int digits = 4);
/// The unit in which an axis or a column up to `largest` is labelled: shown = SI / factor - zero. "W" with
/// 1.3e6 gives {1e6, 0, "MW"}. Units without a scale stay as they are.
struct UnitScale {
    double factor = 1, zero = 0;
    std::string_view text;
};
UnitScale unitScale(double largest, std::string_view unit);
/// "115.2 Tb/s", "[110.4, 115.2] Tb/s" or "unknown (reason)".
std::string metricText(const MetricValue&, std::string_view unit, int digits = 4);

}  // namespace rackloom::analytics
