// SPDX-License-Identifier: GPL-3.0-or-later
// A host processor.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

namespace {

Result<void> checkIt(const DeviceType& type) {
    if (type.compute->role != ComputeRole::Cpu)
        return refused(type, "a processor must have the compute role cpu", "Set compute.role to cpu");
    return {};
}

}  // namespace

Kind cpu() {
    return {.id = "cpu",
            .title = "Processor",
            .group = "Chips",
            .role = ColourRole::Compute,
            .required = Capability::Compute,
            .allowed = Capability::Power | Capability::Heat,
            .check = checkIt};
}

}  // namespace rackloom::model::kind
