// SPDX-License-Identifier: GPL-3.0-or-later
// An element that is fed at another voltage than it takes: two voltages joined without a transformer.
#include "analytics/loads/names.h"
#include "analytics/loads/power_drawing.h"
#include "analytics/rules/rule.h"

#include <cmath>

namespace rackloom::analytics {
namespace {

constexpr double kApart = 0.05;  // 400 and 415 V are one system, 415 and 480 V are two

const RuleInfo kInfo{.id = "power.two_voltages",
                     .title = "Two voltages joined",
                     .severity = Severity::Error,
                     .pattern = "{0} gives {1}, but {2} below it takes {3}",
                     .remedy = "Put a transformer between them, or choose equipment of one voltage.",
                     .source = "Facility reference A1: every element has a nominal voltage."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    std::size_t v = 0;
    for (const PowerElement& element : drawing.tree.elements) {
        const std::size_t here = v++;
        if (!drawing.typeAt(here).takes) continue;
        for (const std::size_t p : element.parents) {
            const auto &in = drawing.typeAt(here).takes, &out = drawing.typeAt(p).gives;
            if (!out || std::abs(*in - *out) <= kApart * std::max(*in, *out)) continue;
            const PowerNodeId below = drawing.nodes[here], above = drawing.nodes[p];
            findings.push_back(findingOf(
                kInfo, {{ObjectRef::Kind::PowerNode, below.value}, {ObjectRef::Kind::PowerNode, above.value}},
                {textArgument(powerNodeName(q, above)), numberArgument(*out, "V"),
                 textArgument(powerNodeName(q, below)), numberArgument(*in, "V")}));
        }
    }
}

}  // namespace

const Rule& powerTwoVoltagesRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
