// SPDX-License-Identifier: GPL-3.0-or-later
// A server that runs the cluster rather than jobs.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind managementNode() {
    return {.id = "management_node",
            .title = "Management node",
            .group = "Storage and management",
            .role = ColourRole::Management,
            .required = Capability::Ports | Capability::Power | Capability::Heat,
            .allowed = Capability::Components | Capability::Storage,
            .check = fillsRackUnits};
}

}  // namespace rackloom::model::kind
