// SPDX-License-Identifier: GPL-3.0-or-later
// Switchgear, also automatic and static transfer switches.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

namespace {

Result<void> checkIt(const DeviceType& type) {
    return mountedIn(type, {Mount::Floor});
}

}  // namespace

Kind switchgear() {
    return {.id = "switchgear",
            .title = "Switchgear",
            .group = "Power",
            .role = ColourRole::Power,
            .required = Capability::Conversion,
            .allowed = Capability::Heat | Capability::Circuit,
            .check = checkIt};
}

}  // namespace rackloom::model::kind
