// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/catalog_loader.h"

#include "model/catalog/kinds.h"
#include "tests/catalog/schema_check.h"
#include "tests/catalog/small_catalog.h"

#include <QDir>
#include <QFile>
#include <QtTest>

using namespace rackloom;
using namespace rackloom::model;
using rackloom::test::SmallCatalog;

namespace {

const QString kResources = QStringLiteral(RACKLOOM_SOURCE_RESOURCES);

}  // namespace

class CatalogLoaderTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theShippedCatalogueLoads();
    void everyFileFitsItsSchema();
    void theSchemaKnowsEveryKind();
    void mistakesAreExplained_data();
    void mistakesAreExplained();
    void missingFoldersAreExplained();
    void resourcesCanBeChosen();
};

void CatalogLoaderTest::theShippedCatalogueLoads() {
    const Result<Catalog> loaded = loadCatalog((kResources + QStringLiteral("/catalog")).toStdString());
    QVERIFY2(loaded.ok(), loaded ? "" : loaded.error().text().c_str());
    const Catalog& catalog = loaded.value();
    const auto files = [](const char* folder) {
        return static_cast<std::size_t>(
            QDir(kResources + QLatin1String(folder)).entryList({QStringLiteral("*.json")}).size());
    };
    QCOMPARE(catalog.devices.size(), files("/catalog/devices"));
    QCOMPARE(catalog.racks.size(), files("/catalog/racks"));
    const DeviceType* gpu = catalog.device("nvidia-gb200-gpu");
    QVERIFY(gpu != nullptr);
    QCOMPARE(gpu->compute->memoryUsable.value->in(unit::GB), 186.0);
    QCOMPARE(gpu->failure->rate.value->in(unit::fit), 20800.0);
    QCOMPARE(gpu->scaleUp->linkRate.value->in(unit::Gbps), 400.0);
    const CatalogRack* rack = catalog.rack("gb200-nvl72");
    QVERIFY(rack != nullptr);
    QCOMPARE(std::count_if(rack->slots.begin(), rack->slots.end(),
                           [](const CatalogSlot& s) { return s.type == "nvidia-gb200-compute-tray"; }),
             std::ptrdiff_t{18});
}

void CatalogLoaderTest::everyFileFitsItsSchema() {
    for (const auto& [folder, name] : {std::pair("devices", "device"), std::pair("racks", "rack")}) {
        const QByteArray text =
            test::contents(kResources + QStringLiteral("/schema/%1.schema.json").arg(QLatin1String(name)));
        QVERIFY(!text.isEmpty());
        const nlohmann::json schema = nlohmann::json::parse(text.toStdString());
        const QDir dir(kResources + QStringLiteral("/catalog/") + QLatin1String(folder));
        for (const QString& file : dir.entryList({QStringLiteral("*.json")})) {
            const auto json = nlohmann::json::parse(test::contents(dir.filePath(file)).toStdString());
            const std::string wrong = test::schemaViolation(schema, schema, json);
            QVERIFY2(wrong.empty(), qPrintable(file + QStringLiteral(": ") + QString::fromStdString(wrong)));
        }
    }
}

void CatalogLoaderTest::theSchemaKnowsEveryKind() {
    const auto schema = nlohmann::json::parse(
        test::contents(kResources + QStringLiteral("/schema/device.schema.json")).toStdString());
    const nlohmann::json& words = schema["properties"]["kind"]["enum"];
    QCOMPARE(words.size(), kinds().size());
    for (const nlohmann::json& word : words)
        QVERIFY2(findKind(word.get<std::string>()) != nullptr, word.dump().c_str());
}

