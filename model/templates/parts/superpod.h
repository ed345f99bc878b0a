// SPDX-License-Identifier: GPL-3.0-or-later
// A SuperPOD: scalable units of compute racks, each a row with its leaf, spine, storage and management racks,
// its power chain and its cooling; one compute fabric over all of them. The templates say how many of what.
// Must not know the products behind the keys.
#pragma once

#include "model/templates/parts/networks.h"

#include <string>

namespace rackloom::model {

struct SuperPodSpec {
    std::string computeRack;          ///< rack design of the catalogue
    std::string computeDevice;        ///< type of the nodes in it
    int racks = 8, racksPerUnit = 8;  ///< compute racks in all and per scalable unit
    int nodesPerRack = 1;

    int leavesPerRack = 0, leavesPerUnit = 0;  ///< one of the two
    std::string upperSwitch = "nvidia-qm9700";
    int upperPerRack = 18;  ///< most spines and cores in one rack
    int spines = 0, cores = 0;
    std::map<std::string, double> compute;  ///< parameters of the rail-optimised generator
    std::vector<std::string> computeCables = cables400();
    bool fabricManagers = false;  ///< one node of the first unit makes room for two of them

    int oobSwitchesPerRack = 0;               ///< management switches in a compute rack
    int storageNodes = 8, storageLeaves = 2;  ///< per unit
    int leavesPerSpine = 8;                   ///< most storage leaves to one storage spine
    int inBandLeaves = 2;                     ///< per unit
    BlockShape block;

    int unitsPerChain = 1;         ///< units behind one UPS per side
    int unitsPerServiceChain = 0;  ///< units whose other racks share a UPS of their own; 0 = the same one
    int racksPerBusway = 4;
};

/// Draws all of it into the builder.
void drawSuperPod(DesignBuilder&, const SuperPodSpec&);

}  // namespace rackloom::model
