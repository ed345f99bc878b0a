// SPDX-License-Identifier: GPL-3.0-or-later
// Quantities as people type them: "132kW", "0.4 MW", "10 min", "400 Gb/s", "35 %". One parser serves the
// inspector and the command line. Gives plain SI numbers in the unit that the caller names; a bare number is
// taken to be in that unit already. Must not know what the number is for.
#pragma once

#include "model/base/result.h"

#include <string>
#include <string_view>

namespace rackloom {

/// Parses `text` into the SI unit `unit` ("W", "bit/s", "s", "1" …). The error lists the units it takes.
/// An absolute temperature has the unit "K" and may be typed as "30 °C"; a difference has the unit "dK".
Result<double> parseQuantity(std::string_view text, std::string_view unit);

/// "W, kW, MW": what parseQuantity takes for this unit, for messages and hints.
std::string unitsTaken(std::string_view unit);

}  // namespace rackloom