void CatalogLoaderTest::mistakesAreExplained_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const char* file, const char* from, const char* to,
                        const char* error) {
        QTest::newRow(name) << QString::fromUtf8(file) << QByteArray(from) << QByteArray(to)
                            << QString::fromUtf8(error);
    };
    const char* const server = "devices/server.json";
    const char* const rack = "racks/small.json";
    row("unknown key", server, "\"mass_kg\"", "\"mass_kgs\"",
        "devices/server.json:4, device type \"Server\", form: unknown key \"mass_kgs\". Did you mean "
        "\"mass_kg\"?");
    row("unknown source", server, "\"S1\"", "\"S9\"",
        "devices/server.json:4, device type \"Server\", form, mass_kg, source: the source \"S9\" is not in "
        "sources.json");
    row("unknown component", server, "\"chip\"", "\"chop\"",
        "devices/server.json:6, device type \"server\": there is no device type \"chop\" for its component. "
        "Did you mean \"chip\"?");
    row("contains itself", server, "\"chip\"", "\"server\"",
        "devices/server.json:6, device type \"server\": it contains itself through its components");
    row("no parts at all", server, "{\"type\": \"chip\", \"count\": 2}", "{\"type\": \"chip\", \"count\": 0}",
        "devices/server.json:1, device type \"Server\": the count of chip is out of range");
    row("wrong file name", server, "\"key\": \"server\"", "\"key\": \"servant\"",
        "devices/server.json:2, device type \"Server\", key: the file should be called servant.json");
    row("same key", server, "\"key\": \"server\"", "\"key\": \"box\"",
        "devices/server.json:2, device type \"Server\", key: two files have the key \"box\"");
    row("no key", server, "\"key\": \"server\"", "\"key\": \"My server\"",
        "devices/server.json:2, device type \"Server\", key: \"My server\" is no key");
    row("newer format", server, "\"format\": 1", "\"format\": 2",
        "devices/server.json:1, device type \"Server\", format: this program reads catalogue format 1. "
        "Update the program");
    row("kind without its part", server, "\"heat\": {}", "\"price\": {}",
        "devices/server.json:1, device type \"Server\": a management_node must state heat");
    row("impossible figure", server, "\"value\": 20", "\"value\": -20",
        "devices/server.json:1, device type \"Server\": its figure form.mass is out of range");
    row("no JSON", server, "\"heat\": {}", "\"heat\": {",
        "devices/server.json:10: the file ends in the middle");
    row("no enclosure", rack, "\"box\"", "\"server\"",
        "racks/small.json:2, rack design \"small\": \"server\" is no rack enclosure");
    row("unknown type", rack, "\"server\", \"u\": 3", "\"serve\", \"u\": 3",
        "racks/small.json:5, rack design \"small\", slot 2: there is no device type \"serve\". Did you mean "
        "\"server\"?");
    row("collision", rack, "\"u\": 3", "\"u\": 2",
        "racks/small.json:5, rack design \"small\", slot 2: it overlaps slot 1. Move one of the two");
    row("off the rack", rack, "\"u\": 3", "\"u\": 10",
        "racks/small.json:5, rack design \"small\", slot 2: it ends at rack unit 11 of 10");
    row("same slot id", rack, "\"id\": 2", "\"id\": 1",
        "racks/small.json:5, rack design \"small\", slot 1: two slots have this id");
    row("domain of nothing", rack, "[1, 2]", "[1, 3]",
        "racks/small.json:6, rack design \"small\": its domain names slot 3, which does not exist");
    row("list of sources", "sources.json",
        "{\n\"S1\": {\"title\": \"One\", \"url\": \"\", \"licence\": \"\"}}", "[]",
        "sources.json:1, sources, sources: expected an object, found a list");
}

void CatalogLoaderTest::mistakesAreExplained() {
    QFETCH(QString, file);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, error);
    SmallCatalog catalog;
    QCOMPARE(catalog.error(), QString());
    QVERIFY2(catalog.replace(file, from, to), from.constData());
    const QString got = catalog.error();
    QVERIFY2(got.startsWith(error), qPrintable(got));
}

void CatalogLoaderTest::missingFoldersAreExplained() {
    const Result<Catalog> loaded = loadCatalog("/nowhere/catalog");
    QVERIFY(!loaded.ok());
    QVERIFY(loaded.error().reason.find("catalogue folder is missing") != std::string::npos);
    QVERIFY(loaded.error().remedy.find("RACKLOOM_RESOURCES") != std::string::npos);
}

void CatalogLoaderTest::resourcesCanBeChosen() {
    SmallCatalog catalog;
    qputenv("RACKLOOM_RESOURCES", (catalog.path() + QStringLiteral("/")).toUtf8());
    QCOMPARE(QString::fromStdString(resourcePath()), catalog.path());
    qunsetenv("RACKLOOM_RESOURCES");
    QVERIFY(QDir(QString::fromStdString(resourcePath() + "/catalog/devices")).exists());
}

QTEST_GUILESS_MAIN(CatalogLoaderTest)
#include "catalog_loader_test.moc"
