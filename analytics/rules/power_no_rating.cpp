// SPDX-License-Identifier: GPL-3.0-or-later
// Elements of the power tree that carry a load although their type states neither a rating nor a circuit:
// how full they are cannot be told, in the normal state or after a failure. One finding per device type, so
// that it can be filled in or waived once.
#include "analytics/inputs/catalog.h"
#include "analytics/loads/names.h"
#include "analytics/loads/power_solve.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

constexpr std::size_t kNamed = 3;

const RuleInfo kInfo{.id = "power.no_rating",
                     .title = "Power element without a rating",
                     .severity = Severity::Info,
                     .pattern = "{0} states no rating, so whether {1} is too full was not checked",
                     .remedy =
                         "Open the type in the inspector and type its rating with the source, or choose "
                         "another type.",
                     .source = "Facility reference A1: every element has a rating."};

/// "UPS A, UPS B and 4 more".
std::string someNames(Query& q, const PowerDrawing& drawing, const std::vector<std::size_t>& elements) {
    std::string out;
    for (std::size_t i = 0; i < elements.size() && i < kNamed; ++i)
        out += (i > 0 ? ", " : "") + powerNodeName(q, drawing.nodes[elements[i]]);
    if (elements.size() > kNamed) out += " and " + std::to_string(elements.size() - kNamed) + " more";
    return out;
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const PowerDrawing& drawing = *q.get<DrawnPower>();
    const auto& nodes = q.get<PowerSolve>()->nodes;
    std::vector<std::vector<std::size_t>> unrated(drawing.types->parts.size());
    for (std::size_t v = 0; v < nodes.size(); ++v) {
        const TypePart& part = drawing.typeAt(v);
        if ((!part.limit || !(part.limit->si() > 0)) && nodes[v].live && nodes[v].load > 0)
            unrated[drawing.types->of[v]].push_back(v);
    }
    for (std::size_t t = 0; t < unrated.size(); ++t) {
        if (unrated[t].empty()) continue;
        std::vector<ObjectRef> objects;
        for (const std::size_t v : unrated[t])
            objects.push_back({ObjectRef::Kind::PowerNode, drawing.nodes[v].value});
        findings.push_back(findingOf(kInfo, std::move(objects),
                                     {textArgument(q.get<TypeOf>(drawing.types->parts[t].type)->name),
                                      textArgument(someNames(q, drawing, unrated[t]))}));
    }
}

}  // namespace

const Rule& powerNoRatingRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
