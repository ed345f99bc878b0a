// SPDX-License-Identifier: GPL-3.0-or-later
// The connection to the public grid.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind utility() {
    return {.id = "utility",
            .title = "Utility connection",
            .group = "Power",
            .role = ColourRole::Power,
            .required = Capability::Source};
}

}  // namespace rackloom::model::kind
