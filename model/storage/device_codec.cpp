// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/device_codec.h"

#include "model/storage/figure_codec.h"

namespace rackloom::model {

// Not in an unnamed namespace: the readers find these by the type of their argument.
template <class Io, class T> using Of = typename Io::template Of<T>;

static constexpr FileUnit kMillimetres{.factor = unit::mm.si()};
static constexpr FileUnit kBytes{.factor = unit::byte.si()};
static constexpr FileUnit kFit{.factor = unit::fit.si()};
static constexpr FileUnit kCelsius{.celsius = true};

template <class Io> void describe(Io& io, Of<Io, Form>& f) {
    io.word("mount", f.mount, kMountNames);
    if (f.mount == Mount::Rack)
        io.integer("height_u", f.heightU);
    else
        io.optionalInteger("height_u", f.heightU);
    figure(io, "width_mm", f.width, kMillimetres);
    figure(io, "depth_mm", f.depth, kMillimetres);
    figure(io, "height_mm", f.height, kMillimetres);
    figure(io, "mass_kg", f.mass);
}

template <class Io> void describe(Io& io, Of<Io, Enclosure>& e) {
    io.integer("units", e.units);
    figure(io, "max_mass_kg", e.maxMass);
}

template <class Io> void describe(Io& io, Of<Io, Component>& c) {
    io.text("type", c.type);
    io.integer("count", c.count);
}

/// One optional figure per precision, as an object keyed by precision.
template <class Q> using ByPrecision = std::array<std::optional<Figure<Q>>, kPrecisionCount>;

template <class Io, class Figures> void describeByPrecision(Io& io, Figures& figures) {
    for (std::size_t i = 0; i < figures.size(); ++i)
        optionalFigure(io, kPrecisionNames[i], figures[i]);
}
template <class Io> void describe(Io& io, Of<Io, ByPrecision<FlopRate>>& f) {
    describeByPrecision(io, f);
}
template <class Io> void describe(Io& io, Of<Io, ByPrecision<double>>& f) {
    describeByPrecision(io, f);
}

template <class Q> void byPrecision(ObjectReader& io, std::string_view key, ByPrecision<Q>& f) {
    const JsonValue* json = io.lookUp(key);
    if (json == nullptr) return;
    ObjectReader inner(io.run(), *json, std::string(key), &io);
    describe(inner, f);
    inner.finish();
}
template <class Q> void byPrecision(ObjectWriter& io, std::string_view key, const ByPrecision<Q>& f) {
    if (f == ByPrecision<Q>{}) return;
    io.out().key(key);
    ObjectWriter inner(io.out());
    describe(inner, f);
    inner.finish();
}

static void optionalCount(ObjectReader& io, std::string_view key, std::optional<int>& n) {
    if (io.has(key)) io.integer(key, n.emplace());
}
static void optionalCount(ObjectWriter& io, std::string_view key, const std::optional<int>& n) {
    if (n) io.integer(key, *n);
}

template <class Io> void describe(Io& io, Of<Io, Compute>& c) {
    io.word("role", c.role, kComputeRoleNames);
    optionalCount(io, "cores", c.cores);
    byPrecision(io, "flops", c.flops);
    byPrecision(io, "sparse_factor", c.sparseFactor);
    figure(io, "memory_fitted_bytes", c.memoryFitted, kBytes);
    figure(io, "memory_usable_bytes", c.memoryUsable, kBytes);
    figure(io, "memory_bandwidth_bytes_per_s", c.memoryBandwidth, kBytes);
}

template <class Io> void describe(Io& io, Of<Io, ScaleUp>& s) {
    io.text("technology", s.technology);
    io.integer("links", s.links);
    figure(io, "link_rate_bps", s.linkRate);
    io.word("topology", s.topology, kScaleUpTopologyNames);
}

template <class Io> void describe(Io& io, Of<Io, ScaleUpSwitch>& s) {
    io.text("technology", s.technology);
    io.integer("asics", s.asics);
    io.integer("ports_per_asic", s.portsPerAsic);
    figure(io, "port_rate_bps", s.portRate);
}

template <class Io> void describe(Io& io, Of<Io, PortGroup>& p) {
    io.text("name", p.name);
    io.integer("count", p.count);
    figure(io, "rate_bps", p.rate);
    io.text("connector", p.connector);
    io.word("fabric", p.fabric, kFabricRoleNames);
    io.optionalInteger("per_cage", p.perCage);
}

template <class Io> void describe(Io& io, Of<Io, Switching>& s) {
    figure(io, "capacity_bps", s.capacity);
    figure(io, "latency_s", s.latency);
    figure(io, "optics_power_w", s.opticsPower);
}

template <class Io> void describe(Io& io, Of<Io, PowerDraw>& p) {
    figure(io, "nameplate_w", p.nameplate);
    figure(io, "provisioned_w", p.provisioned);
    figure(io, "typical_w", p.typical);
    figure(io, "peak_w", p.peak);
    figure(io, "idle_w", p.idle);
    io.optionalText("point", p.point);
}

template <class Io> void describe(Io& io, Of<Io, EfficiencyPoint>& p) {
    io.number("load", p.load);
    io.number("efficiency", p.efficiency);
}

template <class Io> void describe(Io& io, Of<Io, OverloadPoint>& p) {
    io.number("load", p.load);
    io.quantity("seconds", p.duration);
}

template <class Io> void describe(Io& io, Of<Io, EnergyStore>& s) {
    figure(io, "energy_j", s.energy);
    figure(io, "depth_of_discharge", s.depthOfDischarge);
    figure(io, "efficiency", s.efficiency);
    figure(io, "hold_up_s", s.holdUp);
}

template <class Io> void describe(Io& io, Of<Io, Conversion>& c) {
    figure(io, "output_rating_w", c.outputRating);
    figure(io, "k0", c.k0);
    figure(io, "k1", c.k1);
    figure(io, "k2", c.k2);
    figure(io, "power_factor", c.powerFactor);
    figure(io, "input_v", c.inputVoltage);
    figure(io, "output_v", c.outputVoltage);
    io.optionalInteger("modules", c.modules);
    figure(io, "module_rating_w", c.moduleRating);
    io.objects("efficiency", c.efficiency, "efficiency point");
}

template <class Io> void describe(Io& io, Of<Io, Circuit>& c) {
    figure(io, "voltage_v", c.voltage);
    figure(io, "current_a", c.current);
    io.integer("phases", c.phases);
    figure(io, "continuous_factor", c.continuousFactor);
    figure(io, "power_factor", c.powerFactor);
    figure(io, "resistance_ohm", c.resistance);
}

template <class Io> void describe(Io& io, Of<Io, PowerSource>& s) {
    figure(io, "rating_w", s.rating);
    figure(io, "start_s", s.start);
}

template <class Io> void describe(Io& io, Of<Io, Heat>& h) {
    figure(io, "liquid_fraction", h.liquidFraction);
    optionalFigure(io, "max_inlet_c", h.maxInlet, kCelsius);
    optionalFigure(io, "min_flow_m3_per_s", h.minFlow);
    optionalFigure(io, "pressure_drop_pa", h.pressureDrop);
}

template <class Io> void describe(Io& io, Of<Io, HeatRemoval>& h) {
    io.word("medium", h.medium, kCoolingMediumNames);
    figure(io, "capacity_w", h.capacity);
    figure(io, "approach_k", h.approach);
    figure(io, "flow_m3_per_s", h.flow);
    figure(io, "head_pa", h.head);
    figure(io, "power_w", h.power);
    figure(io, "cop", h.cop);
    optionalFigure(io, "facility_flow_m3_per_s", h.facilityFlow);
    io.optionalInteger("pumps", h.pumps);
    io.optionalInteger("pumps_needed", h.pumpsNeeded);
}

template <class Io> void describe(Io& io, Of<Io, Link>& l) {
    io.text("medium", l.medium);
    figure(io, "rate_bps", l.rate);
    figure(io, "reach_m", l.reach);
    figure(io, "power_per_end_w", l.powerPerEnd);
    io.optionalTexts("connectors", l.connectors);
    io.optionalInteger("lanes", l.lanes);
    io.optionalInteger("legs", l.legs);
}

template <class Io> void describe(Io& io, Of<Io, Failure>& f) {
    figure(io, "fit", f.rate, kFit);
    figure(io, "repair_s", f.repair);
    figure(io, "interrupt_probability", f.interruptProbability);
    optionalFigure(io, "hard_fraction", f.hardFraction);
}

template <class Io> void describe(Io& io, Of<Io, StorageCapability>& s) {
    figure(io, "capacity_bytes", s.capacity, kBytes);
    figure(io, "read_bytes_per_s", s.read, kBytes);
    figure(io, "write_bytes_per_s", s.write, kBytes);
}

template <class Io> void describe(Io& io, Of<Io, Price>& p) {
    figure(io, "usd", p.amount);
    io.optionalText("date", p.date);
}

template <class Io> void describeType(Io& io, Of<Io, DeviceType>& t) {
    constexpr int kLastYear = 9999;
    io.text("key", t.key);
    io.text("name", t.name);
    io.optionalText("vendor", t.vendor);
    io.text("kind", t.kind);
    io.optionalInteger("year", t.year, 0, kLastYear);
    io.optionalText("summary", t.summary);
    // A line for each capability, so that a changed figure is one changed line.
    const auto part = [&](std::string_view key, auto& capability) {
        io.breakBefore(1);
        io.optionalObject(key, capability);
    };
    io.breakBefore(1);
    io.object("form", t.form);
    part("enclosure", t.enclosure);
    io.breakBefore(1);
    io.objects("components", t.components, "component");
    part("compute", t.compute);
    part("scale_up", t.scaleUp);
    part("scale_up_switch", t.scaleUpSwitch);
    io.breakBefore(1);
    io.objects("ports", t.ports, "port group");
    part("switching", t.switching);
    part("power", t.power);
    part("conversion", t.conversion);
    part("circuit", t.circuit);
    part("source", t.source);
    part("energy_store", t.energyStore);
    io.breakBefore(1);
    io.objects("overload", t.overload, "overload point");
    part("heat", t.heat);
    part("heat_removal", t.heatRemoval);
    part("link", t.link);
    part("failure", t.failure);
    part("storage", t.storage);
    part("price", t.price);
}

void describe(ObjectReader& in, DeviceType& type) {
    describeType(in, type);
}

void describe(ObjectWriter& out, const DeviceType& type) {
    describeType(out, type);
}

}  // namespace rackloom::model
