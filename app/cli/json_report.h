// SPDX-License-Identifier: GPL-3.0-or-later
// The stable JSON of the command line (docs/json.md): SI values, finite numbers only, unknown metrics with a
// reason instead of a value. Fields may be added, never renamed.
#pragma once

#include "analytics/report.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>

namespace rackloom::app {

using Json = nlohmann::ordered_json;

inline constexpr int kJsonFormat = 1;

/// A finite number: whole ones without a fraction.
Json jsonNumber(double value);
/// "value", or "lower", "upper" and "exact" for certified intervals, or "unknown" with the reason.
void addMetricValue(Json& object, const analytics::MetricValue& metric);
Json metricJson(const analytics::MetricValue& metric);
Json findingJson(const model::Snapshot& design, const analytics::Finding& finding);
/// The whole document; `wanted` picks the metrics.
Json reportJson(const model::Snapshot& design, const analytics::Report& report,
                const std::function<bool(std::string_view)>& wanted);
/// Indented text with a line break at the end.
std::string jsonText(const Json& json);

}  // namespace rackloom::app
