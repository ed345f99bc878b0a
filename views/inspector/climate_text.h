// SPDX-License-Identifier: GPL-3.0-or-later
// The bins of a year outdoors as text: "dry bulb, wet bulb, hours" in °C, one bin after another, as they
// stand in a CSV file or are typed into a field. The wet bulb may be left out.
#pragma once

#include "model/base/result.h"
#include "model/site/job.h"

#include <QString>

#include <vector>

namespace rackloom::views {

QString climateText(const std::vector<model::ClimateBin>& bins);
/// Takes ";" or a new line between bins; a first line of words is passed over.
Result<std::vector<model::ClimateBin>> climateBins(const QString& text);
/// "5 bins, 8760 h, −5 to 35 °C".
QString climateSummary(const std::vector<model::ClimateBin>& bins);

}  // namespace rackloom::views
