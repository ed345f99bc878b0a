// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/catalog/small_catalog.h"

#include "model/storage/catalog_loader.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace rackloom::test {

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

SmallCatalog::SmallCatalog() {
    write(QStringLiteral("sources.json"), R"({"format": 1, "sources": {
"S1": {"title": "One", "url": "", "licence": ""}}})");
    write(QStringLiteral("devices/box.json"), R"({
"format": 1, "key": "box", "name": "Box", "kind": "rack_enclosure",
"form": {"mount": "floor"},
"enclosure": {"units": 10, "max_mass_kg": {"value": 900, "source": "S1", "grade": "vendor"}}
})");
    write(QStringLiteral("devices/server.json"), R"({
"format": 1, "key": "server", "name": "Server", "kind": "management_node",
"form": {"mount": "rack", "height_u": 2,
 "mass_kg": {"value": 20, "source": "S1", "grade": "vendor"}},
"components": [
 {"type": "chip", "count": 2}],
"ports": [{"name": "net", "count": 1, "rate_bps": {"unknown": "varies"}, "connector": "RJ45", "fabric": "any"}],
"power": {"nameplate_w": {"value": 500, "source": "user", "grade": "vendor"}},
"heat": {}
})");
    write(QStringLiteral("devices/chip.json"), R"({
"format": 1, "key": "chip", "name": "Chip", "kind": "cpu",
"form": {"mount": "module"},
"compute": {"role": "cpu"}
})");
    write(QStringLiteral("racks/small.json"), R"({
"format": 1, "key": "small", "name": "Small", "enclosure": "box", "summary": "Two servers.",
"slots": [
 {"id": 1, "type": "server", "u": 1, "face": "front"},
 {"id": 2, "type": "server", "u": 3, "face": "front", "side": "A", "label": "Second"}],
"domains": [{"name": "d", "slots": [1, 2]}]
})");
}

void SmallCatalog::write(const QString& name, const QByteArray& text) {
    const QString path = dir_.filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) file.write(text);
}

bool SmallCatalog::replace(const QString& name, const QByteArray& from, const QByteArray& to) {
    QByteArray text = contents(dir_.filePath(name));
    if (!text.contains(from)) return false;
    write(name, text.replace(from, to));
    return true;
}

QString SmallCatalog::error() const {
    const Result<model::Catalog> loaded = model::loadCatalog(dir_.path().toStdString());
    if (loaded) return {};
    return QString::fromStdString(loaded.error().text()).remove(dir_.path() + QLatin1Char('/'));
}

}  // namespace rackloom::test
