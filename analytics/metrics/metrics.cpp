// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/metrics/metrics.h"
#include "analytics/engine/node_store.h"

#include <cmath>
#include <stdexcept>

namespace rackloom::analytics {

// Declared here and not in headers: nobody else asks for a single metric.
// const Metric& exampleMetric();             analytics/metrics/example.cpp
// std::vector<Metric> exampleMetrics();      a family, such as one metric per precision
std::vector<Metric> capacityMetrics();
std::vector<Metric> capacityFlopsMetrics();
std::vector<Metric> scaleUpMetrics();
std::vector<Metric> scaleOutMetrics();
std::vector<Metric> bothFabricsMetrics();
std::vector<Metric> fabricCountsMetrics();
std::vector<Metric> fabricTiersMetrics();
std::vector<Metric> fabricPathsMetrics();
std::vector<Metric> fabricEcmpMetrics();
std::vector<Metric> fabricSinglePointsMetrics();
std::vector<Metric> fabricFailuresMetrics();
std::vector<Metric> collectivesMetrics();
std::vector<Metric> cablesMetrics();
std::vector<Metric> powerDemandMetrics();
std::vector<Metric> powerFacilityMetrics();
std::vector<Metric> powerFailuresMetrics();
std::vector<Metric> powerWorkloadMetrics();
std::vector<Metric> powerReserveMetrics();
std::vector<Metric> powerDropMetrics();
std::vector<Metric> powerModulesMetrics();
std::vector<Metric> coolingHeatMetrics();
std::vector<Metric> coolingNetworkMetrics();
std::vector<Metric> energyAnnualMetrics();
std::vector<Metric> jobReliabilityMetrics();
std::vector<Metric> reliabilityCapacityMetrics();
std::vector<Metric> reliabilityWeakestMetrics();
std::vector<Metric> deliveredMetrics();
std::vector<Metric> costMetrics();
std::vector<Metric> costHourMetrics();
std::vector<Metric> costRentMetrics();
std::vector<Metric> floorMetrics();

namespace {

std::vector<Metric> listed() {
    std::vector<Metric> list;
    [[maybe_unused]] const auto one = [&list](const Metric& metric) { list.push_back(metric); };
    [[maybe_unused]] const auto family = [&list](const std::vector<Metric>& members) {
        list.insert(list.end(), members.begin(), members.end());
    };
    // In the order reports show them: one(exampleMetric()); family(exampleMetrics());
    family(capacityMetrics());
    family(capacityFlopsMetrics());
    family(floorMetrics());
    family(scaleUpMetrics());
    family(scaleOutMetrics());
    family(bothFabricsMetrics());
    family(fabricCountsMetrics());
    family(fabricTiersMetrics());
    family(fabricPathsMetrics());
    family(fabricEcmpMetrics());
    family(fabricSinglePointsMetrics());
    family(fabricFailuresMetrics());
    family(collectivesMetrics());
    family(cablesMetrics());
    family(powerDemandMetrics());
    family(powerFacilityMetrics());
    family(powerFailuresMetrics());
    family(powerWorkloadMetrics());
    family(powerReserveMetrics());
    family(powerDropMetrics());
    family(powerModulesMetrics());
    family(coolingHeatMetrics());
    family(coolingNetworkMetrics());
    family(energyAnnualMetrics());
    family(jobReliabilityMetrics());
    family(reliabilityCapacityMetrics());
    family(reliabilityWeakestMetrics());
    family(deliveredMetrics());
    family(costMetrics());
    family(costHourMetrics());
    family(costRentMetrics());
    return list;
}

bool isNumber(std::optional<double> value) {
    return !value || std::isfinite(*value);
}

// A number that is none must not reach a report, wherever it sits in the value.
void requireNumbers(const MetricValue& value) {
    bool good = isNumber(value.lower) && isNumber(value.upper) && std::isfinite(value.coverage);
    for (const Input& input : value.inputs)
        good = good && isNumber(input.value);
    for (const Contribution& part : value.contributions)
        good = good && std::isfinite(part.value);
    if (!good) throw std::domain_error("the result is not a finite number");
    if (value.lower.has_value() != value.upper.has_value())
        throw std::domain_error("the result has one bound without the other");
}

MetricValue failed(const char* reason) {
    MetricValue value;
    value.state = State::Failed;
    value.unknownReason = reason;
    return value;
}

}  // namespace

MetricInfo described(std::string_view id, std::string_view label, std::string_view unit,
                     std::string_view sentence, std::string_view formula) {
    MetricInfo info;
    info.id = id;
    info.label = label;
    info.unit = unit;
    info.sentence = sentence;
    info.formula = formula;
    return info;
}

const std::vector<Metric>& metrics() {
    static const std::vector<Metric> kAll = listed();
    return kAll;
}

MetricRun::Value MetricRun::compute(const Key& metric, Query& query) {
    MetricValue value;
    try {
        value = metric->compute(query);
        requireNumbers(value);
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception& e) {
        value = failed(e.what());
    } catch (...) {
        value = failed("an exception without a text");
    }
    value.id = metric->info.id;
    return value;
}

std::string keyText(const Metric* metric) {
    return std::string(metric->info.id);
}

const std::vector<MetricInfo>& metricInfos() {
    static const std::vector<MetricInfo> kAll = [] {
        std::vector<MetricInfo> infos;
        for (const Metric& metric : metrics())
            infos.push_back(metric.info);
        return infos;
    }();
    return kAll;
}

const MetricInfo* metricInfo(std::string_view id) {
    for (const MetricInfo& info : metricInfos())
        if (info.id == id) return &info;
    return nullptr;
}

template const MetricRun::Value& Query::get<MetricRun>(const MetricRun::Key&);

}  // namespace rackloom::analytics
