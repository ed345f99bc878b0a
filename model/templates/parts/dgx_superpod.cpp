// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/parts/dgx_superpod.h"

#include <algorithm>

namespace rackloom::model {

namespace {

constexpr int kRails = 8, kLinks = 32;  // down and up, of a leaf
constexpr int kUnitsOnTwoTiers = 8;
constexpr int kUnitsPerPod = 4;  // leaves of a pod fill the 32 ports down of its spines
constexpr int kCorePorts = 64;

void chooseTiers(SuperPodSpec& spec, int units) {
    if (units <= kUnitsOnTwoTiers) {
        spec.spines = divisorFrom(kLinks, kRails * units / 2);
        return;
    }
    // As many spines as leaves, but a number in each pod that divides the uplinks of a leaf; cores per spine
    // position so that all uplinks find a port.
    const int rest = units % kUnitsPerPod;
    spec.spines = units / kUnitsPerPod * kLinks + (rest > 0 ? divisorFrom(kLinks, kRails * rest) : 0);
    const int uplinks = spec.spines * kLinks;
    const int perPosition = (uplinks + kLinks * kCorePorts - 1) / (kLinks * kCorePorts);
    spec.cores = kLinks * divisorFrom(kLinks, perPosition);
    spec.compute["pod_leaves"] = kRails * kUnitsPerPod;
    spec.compute["spines_per_pod"] = kLinks;
    spec.compute["spine_uplinks"] = kLinks;
}

SuperPodSpec specOf(const DgxGeneration& dgx, int units, bool fabricManagers) {
    SuperPodSpec spec;
    spec.computeRack = dgx.rack;
    spec.computeDevice = dgx.device;
    spec.racks = units * dgx.racksPerUnit;
    spec.racksPerUnit = dgx.racksPerUnit;
    spec.leavesPerUnit = kRails;
    spec.compute = {
        {"rails", kRails}, {"racks_per_group", dgx.racksPerUnit}, {"downlinks", kLinks}, {"uplinks", kLinks}};
    spec.fabricManagers = fabricManagers;
    spec.storageLeaves = 2;
    spec.leavesPerSpine = 2;
    spec.inBandLeaves = 2;
    spec.block.storageUplinks = 24;
    spec.block.storageDown = 40;
    spec.unitsPerChain = 2;
    spec.racksPerBusway = dgx.racksPerUnit;
    chooseTiers(spec, units);
    return spec;
}

}  // namespace

std::vector<ParameterSpec> dgxParameters(bool fabricManagers) {
    return {{"su", "Scalable units", "32 nodes, 256 GPUs each.", 1, 1, 64, true},
            {"ufm", "Fabric managers on the compute fabric",
             "1: one node makes room for two fabric managers with four links.", fabricManagers ? 1.0 : 0.0, 0,
             1, true}};
}

Result<Snapshot> buildDgxSuperPod(const Catalog& catalog, const DgxGeneration& dgx,
                                  const ParameterValues& p) {
    const int units = static_cast<int>(p.at("su"));
    DesignBuilder b(catalog);
    drawSuperPod(b, specOf(dgx, units, p.at("ufm") > 0));
    Job job;
    job.name = "Training";
    job.precision = Precision::Fp8;
    b.add(job);
    Site site;
    site.name = dgx.name + ", " + std::to_string(units) + (units == 1 ? " scalable unit" : " scalable units");
    site.notes = dgx.notes;
    site.templateId = dgx.id;
    return std::move(b).finish(std::move(site));
}

}  // namespace rackloom::model
