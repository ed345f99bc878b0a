// SPDX-License-Identifier: GPL-3.0-or-later
// A floor-standing power distribution unit.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

namespace {

Result<void> checkIt(const DeviceType& type) {
    return mountedIn(type, {Mount::Floor});
}

}  // namespace

Kind floorPdu() {
    return {.id = "floor_pdu",
            .title = "Floor PDU",
            .group = "Power",
            .role = ColourRole::Power,
            .required = Capability::Conversion,
            .allowed = Capability::Circuit | Capability::Heat,
            .check = checkIt};
}

}  // namespace rackloom::model::kind
