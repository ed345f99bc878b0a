// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/type_figures.h"

#include <charconv>
#include <cmath>
#include <type_traits>

namespace rackloom::model {

namespace {

constexpr double kAny = 1e30;

double toSi(double v) {
    return v;
}
double toSi(Temperature t) {
    return t.inKelvin();
}
template <Dim D> double toSi(Quantity<D> q) {
    return q.si();
}
template <class Q> Q fromSi(double v) {
    if constexpr (std::is_same_v<Q, double>)
        return v;
    else if constexpr (std::is_same_v<Q, Temperature>)
        return Temperature::kelvin(v);
    else
        return Q::si(v);
}

struct Place {
    std::string path;
    std::string_view label, unit;
    double minimum = 0, maximum = kAny;
};

// The visitors take a const type to read and a plain one to write; `f` gets a place and the figure.
template <class T, class F> void visitForm(T& form, F& f) {
    f(Place{"form.width", "Width", "m", 0, 1000}, form.width);
    f(Place{"form.depth", "Depth", "m", 0, 1000}, form.depth);
    f(Place{"form.height", "Height", "m", 0, 1000}, form.height);
    f(Place{"form.mass", "Mass", "kg"}, form.mass);
}

template <class T, class F> void visitCompute(T& compute, F& f) {
    for (std::size_t p = 0; p < kPrecisionCount; ++p) {
        const std::string name(kPrecisionNames[p]);
        if (auto& flops = compute.flops[p]) f(Place{"compute.flops." + name, "Dense peak", "FLOP/s"}, *flops);
        if (auto& factor = compute.sparseFactor[p])
            f(Place{"compute.sparse_factor." + name, "Sparsity factor", "1", 1, 64}, *factor);
    }
    f(Place{"compute.memory_fitted", "Memory fitted", "bit"}, compute.memoryFitted);
    f(Place{"compute.memory_usable", "Memory usable", "bit"}, compute.memoryUsable);
    f(Place{"compute.memory_bandwidth", "Memory bandwidth", "bit/s"}, compute.memoryBandwidth);
}

template <class T, class F> void visitNetwork(T& type, F& f) {
    if (auto& s = type.scaleUp) f(Place{"scale_up.link_rate", "Scale-up link rate", "bit/s"}, s->linkRate);
    if (auto& s = type.scaleUpSwitch)
        f(Place{"scale_up_switch.port_rate", "Scale-up port rate", "bit/s"}, s->portRate);
    for (auto& group : type.ports)
        f(Place{"ports." + group.name + ".rate", "Port rate", "bit/s"}, group.rate);
    if (auto& s = type.switching) {
        f(Place{"switching.capacity", "Switching capacity", "bit/s"}, s->capacity);
        f(Place{"switching.latency", "Switching latency", "s"}, s->latency);
        f(Place{"switching.optics_power", "Power of a full set of optics", "W"}, s->opticsPower);
    }
    if (auto& l = type.link) {
        f(Place{"link.rate", "Link rate", "bit/s"}, l->rate);
        f(Place{"link.reach", "Reach", "m"}, l->reach);
        f(Place{"link.power_per_end", "Power per end", "W"}, l->powerPerEnd);
    }
}

template <class T, class F> void visitDraw(T& power, F& f) {
    f(Place{"power.nameplate", "Nameplate power", "W"}, power.nameplate);
    f(Place{"power.provisioned", "Provisioned power", "W"}, power.provisioned);
    f(Place{"power.typical", "Typical power", "W"}, power.typical);
    f(Place{"power.peak", "Peak power", "W"}, power.peak);
    f(Place{"power.idle", "Idle power", "W"}, power.idle);
}

template <class T, class F> void visitSupply(T& type, F& f) {
    if (auto& c = type.conversion) {
        f(Place{"conversion.output_rating", "Output rating", "W"}, c->outputRating);
        f(Place{"conversion.k0", "No-load loss", "1", 0, 1}, c->k0);
        f(Place{"conversion.k1", "Loss in proportion to load", "1", -1, 1}, c->k1);
        f(Place{"conversion.k2", "Loss with the square of load", "1", -1, 1}, c->k2);
        f(Place{"conversion.power_factor", "Power factor", "1", 0, 1}, c->powerFactor);
        f(Place{"conversion.input_voltage", "Input voltage", "V"}, c->inputVoltage);
        f(Place{"conversion.output_voltage", "Output voltage", "V"}, c->outputVoltage);
        f(Place{"conversion.module_rating", "Module rating", "W"}, c->moduleRating);
    }
    if (auto& c = type.circuit) {
        f(Place{"circuit.voltage", "Circuit voltage", "V"}, c->voltage);
        f(Place{"circuit.current", "Breaker current", "A"}, c->current);
        f(Place{"circuit.continuous_factor", "Continuous load factor", "1", 0, 1}, c->continuousFactor);
        f(Place{"circuit.power_factor", "Power factor", "1", 0, 1}, c->powerFactor);
        f(Place{"circuit.resistance", "Resistance per phase", "ohm"}, c->resistance);
    }
    if (auto& s = type.source) {
        f(Place{"source.rating", "Source rating", "W"}, s->rating);
        f(Place{"source.start", "Start time", "s"}, s->start);
    }
    if (auto& s = type.energyStore) {
        f(Place{"energy_store.energy", "Stored energy", "J"}, s->energy);
        f(Place{"energy_store.depth_of_discharge", "Share of it that may be used", "1", 0, 1},
          s->depthOfDischarge);
        f(Place{"energy_store.efficiency", "Efficiency of discharge", "1", 0, 1}, s->efficiency);
        f(Place{"energy_store.hold_up", "Hold-up without supply", "s"}, s->holdUp);
    }
}

template <class T, class F> void visitHeat(T& type, F& f) {
    if (auto& h = type.heat) {
        f(Place{"heat.liquid_fraction", "Heat into liquid", "1", 0, 1}, h->liquidFraction);
        if (h->maxInlet) f(Place{"heat.max_inlet", "Warmest inlet", "K"}, *h->maxInlet);
        if (h->minFlow) f(Place{"heat.min_flow", "Least flow", "m3/s"}, *h->minFlow);
        if (h->pressureDrop)
            f(Place{"heat.pressure_drop", "Pressure drop at the least flow", "Pa"}, *h->pressureDrop);
    }
    if (auto& h = type.heatRemoval) {
        f(Place{"heat_removal.capacity", "Cooling capacity", "W"}, h->capacity);
        f(Place{"heat_removal.approach", "Approach", "dK"}, h->approach);
        f(Place{"heat_removal.flow", "Flow", "m3/s"}, h->flow);
        f(Place{"heat_removal.head", "Head", "Pa"}, h->head);
        f(Place{"heat_removal.power", "Power of pumps and fans", "W"}, h->power);
        f(Place{"heat_removal.cop", "Coefficient of performance", "1"}, h->cop);
        if (h->facilityFlow)
            f(Place{"heat_removal.facility_flow", "Flow on the side of the plant", "m3/s"}, *h->facilityFlow);
    }
}

template <class T, class F> void visitRest(T& type, F& f) {
    if (auto& x = type.failure) {
        f(Place{"failure.rate", "Failure rate", "1/s"}, x->rate);
        f(Place{"failure.repair", "Time to repair", "s"}, x->repair);
        f(Place{"failure.interrupt_probability", "Share of failures that stop a job", "1", 0, 1},
          x->interruptProbability);
        if (x->hardFraction)
            f(Place{"failure.hard_fraction", "Share of failures that need a repair", "1", 0, 1},
              *x->hardFraction);
    }
    if (auto& x = type.storage) {
        f(Place{"storage.capacity", "Storage capacity", "bit"}, x->capacity);
        f(Place{"storage.read", "Read rate", "bit/s"}, x->read);
        f(Place{"storage.write", "Write rate", "bit/s"}, x->write);
    }
    if (auto& x = type.price) f(Place{"price.amount", "Price", "USD"}, x->amount);
}

template <class T, class F> void visitFigures(T& type, F f) {
    visitForm(type.form, f);
    if (auto& e = type.enclosure) f(Place{"enclosure.max_mass", "Load limit", "kg"}, e->maxMass);
    if (auto& c = type.compute) visitCompute(*c, f);
    visitNetwork(type, f);
    if (auto& p = type.power) visitDraw(*p, f);
    visitSupply(type, f);
    visitHeat(type, f);
    visitRest(type, f);
}

template <class Q> FigureEntry entry(Place place, const Figure<Q>& figure) {
    FigureEntry e{
        std::move(place.path), std::string(place.label), place.unit, place.minimum, place.maximum, {},
        figure.provenance,     figure.unknownReason,     {}};
    if (figure.value) e.value = toSi(*figure.value);
    for (const auto& rival : figure.rivals)
        e.rivals.push_back({toSi(rival.value), rival.provenance});
    return e;
}

template <class Q> void replace(Figure<Q>& figure, std::optional<double> si, Provenance provenance) {
    const bool own = figure.provenance.source == provenance.source;
    if (figure.value && !own) figure.rivals.insert(figure.rivals.begin(), {*figure.value, figure.provenance});
    figure.value.reset();
    figure.unknownReason = si ? std::string() : provenance.note;
    if (si) figure.value = fromSi<Q>(*si);
    figure.provenance = std::move(provenance);
}

std::string number(double v) {
    char buffer[32];
    return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, v).ptr);
}

}  // namespace

