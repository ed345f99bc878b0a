// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_elements.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/feed_paths.h"
#include "analytics/power/circuit.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

using model::DeviceType;

double continuousFactor(const model::Circuit& c, Query& query) {
    return c.continuousFactor.known() ? *c.continuousFactor.value
                                      : query.get<AssumptionOf>("power.continuous_factor").value;
}

void lower(TypePart& part, Power limit, double ratingOverLimit = 1) {
    if (part.limit && *part.limit <= limit) return;
    part.limit = limit;
    part.element.ratingOverLimit = ratingOverLimit;
}

void setLimit(const DeviceType& type, TypePart& part, Query& query) {
    if (type.conversion && type.conversion->outputRating.known())
        lower(part, *type.conversion->outputRating.value);
    if (type.source && type.source->rating.known()) lower(part, *type.source->rating.value);
    if (!type.circuit) return;
    const model::Circuit& c = *type.circuit;
    if (!c.voltage.known() || !c.current.known() || !c.powerFactor.known()) return;
    const double factor = continuousFactor(c, query);
    lower(part, usablePower({*c.voltage.value, *c.current.value, c.phases, factor, *c.powerFactor.value}),
          factor > 0 ? 1 / factor : 1);
}

/// What it loses: by its terms, else by its table of efficiencies, else nothing, and that is noted.
void setLosses(const DeviceType& type, TypePart& part) {
    if (type.conversion) {
        const model::Conversion& c = *type.conversion;
        if (c.outputRating.known() && c.k0.known() && c.k1.known() && c.k2.known())
            part.element.conversion = LossModel{*c.outputRating.value, *c.k0.value, *c.k1.value, *c.k2.value};
        else if (EfficiencyCurve curve(c.outputRating.value.value_or(Power{}), c.efficiency);
                 c.outputRating.known() && !curve.empty())
            part.element.curve = std::move(curve);
        else
            part.lossUnknown = true;
    }
    if (type.circuit) {
        const model::Circuit& c = *type.circuit;
        if (c.voltage.known() && c.powerFactor.known() && c.resistance.known())
            part.element.run =
                ConductorRun{*c.voltage.value, c.phases, *c.powerFactor.value, *c.resistance.value};
        else
            part.lossUnknown = true;
    }
}

std::optional<double> volts(const model::Figure<Voltage>& figure) {
    return figure.known() && figure.value->si() > 0 ? std::optional(figure.value->si()) : std::nullopt;
}

void setVoltages(const DeviceType& type, TypePart& part) {
    if (type.conversion) {
        part.takes = volts(type.conversion->inputVoltage);
        part.gives = volts(type.conversion->outputVoltage);
    } else if (type.circuit) {
        part.takes = part.gives = volts(type.circuit->voltage);
    }
}

/// Ids of the types, each once, rising.
std::vector<DeviceTypeId> typesOf(const PowerRows& rows) {
    std::vector<DeviceTypeId> types;
    DeviceTypeId last;
    for (const auto& [id, node] : rows) {
        if (node.type == last && !types.empty()) continue;
        last = node.type;
        const auto it = std::lower_bound(types.begin(), types.end(), last);
        if (it == types.end() || *it != last) types.insert(it, last);
    }
    return types;
}

/// By row the place of its type in the list.
std::vector<std::uint32_t> placesOf(const PowerRows& rows, const std::vector<DeviceTypeId>& types) {
    std::vector<std::uint32_t> out;
    out.reserve(rows.size());
    std::uint32_t place = 0;
    for (const auto& [id, node] : rows) {
        if (types[place] != node.type)
            place = static_cast<std::uint32_t>(std::lower_bound(types.begin(), types.end(), node.type) -
                                               types.begin());
        out.push_back(place);
    }
    return out;
}

}  // namespace

PowerTypes::Value PowerTypes::compute(const Key&, Query& query) {
    const PowerRows& rows = *query.get<PowerNodes>();
    TypeParts out;
    const std::vector<DeviceTypeId> types = typesOf(rows);
    for (const DeviceTypeId id : types) {
        const DeviceType& type = *query.get<TypeOf>(id);
        TypePart part;
        part.type = id;
        part.isSource = type.source.has_value();
        part.storesEnergy = type.energyStore.has_value();
        setVoltages(type, part);
        setLimit(type, part, query);
        setLosses(type, part);
        if (!type.overload.empty()) {
            part.element.overload = out.overload.size();
            out.overload.push_back(type.overload);
        }
        out.parts.push_back(std::move(part));
    }
    out.of = placesOf(rows, types);
    return out;
}

PowerElement elementOf(const model::PowerNode& node, const TypePart& part, const PowerRows& rows) {
    PowerElement links = linksOf(node, rows);
    PowerElement element = part.element;
    element.parents = std::move(links.parents);
    element.weights = std::move(links.weights);
    element.policy = links.policy;
    element.units = links.units;
    if (part.limit) element.limit = *part.limit * static_cast<double>(element.units);
    return element;
}

}  // namespace rackloom::analytics
