// SPDX-License-Identifier: GPL-3.0-or-later
// A terminal server for serial consoles.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind consoleServer() {
    return {.id = "console_server",
            .title = "Console server",
            .group = "Storage and management",
            .role = ColourRole::Management,
            .required = Capability::Ports | Capability::Power,
            .allowed = Capability::Heat | Capability::Components | Capability::Switching,
            .check = fillsRackUnits};
}

}  // namespace rackloom::model::kind
