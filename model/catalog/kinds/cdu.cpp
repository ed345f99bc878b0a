// SPDX-License-Identifier: GPL-3.0-or-later
// A coolant distribution unit between facility water and the racks.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

namespace {

Result<void> checkIt(const DeviceType& type) {
    return mountedIn(type, {Mount::Rack, Mount::Floor});
}

}  // namespace

Kind cdu() {
    return {.id = "cdu",
            .title = "Coolant distribution unit",
            .group = "Cooling",
            .role = ColourRole::Cooling,
            .required = Capability::HeatRemoval,
            .allowed = Capability::Ports | Capability::Power,
            .check = checkIt};
}

}  // namespace rackloom::model::kind
