// SPDX-License-Identifier: GPL-3.0-or-later
// A server that serves files or blocks to jobs.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind storageNode() {
    return {.id = "storage_node",
            .title = "Storage node",
            .group = "Storage and management",
            .role = ColourRole::Storage,
            .required = Capability::Ports | Capability::Power | Capability::Heat | Capability::Storage,
            .allowed = Capability::Components,
            .check = fillsRackUnits};
}

}  // namespace rackloom::model::kind
