// SPDX-License-Identifier: GPL-3.0-or-later
// A cable, or a pair of transceivers with the fibre between them.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

namespace {

Result<void> checkIt(const DeviceType& type) {
    if (type.link->connectors.empty())
        return refused(type, "it names no connector", "List the connectors that its ends fit");
    return {};
}

}  // namespace

Kind cable() {
    return {.id = "cable",
            .title = "Cable",
            .group = "Network",
            .role = ColourRole::ScaleOut,
            .required = Capability::Link,
            .allowed = Capability::Power | Capability::Heat,
            .check = checkIt};
}

}  // namespace rackloom::model::kind
