// SPDX-License-Identifier: GPL-3.0-or-later
#include "drawn.h"

#include "model/storage/catalog_loader.h"
#include "model/templates/templates.h"

#include <algorithm>
#include <iterator>

namespace rackloom::test {

const model::Catalog& shippedCatalog() {
    static const model::Catalog kCatalog = [] {
        auto loaded = model::loadCatalog(RACKLOOM_SOURCE_RESOURCES "/catalog");
        RL_CHECK(loaded.ok());
        return std::move(loaded).value();
    }();
    return kCatalog;
}

model::Snapshot shippedDesign(std::string_view templateId, const std::string& parameter) {
    ParameterValues given;
    if (const auto at = parameter.find('='); at != std::string::npos)
        given[parameter.substr(0, at)] = std::stod(parameter.substr(at + 1));
    auto built = model::buildTemplate(shippedCatalog(), templateId, given);
    RL_CHECK(built.ok());
    return std::move(built).value();
}

DeviceTypeId Drawing::type(std::string_view key) {
    const DeviceTypeId known = model::findType(snapshot, key);
    if (known.isValid()) return known;
    const model::DeviceType* shipped = shippedCatalog().device(key);
    RL_CHECK(shipped);
    return add(*shipped);
}

DeviceTypeId Drawing::add(model::DeviceType type) {
    return snapshot.types.insert(token, Shared<model::DeviceType>(std::move(type)));
}

PowerNodeId Drawing::node(std::string name, DeviceTypeId type, model::PowerSide side,
                          std::vector<PowerNodeId> parents) {
    model::PowerNode node;
    node.name = std::move(name);
    node.type = type;
    node.side = side;
    node.parents = std::move(parents);
    return snapshot.powerNodes.insert(token, std::move(node));
}

model::DeviceType loadOf(std::string key, Power power, double liquidFraction) {
    model::DeviceType type;
    type.key = type.name = std::move(key);
    type.form.mount = model::Mount::Rack;
    type.form.heightU = 1;
    type.power.emplace();
    type.power->provisioned = model::Figure<Power>::of(power, "test", model::Grade::Derived);
    type.heat.emplace();
    type.heat->liquidFraction = model::Figure<double>::of(liquidFraction, "test", model::Grade::Derived);
    return type;
}

std::vector<analytics::Finding> findingsOf(const analytics::Report& report, std::string_view rule) {
    std::vector<analytics::Finding> found;
    std::copy_if(report.findings.begin(), report.findings.end(), std::back_inserter(found),
                 [&](const analytics::Finding& f) { return f.rule == rule; });
    return found;
}

}  // namespace rackloom::test
