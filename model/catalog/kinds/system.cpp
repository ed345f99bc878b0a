// SPDX-License-Identifier: GPL-3.0-or-later
// A machine known only as a whole, such as a pod or a historic computer.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind system() {
    return {.id = "system",
            .title = "Whole system",
            .group = "Compute",
            .role = ColourRole::Compute,
            .required = Capability::Components | Capability::Power | Capability::Heat,
            .allowed = Capability::Ports | Capability::Storage | Capability::Enclosure};
}

}  // namespace rackloom::model::kind
