// SPDX-License-Identifier: GPL-3.0-or-later
// A switch of a scale-out, storage or management network.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind fabricSwitch() {
    return {.id = "fabric_switch",
            .title = "Network switch",
            .group = "Network",
            .role = ColourRole::ScaleOut,
            .required = Capability::Ports | Capability::Switching | Capability::Power,
            .allowed = Capability::Heat | Capability::Components,
            .check = fillsRackUnits};
}

}  // namespace rackloom::model::kind
