// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/assumptions/families.h"

namespace rackloom::model {

namespace {

constexpr std::string_view kFacility = "Rackloom facility reference";
constexpr std::string_view kNone = "no source";

constexpr AssumptionSpec kSpecs[] = {
    {"power.continuous_factor", "Continuous load factor of breakers", "1", 0.8, 0.1, 1, kFacility,
     Grade::Relayed, "for circuits whose type states none; 1 for breakers rated for full load"},
    {"power.idle_share", "Idle draw of devices", "1", 0.18, 0, 1, kFacility, Grade::Unverified,
     "share of the planning figure, for devices whose type states no idle draw; 25 of 140 kW"},
    {"power.peak_factor", "Peak transient over the planning figure", "1", 1.4, 1, 3, kFacility,
     Grade::ThirdParty, "for microseconds to milliseconds; the figure in circulation for Blackwell racks"},
    {"power.pulse_rating", "Load that supplies stand for milliseconds", "1", 1.6, 1, 3, kFacility,
     Grade::Relayed, "share of the rating, for supplies whose type states no short-time curve"},
    {"power.smoothing_floor", "Activity that software keeps up while waiting", "1", 0, 0, 1, "convention",
     Grade::Derived, "0: none; a floor makes the swing smaller and costs energy"},
    {"power.shared_cause", "Correlation of swings between jobs", "1", 0, 0, 1, kFacility, Grade::Derived,
     "0: independent; 1: all at once, as in a storm of checkpoints"},
    {"power.mean_share", "Mean draw of racks", "1", 0.76, 0.01, 1, kFacility, Grade::Relayed,
     "share of the planning figure; 76 % of the rating over many workloads"},
    {"power.deviation_share", "Spread of the draw of racks", "1", 0.126, 0, 1, kFacility, Grade::Unverified,
     "share of the mean; 12 of 95 kW"},
    {"power.rack_correlation", "Correlation of the draw of two racks", "1", 0.3, 0, 1, kFacility,
     Grade::Unverified, ""},
    {"power.quantile", "Standard deviations that are provided for", "1", 3.090232306, 0, 6, kFacility,
     Grade::Derived, "3.09: enough in 99.9 % of the time"},
    {"power.transfer_s", "Gap while a switch transfers", "s", 0.01, 0, 10, kNone, Grade::Unverified,
     "supplies must hold up for so long"},
    {"power.voltage_drop", "Voltage drop of a run that is allowed", "1", 0.03, 0.001, 0.2, kFacility,
     Grade::Unverified, ""},
    {"power.voltage_drop_total", "Voltage drop along the way that is allowed", "1", 0.05, 0.001, 0.3,
     kFacility, Grade::Unverified, "from a source or a UPS down to the lowest run"},
    {"power.parking_spare", "Modules awake beyond those needed", "1", 1, 0, 100, kNone, Grade::Unverified,
     "of a UPS system or of the shelves of one side, when others rest"},
    {"power.economy_k0", "Economy mode of UPS: no-load loss", "1", 0.003, 0, 0.1, kFacility,
     Grade::Unverified, "share of the rating"},
    {"power.economy_k1", "Economy mode of UPS: proportional loss", "1", 0.003, 0, 0.1, kFacility,
     Grade::Unverified, "share of the rating"},
    {"power.economy_k2", "Economy mode of UPS: resistive loss", "1", 0.004, 0, 0.1, kFacility,
     Grade::Unverified, "share of the rating"},
};

}  // namespace

std::span<const AssumptionSpec> powerAssumptions() {
    return kSpecs;
}

}  // namespace rackloom::model
