// SPDX-License-Identifier: GPL-3.0-or-later
// An overhead busway with tap-offs.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind busway() {
    return {.id = "busway",
            .title = "Busway",
            .group = "Power",
            .role = ColourRole::Power,
            .required = Capability::Circuit,
            .allowed = Capability::Heat};
}

}  // namespace rackloom::model::kind
