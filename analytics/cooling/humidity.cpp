// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/cooling/humidity.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

namespace {
constexpr double kMagnusB = 17.625, kMagnusC = 243.04;  // °C

bool isHumidity(double share) {
    return share > 0 && share <= 1;
}
}  // namespace

std::optional<Temperature> dewPoint(Temperature air, double relativeHumidity) {
    if (!isHumidity(relativeHumidity)) return std::nullopt;
    const double t = air.inCelsius();
    const double gamma = std::log(relativeHumidity) + kMagnusB * t / (t + kMagnusC);
    return Temperature::celsius(kMagnusC * gamma / (kMagnusB - gamma));
}

std::optional<Temperature> wetBulb(Temperature air, double relativeHumidity) {
    if (!isHumidity(relativeHumidity)) return std::nullopt;
    const double t = air.inCelsius(), rh = relativeHumidity * 100;
    const double wet = t * std::atan(0.151977 * std::sqrt(rh + 8.313659)) + std::atan(t + rh) -
                       std::atan(rh - 1.676331) + 0.00391838 * std::pow(rh, 1.5) * std::atan(0.023101 * rh) -
                       4.686035;
    return Temperature::celsius(std::min(wet, t));
}

}  // namespace rackloom::analytics
