// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/random_design.h"

#include "model/site/assumptions.h"
#include "model/site/job_fields.h"
#include "tests/support/random_types.h"

#include <algorithm>
#include <cmath>

namespace rackloom::test {

using namespace model;

int Choice::between(int least, int most) {
    const auto span = static_cast<std::uint64_t>(most - least) + 1;
    return least + static_cast<int>(bits() % span);
}

double Choice::fraction() {
    return static_cast<double>(bits() >> 11) * 0x1p-53;
}

double Choice::number(double least, double most) {
    switch (between(0, 3)) {
    case 0:
        return least + (most - least) * fraction();
    case 1:
        return std::clamp(std::floor(1e6 * fraction()), least, most);
    case 2:
        return std::clamp(std::ldexp(fraction(), between(-40, 60)), least, most);
    default:
        return std::clamp(between(0, 999) / 100.0, least, most);
    }
}

std::string Choice::name() {
    static constexpr std::string_view kNames[] = {"A3",
                                                  "Hall \"east\"",
                                                  "Größe 0°C",
                                                  "行 1",
                                                  "tab\there",
                                                  "two\nlines",
                                                  "back\\slash",
                                                  "a/b,c:d{}",
                                                  "emoji \xF0\x9F\x90\x87",
                                                  "\x01\x1f control",
                                                  "del\x7f",
                                                  "null",
                                                  "1e999",
                                                  " blank "};
    std::string out(kNames[static_cast<std::size_t>(between(0, static_cast<int>(std::size(kNames)) - 1))]);
    return oneIn(2) ? out + std::to_string(between(0, 99)) : out;
}

namespace {

/// Builds one design; every reference is drawn from rows that already exist.
class Builder {
public:
    Builder(std::uint64_t seed, int scale) : c_(seed), scale_(scale) {}

    Snapshot build() {
        addSite();
        addTypes();
        addDesigns();
        addPlaces();
        addPower();
        addCooling();
        addRacks();
        addOverrides();
        addFabrics();
        addCables();
        addJobsAndWaivers();
        leaveHoles();
        return std::move(s_);
    }

private:
    int some() { return c_.between(0, scale_); }
    int few() { return c_.between(1, std::max(1, scale_)); }

    template <class Table> auto any(const Table& table) -> typename Table::RowIdType {
        const auto ids = table.ids();
        return ids[static_cast<std::size_t>(c_.between(0, static_cast<int>(ids.size()) - 1))];
    }
    template <class Table> auto maybe(const Table& table) -> typename Table::RowIdType {
        if (table.empty() || c_.oneIn(3)) return {};
        return any(table);
    }
    /// Inserting and erasing leaves ids that are never used again.
    template <class Table, class Row> void add(Table& table, Row row) {
        if (c_.oneIn(6)) table.erase(token_, table.insert(token_, typename Table::Row(row)));
        table.insert(token_, typename Table::Row(std::move(row)));
    }
    DeviceTypeId typeOf(std::string_view kind) {
        std::vector<DeviceTypeId> found;
        s_.types.forEach([&](DeviceTypeId id, const Shared<DeviceType>& t) {
            if (t->kind == kind) found.push_back(id);
        });
        return found[static_cast<std::size_t>(c_.between(0, static_cast<int>(found.size()) - 1))];
    }
    FloorPoint point() { return {c_.between(-5000, 90000), c_.between(-5000, 90000)}; }
    Rotation turn() { return static_cast<Rotation>(c_.between(0, 3)); }
    PowerSide side() { return static_cast<PowerSide>(c_.between(0, 2)); }
    std::optional<Placement> placement() {
        if (c_.oneIn(2)) return std::nullopt;
        return Placement{any(s_.halls), point(), turn()};
    }

    std::optional<FloorPoint> drawing() { return c_.oneIn(2) ? std::nullopt : std::optional(point()); }

