// SPDX-License-Identifier: GPL-3.0-or-later
// An element that is fed at another voltage than it takes: two voltages joined without a transformer.
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/loads/names.h"
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

using model::DeviceType;

std::optional<double> known(const model::Figure<Voltage>& figure) {
    return figure.known() && figure.value->si() > 0 ? std::optional(figure.value->si()) : std::nullopt;
}

std::optional<double> takes(const DeviceType& type) {
    if (type.conversion) return known(type.conversion->inputVoltage);
    return type.circuit ? known(type.circuit->voltage) : std::nullopt;
}

std::optional<double> gives(const DeviceType& type) {
    if (type.conversion) return known(type.conversion->outputVoltage);
    return type.circuit ? known(type.circuit->voltage) : std::nullopt;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const auto& nodes = *q.get<PowerNodes>();
    for (const auto& [id, node] : nodes)
        for (const PowerNodeId parent : node.parents) {
            const model::PowerNode* above = nodes.find(parent);
            if (!above) continue;
            const auto in = takes(*q.get<TypeOf>(node.type)), out = gives(*q.get<TypeOf>(above->type));
            if (!in || !out || std::abs(*in - *out) <= kApart * std::max(*in, *out)) continue;
            findings.push_back(findingOf(
                kInfo, {{ObjectRef::Kind::PowerNode, id.value}, {ObjectRef::Kind::PowerNode, parent.value}},
                {textArgument(powerNodeName(q, parent)), numberArgument(*out, "V"),
                 textArgument(powerNodeName(q, id)), numberArgument(*in, "V")}));
        }
}

}  // namespace

const Rule& powerTwoVoltagesRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
