// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/assumptions/families.h"

namespace rackloom::model {

namespace {

constexpr std::string_view kFabric = "Rackloom fabric reference, section 3.5";
constexpr std::string_view kPaths = "Rackloom fabric reference, section 5";
constexpr std::string_view kCollectives = "Rackloom workload reference, section 3.9";

constexpr AssumptionSpec kSpecs[] = {
    {"cable.slack", "Cable slack", "1", 0.10, 0, 1, kFabric, Grade::Derived,
     "share added to the run between racks"},
    {"cable.service_loop_m", "Service loop at each cable end", "m", 0.3, 0, 5, kFabric, Grade::Derived, ""},
    {"cable.side_m", "Run to the side of the rack at each end", "m", 0.3, 0, 2, kFabric, Grade::Derived,
     "within one rack"},
    {"cable.tray_clearance_m", "Cable tray above the rack", "m", 0.3, 0, 5, "no source", Grade::Unverified,
     "height of the tray over the top of the enclosure"},
    {"latency.cable_speed", "Speed of signals in cables, in speeds of light", "1", 0.667, 0.3, 1, kPaths,
     Grade::Derived, "5 ns per metre: light in glass, and signals in copper about as fast"},
    {"latency.switch_s", "Delay of a switch", "s", 500e-9, 0, 1e-4, "no source", Grade::Unverified,
     "for switches whose type states none: cut-through, without queues"},
    {"latency.message_byte", "Message whose delay is told", "byte", 4096, 1, 1e9, "convention",
     Grade::Derived, "put on the wire once, at the rate of the slowest access cable"},
    {"ecmp.flows_per_cable", "Flows of one access cable at a time", "1", 1, 1, 64, "convention",
     Grade::Derived, "collectives keep few, long flows"},
    {"collective.tensor_byte", "Tensor of a collective", "byte", 1e9, 1, 1e15, "convention", Grade::Derived,
     "what every GPU holds before or after"},
    {"collective.start_scale_up_s", "Start of a phase within a domain", "s", 7.6e-6, 0, 1e-2, kCollectives,
     Grade::Derived, "half of an all-reduce of four GB200 GPUs"},
    {"collective.start_scale_out_s", "Start of a step between domains", "s", 14e-6, 0, 1e-2, kCollectives,
     Grade::Relayed, "for each doubling of the number of domains; network step of a library's own model"},
    {"collective.efficiency_scale_up", "Share of the scale-up rate that collectives reach", "1", 0.78, 0.01,
     1, kCollectives, Grade::Derived, "all-gather of four GB200 GPUs: 706 of 900 GB/s"},
    {"collective.efficiency_scale_out", "Share of the scale-out rate that collectives reach", "1", 0.92, 0.01,
     1, "Rackloom workload reference, section 4.6", Grade::Unverified, "headers and pipeline of trees"},
    {"collective.in_network", "Scale-out switches reduce (0 no, 1 yes)", "1", 0, 0, 1, "no source",
     Grade::Unverified, "in-network reduction such as SHARP sends every byte once up and once down"},
    {"failure.cables", "Cables that fail together", "1", 10, 0, 1e6, "convention", Grade::Derived,
     "for the bisection after cable failures"},
    {"failure.switches", "Switches that fail together", "1", 2, 0, 64, "convention", Grade::Derived,
     "for the bisection after switch failures"},
};

}  // namespace

std::span<const AssumptionSpec> fabricAssumptions() {
    return kSpecs;
}

}  // namespace rackloom::model
