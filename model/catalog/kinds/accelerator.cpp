// SPDX-License-Identifier: GPL-3.0-or-later
// A processor that jobs run on: GPU, TPU and their like.
#include "model/catalog/kinds/kind_list.h"

namespace rackloom::model::kind {

namespace {

Result<void> checkIt(const DeviceType& type) {
    if (type.compute->role != ComputeRole::Gpu)
        return refused(type, "an accelerator must have the compute role gpu", "Set compute.role to gpu");
    return {};
}

}  // namespace

Kind accelerator() {
    return {.id = "accelerator",
            .title = "Accelerator",
            .group = "Chips",
            .role = ColourRole::Compute,
            .required = Capability::Compute | Capability::Power,
            .allowed = Capability::ScaleUp | Capability::Heat,
            .check = checkIt};
}

}  // namespace rackloom::model::kind
