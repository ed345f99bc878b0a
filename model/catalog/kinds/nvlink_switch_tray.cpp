// SPDX-License-Identifier: GPL-3.0-or-later
// A tray of scale-up switches that joins the compute trays of a rack.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

Kind nvlinkSwitchTray() {
    return {.id = "nvlink_switch_tray",
            .title = "Scale-up switch tray",
            .group = "Scale-up",
            .role = ColourRole::ScaleUp,
            .required = Capability::ScaleUpSwitch | Capability::Power | Capability::Heat,
            .allowed = Capability::Ports | Capability::Components,
            .check = fillsRackUnits};
}

}  // namespace rackloom::model::kind
