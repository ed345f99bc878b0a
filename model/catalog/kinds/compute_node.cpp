// SPDX-License-Identifier: GPL-3.0-or-later
// A server that is complete in itself, often with its own scale-up switches.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind computeNode() {
    return {.id = "compute_node",
            .title = "Compute node",
            .group = "Compute",
            .role = ColourRole::Compute,
            .required = Capability::Components | Capability::Ports | Capability::Power | Capability::Heat,
            .allowed = Capability::ScaleUpSwitch | Capability::Storage,
            .check = fillsRackUnits};
}

}  // namespace rackloom::model::kind
