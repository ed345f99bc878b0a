// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/limits.h"

#include <cmath>
#include <cstdio>
#include <string>

namespace rackloom::analytics {

namespace {

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

}  // namespace

Limits& Limits::require(bool holds, std::string_view name, std::string_view reason, std::string_view remedy) {
    if (!holds && !error_)
        error_ =
            Error{std::string(place_) + ", " + std::string(name), std::string(reason), std::string(remedy)};
    return *this;
}

Limits& Limits::within(std::string_view name, double value, double low, double high) {
    if (value >= low && value <= high) return *this;
    return require(false, name, "it is " + number(value),
                   "Give a number from " + number(low) + " to " + number(high) + ".");
}

Limits& Limits::notNegative(std::string_view name, double value) {
    if (value >= 0 && std::isfinite(value)) return *this;
    return require(false, name, "it is " + number(value), "Give a finite number, zero or more.");
}

Limits& Limits::positive(std::string_view name, double value) {
    if (value > 0 && std::isfinite(value)) return *this;
    return require(false, name, "it is " + number(value), "Give a finite number above zero.");
}

Limits& Limits::whole(std::string_view name, double value, double low, double high) {
    within(name, value, low, high);
    if (value == std::floor(value)) return *this;
    return require(false, name, "it is " + number(value) + ", not a whole number", "Give a whole number.");
}

Result<void> Limits::outcome() const {
    if (error_) return *error_;
    return {};
}

}  // namespace rackloom::analytics
