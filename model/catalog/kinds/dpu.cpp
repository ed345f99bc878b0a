// SPDX-License-Identifier: GPL-3.0-or-later
// A network adapter with processors of its own.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind dpu() {
    return {.id = "dpu",
            .title = "Data processing unit",
            .group = "Chips",
            .role = ColourRole::ScaleOut,
            .required = Capability::Ports,
            .allowed = Capability::Power | Capability::Heat | Capability::Compute};
}

}  // namespace rackloom::model::kind
