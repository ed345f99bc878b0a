// SPDX-License-Identifier: GPL-3.0-or-later
// A scale-up switch chip inside a node or tray.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind nvswitchChip() {
    return {.id = "nvswitch_chip",
            .title = "Scale-up switch chip",
            .group = "Chips",
            .role = ColourRole::ScaleUp,
            .required = Capability::ScaleUpSwitch,
            .allowed = Capability::Power | Capability::Heat};
}

}  // namespace rackloom::model::kind
