// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/dgx_b200_superpod.h"

#include "model/templates/parts/dgx_superpod.h"

namespace rackloom::model {

namespace {

const DgxGeneration& generation() {
    static const DgxGeneration kGeneration{
        "dgx-b200-superpod",
        "DGX B200 SuperPOD",
        "dgx-b200-rack",
        "nvidia-dgx-b200",
        16,
        false,
        "Drawn after the published DGX B200 SuperPOD: two nodes per rack, the compute network of the H100 "
        "one. "
        "Storage, management, power and cooling are assumptions of this template; see docs/templates.md."};
    return kGeneration;
}

}  // namespace

std::vector<ParameterSpec> parametersOfDgxB200Superpod() {
    return dgxParameters(generation().fabricManagers);
}

Result<Snapshot> buildDgxB200Superpod(const Catalog& catalog, const ParameterValues& p) {
    return buildDgxSuperPod(catalog, generation(), p);
}

}  // namespace rackloom::model
