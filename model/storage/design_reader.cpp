// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/kinds.h"
#include "model/site/row_checks.h"
#include "model/site/validate.h"
#include "model/storage/design_file.h"
#include "model/storage/design_tables.h"
#include "model/storage/device_codec.h"
#include "model/storage/json_text.h"
#include "model/storage/migrations/migrations.h"
#include "model/storage/row_codec.h"

#include <algorithm>
#include <new>

namespace rackloom::model {

namespace {

/// Ids index tables; widely scattered ones would cost memory out of proportion to the file.
constexpr std::size_t kMaxTableBytes = std::size_t{512} << 20;

template <class Table> constexpr std::size_t chunkBytes() {
    return Table::kChunk * sizeof(typename Table::Row);
}

struct Loading {
    ObjectReader& root;
    Snapshot& design;
    WriteToken token;
    std::size_t bytes = 0;
};

std::string lineOf(const JsonValue* v) {
    return v != nullptr ? std::to_string(v->line) : "1";
}

/// The line that already holds this id.
std::string lineOfId(const JsonArray& rows, double id) {
    for (const JsonValue& row : rows)
        if (const JsonValue* v = row.find("id"); v != nullptr && v->number() != nullptr && *v->number() == id)
            return lineOf(v);
    return lineOf(nullptr);
}

template <class TableT> bool fitsMemory(Loading& load, const TableName& name, const JsonArray& rows) {
    std::vector<std::uint32_t> chunks;
    for (const JsonValue& row : rows)
        if (const JsonValue* id = row.find("id"))
            if (const double* n = id->number(); n != nullptr && *n >= 0 && *n <= kMaxFileId)
                chunks.push_back(static_cast<std::uint32_t>(*n) / TableT::kChunk);
    std::sort(chunks.begin(), chunks.end());
    const auto distinct = std::unique(chunks.begin(), chunks.end()) - chunks.begin();
    load.bytes += static_cast<std::size_t>(distinct) * chunkBytes<TableT>();
    if (load.bytes <= kMaxTableBytes) return true;
    load.root.fail(*load.root.json().find(name.key), name.key,
                   "the ids are scattered so widely that the design would need more than 512 MB of memory",
                   "Number the rows closely");
    return false;
}

template <class TableT> void readTable(Loading& load, const TableName& name, TableT& table) {
    const JsonArray* rows = load.root.list(name.key, false);
    if (rows == nullptr || load.root.failed() || !fitsMemory<TableT>(load, name, *rows)) return;
    for (const JsonValue& json : *rows) {
        ObjectReader in(load.root.run(), json, std::string(name.word));
        typename TableT::RowIdType id;
        typename PlainRow<typename TableT::Row>::type row;
        in.id("id", id);
        describe(in, row);
        in.finish();
        if (in.failed()) return;
        if (table.contains(id))
            return in.fail(json, {}, "line " + lineOfId(*rows, id.value) + " already has this id",
                           "Give one of the two rows an id of its own");
        table.insertAt(load.token, id, std::move(row));
    }
}

void readOverrides(Loading& load) {
    const JsonArray* rows = load.root.list("overrides", false);
    if (rows == nullptr) return;
    OverrideMap overrides;
    for (const JsonValue& json : *rows) {
        ObjectReader in(load.root.run(), json, "override");
        OverrideRow row;
        describe(in, row);
        in.finish();
        if (in.failed()) return;
        if (!overrides.emplace(row.device, row.deviation).second)
            return in.fail(json, {}, "this device already has an override", "Remove one of the two");
    }
    load.design.overrides = std::move(overrides);
}

void readNextIds(Loading& load) {
    const JsonValue* json = load.root.lookUp("next_ids");
    if (json == nullptr) return;
    ObjectReader in(load.root.run(), *json, "next_ids");
    forEachTable(load.design, [&](const TableName& name, auto& table) {
        std::uint32_t end = 0;
        if (in.has(name.key)) in.counter(name.key, end);
        if (!in.failed()) table.reserveIds(end);
    });
    in.finish();
}

void readDesign(Loading& load) {
    int format = 0;
    load.root.integer("format", format);
    Site site;
    load.root.object("site", site);
    load.design.site = std::move(site);
    readNextIds(load);
    forEachTable(load.design, [&](const TableName& name, auto& table) {
        readTable(load, name, table);
        if (name.member == "racks") readOverrides(load);
    });
    load.root.finish();
}

/// The override rows are checked one by one, so that the line of the wrong one is known.
const JsonValue* wrongOverride(const JsonValue& document, const Snapshot& s) {
    const JsonValue* list = document.find("overrides");
    if (list == nullptr) return nullptr;
    for (const JsonValue& json : *list->array()) {
        Decoding run;
        ObjectReader in(run, json, {});
        OverrideRow row;
        describe(in, row);
        if (!checkOverride(s, row.device, row.deviation)) return &json;
    }
    return list;
}

/// The line of the assumption or budget that a complaint about the site ends with.
const JsonValue* siteRow(const JsonValue& document, const std::string& place) {
    const JsonValue* site = document.find("site");
    const std::string name = place.substr(place.rfind(' ') + 1);
    const JsonValue* assumptions = site->find("assumptions");
    if (assumptions != nullptr && assumptions->array() != nullptr)
        for (const JsonValue& row : *assumptions->array())
            if (const JsonValue* id = row.find("id");
                id != nullptr && id->text() != nullptr && *id->text() == name)
                return &row;
    const JsonValue* budgets = site->find("budgets");
    const JsonValue* budget = budgets != nullptr ? budgets->find(name) : nullptr;
    return budget != nullptr ? budget : site;
}

/// The row that a violation speaks of; without an id, the one whose name or key its place ends with.
const JsonValue* rowOf(const JsonValue& document, const Snapshot& s, const Violation& violation) {
    if (violation.table == "overrides") return wrongOverride(document, s);
    if (violation.table == "site") return siteRow(document, violation.error.place);
    std::string_view key = violation.table;
    forEachTable(s, [&](const TableName& name, const auto&) {
        if (name.member == violation.table) key = name.key;
    });
    const JsonValue* list = document.find(key);
    if (list == nullptr || list->array() == nullptr) return list;
    for (const JsonValue& row : *list->array()) {
        const JsonValue* id = row.find("id");
        const JsonValue* name = row.find(violation.table == "types" ? "key" : "name");
        const bool named = name != nullptr && name->text() != nullptr && !name->text()->empty() &&
                           violation.error.place.ends_with(" " + *name->text());
        const bool meant = violation.id == DeviceTypeId::kNone
                               ? named
                               : id != nullptr && id->number() != nullptr && *id->number() == violation.id;
        if (meant) return &row;
    }
    return list;
}

Error placed(const std::string& fileName, const JsonValue* row, Error error) {
    error.place = fileName + ":" + lineOf(row) + ", " + error.place;
    return error;
}

Result<void> check(const JsonValue& document, const Snapshot& s, const std::string& fileName) {
    if (const std::optional<Violation> found = firstViolation(s))
        return placed(fileName, rowOf(document, s, *found), found->error);
    std::optional<Violation> wrongKind;
    s.types.forEach([&](DeviceTypeId id, const Shared<DeviceType>& type) {
        if (wrongKind) return;
        if (const Result<void> fits = checkKind(*type); !fits)
            wrongKind = Violation{"types", id.value, fits.error()};
    });
    if (wrongKind) return placed(fileName, rowOf(document, s, *wrongKind), wrongKind->error);
    return {};
}

Result<Snapshot> decode(std::string_view text, const std::string& fileName) {
    Result<JsonValue> document = parseJson(text, fileName);
    if (!document) return document.error();
    if (const Result<void> migrated = migrate(document.value(), fileName); !migrated) return migrated.error();
    Decoding run{fileName, {}, nullptr};
    ObjectReader root(run, document.value(), {});
    Snapshot design;
    Loading load{root, design, {}};
    readDesign(load);
    if (run.failed()) return *run.error;
    if (const Result<void> checked = check(document.value(), design, fileName); !checked)
        return checked.error();
    return design;
}

}  // namespace

Result<Snapshot> decodeDesign(std::string_view text, const std::string& fileName) {
    try {
        return decode(text, fileName);
    } catch (const std::bad_alloc&) {
        return Error{fileName, "there is not enough memory to open it", "Close other programs and try again"};
    }
}

}  // namespace rackloom::model
