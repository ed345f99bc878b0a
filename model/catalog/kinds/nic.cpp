// SPDX-License-Identifier: GPL-3.0-or-later
// A network adapter inside a tray or node.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind nic() {
    return {.id = "nic",
            .title = "Network adapter",
            .group = "Chips",
            .role = ColourRole::ScaleOut,
            .required = Capability::Ports,
            .allowed = Capability::Power | Capability::Heat};
}

}  // namespace rackloom::model::kind
