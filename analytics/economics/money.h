// SPDX-License-Identifier: GPL-3.0-or-later
// Dimensions that money takes on: per time, per energy, per power and time. Exists so that a price per hour
// cannot be taken for one per kilowatt-hour. Must not know what is bought.
#pragma once

#include "model/base/quantity.h"

namespace rackloom::analytics {

using MoneyRate = decltype(Money{} / Duration{});
using EnergyPrice = decltype(Money{} / Energy{});
using PowerRent = decltype(Money{} / Power{} / Duration{});  ///< to lease

inline constexpr MoneyRate kUsdPerHour = unit::usd / unit::hour;
inline constexpr MoneyRate kUsdPerYear = unit::usd / unit::year;
inline constexpr EnergyPrice kUsdPerKwh = unit::usd / unit::kWh;
/// Twelve to a year of 8,760 h.
inline constexpr Duration kMonth = unit::year / 12.0;
inline constexpr PowerRent kUsdPerKwMonth = unit::usd / unit::kW / kMonth;

}  // namespace rackloom::analytics
