// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/design_file.h"

#include "model/storage/design_tables.h"
#include "model/storage/device_codec.h"
#include "model/storage/row_codec.h"
#include "model/storage/text_file.h"

namespace rackloom::model {

namespace {

template <class Table> bool hasSpareIds(const Table& table) {
    std::uint32_t end = 0;
    table.forEach([&](auto id, const auto&) { end = id.value + 1; });
    return end < table.end();
}

/// Ids are never used again, so where the last rows were erased the next free id is written down.
void writeNextIds(JsonWriter& out, const Snapshot& s) {
    bool any = false;
    forEachTable(s, [&](const TableName&, const auto& table) { any = any || hasSpareIds(table); });
    if (!any) return;
    out.lineBreak();
    out.key("next_ids");
    out.beginObject();
    forEachTable(s, [&](const TableName& name, const auto& table) {
        if (!hasSpareIds(table)) return;
        out.key(name.key);
        out.number(table.end());
    });
    out.endObject();
}

template <class Table> void writeTable(JsonWriter& out, std::string_view key, const Table& table) {
    if (table.empty()) return;
    out.lineBreak();
    out.key(key);
    out.beginArray();
    table.forEach([&](auto id, const auto& row) {
        out.lineBreak();
        ObjectWriter object(out);
        object.id("id", id);
        describe(object, plainRow(row));
        object.finish();
    });
    out.lineBreak();
    out.endArray();
}

void writeOverrides(JsonWriter& out, const OverrideMap& overrides) {
    if (overrides.empty()) return;
    out.lineBreak();
    out.key("overrides");
    out.beginArray();
    for (const auto& [device, deviation] : overrides) {
        out.lineBreak();
        ObjectWriter object(out);
        describe(object, OverrideRow{device, deviation});
        object.finish();
    }
    out.lineBreak();
    out.endArray();
}

JsonWriter written(const Snapshot& s) {
    JsonWriter out;
    out.beginObject();
    out.key("format");
    out.number(kDesignFormat);
    out.lineBreak();
    out.key("site");
    ObjectWriter site(out);
    describe(site, *s.site);
    site.finish();
    writeNextIds(out, s);
    forEachTable(s, [&](const TableName& name, const auto& table) {
        writeTable(out, name.key, table);
        if (name.member == "racks") writeOverrides(out, *s.overrides);
    });
    out.lineBreak();
    out.endObject();
    return out;
}

}  // namespace

std::string encodeDesign(const Snapshot& s) {
    return std::move(written(s)).take() + "\n";
}

Result<void> saveDesign(const Snapshot& s, const std::string& path) {
    JsonWriter out = written(s);
    if (!out.allFinite())
        return Error{path, "the design holds a number that is not finite",
                     "Undo the last change and save again; the file on disk is unchanged"};
    return writeTextFile(path, std::move(out).take() + "\n");
}

Result<SnapshotPtr> loadDesign(const std::string& path) {
    const Result<std::string> text = readTextFile(path);
    if (!text) return text.error();
    Result<Snapshot> design = decodeDesign(text.value(), path);
    if (!design) return design.error();
    return std::make_shared<const Snapshot>(std::move(design).value());
}

}  // namespace rackloom::model
