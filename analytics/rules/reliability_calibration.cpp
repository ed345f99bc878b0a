// SPDX-License-Identifier: GPL-3.0-or-later
// A calibration that does not ship, as in a file written by hand: nothing can then be said of interruptions.
#include "analytics/inputs/work.h"
#include "analytics/reliability/library.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "reliability.calibration",
                     .title = "Calibration unknown",
                     .severity = Severity::Warning,
                     .pattern = "There is no calibration {0}, so how often jobs are interrupted is unknown",
                     .remedy = "Choose one that ships, or none, so that the rates of the catalogue count.",
                     .source = "Reliability reference 3.1."};

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>&) {
    const std::string name = q.get<SiteInput>()->calibration;
    if (name.empty() || findCalibration(name)) return;
    findings.push_back(findingOf(kInfo, {ObjectRef{}}, {textArgument(name)}));
}

}  // namespace

const Rule& reliabilityCalibrationRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
