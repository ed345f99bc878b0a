// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/economics/price_date.h"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace rackloom::analytics {

namespace {

using std::chrono::sys_days;

/// The digits at the front, `length` of them exactly.
std::optional<int> digits(std::string_view& text, std::size_t length) {
    if (text.size() < length) return std::nullopt;
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + length, value);
    if (error != std::errc() || end != text.data() + length || value < 0) return std::nullopt;
    text.remove_prefix(length);
    return value;
}

bool takeDash(std::string_view& text) {
    if (!text.starts_with('-')) return false;
    text.remove_prefix(1);
    return true;
}

long dayNumber(std::chrono::year_month_day date) {
    return static_cast<long>(sys_days(date).time_since_epoch().count());
}

}  // namespace

std::optional<long> dayOf(int year, int month, int day) {
    const std::chrono::year_month_day date{std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (year < 1900 || year > 9999 || !date.ok()) return std::nullopt;
    return dayNumber(date);
}

std::optional<long> newestDay(std::string_view text) {
    const auto year = digits(text, 4);
    if (!year) return std::nullopt;
    std::optional<int> month, day;
    if (takeDash(text)) month = digits(text, 2);
    if (month && takeDash(text)) day = digits(text, 2);
    if (day) return dayOf(*year, *month, *day);
    if (month && !dayOf(*year, *month, 1)) return std::nullopt;
    const auto next = month && *month < 12 ? dayOf(*year, *month + 1, 1) : dayOf(*year + 1, 1, 1);
    return next ? std::optional(*next - 1) : std::nullopt;
}

std::optional<long> dayFromNumber(double yyyymmdd) {
    if (!(yyyymmdd >= 19000101 && yyyymmdd <= 99991231)) return std::nullopt;
    const auto n = static_cast<int>(yyyymmdd);
    return dayOf(n / 10000, n / 100 % 100, n % 100);
}

std::string dayText(long day) {
    const std::chrono::year_month_day date{sys_days(std::chrono::days(day))};
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text;
}

}  // namespace rackloom::analytics
