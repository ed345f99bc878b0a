// SPDX-License-Identifier: GPL-3.0-or-later
// A heat exchanger on the back of a rack.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind rearDoor() {
    return {.id = "rear_door",
            .title = "Rear-door heat exchanger",
            .group = "Cooling",
            .role = ColourRole::Cooling,
            .required = Capability::HeatRemoval,
            .allowed = Capability::Ports | Capability::Power};
}

}  // namespace rackloom::model::kind
