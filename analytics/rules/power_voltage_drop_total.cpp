// SPDX-License-Identifier: GPL-3.0-or-later
// Runs that each keep to their limit and together lose too much voltage, from a source or a UPS down, in the
// normal state or after losing a side. Told where the limit is passed, not again for everything below.
#include "analytics/inputs/work.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_drop.h"
#include "analytics/loads/power_words.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "power.voltage_drop_total",
                     .title = "Voltage drop along the way",
                     .severity = Severity::Warning,
                     .pattern = "{1} of the voltage is lost by {2} down to {0}{3}",
                     .remedy = "Shorten a run, use larger conductors or put a UPS or a source nearer.",
                     .source = "Facility reference A3; the limit is an assumption of the site."};

constexpr std::string_view kWhen[] = {"", " after losing side A", " after losing side B"};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const DropTable& table = *q.get<PowerDrop>();
    const double most = q.get<AssumptionOf>("power.voltage_drop_total").value * (1 + 1e-9);
    for (std::size_t v = 0; v < table.drops.size(); ++v) {
        const ElementDrop& drop = table.drops[v];
        const ElementDrop::Part& worst = drop.worst();
        if (worst.total <= most || worst.total - worst.own > most || !(worst.own > 0)) continue;
        std::vector<ObjectRef> objects;
        const std::vector<std::size_t> path = table.pathTo(v);
        for (auto it = path.rbegin(); it != path.rend(); ++it)
            objects.push_back({ObjectRef::Kind::PowerNode, table.nodes[*it].value});
        findings.push_back(
            findingOf(kInfo, std::move(objects),
                      {textArgument(powerNodeName(q, table.nodes[v])), textArgument(percentText(worst.total)),
                       textArgument(counted(path.size(), "run", "runs")),
                       textArgument(std::string(kWhen[static_cast<int>(drop.state)]))}));
    }
}

}  // namespace

const Rule& powerVoltageDropTotalRule() {
    static const Rule kRule{kInfo, check, Lane::Slow};
    return kRule;
}

}  // namespace rackloom::analytics
