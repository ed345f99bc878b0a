// SPDX-License-Identifier: GPL-3.0-or-later
// A tray of a rack-scale system; its scale-up links end on switch trays of the rack.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind computeTray() {
    return {.id = "compute_tray",
            .title = "Compute tray",
            .group = "Compute",
            .role = ColourRole::Compute,
            .required = Capability::Components | Capability::Ports | Capability::Power | Capability::Heat,
            .check = fillsRackUnits};
}

}  // namespace rackloom::model::kind
