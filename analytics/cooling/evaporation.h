// SPDX-License-Identifier: GPL-3.0-or-later
// Water that heat rejection uses: what evaporates, and what is blown down to keep salts in bounds.
// Source: facility reference B8. Drift is left out. Must not know of plants.
#pragma once

#include "model/base/quantity.h"

#include <optional>

namespace rackloom::analytics {

using SpecificEnergy = decltype(Energy{} / Mass{});
using WaterPerHeat = decltype(Volume{} / Energy{});

/// Volume of make-up water per energy rejected wet: 1 / (ρ h_fg) · COC / (COC − 1), at 1 kg per litre. Absent
/// for no latent heat or cycles of concentration that are not above 1.
std::optional<WaterPerHeat> makeUpWater(SpecificEnergy latent, double cycles);

}  // namespace rackloom::analytics
