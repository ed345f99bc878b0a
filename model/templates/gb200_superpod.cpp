// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/gb200_superpod.h"

#include "model/templates/parts/superpod.h"

#include <algorithm>

namespace rackloom::model {

namespace {

constexpr int kRacksPerUnit = 8, kRails = 4, kTraysPerRack = 18;
constexpr int kMostRacks = 144 * 18;  // pods that one core of 144 ports can join, times racks per pod
// 1.2 MW per unit of eight racks are published for the IT load; cooling and losses come on top.
constexpr Power kRackBudget = 1500 * unit::kW / kRacksPerUnit;
constexpr int kSmallPods = 64;  // pods that one core of 64 ports can join

/// Pods of 8 racks on 64-port switches, or of 18 racks on 144-port ones, and what joins them.
void chooseTiers(SuperPodSpec& spec) {
    const int units = (spec.racks + kRacksPerUnit - 1) / kRacksPerUnit;
    spec.spines = 9 * units;
    if (units <= 2) return;
    const bool small = units <= kSmallPods;
    const int podRacks = small ? kRacksPerUnit : kTraysPerRack;
    const int pods = (spec.racks + podRacks - 1) / podRacks;
    // One link from each leaf to each spine of the pod: a spine has as many ports down as the pod has leaves.
    const int down = podRacks * kRails;
    spec.spines = pods * kTraysPerRack;
    spec.cores = kTraysPerRack * divisorFrom(down, (pods + 1) / 2);
    spec.compute["pod_leaves"] = down;
    spec.compute["spines_per_pod"] = kTraysPerRack;
    spec.compute["spine_uplinks"] = down;
    if (!small) {
        spec.upperSwitch = "nvidia-q3400-ra";
        spec.upperPerRack = 6;
        spec.computeCables = cables400And800();
    }
}

SuperPodSpec specOf(int racks) {
    SuperPodSpec spec;
    spec.computeRack = "gb200-nvl72";
    spec.computeDevice = "nvidia-gb200-compute-tray";
    spec.racks = racks;
    spec.racksPerUnit = kRacksPerUnit;
    spec.leavesPerRack = kRails;
    spec.compute = {
        {"rails", kRails}, {"racks_per_group", 1}, {"downlinks", kTraysPerRack}, {"uplinks", kTraysPerRack}};
    spec.oobSwitchesPerRack = 2;
    spec.storageLeaves = 8;
    spec.inBandLeaves = 4;
    spec.block.storageUplinks = 16;
    spec.block.storageDown = 44;
    spec.unitsPerChain = 1;
    spec.unitsPerServiceChain = 4;
    spec.racksPerBusway = 4;
    chooseTiers(spec);
    return spec;
}

constexpr const char* kNotes =
    "Drawn after the published GB200 SuperPOD: eight NVL72 racks per scalable unit, one leaf per rack and "
    "rail, 18 ports down and 18 up. Switches per row, storage, management, power and cooling are assumptions "
    "of this template, sized from the nameplates of what is drawn; see docs/templates.md. "
    "The draw of the 144-port switches of sites beyond 512 racks is not published.";

}  // namespace

std::vector<ParameterSpec> parametersOfGb200Superpod() {
    return {{"su", "Scalable units", "Eight NVL72 racks, 576 GPUs each.", 1, 1, 324, true},
            {"racks", "NVL72 racks",
             "Overrides the scalable units; the last unit may be smaller. 0: not used.", 0, 0, kMostRacks,
             true}};
}

Result<Snapshot> buildGb200Superpod(const Catalog& catalog, const ParameterValues& p) {
    const int racks = static_cast<int>(p.at("racks") > 0 ? p.at("racks") : p.at("su") * kRacksPerUnit);
    DesignBuilder b(catalog);
    drawSuperPod(b, specOf(racks));
    Job job;
    job.name = "Training";
    job.precision = Precision::Fp8;
    b.add(job);
    Site site;
    site.name = "GB200 SuperPOD, " + std::to_string(racks) + (racks == 1 ? " rack" : " racks");
    site.notes = kNotes;
    site.templateId = "gb200-superpod";
    site.budgets["power.facility"] = (racks * kRackBudget).si();
    return std::move(b).finish(std::move(site));
}

}  // namespace rackloom::model
