// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/dgx_h100_superpod.h"

#include "model/templates/parts/dgx_superpod.h"

namespace rackloom::model {

namespace {

const DgxGeneration& generation() {
    static const DgxGeneration kGeneration{
        "dgx-h100-superpod",
        "DGX H100 SuperPOD",
        "dgx-h100-rack",
        "nvidia-dgx-h100",
        8,
        true,
        "Drawn after the published DGX H100 SuperPOD: four nodes per rack at U3, U11, U22 and U30, twelve "
        "racks "
        "per scalable unit, one node given up for the fabric managers. Storage, management, power and "
        "cooling are assumptions of this template; see docs/templates.md."};
    return kGeneration;
}

}  // namespace

std::vector<ParameterSpec> parametersOfDgxH100Superpod() {
    return dgxParameters(generation().fabricManagers);
}

Result<Snapshot> buildDgxH100Superpod(const Catalog& catalog, const ParameterValues& p) {
    return buildDgxSuperPod(catalog, generation(), p);
}

}  // namespace rackloom::model
