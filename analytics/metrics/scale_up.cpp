// SPDX-License-Identifier: GPL-3.0-or-later
// Scale-up (NVLink class) bandwidth of the drawn domains.
// Formula: injection = sum over GPUs of connected links × link rate; bisection = least cut between halves of
// one domain. Unit: bit/s per direction. Source: fabric reference 1 and 2 (NVL72: 36 × 18 × 400 Gb/s); link
// rates from the catalogue. Valid for: switched and fully meshed domains as drawn, with trays taken out; a
// torus across racks is not drawn. Ignores: protocol overhead, in-network reduction, failed links that are
// not drawn as removed.
#include "analytics/fabric/scale_up.h"
#include "analytics/capacity/figure_total.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/inputs/place.h"
#include "analytics/metrics/metric.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {
namespace {

constexpr double kBitsPerByte = 8;
constexpr std::string_view kSource = "Cut of the drawn graph by maximum flow; link rates from the catalogue.";
constexpr std::string_view kValid = "Switched domains (NVLink) and full meshes, as drawn.";
constexpr std::string_view kIgnores = "Protocol overhead and in-network reduction.";

struct DomainSum {
    double injection = 0;
    std::optional<double> lower, upper;
    int largest = 0, smallest = 0;
    std::map<std::string, double> injectionByName;
    std::vector<std::string> missing;
    double gpus = 0, knownGpus = 0;
};

DomainSum sumOf(Query& q) {
    DomainSum out;
    for (const SiteDomain& entry : *q.get<SiteDomains>()) {
        const DomainResult& domain = entry.result();
        out.largest = std::max(out.largest, domain.gpus);
        out.smallest = out.smallest == 0 ? domain.gpus : std::min(out.smallest, domain.gpus);
        out.gpus += domain.gpus;
        if (!domain.known()) {
            if (std::find(out.missing.begin(), out.missing.end(), domain.unknownReason) == out.missing.end())
                out.missing.push_back(domain.unknownReason);
            continue;
        }
        out.knownGpus += domain.gpus;
        out.injection += bitRate(domain.injection);
        out.injectionByName[entry.domain().name.empty() ? "domain" : entry.domain().name] +=
            bitRate(domain.injection);
        if (domain.gpus < 2) continue;  // one GPU has no halves
        out.lower = std::min(out.lower.value_or(bitRate(domain.lower)), bitRate(domain.lower));
        out.upper = std::min(out.upper.value_or(bitRate(domain.upper)), bitRate(domain.upper));
    }
    return out;
}

void addReach(const DomainSum& sum, MetricValue& value) {
    value.missing = sum.missing;
    if (sum.gpus > 0) value.coverage = sum.knownGpus / sum.gpus;
}

MetricValue noDomain(const DomainSum& sum) {
    MetricValue value =
        unknownValue(sum.missing.empty() ? "no scale-up domain is drawn" : sum.missing.front());
    addReach(sum, value);
    return value;
}

MetricValue injection(Query& q) {
    const DomainSum sum = sumOf(q);
    if (sum.knownGpus == 0) return noDomain(sum);
    MetricValue value = countValue(sum.injection);
    addReach(sum, value);
    value.inputs.push_back(drawnInput("Both directions together, as vendors print it",
                                      2 * sum.injection / kBitsPerByte, "byte/s",
                                      "the metric itself counts one direction"));
    for (const auto& [name, part] : sum.injectionByName)
        value.contributions.push_back({name, part});
    sortLargestFirst(value.contributions);
    return value;
}

MetricValue bisection(Query& q) {
    const DomainSum sum = sumOf(q);
    if (!sum.lower) return noDomain(sum);
    MetricValue value = intervalValue(*sum.lower, *sum.upper);
    addReach(sum, value);
    value.inputs.push_back(drawnInput("One direction in bytes", *sum.upper / kBitsPerByte, "byte/s"));
    if (sum.smallest != sum.largest)
        value.warnings.push_back("domains differ in size (" + std::to_string(sum.smallest) + " to " +
                                 std::to_string(sum.largest) + " GPUs); the weakest one counts");
    return value;
}

MetricValue domainCount(Query& q) {
    return countValue(static_cast<double>(q.get<SiteDomains>()->size()));
}

MetricValue domainSize(Query& q) {
    const DomainSum sum = sumOf(q);
    if (sum.largest == 0) return noDomain(sum);
    MetricValue value = countValue(sum.largest);
    if (sum.smallest != sum.largest)
        value.warnings.push_back("the smallest domain has " + std::to_string(sum.smallest) + " GPUs");
    return value;
}

Metric metric(std::string_view id, std::string_view label, std::string_view unit, std::string_view sentence,
              std::string_view formula, MetricValue (*compute)(Query&)) {
    return {{.id = id,
             .label = label,
             .unit = unit,
             .family = Family::Fabric,
             .lane = Lane::Interactive,
             .higherIsBetter = true,
             .sentence = sentence,
             .formula = formula,
             .source = kSource,
             .validFor = kValid,
             .ignores = kIgnores},
            compute};
}

}  // namespace

std::vector<Metric> scaleUpMetrics() {
    return {
        metric("fabric.scale_up.injection", "Scale-up injection", "bit/s",
               "How much all GPUs together can send into their scale-up domains, in one direction.",
               "Sum over GPUs of connected links × link rate per direction. Vendors print twice this, "
               "counting both "
               "directions: 129.6 TB/s for an NVL72.",
               injection),
        metric("fabric.scale_up.bisection", "Scale-up bisection", "bit/s",
               "The least bandwidth between two halves of one scale-up domain, in one direction; of the "
               "weakest domain.",
               "Least cut between halves of the domain's graph of GPUs and switch chips: a search over chip "
               "sides and "
               "a maximum flow. 36 × 18 × 400 Gb/s for a whole NVL72.",
               bisection),
        metric("fabric.scale_up.domains", "Scale-up domains", "1",
               "How many groups of GPUs are joined by a scale-up fabric.",
               "Domains listed by rack designs, plus nodes with switch chips or a mesh of their own.",
               domainCount),
        metric("fabric.scale_up.domain_size", "GPUs per scale-up domain", "1",
               "How many GPUs the largest scale-up domain joins.",
               "Largest count of present GPUs in one domain.", domainSize),
    };
}

}  // namespace rackloom::analytics
