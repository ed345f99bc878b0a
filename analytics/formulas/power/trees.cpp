// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of whole small trees, solved by the same solver as drawn ones: two equal sides, a machine of
// rectifiers; and of redundancy schemes.
#include "analytics/formulas/formula.h"
#include "analytics/power/circuit.h"
#include "analytics/power/failure_sweep.h"
#include "analytics/power/oversubscription.h"
#include "analytics/power/redundancy.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {

namespace {

constexpr std::string_view kA4 = "Rackloom facility reference, A4";
constexpr std::string_view kA5 = "Rackloom facility reference, A5";
constexpr std::string_view kRaps = "ExaDigiT/RAPS power model, arXiv 2410.05133";
constexpr int kMostRacks = 10000;

LossModel triple(Arguments& a, std::string_view name, Power rating) {
    const std::vector<double> k = a.list(name);
    if (k.size() != 3) {
        a.fail(name, "it has not three terms", "Write it as k0|k1|k2.");
        return {};
    }
    return {rating, k[0], k[1], k[2]};
}

constexpr std::size_t kUps = 1, kBusway = 2, kSide = 3;

/// Transformer → UPS → busway per side, racks on the last busway of each.
PowerTree sidesTree(Arguments& a, int racks) {
    PowerTree tree;
    const int sides = static_cast<int>(a.number("sides", 1, 16));
    PowerElement transformer, ups, busway;
    transformer.conversion = triple(a, "xfmr", a.number("xfmr_kW", 1e-3, 1e9) * unit::kW);
    ups.conversion = triple(a, "ups", a.number("ups_kW", 1e-3, 1e9) * unit::kW);
    busway.run = ConductorRun{a.number("V_ll", 1, 1e6) * unit::V, 3, a.number("pf", 1e-3, 1),
                              a.number("R_phase_ohm", 0, 1e6) * unit::ohm};
    const LossModel shelves = triple(a, "psu", a.number("shelf_kW_per_side", 1e-3, 1e9) * unit::kW);
    PowerLoad load{a.number("it_dc_kW_per_rack", 0, 1e9) * unit::kW, {}, racks};
    for (int s = 0; s < sides; ++s) {
        const std::size_t first = tree.elements.size();
        ups.parents = {first};
        busway.parents = {first + kUps};
        for (const PowerElement& e : {transformer, ups, busway})
            tree.elements.push_back(e);
        load.cords.push_back({first + kBusway, shelves, 1});
    }
    tree.loads.push_back(std::move(load));
    return tree;
}

/// With side A out where failed=A is given; then the second side is looked at, else the first.
struct Solved {
    PowerFlow flow;
    std::size_t side = 0;
};
Solved solved(Arguments& a, const PowerTree& tree) {
    PowerOutage outage;
    if (!a.has("failed")) return {solvePowerTree(tree), 0};
    const std::string failed = a.text("failed");
    if (failed.size() != 1 || failed[0] < 'A' ||
        (failed[0] - 'A') * 3 >= static_cast<int>(tree.elements.size()))
        a.fail("failed", "there is no such side", "Write A for the first, B for the second.");
    const std::size_t lost = a.error() ? 0 : static_cast<std::size_t>(failed[0] - 'A');
    outage.elements.assign(tree.elements.size(), false);
    for (std::size_t i = 0; i < kSide && lost * kSide + i < tree.elements.size(); ++i)
        outage.elements[lost * kSide + i] = true;
    return {solvePowerTree(tree, outage), lost == 0 && tree.elements.size() > kSide ? std::size_t{1} : 0};
}

int racksGiven(Arguments& a) {
    return static_cast<int>(a.number("racks", 1, kMostRacks));
}

FormulaAnswer sidesDrawn(Arguments& a) {
    return {solved(a, sidesTree(a, racksGiven(a))).flow.drawn.in(unit::kW), {}};
}

FormulaAnswer sidesEfficiency(Arguments& a) {
    const PowerFlow flow = solved(a, sidesTree(a, racksGiven(a))).flow;
    return {flow.drawn.si() > 0 ? flow.served / flow.drawn : 0, {}};
}

double upsShare(Arguments& a, int racks) {
    const Solved s = solved(a, sidesTree(a, racks));
    const std::size_t at = s.side * kSide + kUps;
    if (at >= s.flow.elements.size()) return 0;
    return s.flow.elements[at].output / (a.number("ups_kW", 1e-3, 1e9) * unit::kW);
}

FormulaAnswer sidesUps(Arguments& a) {
    return {upsShare(a, racksGiven(a)), {}};
}

FormulaAnswer sidesAmps(Arguments& a) {
    const Solved s = solved(a, sidesTree(a, racksGiven(a)));
    const std::size_t at = s.side * kSide + kBusway;
    if (at >= s.flow.elements.size()) return {};
    return {phaseCurrent(s.flow.elements[at].output, a.number("V_ll", 1, 1e6) * unit::V, 3,
                         a.number("pf", 1e-3, 1))
                .in(unit::A),
            {}};
}

FormulaAnswer sidesRacks(Arguments& a) {
    const double limit = a.number("limit", 0, 10);
    int fits = 0, tooMany = 1;
    while (!a.error() && tooMany < kMostRacks && upsShare(a, tooMany) <= limit) {
        fits = tooMany;
        tooMany *= 2;
    }
    while (!a.error() && tooMany - fits > 1) {
        const int middle = (fits + tooMany) / 2;
        (upsShare(a, middle) <= limit ? fits : tooMany) = middle;
    }
    return {static_cast<double>(fits), {}};
}

FormulaAnswer distributed(Arguments& a) {
    return {a.number("rating", 0, 1e9) * usableDistributed(static_cast<int>(a.number("systems", 1, 1000))),
            {}};
}

FormulaAnswer blockRedundant(Arguments& a) {
    return {usableBlockRedundant(static_cast<int>(a.number("active", 1, 1e6)),
                                 static_cast<int>(a.number("reserve", 0, 1e6)), a.number("x", 0, 1)),
            {}};
}

/// AB=600 BC=500: each name two systems, each value the load that they share.
FormulaAnswer pairLoads(Arguments& a) {
    std::map<char, std::size_t> systems;
    std::vector<PairLoad> pairs;
    for (const auto& [name, value] : a.given()) {
        if (name.size() != 2 || name[0] == name[1])
            a.fail(name, "it does not name two systems", "Write AB=600 BC=500 CA=700.");
        else
            pairs.push_back({systems.try_emplace(name[0], systems.size()).first->second,
                             systems.try_emplace(name[1], systems.size()).first->second,
                             a.number(name, 0, 1e9) * unit::kW});
    }
    return {loseEachSystem(systems.size(), pairs).worst.in(unit::kW), {}};
}

Power nodePower(Arguments& a) {
    return (a.number("cpu_W", 0, 1e9) + 4 * a.number("gpu_W", 0, 1e9) + a.number("mem_W", 0, 1e9) +
            a.number("nnic", 0, 1e6) * a.number("nic_W", 0, 1e9) + a.number("nvme_W", 0, 1e9)) *
           unit::W;
}

LossModel affine(Arguments& a, std::string_view name, Power rating) {
    const std::vector<double> two = a.list(name);
    if (two.size() == 2 && two[1] > 0) return affineLoss(rating, two[0] * unit::W, two[1]);
    a.fail(name, "it is not a loss and an efficiency", "Write it as watts|efficiency.");
    return {};
}

/// One rectifier stands for all: they are equal.
FormulaAnswer machine(Arguments& a) {
    const int nodes = static_cast<int>(a.number("nodes_per_rect", 1, 1e4));
    const double chassis = a.number("racks", 1, 1e6) * a.number("chassis", 1, 1e4);
    PowerTree tree;
    tree.elements.resize(1);
    tree.elements[0].conversion = affine(a, "rect", 15 * unit::kW);
    tree.loads.push_back({nodePower(a), {{0, affine(a, "sivoc", 3 * unit::kW), 1}}, nodes});
    const Power rectifiers = solvePowerTree(tree).drawn * (chassis * a.number("rect_per_chassis", 1, 1e4));
    const double beside = chassis * a.number("switch_per_chassis", 0, 1e4) * a.number("switch_W", 0, 1e6) +
                          a.number("cdus", 0, 1e6) * a.number("cdu_W", 0, 1e9);
    return {(rectifiers + beside * unit::W).in(unit::MW), {}};
}

FormulaAnswer nodeInput(Arguments& a) {
    const LossModel converter =
        affineLoss(1 * unit::kW, a.number("loss_W", 0, 1e9) * unit::W, a.number("eta", 1e-6, 1));
    return {converter.input(a.number("P_node_W", 0, 1e9) * unit::W).in(unit::W), {}};
}

const std::vector<FormulaParameter> kSides{
    {"racks", "Racks.", "8"},
    {"it_dc_kW_per_rack", "Draw of a rack on its bars, kW.", "132"},
    {"sides", "Equal sides.", "2"},
    {"share", "Share of each side; they share equally.", "0.5"},
    {"shelf_kW_per_side", "Rating of a rack's shelves on a side, kW.", "132"},
    {"psu", "Loss terms of the shelves, k0|k1|k2.", "0.004|0.010|0.0148"},
    {"V_ll", "Voltage between lines, V.", "415"},
    {"pf", "Power factor.", "0.99"},
    {"R_phase_ohm", "Resistance of the busway per phase, ohm.", "0.0015"},
    {"ups_kW", "Rating of a UPS, kW.", "1250"},
    {"ups", "Its loss terms, k0|k1|k2.", "0.006|0.012|0.017"},
    {"xfmr_kW", "Rating of a transformer, kW.", "1500"},
    {"xfmr", "Its loss terms, k0|k1|k2.", "0.0012|0|0.0055"},
    {"failed", "Side that is lost, A or B; none when left out."},
    {"limit", "Load of a UPS that is allowed, share of its rating.", "1"}};
constexpr std::string_view kTwo = "Transformer, UPS and busway on each side; racks share them equally.";
const std::vector<FormulaParameter> kMachine{{"cpu_W", "Processor of a node, W."},
                                             {"gpu_W", "One of its four GPUs, W."},
                                             {"mem_W", "Its memory, W."},
                                             {"nic_W", "One network adapter, W."},
                                             {"nnic", "Adapters.", "4"},
                                             {"nvme_W", "Its disks, W."},
                                             {"sivoc", "Converter of a node, watts|efficiency."},
                                             {"rect", "Rectifier, watts|efficiency."},
                                             {"nodes_per_rect", "Nodes behind a rectifier.", "4"},
                                             {"rect_per_chassis", "Rectifiers of a chassis.", "4"},
                                             {"switch_W", "A switch, W."},
                                             {"switch_per_chassis", "Switches of a chassis.", "4"},
                                             {"chassis", "Chassis of a rack.", "8"},
                                             {"racks", "Racks."},
                                             {"cdu_W", "A coolant unit, W."},
                                             {"cdus", "Coolant units."}};

constexpr std::string_view kPass = "two passes up and down the tree";

std::vector<Formula> sidesFormulas() {
    return {
        {"power.sides_drawn", "Draw of a two-sided tree", kPass, "utility_kW", "kW", kA4, kTwo, kSides,
         sidesDrawn},
        {"power.sides_efficiency", "Its efficiency from wire to bar", kPass, "eta_chain", "1", kA4, kTwo,
         kSides, sidesEfficiency},
        {"power.sides_ups", "Load of its UPS", kPass, "ups_x", "1", kA4, kTwo, kSides, sidesUps},
        {"power.sides_amps", "Current of its busway", kPass, "A", "A", kA4, kTwo, kSides, sidesAmps},
        {"power.sides_racks", "Most racks that its UPS can carry", kPass, "racks", "1", kA4, kTwo, kSides,
         sidesRacks},
    };
}

std::vector<Formula> schemeFormulas() {
    return {
        {"power.distributed",
         "Usable share of x systems of which one may be lost",
         "(x − 1) / x",
         "utilisation",
         "1",
         kA5,
         "Balanced pairs.",
         {{"systems", "Systems."},
          {"pairs", "Pairs that carry loads; named for the record.", "-"},
          {"rating", "Rating of a system.", "1"},
          {"failures", "Systems lost at once: one.", "1"}},
         distributed},
        {"power.pair_loads",
         "Worst system after losing another",
         "Σ halves + what was shared with the lost one",
         "kW",
         "kW",
         kA5,
         "Pairs share equally.",
         {},
         pairLoads,
         true},
        {"power.block_redundant",
         "Usable share with idle reserves",
         "a · x / (a + r)",
         "utilisation",
         "1",
         kA5,
         "Reserves as large as the largest active system.",
         {{"active", "Active systems."}, {"reserve", "Idle reserves."}, {"x", "Load of the active ones."}},
         blockRedundant},
        {"power.machine", "Draw of a machine of chassis", "(P + c) / e through converter and rectifier", "MW",
         "MW", kRaps, "Equal nodes.", kMachine, machine},
        {"power.node_input",
         "Input of a node's converter",
         "(P + c) / e",
         "W",
         "W",
         kRaps,
         "Any load.",
         {{"P_node_W", "What the node draws, W."}, {"loss_W", "Constant loss, W."}, {"eta", "Efficiency."}},
         nodeInput},
    };
}

}  // namespace

std::vector<Formula> treeFormulas() {
    std::vector<Formula> all = sidesFormulas();
    for (Formula& f : schemeFormulas())
        all.push_back(std::move(f));
    return all;
}

}  // namespace rackloom::analytics
