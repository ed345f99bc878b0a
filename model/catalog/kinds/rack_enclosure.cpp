// SPDX-License-Identifier: GPL-3.0-or-later
// An empty cabinet that rack designs fill.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

namespace {

Result<void> checkIt(const DeviceType& type) {
    return mountedIn(type, {Mount::Floor});
}

}  // namespace

Kind rackEnclosure() {
    return {.id = "rack_enclosure",
            .title = "Rack enclosure",
            .group = "Racks",
            .role = ColourRole::Facility,
            .required = Capability::Enclosure,
            .check = checkIt};
}

}  // namespace rackloom::model::kind
