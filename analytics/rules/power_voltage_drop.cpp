// SPDX-License-Identifier: GPL-3.0-or-later
// A run of conductors that loses too much voltage under the largest load that any single failure puts on it.
// Resistance only: the reactance of runs is not in the catalogue.
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_sweep.h"
#include "analytics/loads/power_words.h"
#include "analytics/power/phases.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "power.voltage_drop",
                     .title = "Voltage drop",
                     .severity = Severity::Warning,
                     .pattern = "{0} loses {1} of its voltage at {2}{3}",
                     .remedy = "Shorten the run, use a larger conductor or put a second run in parallel.",
                     .source = "Facility reference A3; the limit is an assumption of the site."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    const SweepState& sweep = *q.get<PowerSweep>();
    const double most = q.get<AssumptionOf>("power.voltage_drop").value;
    std::size_t unknown = 0;
    for (std::size_t v = 0; v < drawing.nodes.size(); ++v) {
        const PowerElement& e = drawing.tree.elements[v];
        const auto& heaviest = sweep.heaviest[v];
        if (!(heaviest.load > 0)) continue;
        if (!e.run) {
            if (q.get<TypeOf>(q.get<PowerNodes>()->find(drawing.nodes[v])->type)->circuit) ++unknown;
            continue;
        }
        const double drop = voltageDrop({heaviest.load / e.units * unit::W, e.run->voltage, e.run->phases,
                                         e.run->powerFactor, e.run->perPhase, Resistance{}});
        if (drop <= most * (1 + 1e-9)) continue;
        const std::string when =
            heaviest.failed.isValid() ? " after losing " + powerNodeName(q, heaviest.failed) : std::string();
        findings.push_back(
            findingOf(kInfo, {{ObjectRef::Kind::PowerNode, drawing.nodes[v].value}},
                      {textArgument(powerNodeName(q, drawing.nodes[v])), textArgument(percentText(drop)),
                       numberArgument(heaviest.load, "W"), textArgument(when)}));
    }
    if (unknown > 0)
        notChecked.push_back("The resistance of " + counted(unknown, "run is", "runs is") +
                             " unknown, so the voltage drop there was not checked.");
}

}  // namespace

const Rule& powerVoltageDropRule() {
    static const Rule kRule{kInfo, check, Lane::Slow};
    return kRule;
}

}  // namespace rackloom::analytics
