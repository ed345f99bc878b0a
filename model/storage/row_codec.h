// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a design as JSON objects, one `describe` per row type for both directions (see decoder.h).
// Optional references are left out when unset; units stand in the keys.
// Must not know where rows lie in the file or whether the ids they name exist.
#pragma once

#include "model/site/snapshot.h"
#include "model/storage/decoder.h"
#include "model/storage/encoder.h"

namespace rackloom::model {

template <class Io, class T> using Of = typename Io::template Of<T>;

void rotation(ObjectReader& in, std::string_view key, Rotation& r);
void rotation(ObjectWriter& out, std::string_view key, Rotation r);
/// Lists of [rack, slot] and of [rack, slot, port, rack, slot, port].
void deviceRefs(ObjectReader& in, std::string_view key, std::vector<DeviceRef>& refs);
void deviceRefs(ObjectWriter& out, std::string_view key, const std::vector<DeviceRef>& refs);
void cableKeys(ObjectReader& in, std::string_view key, std::vector<CableKey>& keys);
void cableKeys(ObjectWriter& out, std::string_view key, const std::vector<CableKey>& keys);

template <class Io> void describe(Io& io, Of<Io, Hall>& h) {
    io.text("name", h.name);
    io.integers("size_mm", {&h.width, &h.depth});
    io.integer("tile_mm", h.tile);
    io.optionalNumber("max_floor_load_kg_per_m2", h.maxFloorLoad);
}

template <class Io> void describe(Io& io, Of<Io, Row>& r) {
    io.text("name", r.name);
    io.id("hall", r.hall);
}

template <class Io> void describe(Io& io, Of<Io, Rack>& r) {
    io.text("name", r.name);
    io.id("hall", r.hall);
    io.optionalId("row", r.row);
    io.id("design", r.design);
    io.integers("position_mm", {&r.position.x, &r.position.y});
    rotation(io, "rotation_deg", r.rotation);
    io.optionalId("feed_a", r.feeds[0]);
    io.optionalId("feed_b", r.feeds[1]);
    io.optionalId("liquid_loop", r.liquidLoop);
    io.optionalId("air_loop", r.airLoop);
}

template <class Io> void describe(Io& io, Of<Io, Slot>& s) {
    io.id("id", s.id);
    io.id("type", s.type);
    io.integer("u", s.u);
    io.word("face", s.face, kFaceNames);
    io.optionalWord("side", s.side, kPowerSideNames);
    io.optionalText("label", s.label);
}

template <class Io> void describe(Io& io, Of<Io, ScaleUpDomain>& d) {
    io.text("name", d.name);
    io.ids("slots", d.slots);
}

template <class Io> void describe(Io& io, Of<Io, RackDesign>& d) {
    io.optionalText("key", d.key);
    io.text("name", d.name);
    io.id("enclosure", d.enclosure);
    io.counter("next_slot", d.nextSlot);
    io.optionalText("notes", d.notes);
    io.breakBefore(1);
    io.breakElements(2);
    io.objects("slots", d.slots, "slot");
    io.breakBefore(1);
    io.objects("domains", d.domains, "domain");
}

template <class Io> void describe(Io& io, Of<Io, SwitchTier>& t) {
    io.text("name", t.name);
    deviceRefs(io, "switches", t.switches);
}

template <class Io> void describe(Io& io, Of<Io, Fabric>& f) {
    io.text("name", f.name);
    io.word("role", f.role, kFabricRoleNames);
    io.optionalText("generator", f.generator);
    io.numbersByName("parameters", f.parameters);
    io.optionalTexts("cable_types", f.cableTypes);
    io.breakBefore(1);
    io.ids("racks", f.racks);
    io.breakBefore(1);
    io.breakElements(2);
    io.objects("tiers", f.tiers, "tier");
    io.breakBefore(1);
    cableKeys(io, "removed", f.removed);
}

template <class Io> void describe(Io& io, Of<Io, Cable>& c) {
    io.id("fabric", c.fabric);
    io.counters("a", {&c.a.device.rack.value, &c.a.device.slot.value, &c.a.port});
    io.counters("b", {&c.b.device.rack.value, &c.b.device.slot.value, &c.b.port});
    io.optionalId("type", c.type);
}

template <class Io> void describe(Io& io, Of<Io, Placement>& p) {
    io.id("hall", p.hall);
    io.integers("position_mm", {&p.position.x, &p.position.y});
    rotation(io, "rotation_deg", p.rotation);
}

template <class Io> void describe(Io& io, Of<Io, FloorPoint>& p) {
    io.integer("x", p.x);
    io.integer("y", p.y);
}

template <class Io> void describe(Io& io, Of<Io, PowerNode>& n) {
    io.text("name", n.name);
    io.id("type", n.type);
    io.optionalWord("side", n.side, kPowerSideNames);
    io.word("policy", n.policy, kParentPolicyNames);
    io.ids("parents", n.parents);
    io.optionalNumbers("weights", n.weights);
    io.integer("count", n.count);
    io.optionalObject("placement", n.placement);
    io.optionalObject("diagram", n.diagram);
}

template <class Io> void describe(Io& io, Of<Io, CoolingLoop>& l) {
    io.text("name", l.name);
    io.word("medium", l.medium, kCoolingMediumNames);
    io.word("coolant", l.coolant, kCoolantNames);
    io.celsius("supply_c", l.supply);
    io.quantity("rise_k", l.rise);
    io.optionalCelsius("facility_supply_c", l.facilitySupply);
    io.optionalObject("diagram", l.diagram);
}

template <class Io> void describe(Io& io, Of<Io, CoolingUnit>& u) {
    io.text("name", u.name);
    io.id("type", u.type);
    io.optionalId("loop", u.loop);
    io.ids("plant", u.plant);
    io.integer("redundant", u.redundant);
    io.optionalId("feed", u.feed);
    io.integer("count", u.count);
    io.optionalObject("placement", u.placement);
    io.optionalObject("diagram", u.diagram);
}

/// The fields of model/site/job_fields.h that have a key of their own in the file, each only when it differs
/// from what a new job has.
void jobFields(ObjectReader& in, Job& job);
void jobFields(ObjectWriter& out, const Job& job);

template <class Io> void describe(Io& io, Of<Io, ClimateBin>& b) {
    io.celsius("dry_bulb_c", b.dryBulb);
    io.optionalCelsius("wet_bulb_c", b.wetBulb);
    io.quantity("seconds", b.duration);
}

template <class Io> void describe(Io& io, Of<Io, Job>& j) {
    io.text("name", j.name);
    io.word("precision", j.precision, kPrecisionNames);
    io.number("mfu", j.mfu);
    io.optionalNumber("gpus", j.gpus);
    io.quantity("checkpoint_stall_s", j.checkpointStall);
    io.quantity("checkpoint_drain_s", j.checkpointDrain);
    io.quantity("detect_s", j.detect);
    io.quantity("restore_s", j.restore);
    io.optionalQuantity("interval_s", j.interval);
    io.ids("racks", j.racks);
    jobFields(io, j);
}

template <class Io> void describe(Io& io, Of<Io, Waiver>& w) {
    io.text("rule", w.rule);
    io.texts("objects", w.objects);
    io.text("reason", w.reason);
}

/// One line of the overrides: which device, and how it deviates.
struct OverrideRow {
    DeviceRef device;
    DeviceOverride deviation;
};

template <class Io> void describe(Io& io, Of<Io, OverrideRow>& o) {
    io.id("rack", o.device.rack);
    io.id("slot", o.device.slot);
    io.flag("removed", o.deviation.removed);
    io.optionalId("type", o.deviation.type);
}

/// One line of the assumptions.
struct AssumptionRow {
    std::string id;
    Assumption assumption;
};

template <class Io> void describe(Io& io, Of<Io, AssumptionRow>& a) {
    io.text("id", a.id);
    io.number("value", a.assumption.value);
    io.optionalText("source", a.assumption.source);
}

void describe(ObjectReader& in, Site& site);
void describe(ObjectWriter& out, const Site& site);

}  // namespace rackloom::model
