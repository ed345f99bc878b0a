// SPDX-License-Identifier: GPL-3.0-or-later
// Random device types of several kinds, for randomDesign.
// Exists apart from it because types have so many figures.
// Must not know of snapshots.
#pragma once

#include "model/catalog/device_type.h"
#include "tests/support/random_design.h"

namespace rackloom::test {

/// A type of this kind with the given key; kinds: those listed in kRandomKinds.
model::DeviceType randomType(Choice&, std::string kind, std::string key);

inline constexpr std::string_view kRandomKinds[] = {
    "rack_enclosure", "accelerator", "cpu", "compute_tray", "compute_node", "nvlink_switch_tray",
    "fabric_switch",  "cable",       "ups", "busway",       "utility",      "cdu",
    "crah",           "storage_node"};

}  // namespace rackloom::test
