// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/random_types.h"

#include <type_traits>

namespace rackloom::test {

using namespace model;

namespace {

constexpr double kLarge = 1e25;

template <class E> E word(Choice& c, int count) {
    return static_cast<E>(c.between(0, count - 1));
}

Provenance provenance(Choice& c) {
    return {c.oneIn(4) ? "user" : "S" + std::to_string(c.between(1, 40)), word<Grade>(c, 5),
            c.oneIn(3) ? c.name() : std::string()};
}

template <class Q> Q value(Choice& c, double least, double most) {
    const double v = c.oneIn(3) ? c.between(0, 1) * most * 0.5 : c.number(least, most);
    const double inRange = v < least ? least : v;
    if constexpr (std::is_same_v<Q, double>)
        return inRange;
    else if constexpr (std::is_same_v<Q, Temperature>)
        return c.oneIn(2) ? Temperature::celsius(c.between(-20, 80))
                          : Temperature::kelvin(200 + 200 * c.fraction());
    else
        return Q::si(inRange);
}

template <class Q> void fill(Choice& c, Figure<Q>& f, double least = 0, double most = kLarge) {
    if (c.oneIn(8)) return;  // stays "not stated"
    f = c.oneIn(5) ? Figure<Q>::unknown(c.name())
                   : Figure<Q>::of(value<Q>(c, least, most), "", Grade::Vendor);
    if (f.known() || c.oneIn(3)) f.provenance = provenance(c);
    for (int i = c.oneIn(4) ? c.between(1, 3) : 0; i > 0; --i)
        f.rivals.push_back({value<Q>(c, least, most), provenance(c)});
}

template <class Q>
void maybe(Choice& c, std::optional<Figure<Q>>& f, double least = 0, double most = kLarge) {
    if (c.oneIn(2)) fill(c, f.emplace(), least, most);
}

void fillForm(Choice& c, Form& form, Mount mount) {
    form.mount = mount;
    if (mount == Mount::Rack) form.heightU = c.between(1, 4);
    fill(c, form.width, 0, 3);
    fill(c, form.depth, 0, 3);
    fill(c, form.height, 0, 3);
    fill(c, form.mass, 0, 5000);
    if (c.oneIn(3)) form.width = Figure<Length>::of(c.between(1, 3000) * unit::mm, "user", Grade::Vendor);
}

void fillCompute(Choice& c, Compute& compute, ComputeRole role) {
    compute.role = role;
    if (c.oneIn(2)) compute.cores = c.between(0, 512);
    for (std::size_t i = 0; i < kPrecisionCount; ++i) {
        maybe(c, compute.flops[i]);
        maybe(c, compute.sparseFactor[i], 1, 4);
    }
    fill(c, compute.memoryFitted);
    fill(c, compute.memoryUsable);
    fill(c, compute.memoryBandwidth);
}

void fillPower(Choice& c, PowerDraw& p) {
    for (Figure<Power>* f : {&p.nameplate, &p.provisioned, &p.typical, &p.peak, &p.idle})
        fill(c, *f);
    p.point = c.oneIn(2) ? "tray" : "";
}

void fillPorts(Choice& c, std::vector<PortGroup>& ports) {
    for (int i = c.between(1, 3); i > 0; --i) {
        PortGroup g;
        g.name = "port" + std::to_string(i);
        g.count = c.between(1, 8);
        fill(c, g.rate);
        g.connector = "OSFP";
        g.fabric = word<FabricRole>(c, 5);
        ports.push_back(g);
    }
}

void fillConversion(Choice& c, Conversion& x) {
    fill(c, x.outputRating);
    fill(c, x.k0, 0, 1);
    fill(c, x.k1, -1, 1);
    fill(c, x.k2, -1, 1);
    fill(c, x.powerFactor, 0, 1);
    fill(c, x.inputVoltage);
    fill(c, x.outputVoltage);
    x.modules = c.between(0, 6);
    fill(c, x.moduleRating);
}

void fillCircuit(Choice& c, Circuit& x) {
    fill(c, x.voltage);
    fill(c, x.current);
    x.phases = c.oneIn(2) ? 1 : 3;
    fill(c, x.continuousFactor, 0, 1);
    fill(c, x.powerFactor, 0, 1);
    fill(c, x.resistance);
}

void fillHeatRemoval(Choice& c, HeatRemoval& x, CoolingMedium medium) {
    x.medium = medium;
    fill(c, x.capacity);
    fill(c, x.approach);
    fill(c, x.flow);
    fill(c, x.head);
    fill(c, x.power);
    fill(c, x.cop);
    maybe(c, x.facilityFlow);
    x.pumps = c.between(0, 3);
    x.pumpsNeeded = c.between(0, 3);
}

void fillReserves(Choice& c, DeviceType& t) {
    if (c.oneIn(2)) t.conversion->efficiency = {{0.25, 0.955}, {1, 0.965}};
    if (c.oneIn(2)) t.overload = {{1.1, Duration::si(c.between(1, 600))}, {1.5, Duration::si(0.5)}};
    if (c.oneIn(2)) return;
    fill(c, t.energyStore.emplace().energy);
    fill(c, t.energyStore->depthOfDischarge, 0, 1);
    fill(c, t.energyStore->efficiency, 0, 1);
    fill(c, t.energyStore->holdUp);
}

void fillExtras(Choice& c, DeviceType& t) {
    if (c.oneIn(2)) {
        t.failure.emplace();
        fill(c, t.failure->rate, 0, 1e-6);
        fill(c, t.failure->repair);
        fill(c, t.failure->interruptProbability, 0, 1);
        maybe(c, t.failure->hardFraction, 0, 1);
        if (c.oneIn(2))
            t.failure->rate = Figure<Frequency>::of(c.between(1, 90000) * unit::fit, "user", Grade::Derived);
    }
    if (c.oneIn(3)) {
        fill(c, t.price.emplace().amount);
        t.price->date = c.oneIn(2) ? "2025-08" : "";
    }
}

void fillTray(Choice& c, DeviceType& t) {
    fillPorts(c, t.ports);
    fillPower(c, t.power.emplace());
    t.heat.emplace();
    fill(c, t.heat->liquidFraction, 0, 1);
    maybe(c, t.heat->maxInlet);
    maybe(c, t.heat->minFlow);
    maybe(c, t.heat->pressureDrop);
}

}  // namespace

DeviceType randomType(Choice& c, std::string kind, std::string key) {
    DeviceType t;
    t.kind = std::move(kind);
    t.key = std::move(key);
    t.name = c.name();
    t.vendor = c.oneIn(4) ? "" : c.name();
    t.summary = c.oneIn(4) ? "" : c.name();
    t.year = c.between(0, 2030);
    const std::string_view k = t.kind;
    const bool tray = k.ends_with("tray") || k.ends_with("node") || k == "fabric_switch";
    const bool plant = k == "ups" || k == "utility" || k == "cdu" || k == "crah" || k == "rack_enclosure";
    fillForm(c, t.form,
             tray            ? Mount::Rack
             : plant         ? Mount::Floor
             : k == "busway" ? Mount::Overhead
                             : Mount::Module);
    if (tray) fillTray(c, t);
    if (k == "rack_enclosure") {
        t.enclosure.emplace().units = c.between(24, 52);
        fill(c, t.enclosure->maxMass);
    }
    if (k == "accelerator" || k == "cpu") fillPower(c, t.power.emplace());
    if (k == "accelerator") fillCompute(c, t.compute.emplace(), ComputeRole::Gpu);
    if (k == "cpu") fillCompute(c, t.compute.emplace(), ComputeRole::Cpu);
    if (k == "accelerator" && c.oneIn(2)) {
        t.scaleUp = ScaleUp{"NVLink 5", c.between(0, 18), {}, word<ScaleUpTopology>(c, 3)};
        fill(c, t.scaleUp->linkRate);
    }
    if (k == "nvlink_switch_tray") {
        t.scaleUpSwitch = ScaleUpSwitch{"NVLink 5", c.between(1, 4), c.between(1, 72), {}};
        fill(c, t.scaleUpSwitch->portRate);
    }
    if (k == "fabric_switch") {
        t.switching.emplace();
        fill(c, t.switching->capacity);
        fill(c, t.switching->latency);
        fill(c, t.switching->opticsPower);
    }
    if (k == "cable") {
        t.link.emplace();
        t.link->medium = "dac";
        fill(c, t.link->rate);
        fill(c, t.link->reach);
        fill(c, t.link->powerPerEnd);
        t.link->connectors = {"OSFP", c.name()};
        t.link->lanes = c.between(0, 8);
    }
    if (k == "ups") {
        fillConversion(c, t.conversion.emplace());
        fillReserves(c, t);
    }
    if (k == "busway") fillCircuit(c, t.circuit.emplace());
    if (k == "utility") {
        fill(c, t.source.emplace().rating);
        fill(c, t.source->start);
    }
    if (k == "cdu" || k == "crah")
        fillHeatRemoval(c, t.heatRemoval.emplace(), k == "crah" ? CoolingMedium::Air : CoolingMedium::Liquid);
    if (k == "storage_node") {
        fill(c, t.storage.emplace().capacity);
        fill(c, t.storage->read);
        fill(c, t.storage->write);
    }
    fillExtras(c, t);
    return t;
}

}  // namespace rackloom::test
