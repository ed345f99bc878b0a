// SPDX-License-Identifier: GPL-3.0-or-later
// Cables whose two ports have different rates: the faster port runs at the rate of the slower, if they train
// at all. Equal pairs of device types and rates are one finding with a count; the first cable is the place to
// look.
#include "analytics/fabric/device_index.h"
#include "analytics/fabric/device_lookup.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/fabric.h"
#include "analytics/rules/rule.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "port.speed_mismatch",
                     .title = "Ports of different speed",
                     .severity = Severity::Warning,
                     .pattern = "{0}: {1} cables join {2} at {3} to {4} at {5}",
                     .remedy = "Use ports of one rate, or a breakout that the faster device supports.",
                     .source = "A link runs at the rate of its slower port."};

/// Rates of ports by device, looked up in the catalogue once per type.
class Rates {
public:
    explicit Rates(Query& q) : lookup_(q) {}

    struct End {
        const model::DeviceType* type = nullptr;
        std::optional<DataRate> rate;
    };

    End of(model::PortRef port) {
        std::uint32_t& number = index_.at(port.device);
        if (number == DeviceIndex::kNone) {
            number = static_cast<std::uint32_t>(types_.size());
            types_.push_back(lookup_.type(port.device));
        }
        const model::DeviceType* type = types_[number];
        const model::PortGroup* group = type ? type->portGroup(static_cast<int>(port.port)) : nullptr;
        return {type, group ? group->rate.value : std::nullopt};
    }

private:
    DeviceLookup lookup_;
    DeviceIndex index_;
    std::vector<const model::DeviceType*> types_;
};

struct Mismatch {
    model::PlannedCable first;
    int count = 0;
};

ObjectRef deviceObject(model::DeviceRef device) {
    return {ObjectRef::Kind::Device, device.rack.value, device.slot.value};
}

void checkFabric(Query& q, FabricId id, Rates& rates, std::vector<Finding>& findings, double& unknown) {
    std::map<std::tuple<std::string, double, std::string, double>, Mismatch> found;
    std::uint32_t seen = 0;
    for (const model::PlannedCable& cable : q.get<FabricCables>(id)->cables) {
        if (++seen % 4096 == 0) q.poll();
        const Rates::End a = rates.of(cable.a);
        const Rates::End b = rates.of(cable.b);
        if (!a.rate || !b.rate) {
            ++unknown;
            continue;
        }
        if (*a.rate == *b.rate) continue;
        Mismatch& mismatch = found[{a.type->name, a.rate->si(), b.type->name, b.rate->si()}];
        if (mismatch.count++ == 0) mismatch.first = cable;
    }
    for (const auto& [ends, mismatch] : found)
        findings.push_back(
            findingOf(kInfo,
                      {{ObjectRef::Kind::Fabric, id.value},
                       deviceObject(mismatch.first.a.device),
                       deviceObject(mismatch.first.b.device)},
                      {textArgument(q.get<FabricRow>(id)->name), textArgument(std::to_string(mismatch.count)),
                       textArgument(std::get<0>(ends)), numberArgument(std::get<1>(ends), "bit/s"),
                       textArgument(std::get<2>(ends)), numberArgument(std::get<3>(ends), "bit/s")}));
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    Rates rates(q);
    double unknown = 0;
    const Shared<std::vector<FabricId>> fabrics = q.get<FabricIds>();
    for (const FabricId id : *fabrics)
        checkFabric(q, id, rates, findings, unknown);
    if (unknown > 0)
        notChecked.push_back(std::to_string(static_cast<long long>(unknown)) +
                             " cables have a port of unknown rate, so their ends were not compared.");
}

}  // namespace

const Rule& portSpeedMismatchRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
