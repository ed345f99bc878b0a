// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/analytics/fabric/template_site.h"

#include "model/storage/catalog_loader.h"
#include "model/templates/templates.h"

#include <algorithm>
#include <cstdio>

namespace rackloom::test {
namespace {

const model::Catalog* catalog() {
    static const Result<model::Catalog> kLoaded =
        model::loadCatalog(std::string(RACKLOOM_SOURCE_RESOURCES) + "/catalog");
    if (!kLoaded.ok()) std::fprintf(stderr, "%s\n", kLoaded.error().text().c_str());
    return kLoaded.ok() ? &kLoaded.value() : nullptr;
}

}  // namespace

model::SnapshotPtr siteOf(std::string_view templateId, const std::map<std::string, double>& parameters) {
    if (!catalog()) return nullptr;
    Result<model::Snapshot> built = model::buildTemplate(*catalog(), templateId, parameters);
    if (!built.ok()) {
        std::fprintf(stderr, "%s\n", built.error().text().c_str());
        return nullptr;
    }
    return std::make_shared<const model::Snapshot>(std::move(built).value());
}

model::SnapshotPtr changed(const model::SnapshotPtr& site,
                           const std::function<void(model::Transaction&)>& change) {
    model::Transaction transaction(site);
    change(transaction);
    return std::make_shared<const model::Snapshot>(std::move(transaction).take());
}

model::SnapshotPtr without(const model::SnapshotPtr& site, model::DeviceRef device) {
    return changed(site, [&](model::Transaction& tx) {
        model::OverrideMap overrides = *tx.draft().overrides;
        overrides[device].removed = true;
        tx.draft().overrides = overrides;
    });
}

model::DeviceRef firstDevice(const model::Snapshot& site, std::string_view typeKey) {
    model::DeviceRef out;
    site.racks.forEach([&](RackId id, const model::Rack& rack) {
        if (out.rack.isValid()) return;
        for (const model::Slot& slot : site.designs.at(rack.design)->slots)
            if (!out.rack.isValid() && site.types.at(slot.type)->key == typeKey) out = {id, slot.id};
    });
    return out;
}

FabricId fabricOf(const model::Snapshot& site, model::FabricRole role) {
    FabricId out;
    site.fabrics.forEach([&](FabricId id, const Shared<model::Fabric>& fabric) {
        if (!out.isValid() && fabric->role == role) out = id;
    });
    return out;
}

double upperOf(const analytics::Report& report, std::string_view metric) {
    const analytics::MetricValue* value = report.find(metric);
    return value && value->upper ? *value->upper : -1;
}

int findingCount(const analytics::Report& report, std::string_view rule) {
    return static_cast<int>(
        std::count_if(report.findings.begin(), report.findings.end(),
                      [&](const analytics::Finding& finding) { return finding.rule == rule; }));
}

}  // namespace rackloom::test