std::vector<FigureEntry> figures(const DeviceType& type) {
    std::vector<FigureEntry> out;
    visitFigures(type,
                 [&](Place place, const auto& figure) { out.push_back(entry(std::move(place), figure)); });
    return out;
}

std::optional<FigureEntry> figureAt(const DeviceType& type, std::string_view path) {
    std::optional<FigureEntry> out;
    visitFigures(type, [&](Place place, const auto& figure) {
        if (!out && place.path == path) out = entry(std::move(place), figure);
    });
    return out;
}

Result<void> assignFigure(DeviceType& type, std::string_view path, std::optional<double> si,
                          Provenance provenance) {
    const std::optional<FigureEntry> found = figureAt(type, path);
    const std::string place = type.name + ", " + std::string(path);
    if (!found)
        return Error{place, "this type carries no such figure", "Choose one that the inspector lists."};
    if (si && (!std::isfinite(*si) || *si < found->minimum || *si > found->maximum)) {
        const std::string unit = found->unit == "1" ? "" : " " + std::string(found->unit);
        return Error{place, number(*si) + unit + " is out of range",
                     found->maximum < kAny ? "Use a value from " + number(found->minimum) + " to " +
                                                 number(found->maximum) + unit + "."
                                           : "Use a value of " + number(found->minimum) + unit + " or more."};
    }
    bool done = false;
    visitFigures(type, [&](const Place& p, auto& figure) {
        if (done || p.path != path) return;
        replace(figure, si, provenance);
        done = true;
    });
    return {};
}

}  // namespace rackloom::model
