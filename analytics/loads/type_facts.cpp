// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/type_facts.h"

#include "analytics/inputs/catalog.h"
#include "analytics/loads/figure_input.h"

#include <algorithm>

namespace rackloom::analytics {

namespace {

using model::DeviceType;
using model::Figure;
using model::PowerDraw;

/// A type that contains itself is refused by the model; this only keeps a broken one from recursing for ever.
constexpr int kDeepest = 8;

template <class Q> Fact factOf(const Figure<Q>& figure) {
    return figure.known() ? Fact::of(siValue(*figure.value)) : Fact::unknown();
}

void add(Fact& sum, const Fact& part, double count) {
    if (!part.applies) return;
    if (!sum.applies) sum = Fact::of(0);
    if (sum.value) sum.value = part.value ? std::optional(*sum.value + count * *part.value) : std::nullopt;
}

PowerBasis basisOf(const PowerDraw& draw) {
    if (draw.provisioned.known()) return PowerBasis::Provisioned;
    if (draw.nameplate.known()) return PowerBasis::Nameplate;
    return draw.typical.known() ? PowerBasis::Typical : PowerBasis::None;
}

/// Equipment that moves or converts power is part of the path, not a load; its losses are solved elsewhere.
bool isLoad(const DeviceType& type) {
    return !type.conversion && !type.source && !type.circuit;
}

/// A device that computes or switches draws power even when nobody wrote down how much.
bool mustDraw(const DeviceType& type) {
    return type.compute || type.switching || type.scaleUpSwitch || type.storage;
}

struct Walk {
    Query& query;
    int depth = 0;
};

TypeFactsValue factsOf(const DeviceType& type, DeviceTypeId id, Walk walk);

/// The sum over the parts of a device. A part that is not embedded in the design makes it unknown.
TypeFactsValue sumOfParts(const DeviceType& type, Walk walk) {
    TypeFactsValue sum;
    if (walk.depth >= kDeepest) return sum;
    for (const model::Component& part : type.components) {
        const DeviceTypeId id = walk.query.get<TypeByKey>(part.type);
        const double count = part.count;
        if (!id.isValid()) {
            sum.planning = sum.typical = sum.peak = sum.liquid = sum.air = Fact::unknown();
            sum.failures.push_back({id, part.type, count, std::nullopt});
            continue;
        }
        const TypeFactsValue facts = factsOf(*walk.query.get<TypeOf>(id), id, {walk.query, walk.depth + 1});
        for (const auto member : {&TypeFactsValue::planning, &TypeFactsValue::typical, &TypeFactsValue::peak,
                                  &TypeFactsValue::liquid, &TypeFactsValue::air, &TypeFactsValue::minFlow})
            add(sum.*member, facts.*member, count);
        for (FailureTerm term : facts.failures) {
            term.count *= count;
            sum.failures.push_back(std::move(term));
        }
    }
    return sum;
}

void takePower(const DeviceType& type, const TypeFactsValue& parts, TypeFactsValue& facts) {
    if (!isLoad(type)) return;
    if (!type.power && type.heatRemoval) {
        facts.planning = facts.typical = factOf(type.heatRemoval->power);
        facts.peak = facts.planning;
        facts.basis = facts.planning.value ? PowerBasis::Nameplate : PowerBasis::None;
        return;
    }
    const Figure<Power>* chosen = type.power ? planningFigure(*type.power) : nullptr;
    facts.basis = chosen ? basisOf(*type.power) : PowerBasis::None;
    facts.planning = chosen ? factOf(*chosen) : parts.planning;
    if (!chosen && parts.planning.value) facts.basis = PowerBasis::Parts;
    facts.typical = type.power && type.power->typical.known() ? factOf(type.power->typical) : parts.typical;
    facts.peak = type.power && type.power->peak.known() ? factOf(type.power->peak) : Fact::none();
    const bool draws = facts.planning.applies || type.power || mustDraw(type);
    for (Fact* fact : {&facts.planning, &facts.typical, &facts.peak})
        if (draws && !fact->applies) *fact = Fact::unknown();
}

void takeHeat(const DeviceType& type, const TypeFactsValue& parts, TypeFactsValue& facts) {
    if (!facts.planning.applies) return;
    if (!type.heat && type.heatRemoval) {
        // Fans and pumps of an in-rack cooler warm the air around them.
        facts.liquid = Fact::of(0);
        facts.air = facts.planning;
        return;
    }
    if (type.heat) facts.minFlow = type.heat->minFlow ? factOf(*type.heat->minFlow) : Fact::unknown();
    if (type.heat && type.heat->liquidFraction.known() && facts.planning.value) {
        const double liquid = std::clamp(*type.heat->liquidFraction.value, 0.0, 1.0);
        facts.liquid = Fact::of(*facts.planning.value * liquid);
        facts.air = Fact::of(*facts.planning.value * (1 - liquid));
    } else if (facts.basis == PowerBasis::Parts && parts.liquid.value && parts.air.value) {
        facts.liquid = parts.liquid;
        facts.air = parts.air;
    } else {
        facts.liquid = facts.air = Fact::unknown();
    }
}

void takeFailures(const DeviceType& type, DeviceTypeId id, const TypeFactsValue& parts,
                  TypeFactsValue& facts) {
    const bool own = type.failure && (type.failure->rate.known() || parts.failures.empty());
    if (!own) {
        facts.failures = parts.failures;
        return;
    }
    const model::Failure& f = *type.failure;
    // A part that never interrupts alone adds nothing, whatever its rate.
    const bool never = f.interruptProbability.known() && *f.interruptProbability.value == 0;
    std::optional<double> rate;
    if (never)
        rate = 0;
    else if (f.rate.known() && f.interruptProbability.known())
        rate = f.rate.value->si() * *f.interruptProbability.value;
    facts.failures.push_back({id, type.name, 1, rate});
}

TypeFactsValue factsOf(const DeviceType& type, DeviceTypeId id, Walk walk) {
    const TypeFactsValue parts = sumOfParts(type, walk);
    TypeFactsValue facts;
    facts.key = type.key;
    facts.name = type.name;
    takePower(type, parts, facts);
    takeHeat(type, parts, facts);
    takeFailures(type, id, parts, facts);
    facts.mass = factOf(type.form.mass);
    return facts;
}

}  // namespace

const Figure<Power>* planningFigure(const PowerDraw& draw) {
    for (const Figure<Power>* figure : {&draw.provisioned, &draw.nameplate, &draw.typical})
        if (figure->known()) return figure;
    return nullptr;
}

TypeFacts::Value TypeFacts::compute(const Key& id, Query& query) {
    return factsOf(*query.get<TypeOf>(id), id, {query});
}

}  // namespace rackloom::analytics
