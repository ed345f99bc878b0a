// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/row_codec.h"

#include "model/site/job_fields.h"

#include <array>

namespace rackloom::model {

namespace {

constexpr int kQuarterTurn = 90, kFullTurn = 360;

/// Reads one element of a list as `Count` whole numbers.
template <std::size_t Count>
bool readCounters(ObjectReader& in, std::string_view key, const JsonValue& v,
                  std::array<std::uint32_t, Count>& out) {
    const JsonArray* array = v.array();
    bool good = array != nullptr && array->size() == Count;
    for (std::size_t i = 0; good && i < Count; ++i) {
        const double* n = (*array)[i].number();
        good = n != nullptr && *n >= 0 && *n <= kMaxFileId &&
               *n == static_cast<double>(static_cast<std::uint32_t>(*n));
        if (good) out[i] = static_cast<std::uint32_t>(*n);
    }
    if (!good)
        in.fail(v, key, "expected a list of " + std::to_string(Count) + " whole numbers of 0 or more",
                Count == 2 ? "Write [rack, slot]" : "Write [rack, slot, port, rack, slot, port]");
    return good;
}

void writeCounters(JsonWriter& out, std::initializer_list<std::uint32_t> numbers) {
    out.beginArray();
    for (const std::uint32_t n : numbers)
        out.number(n);
    out.endArray();
}

template <class Io, class Rows> void describeSite(Io& io, Of<Io, Site>& site, Rows& assumptions) {
    io.text("name", site.name);
    io.optionalText("notes", site.notes);
    io.optionalText("template", site.templateId);
    io.breakBefore(1);
    io.breakElements(2);
    io.objects("assumptions", assumptions, "assumption");
    io.breakBefore(1);
    io.numbersByName("budgets", site.budgets);
    io.optionalText("calibration", site.calibration);
    io.breakBefore(1);
    io.breakElements(2);
    io.objects("climate", site.climate, "climate bin");
}

}  // namespace

void rotation(ObjectReader& in, std::string_view key, Rotation& r) {
    int degrees = 0;
    in.integer(key, degrees);
    if (degrees % kQuarterTurn != 0 || degrees < 0 || degrees >= kFullTurn)
        in.fail(*in.json().find(key), key, "a rotation of " + std::to_string(degrees) + " is not possible",
                "Use 0, 90, 180 or 270");
    else
        r = static_cast<Rotation>(degrees / kQuarterTurn);
}

void rotation(ObjectWriter& out, std::string_view key, Rotation r) {
    out.integer(key, static_cast<int>(r) * kQuarterTurn);
}

void deviceRefs(ObjectReader& in, std::string_view key, std::vector<DeviceRef>& refs) {
    const JsonArray* list = in.list(key, false);
    if (list == nullptr) return;
    std::array<std::uint32_t, 2> n{};
    for (const JsonValue& v : *list) {
        if (!readCounters(in, key, v, n)) return;
        refs.push_back({RackId{n[0]}, SlotId{n[1]}});
    }
}

void deviceRefs(ObjectWriter& out, std::string_view key, const std::vector<DeviceRef>& refs) {
    if (refs.empty()) return;
    out.out().key(key);
    out.out().beginArray();
    for (const DeviceRef& d : refs)
        writeCounters(out.out(), {d.rack.value, d.slot.value});
    out.out().endArray();
}

void cableKeys(ObjectReader& in, std::string_view key, std::vector<CableKey>& keys) {
    const JsonArray* list = in.list(key, false);
    if (list == nullptr) return;
    std::array<std::uint32_t, 6> n{};
    for (const JsonValue& v : *list) {
        if (!readCounters(in, key, v, n)) return;
        keys.push_back({{{RackId{n[0]}, SlotId{n[1]}}, n[2]}, {{RackId{n[3]}, SlotId{n[4]}}, n[5]}});
    }
}

void cableKeys(ObjectWriter& out, std::string_view key, const std::vector<CableKey>& keys) {
    if (keys.empty()) return;
    out.out().key(key);
    out.out().beginArray();
    for (const CableKey& k : keys) {
        out.out().lineBreak(2);
        writeCounters(out.out(), {k.a.device.rack.value, k.a.device.slot.value, k.a.port,
                                  k.b.device.rack.value, k.b.device.slot.value, k.b.port});
    }
    out.out().endArray();
}

void jobFields(ObjectReader& in, Job& job) {
    for (const JobField& field : jobFieldList()) {
        if (field.fileKey.empty() || !in.has(field.fileKey)) continue;
        double value = 0;
        in.number(field.fileKey, value);
        if (!in.failed()) field.assign(job, value);
    }
}

void jobFields(ObjectWriter& out, const Job& job) {
    static const Job kNew;
    for (const JobField& field : jobFieldList()) {
        const std::optional<double> value = field.read(job);
        if (!field.fileKey.empty() && value && value != field.read(kNew)) out.number(field.fileKey, *value);
    }
}

void describe(ObjectReader& in, Site& site) {
    std::vector<AssumptionRow> rows;
    describeSite(in, site, rows);
    for (AssumptionRow& row : rows)
        if (!site.assumptions.emplace(row.id, std::move(row.assumption)).second)
            in.fail(in.json(), "assumptions", "\"" + row.id + "\" is listed twice", "Remove one of the two");
}

void describe(ObjectWriter& out, const Site& site) {
    std::vector<AssumptionRow> rows;
    for (const auto& [id, assumption] : site.assumptions)
        rows.push_back({id, assumption});
    describeSite(out, site, rows);
}

}  // namespace rackloom::model
