// SPDX-License-Identifier: GPL-3.0-or-later
// Ports and the cages that carry them: a twin-port cage takes one module for two neighbouring ports, a
// splitting cable turns one cage into several far ends. Must not know what is plugged where.
#pragma once

#include "model/catalog/device_type.h"

#include <cstdint>

namespace rackloom::model {

/// Where a port sits: cages count through all groups of the device from 0, lanes through the ports of a cage.
struct CagePlace {
    std::uint32_t cage = 0, lane = 0;
    std::uint32_t inGroup = 0;  ///< of the cage among those of its group
    int ports = 1;              ///< that the cage carries
};
/// A port beyond the last one counts on in cages of one port.
CagePlace cageOf(const DeviceType& type, std::uint32_t port);
/// The same; every port of an unknown type (null) has a cage of its own.
CagePlace cageOf(const DeviceType* type, std::uint32_t port);

/// Cages of all groups; a last cage may be partly used.
std::uint32_t cageCount(const DeviceType& type);

/// The end that a cable splits from: that whose cage carries as many ports as the cable has legs.
enum class SplitEnd { None, A, B };
SplitEnd splitEnd(const Link& link, const CagePlace& a, const CagePlace& b);

/// What one far end of the cable carries: the rate, or its share where the cable splits. Zero where unknown.
DataRate rateOfLeg(const Link& link);
/// Whether a cable of this kind carries the rate over the length.
bool reaches(const Link& link, DataRate rate, Length length);

}  // namespace rackloom::model
