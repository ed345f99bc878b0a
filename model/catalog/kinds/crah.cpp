// SPDX-License-Identifier: GPL-3.0-or-later
// An air handler fed with chilled water.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

namespace {

Result<void> checkIt(const DeviceType& type) {
    if (type.heatRemoval->medium != CoolingMedium::Air)
        return refused(type, "it must take heat from air", "Set heat_removal.medium to air");
    return mountedIn(type, {Mount::Floor});
}

}  // namespace

Kind crah() {
    return {.id = "crah",
            .title = "Computer room air handler",
            .group = "Cooling",
            .role = ColourRole::Cooling,
            .required = Capability::HeatRemoval,
            .allowed = Capability::Ports | Capability::Power,
            .check = checkIt};
}

}  // namespace rackloom::model::kind
