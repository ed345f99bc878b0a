// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/catalog_loader.h"

#include "model/catalog/kinds.h"
#include "model/site/row_checks.h"
#include "model/storage/catalog_checks.h"
#include "model/storage/catalog_codec.h"
#include "model/storage/device_codec.h"
#include "model/storage/json_text.h"
#include "model/storage/text_file.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace rackloom::model {

namespace {

constexpr int kCatalogFormat = 1;

Result<std::vector<std::string>> jsonFiles(const std::string& directory) {
    const QDir dir(QString::fromStdString(directory));
    if (!dir.exists())
        return Error{directory, "the catalogue folder is missing",
                     "Reinstall the program, or set RACKLOOM_RESOURCES to its resources folder"};
    std::vector<std::string> out;
    for (const QString& name : dir.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        out.push_back(directory + "/" + name.toStdString());
    return out;
}

Result<JsonValue> parseFile(const std::string& path) {
    const Result<std::string> text = readTextFile(path);
    if (!text) return text.error();
    return parseJson(text.value(), path);
}

bool isKey(std::string_view key) {
    const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !key.empty() && key.front() != '-' && key.back() != '-' && key.find("--") == key.npos &&
           std::all_of(key.begin(), key.end(), plain);
}

void readStamp(ObjectReader& in) {
    int format = kCatalogFormat;
    in.integer("format", format);
    if (format != kCatalogFormat)
        in.fail(in.json(), "format", "this program reads catalogue format 1", "Update the program");
}

/// Keys name types for ever, so each file is called after its key and no two share one.
void checkKey(ObjectReader& in, const std::string& key, const std::string& path, bool known) {
    if (in.failed()) return;
    const JsonValue& at = *in.json().find("key");
    const std::string file = path.substr(path.rfind('/') + 1);
    if (!isKey(key))
        in.fail(at, "key", "\"" + key + "\" is no key", "Use small letters, digits and single dashes");
    else if (known)
        in.fail(at, "key", "two files have the key \"" + key + "\"", "Rename one of them");
    else if (file != key + ".json")
        in.fail(at, "key", "the file should be called " + key + ".json",
                "Rename the file or correct the key");
}

Result<void> readSources(const std::string& path, Catalog& catalog) {
    const Result<JsonValue> json = parseFile(path);
    if (!json) return json.error();
    Decoding run{path, {}, nullptr};
    ObjectReader in(run, json.value(), "sources");
    readStamp(in);
    const JsonValue* list = in.require("sources");
    if (list != nullptr && list->object() == nullptr)
        in.fail(*list, "sources", "expected an object, found " + std::string(list->kindName()));
    in.finish();
    if (run.failed()) return *run.error;
    for (const JsonMember& member : *list->object()) {
        ObjectReader entry(run, member.value, "source " + member.key);
        SourceEntry& source = catalog.sources[member.key];
        entry.text("title", source.title);
        entry.optionalText("url", source.url);
        entry.optionalText("licence", source.licence);
        entry.finish();
        if (run.failed()) return *run.error;
    }
    return {};
}

Result<void> readDevice(const std::string& path, const SourceKeys& sources, CatalogDraft& draft) {
    Result<JsonValue> json = parseFile(path);
    if (!json) return json.error();
    Decoding run{path, {}, &sources};
    DeviceType type;
    ObjectReader in(run, json.value(), "device type");
    readStamp(in);
    describe(in, type);
    in.finish();
    checkKey(in, type.key, path, draft.catalog.devices.contains(type.key));
    if (run.failed()) return *run.error;
    Result<void> fits = checkKind(type);
    if (fits) fits = checkRow(Snapshot{}, DeviceTypeId{0}, Shared<DeviceType>(type));
    if (!fits) {
        in.fail(json.value(), {}, fits.error().reason, fits.error().remedy);
        return *run.error;
    }
    const std::string key = type.key;
    draft.catalog.devices.emplace(key, std::make_shared<const DeviceType>(std::move(type)));
    draft.devices.emplace(key, CatalogOrigin{path, std::move(json).value()});
    return {};
}

Result<void> readRack(const std::string& path, CatalogDraft& draft) {
    Result<JsonValue> json = parseFile(path);
    if (!json) return json.error();
    Decoding run{path, {}, nullptr};
    CatalogRack rack;
    ObjectReader in(run, json.value(), "rack design");
    readStamp(in);
    describe(in, rack);
    in.finish();
    checkKey(in, rack.key, path, draft.catalog.racks.contains(rack.key));
    if (run.failed()) return *run.error;
    const std::string key = rack.key;
    draft.catalog.racks.emplace(key, std::move(rack));
    draft.racks.emplace(key, CatalogOrigin{path, std::move(json).value()});
    return {};
}

/// Calls `read` for each file of a folder until one fails.
template <class F> Result<void> forEachFile(const std::string& directory, F&& read) {
    const Result<std::vector<std::string>> files = jsonFiles(directory);
    if (!files) return files.error();
    for (const std::string& path : files.value())
        if (Result<void> done = read(path); !done) return done;
    return {};
}

Result<void> readAll(const std::string& directory, CatalogDraft& draft) {
    if (const auto devices = jsonFiles(directory + "/devices"); !devices) return devices.error();
    if (Result<void> done = readSources(directory + "/sources.json", draft.catalog); !done) return done;
    SourceKeys sources{std::string(kUserSource)};
    for (const auto& [key, entry] : draft.catalog.sources)
        sources.insert(key);
    const auto device = [&](const std::string& path) { return readDevice(path, sources, draft); };
    if (Result<void> done = forEachFile(directory + "/devices", device); !done) return done;
    const auto rack = [&](const std::string& path) { return readRack(path, draft); };
    if (Result<void> done = forEachFile(directory + "/racks", rack); !done) return done;
    if (Result<void> done = checkComponents(draft); !done) return done;
    return checkRacks(draft);
}

}  // namespace

std::string resourcePath() {
    if (const QByteArray chosen = qgetenv("RACKLOOM_RESOURCES"); !chosen.isEmpty())
        return QDir::cleanPath(QString::fromLocal8Bit(chosen)).toStdString();
    std::string installed;
    if (QCoreApplication::instance() != nullptr)
        installed =
            QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/../share/rackloom"))
                .toStdString();
    if (!installed.empty() && QDir(QString::fromStdString(installed + "/catalog")).exists()) return installed;
#ifdef RACKLOOM_SOURCE_RESOURCES
    return RACKLOOM_SOURCE_RESOURCES;
#else
    return installed;
#endif
}

Result<Catalog> loadCatalog(const std::string& directory) {
    CatalogDraft draft;
    if (const Result<void> done = readAll(directory, draft); !done) return done.error();
    return std::move(draft.catalog);
}

Result<Catalog> loadCatalog() {
    return loadCatalog(resourcePath() + "/catalog");
}

}  // namespace rackloom::model
