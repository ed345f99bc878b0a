// SPDX-License-Identifier: GPL-3.0-or-later
// Rectifiers in the rack that feed its busbar.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind powerShelf() {
    return {.id = "power_shelf",
            .title = "Power shelf",
            .group = "Power",
            .role = ColourRole::Power,
            .required = Capability::Conversion,
            .allowed = Capability::Ports | Capability::Power | Capability::Heat,
            .check = fillsRackUnits};
}

}  // namespace rackloom::model::kind
