// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench_site.h"

#include "model/edit/fabric_edits.h"
#include "model/storage/catalog_loader.h"
#include "model/templates/templates.h"
#include "model/topology/generators.h"

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <map>
#include <random>

namespace rackloom::bench {
namespace {

const model::Catalog& shippedCatalog() {
    static const model::Catalog kCatalog = [] {
        Result<model::Catalog> loaded = model::loadCatalog();
        if (!loaded) std::fprintf(stderr, "%s\n", loaded.error().text().c_str());
        return loaded ? std::move(loaded).value() : model::Catalog{};
    }();
    return kCatalog;
}

}  // namespace

model::SnapshotPtr superPod(int racks) {
    static std::map<int, model::SnapshotPtr> known;
    model::SnapshotPtr& site = known[racks];
    if (site) return site;
    Result<model::Snapshot> built =
        model::buildTemplate(shippedCatalog(), "gb200-superpod", {{"racks", static_cast<double>(racks)}});
    if (!built) std::fprintf(stderr, "%s\n", built.error().text().c_str());
    if (built) site = std::make_shared<const model::Snapshot>(std::move(built).value());
    return site;
}

model::Edit editOf(Change change, const model::SnapshotPtr& first, bool back) {
    return {"", "", [=](model::Transaction& tx) -> Result<void> {
                change(tx, *first, back);
                return {};
            }};
}

void removeLink(model::Transaction& tx, const model::Snapshot& first, bool back) {
    const FabricId id = first.fabrics.ids().front();
    model::Fabric fabric = *first.fabrics.at(id);
    static std::map<const model::Snapshot*, model::CableKey> known;
    const auto [key, fresh] = known.try_emplace(&first);
    if (fresh)
        for (const model::PlannedCable& cable : model::expandFabric(first, fabric).cables)
            if (cable.tier == 1) key->second = model::cableKey(cable.a, cable.b);
    if (!back) {
        fabric.removed.push_back(key->second);
        std::sort(fabric.removed.begin(), fabric.removed.end());
    }
    tx.draft().fabrics.write(tx.token(), id) = std::move(fabric);
}

void removeSwitch(model::Transaction& tx, const model::Snapshot&, bool back) {
    const FabricId fabric = tx.before().fabrics.ids().front();
    const model::DeviceRef leaf = tx.before().fabrics.at(fabric)->tiers.front().switches.front();
    model::OverrideMap overrides = *tx.draft().overrides;
    if (back)
        overrides.erase(leaf);
    else
        overrides[leaf].removed = true;
    tx.draft().overrides = std::move(overrides);
}

void removeRack(model::Transaction& tx, const model::Snapshot& first, bool back) {
    const RackId rack = first.fabrics.at(first.fabrics.ids().front())->racks.front();
    model::OverrideMap overrides = *tx.draft().overrides;
    for (const model::Slot& slot : first.designs.at(first.racks.at(rack).design)->slots)
        if (back)
            overrides.erase({rack, slot.id});
        else
            overrides[{rack, slot.id}].removed = true;
    tx.draft().overrides = std::move(overrides);
}

model::SnapshotPtr withFailedLinks(const model::SnapshotPtr& site, int count) {
    if (count == 0) return site;
    model::Transaction tx(site);
    const FabricId id = site->fabrics.ids().front();
    model::Fabric fabric = *site->fabrics.at(id);
    const std::vector<model::PlannedCable> cables = model::expandFabric(*site, fabric).cables;
    std::mt19937 random(5);
    for (int i = 0; i < count; ++i) {
        const model::PlannedCable& cable = cables[random() % cables.size()];
        fabric.removed.push_back(model::cableKey(cable.a, cable.b));
    }
    std::sort(fabric.removed.begin(), fabric.removed.end());
    fabric.removed.erase(std::unique(fabric.removed.begin(), fabric.removed.end()), fabric.removed.end());
    tx.draft().fabrics.write(tx.token(), id) = std::move(fabric);
    return std::make_shared<const model::Snapshot>(std::move(tx).take());
}

double megabytes(const char* field) {
    double kilobytes = 0;
    if (std::FILE* status = std::fopen("/proc/self/status", "r")) {
        char line[256];
        const std::size_t length = std::strlen(field);
        while (std::fgets(line, sizeof line, status))
            if (std::strncmp(line, field, length) == 0) std::sscanf(line + length + 1, "%lf", &kilobytes);
        std::fclose(status);
    }
    return kilobytes / 1024;
}

}  // namespace rackloom::bench
