// SPDX-License-Identifier: GPL-3.0-or-later
// A standby generator.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

namespace {

Result<void> checkIt(const DeviceType& type) {
    return mountedIn(type, {Mount::Floor});
}

}  // namespace

Kind generator() {
    return {.id = "generator",
            .title = "Generator",
            .group = "Power",
            .role = ColourRole::Power,
            .required = Capability::Source,
            .allowed = Capability::Heat,
            .check = checkIt};
}

}  // namespace rackloom::model::kind
