// SPDX-License-Identifier: GPL-3.0-or-later
// A strip or unit that brings a circuit into a rack.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

namespace {

Result<void> checkIt(const DeviceType& type) {
    return mountedIn(type, {Mount::Rack});
}

}  // namespace

Kind rackPdu() {
    return {.id = "rack_pdu",
            .title = "Rack PDU",
            .group = "Power",
            .role = ColourRole::Power,
            .required = Capability::Circuit,
            .allowed = Capability::Ports | Capability::Power | Capability::Heat,
            .check = checkIt};
}

}  // namespace rackloom::model::kind
