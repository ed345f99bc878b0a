// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/cable_length.h"

#include <algorithm>
#include <iterator>

namespace rackloom::analytics {
namespace {

constexpr double kSoldMetres[] = {0.5, 1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 100};
constexpr double kLongStep = 10;  // m
/// Sums of tenths do not come out exact; a cable of 3 m serves a run of 3 m and a thousandth of a millimetre.
constexpr double kTolerance = 1e-6;

}  // namespace

Length lengthInRack(int units, const CableAllowances& allowances) {
    return std::abs(units) * kRackUnit + 2 * allowances.side + allowances.serviceLoop;
}

Length lengthBetweenRacks(int units, Length alongX, Length alongY, const CableAllowances& allowances) {
    const Length climb = units * kRackUnit + 2 * allowances.trayClearance;
    return (climb + abs(alongX) + abs(alongY)) * (1 + allowances.slack) + 2 * allowances.serviceLoop;
}

Length lengthBeside(int units, Length alongX, Length alongY, const CableAllowances& allowances) {
    return lengthInRack(units, allowances) + abs(alongX) + abs(alongY);
}

Length soldLength(Length needed) {
    const double metres = needed.in(unit::m)-kTolerance;
    const double* sold = std::lower_bound(std::begin(kSoldMetres), std::end(kSoldMetres), metres);
    if (sold != std::end(kSoldMetres)) return *sold * unit::m;
    return std::ceil(metres / kLongStep) * kLongStep * unit::m;
}

}  // namespace rackloom::analytics
