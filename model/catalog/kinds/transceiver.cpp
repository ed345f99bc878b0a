// SPDX-License-Identifier: GPL-3.0-or-later
// A pluggable optic, described with the link it makes.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

namespace {

Result<void> checkIt(const DeviceType& type) {
    if (type.link->connectors.empty())
        return refused(type, "it names no connector", "List the connectors that its ends fit");
    return {};
}

}  // namespace

Kind transceiver() {
    return {.id = "transceiver",
            .title = "Transceiver",
            .group = "Network",
            .role = ColourRole::ScaleOut,
            .required = Capability::Link,
            .allowed = Capability::Power | Capability::Heat,
            .check = checkIt};
}

}  // namespace rackloom::model::kind
