// SPDX-License-Identifier: GPL-3.0-or-later
// The service networks of a block of units (storage, in-band, out-of-band) as fabrics, and how many switches
// each wants. A block is at most eight scalable units; larger sites have several, side by side.
// Must not know where anything stands.
#pragma once

#include "model/templates/parts/design_builder.h"

#include <string>
#include <vector>

namespace rackloom::model {

inline constexpr int kUnitsPerBlock = 8;

/// Smallest divisor of `of` that is at least `least`; `of` when there is none.
int divisorFrom(int of, int least);
/// Part `i` of `n` near-equal parts of `total`.
int shareOf(int total, int n, int i);

/// The racks and switches that a block's networks join, in order.
struct Block {
    std::vector<RackId> racks;
    std::vector<DeviceRef> storageLeaves, storageSpines;
    std::vector<DeviceRef> inBandLeaves, inBandSpines;
    std::vector<DeviceRef> oobSwitches, oobCores;
};

struct BlockShape {
    int storageUplinks = 16;  ///< of a leaf
    int storageDown = 44;     ///< most endpoint ports of a leaf
    int inBandUplinks = 8;
    int inBandDown = 0;
};

/// Adds the three fabrics of a block. `suffix` tells several blocks apart: " 2", or empty.
void addServiceFabrics(DesignBuilder&, const Block&, const BlockShape&, const std::string& suffix);

/// Cable types, shortest reach first.
std::vector<std::string> cables400();
std::vector<std::string> cables400And800();
std::vector<std::string> cables400And100();
std::vector<std::string> cablesManagement();

}  // namespace rackloom::model
