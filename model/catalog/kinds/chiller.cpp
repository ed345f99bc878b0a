// SPDX-License-Identifier: GPL-3.0-or-later
// A plant that makes chilled water with a compressor.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

namespace {

Result<void> checkIt(const DeviceType& type) {
    return mountedIn(type, {Mount::Floor});
}

}  // namespace

Kind chiller() {
    return {.id = "chiller",
            .title = "Chiller",
            .group = "Cooling",
            .role = ColourRole::Cooling,
            .required = Capability::HeatRemoval,
            .allowed = Capability::Ports | Capability::Power,
            .check = checkIt};
}

}  // namespace rackloom::model::kind
