// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/templates.h"

#include "model/templates/cloud_25gbe.h"
#include "model/templates/cray_2.h"
#include "model/templates/custom_fabric.h"
#include "model/templates/dgx_b200_superpod.h"
#include "model/templates/dgx_h100_superpod.h"
#include "model/templates/gb200_nvl36x2.h"
#include "model/templates/gb200_nvl72.h"
#include "model/templates/gb200_superpod.h"
#include "model/templates/gb300_nvl72.h"
#include "model/templates/power_sample.h"

namespace rackloom::model {

namespace {

constexpr Template kTemplates[] = {
    {"gb200-nvl72", "GB200 NVL72", "One rack of 72 GPUs with its power and cooling.", parametersOfGb200Nvl72,
     buildGb200Nvl72},
    {"gb300-nvl72", "GB300 NVL72", "One rack of 72 GPUs that outgrows its shelves when a side is lost.",
     parametersOfGb300Nvl72, buildGb300Nvl72},
    {"gb200-nvl36x2", "GB200 NVL36x2", "Two racks of 36 GPUs joined into one domain by NVLink cables.",
     parametersOfGb200Nvl36x2, buildGb200Nvl36x2},
    {"gb200-superpod", "GB200 SuperPOD", "NVL72 racks on a four-rail fabric, 576 GPUs per scalable unit.",
     parametersOfGb200Superpod, buildGb200Superpod},
    {"dgx-h100-superpod", "DGX H100 SuperPOD", "256 GPUs per scalable unit on an eight-rail fabric.",
     parametersOfDgxH100Superpod, buildDgxH100Superpod},
    {"dgx-b200-superpod", "DGX B200 SuperPOD", "256 GPUs per scalable unit, two nodes per rack.",
     parametersOfDgxB200Superpod, buildDgxB200Superpod},
    {"cloud-25gbe", "25 GbE cloud", "General servers on 25 Gb/s Ethernet, the yardstick for the others.",
     parametersOfCloud25Gbe, buildCloud25Gbe},
    {"custom-fabric", "Fabric of any topology",
     "Nodes of a kind on the topology you choose, with switches, management, power and cooling.",
     parametersOfCustomFabric, buildCustomFabric},
    {"power-sample", "Power sample",
     "A published site whose nodes together ask for more than its utility gives.", parametersOfPowerSample,
     buildPowerSample},
    {"cray-2", "Cray-2", "The supercomputer of 1985 in its room.", parametersOfCray2, buildCray2},
};

std::string knownIds() {
    std::string out;
    for (const Template& t : kTemplates)
        out += (out.empty() ? "" : ", ") + std::string(t.id);
    return out;
}

}  // namespace

std::span<const Template> templates() {
    return kTemplates;
}

const Template* findTemplate(std::string_view id) {
    for (const Template& t : kTemplates)
        if (t.id == id) return &t;
    return nullptr;
}

Result<Snapshot> buildTemplate(const Catalog& catalog, std::string_view id, const ParameterValues& given) {
    const Template* found = findTemplate(id);
    const std::string place = "template " + std::string(id);
    if (!found) return Error{place, "there is no such template", "Choose one of " + knownIds() + "."};
    const Result<ParameterValues> values = completeParameters(found->parameters(), given);
    if (!values) {
        Error error = values.error();
        error.place = place + ", " + error.place;
        return error;
    }
    Result<Snapshot> built = found->build(catalog, values.value());
    if (!built) {
        Error error = built.error();
        error.place = place + ", " + error.place;
        return error;
    }
    return built;
}

}  // namespace rackloom::model
