// SPDX-License-Identifier: GPL-3.0-or-later
// Days of prices: "2026-09-20", "2026-09", "2026" or undated. A day that is not told exactly counts as the
// newest it may be, so that nothing is called old without proof. Must not know the clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rackloom::analytics {

/// Older than this many days is old.
inline constexpr long kFreshDays = 90;

/// Days since 1970-01-01 of a date in the Gregorian calendar; absent for a date there is not.
std::optional<long> dayOf(int year, int month, int day);
/// The newest day that a text may mean; absent when it names no year. Text after the date is passed over.
std::optional<long> newestDay(std::string_view text);
/// 20261123 → that day.
std::optional<long> dayFromNumber(double yyyymmdd);
/// "2026-11-23".
std::string dayText(long day);

}  // namespace rackloom::analytics
