// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/parts/networks.h"

namespace rackloom::model {

int divisorFrom(int of, int least) {
    for (int d = least < 1 ? 1 : least; d < of; ++d)
        if (of % d == 0) return d;
    return of;
}

int shareOf(int total, int n, int i) {
    return total * (i + 1) / n - total * i / n;
}

std::vector<std::string> cables400() {
    return {"dac-400g", "aoc-400g", "sr4-400g", "dr4-400g", "fr4-400g"};
}

std::vector<std::string> cables400And800() {
    return {"dac-400g", "dac-800g", "aoc-400g", "aoc-800g", "sr4-400g",
            "sr8-800g", "dr4-400g", "dr8-800g", "fr4-400g", "fr8-800g"};
}

std::vector<std::string> cables400And100() {
    return {"dac-100g", "dac-400g", "aoc-100g", "aoc-400g", "sr4-400g",
            "sr4-100g", "dr4-400g", "dr1-100g", "fr4-400g"};
}

std::vector<std::string> cablesManagement() {
    return {"dac-100g", "aoc-100g", "cat6-1g", "sr4-100g", "dr1-100g"};
}

void addServiceFabrics(DesignBuilder& b, const Block& block, const BlockShape& shape,
                       const std::string& suffix) {
    Fabric storage;
    storage.name = "Storage" + suffix;
    storage.role = FabricRole::Storage;
    storage.generator = "leaf-spine";
    storage.parameters = {{"homes", 2}, {"downlinks", shape.storageDown}, {"uplinks", shape.storageUplinks}};
    storage.racks = block.racks;
    storage.tiers = {{"leaf", block.storageLeaves}, {"spine", block.storageSpines}};
    storage.cableTypes = cables400();
    b.add(std::move(storage));

    Fabric inBand;
    inBand.name = "In-band" + suffix;
    inBand.role = FabricRole::InBand;
    inBand.generator = "leaf-spine";
    inBand.parameters = {{"homes", 2}, {"uplinks", shape.inBandUplinks}};
    if (shape.inBandDown > 0) inBand.parameters["downlinks"] = shape.inBandDown;
    inBand.racks = block.racks;
    inBand.tiers = {{"leaf", block.inBandLeaves}, {"spine", block.inBandSpines}};
    inBand.cableTypes = cables400And100();
    b.add(std::move(inBand));

    Fabric oob;
    oob.name = "Out-of-band" + suffix;
    oob.role = FabricRole::OutOfBand;
    oob.generator = "star";
    oob.parameters = {{"uplinks", 2}};
    oob.racks = block.racks;
    oob.tiers = {{"leaf", block.oobSwitches}, {"core", block.oobCores}};
    oob.cableTypes = cablesManagement();
    b.add(std::move(oob));
}

}  // namespace rackloom::model