    void addSite() {
        Site site;
        site.name = c_.name();
        if (c_.oneIn(2)) site.notes = c_.name();
        if (c_.oneIn(2)) site.templateId = "gb200-superpod";
        for (const AssumptionSpec& spec : assumptionSpecs())
            if (c_.oneIn(3))
                site.assumptions[std::string(spec.id)] = {c_.number(spec.minimum, spec.maximum),
                                                          c_.oneIn(2) ? c_.name() : ""};
        for (int i = some(); i > 0; --i)
            site.budgets["power.budget_" + std::to_string(i)] = c_.number(0, 1e12);
        if (c_.oneIn(3)) site.calibration = c_.name();
        for (int i = c_.oneIn(2) ? 3 : 0; i > 0; --i)
            site.climate.push_back(
                {Temperature::celsius(c_.between(0, 40)),
                 c_.oneIn(2) ? std::optional(Temperature::celsius(c_.between(-20, 0))) : std::nullopt,
                 Duration::si(c_.number(1, 1e7))});
        s_.site = std::move(site);
    }
    void addTypes() {
        for (const std::string_view kind : kRandomKinds)
            for (int i = c_.between(1, 2); i > 0; --i) {
                DeviceType t = randomType(c_, std::string(kind), std::string(kind) + "-" + std::to_string(i));
                if (kind == "compute_tray" || kind == "compute_node" || kind == "storage_node")
                    t.components = {{"accelerator-1", c_.between(1, 8)}, {"cpu-1", c_.between(1, 2)}};
                add(s_.types, std::move(t));
            }
    }
    void addDesigns() {
        for (int n = few(); n > 0; --n) {
            RackDesign d;
            d.key = c_.oneIn(2) ? "design-" + std::to_string(n) : "";
            d.name = c_.name();
            d.notes = c_.oneIn(2) ? c_.name() : "";
            d.enclosure = typeOf("rack_enclosure");
            ScaleUpDomain domain{"NVLink", {}};
            for (int u = 1; u <= few() + 1; ++u) {
                const SlotId id{d.nextSlot};
                const char* const kinds[] = {"compute_tray", "fabric_switch", "nvlink_switch_tray",
                                             "storage_node"};
                d.slots.push_back({id, typeOf(kinds[c_.between(0, 3)]), u,
                                   c_.oneIn(4) ? Face::Rear : Face::Front, side(),
                                   c_.oneIn(3) ? "" : c_.name()});
                if (c_.oneIn(2)) domain.slots.push_back(id);
                d.nextSlot += static_cast<std::uint32_t>(c_.between(1, 3));
            }
            if (!domain.slots.empty()) d.domains.push_back(domain);
            add(s_.designs, std::move(d));
        }
    }
    void addPlaces() {
        for (int n = few(); n > 0; --n) {
            Hall h{c_.name(), c_.between(1, 90000), c_.between(1, 90000), c_.between(1, 1200), {}};
            if (c_.oneIn(2)) h.maxFloorLoad = c_.number(0.5, 5000);
            add(s_.halls, h);
        }
        for (int n = some(); n > 0; --n)
            add(s_.rows, Row{any(s_.halls), c_.name()});
    }
    void addPower() {
        add(s_.powerNodes,
            PowerNode{c_.name(), typeOf("utility"), {}, {}, {}, {}, 1, placement(), drawing()});
        for (int n = few(); n > 0; --n) {
            PowerNode node{c_.name(),
                           typeOf(c_.oneIn(2) ? "ups" : "busway"),
                           side(),
                           {},
                           {},
                           {},
                           c_.between(1, 9),
                           placement(),
                           drawing()};
            node.parents = {any(s_.powerNodes)};
            if (const PowerNodeId other = any(s_.powerNodes); other != node.parents[0]) {
                node.parents.push_back(other);
                node.policy = c_.oneIn(2) ? ParentPolicy::Share : ParentPolicy::Transfer;
                if (c_.oneIn(2)) node.weights = {c_.number(0.1, 9), c_.number(0, 9)};
            }
            add(s_.powerNodes, std::move(node));
        }
    }
    void addCooling() {
        for (int n = few(); n > 0; --n) {
            const bool air = c_.oneIn(2);
            const Coolant liquid = c_.oneIn(2) ? Coolant::Water : Coolant::Pg25;
            add(s_.coolingLoops,
                CoolingLoop{
                    c_.name(), air ? CoolingMedium::Air : CoolingMedium::Liquid, air ? Coolant::Air : liquid,
                    c_.oneIn(2) ? Temperature::celsius(c_.between(-40, 120))
                                : Temperature::kelvin(240 + 150 * c_.fraction()),
                    TemperatureDifference::si(c_.number(0.5, 100)),
                    c_.oneIn(2) ? std::optional(Temperature::celsius(c_.between(5, 45))) : std::nullopt,
                    drawing()});
        }
        for (int n = few(); n > 0; --n) {
            CoolingUnit unit{c_.name(),
                             typeOf(c_.oneIn(2) ? "cdu" : "crah"),
                             maybe(s_.coolingLoops),
                             {},
                             c_.between(0, 3),
                             maybe(s_.powerNodes),
                             c_.between(1, 9),
                             placement(),
                             drawing()};
            if (const CoolingUnitId plant = maybe(s_.coolingUnits); plant.isValid()) unit.plant = {plant};
            add(s_.coolingUnits, std::move(unit));
        }
    }
    CoolingLoopId loopOf(CoolingMedium medium) {
        const CoolingLoopId id = maybe(s_.coolingLoops);
        return id.isValid() && s_.coolingLoops.at(id).medium == medium ? id : CoolingLoopId{};
    }
    void addRacks() {
        for (int n = few() * 2; n > 0; --n) {
            Rack r{c_.name(), {}, maybe(s_.rows), any(s_.designs), point(), turn(), {}, {}, {}};
            r.hall = r.row.isValid() ? s_.rows.at(r.row).hall : any(s_.halls);
            r.feeds = {maybe(s_.powerNodes), maybe(s_.powerNodes)};
            r.liquidLoop = loopOf(CoolingMedium::Liquid);
            r.airLoop = loopOf(CoolingMedium::Air);
            add(s_.racks, r);
        }
    }
    DeviceRef anyDevice() {
        const RackId rack = any(s_.racks);
        const std::vector<Slot>& slots = s_.designs.at(s_.racks.at(rack).design)->slots;
        return {rack, slots[static_cast<std::size_t>(c_.between(0, static_cast<int>(slots.size()) - 1))].id};
    }
    void addOverrides() {
        OverrideMap map;
        for (int n = some(); n > 0; --n)
            map[anyDevice()] =
                c_.oneIn(2) ? DeviceOverride{true, {}} : DeviceOverride{c_.oneIn(4), typeOf("compute_node")};
        s_.overrides = std::move(map);
    }
    CableKey anyCable() {
        for (;;) {
            CableKey key{{anyDevice(), static_cast<std::uint32_t>(c_.between(0, 60))},
                         {anyDevice(), static_cast<std::uint32_t>(c_.between(0, 60))}};
            if (key.b < key.a) std::swap(key.a, key.b);
            if (key.a < key.b) return key;
        }
    }
    void addFabrics() {
        for (int n = few(); n > 0; --n) {
            Fabric f;
            f.name = c_.name();
            f.role = static_cast<FabricRole>(c_.between(0, 4));
            if (c_.oneIn(2)) f.generator = "rail-clos";
            if (c_.oneIn(2)) f.parameters = {{"spines", c_.between(1, 9)}, {"taper", c_.number(0, 9)}};
            for (const RackId rack : s_.racks.ids())
                if (c_.oneIn(2)) f.racks.push_back(rack);
            SwitchTier tier{"leaf", {}};
            for (int i = some(); i > 0; --i)
                if (const DeviceRef d = anyDevice();
                    std::count(tier.switches.begin(), tier.switches.end(), d) == 0)
                    tier.switches.push_back(d);
            if (c_.oneIn(2)) f.tiers.push_back(tier);
            for (int i = some(); i > 0; --i)
                f.removed.push_back(anyCable());
            std::sort(f.removed.begin(), f.removed.end());
            f.removed.erase(std::unique(f.removed.begin(), f.removed.end()), f.removed.end());
            if (c_.oneIn(2)) f.cableTypes = {"cable-1"};
            add(s_.fabrics, std::move(f));
        }
    }
    /// Ports must exist on the devices at both ends.
    bool fits(const PortRef& end) {
        DeviceTypeId type = deviceSlot(s_, end.device)->type;
        if (const auto it = s_.overrides->find(end.device);
            it != s_.overrides->end() && it->second.type.isValid())
            type = it->second.type;
        return static_cast<int>(end.port) < s_.types.at(type)->portCount();
    }
    void addCables() {
        for (int n = some() * 4; n > 0; --n) {
            CableKey key = anyCable();
            key.a.port %= 8;
            key.b.port %= 8;
            if (key.a < key.b && fits(key.a) && fits(key.b))
                add(s_.cables,
                    Cable{any(s_.fabrics), key.a, key.b, c_.oneIn(2) ? typeOf("cable") : DeviceTypeId{}});
        }
    }
    void addJobsAndWaivers() {
        for (int n = some(); n > 0; --n) {
            Job j;
            j.name = c_.name();
            j.precision = static_cast<Precision>(c_.between(0, kPrecisionCount - 1));
            j.mfu = c_.fraction();
            if (c_.oneIn(2)) j.gpus = c_.between(1, 100000);
            for (Duration* d : {&j.checkpointStall, &j.checkpointDrain, &j.detect, &j.restore})
                *d = Duration::si(c_.number(0, 1e6));
            if (c_.oneIn(2)) j.interval = Duration::si(c_.number(1, 1e6));
            for (const JobField& field : jobFieldList()) {
                if (field.fileKey.empty() || c_.oneIn(3)) continue;
                const double v = c_.number(field.minimum, field.maximum);
                field.assign(j, field.whole ? std::floor(v) : v);
            }
            if (c_.oneIn(2)) j.racks = {any(s_.racks)};
            add(s_.jobs, j);
        }
        for (int n = some(); n > 0; --n)
            add(s_.waivers, Waiver{"power.shelf_after_loss", {"rack " + c_.name(), c_.name()}, c_.name()});
    }
    void leaveHoles() {
        if (c_.oneIn(2)) s_.jobs.reserveIds(s_.jobs.end() + static_cast<std::uint32_t>(c_.between(1, 1000)));
        if (c_.oneIn(2)) s_.waivers.reserveIds(static_cast<std::uint32_t>(c_.between(1, 1000)));
    }

    Choice c_;
    int scale_;
    Snapshot s_;
    WriteToken token_;
};

}  // namespace

Snapshot randomDesign(std::uint64_t seed, int scale) {
    return Builder(seed, scale).build();
}

}  // namespace rackloom::test
