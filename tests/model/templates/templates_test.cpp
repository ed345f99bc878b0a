// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/validate.h"
#include "model/storage/catalog_loader.h"
#include "model/storage/design_file.h"
#include "model/templates/templates.h"
#include "model/topology/generators.h"
#include "tests/model/templates/design_checks.h"
#include "tests/support/design_text.h"

#include <QFile>
#include <QtTest>

#include <set>

using namespace rackloom;
using namespace rackloom::model;
using namespace rackloom::model::fixtures;

namespace {

const Catalog& catalog() {
    static const Result<Catalog> kCatalog = loadCatalog(RACKLOOM_SOURCE_RESOURCES "/catalog");
    return kCatalog.value();
}

QString text(const std::string& s) {
    return QString::fromStdString(s);
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Snapshot built(const char* id, const ParameterValues& p = {}) {
    Result<Snapshot> result = buildTemplate(catalog(), id, p);
    if (!result) qFatal("%s", result.error().text().c_str());
    return std::move(result).value();
}

const Fabric& fabricNamed(const Snapshot& s, std::string_view name) {
    const Fabric* found = nullptr;
    s.fabrics.forEach([&](FabricId, const Shared<Fabric>& f) {
        if (f->name == name) found = &*f;
    });
    if (!found) qFatal("no fabric %s", std::string(name).c_str());
    return *found;
}

/// "31 nodes 8 4 0 switches 252 256 0 cables" of the compute fabric.
QString computeCounts(const Snapshot& s, std::string_view node) {
    const Fabric& fabric = fabricNamed(s, "Compute");
    std::set<DeviceRef> nodes;
    for (const EndpointPort& e : generatorInput(s, fabric).endpoints)
        if (deviceType(s, e.port.device)->key == node) nodes.insert(e.port.device);
    std::size_t switches[3] = {0, 0, 0}, cables[3] = {0, 0, 0};
    for (std::size_t t = 0; t < fabric.tiers.size(); ++t)
        switches[t] = fabric.tiers[t].switches.size();
    for (const PlannedCable& cable : expandFabric(s, fabric).cables)
        ++cables[cable.tier];
    return QStringLiteral("%1 nodes %2 %3 %4 switches %5 %6 %7 cables")
        .arg(nodes.size())
        .arg(switches[0])
        .arg(switches[1])
        .arg(switches[2])
        .arg(cables[0])
        .arg(cables[1])
        .arg(cables[2]);
}

int racksOf(const Snapshot& s, std::string_view design) {
    int n = 0;
    s.racks.forEach([&](RackId, const Rack& rack) { n += s.designs.at(rack.design)->key == design; });
    return n;
}

}  // namespace

class TemplatesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyRowOfTheTablesIsReproduced_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("su");
        QTest::addColumn<int>("ufm");
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("counts");
        int rows = 0;
        const QList<QByteArray> lines =
            contents(QStringLiteral(RACKLOOM_TEST_DATA "/superpod_tables.csv")).split('\n');
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const QList<QByteArray> c = lines[i].split(',');
            const bool h100 = c.value(1) == "DGX H100 SuperPOD NDR";
            if (!h100 && c.value(1) != "DGX B200 SuperPOD NDR") continue;
            if (c[5].isEmpty()) continue;  // a bill of cables without counts of switches
            const int su = c[2].toInt(), nodes = c[3].toInt();
            QCOMPARE(c[4].toInt(), nodes * 8);
            QTest::addRow("line %d", static_cast<int>(i + 1))
                << (h100 ? "dgx-h100-superpod" : "dgx-b200-superpod") << su << 32 * su - nodes
                << (h100 ? "nvidia-dgx-h100" : "nvidia-dgx-b200")
                << QStringLiteral("%1 nodes %2 %3 %4 switches %5 %6 %7 cables")
                       .arg(nodes)
                       .arg(c[5].toInt())
                       .arg(c[6].toInt())
                       .arg(c[7].toInt())
                       .arg(c[8].toInt())
                       .arg(c[9].toInt())
                       .arg(c[10].toInt());
            ++rows;
        }
        QCOMPARE(rows, 11);
        QTest::newRow("FV074, three units") << "dgx-b200-superpod" << 3 << 1 << "nvidia-dgx-b200"
                                            << "95 nodes 24 16 0 switches 764 768 0 cables";
    }
    void everyRowOfTheTablesIsReproduced() {
        QFETCH(QString, id);
        QFETCH(int, su);
        QFETCH(int, ufm);
        QFETCH(QString, device);
        QFETCH(QString, counts);
        const Snapshot s = built(id.toUtf8().constData(), {{"su", su}, {"ufm", ufm}});
        QCOMPARE(computeCounts(s, device.toStdString()), counts);
        QCOMPARE(text(cableTrouble(s)), QString());
    }

    void gb200UnitsFollowTheReference() {  // FV082, FV083
        const Snapshot s = built("gb200-superpod");
        QCOMPARE(computeCounts(s, "nvidia-gb200-compute-tray"),
                 QString("144 nodes 32 9 0 switches 576 576 0 cables"));
        QCOMPARE(racksOf(s, "gb200-nvl72"), 8);
        QCOMPARE(computeCounts(built("gb200-superpod", {{"su", 2}}), "nvidia-gb200-compute-tray"),
                 QString("288 nodes 64 18 0 switches 1152 1152 0 cables"));
        QCOMPARE(computeCounts(built("gb200-superpod", {{"su", 64}}), "nvidia-gb200-compute-tray"),
                 QString("9216 nodes 2048 1152 576 switches 36864 36864 36864 cables"));
    }

    void eighteenHundredRacksAreDrawn() {  // FV085
        const Snapshot s = built("gb200-superpod", {{"racks", 1821}});
        QCOMPARE(racksOf(s, "gb200-nvl72"), 1821);
        QCOMPARE(computeCounts(s, "nvidia-gb200-compute-tray"),
                 QString("32778 nodes 7284 1836 1296 switches 131112 131112 132192 cables"));
    }

    void anH100UnitIsTwelveRacks() {
        const Snapshot s = built("dgx-h100-superpod");
        QCOMPARE(s.racks.size(), std::size_t{12});
        QCOMPARE(racksOf(s, "dgx-h100-rack"), 8);
        QCOMPARE(s.overrides->size(), std::size_t{1});
        QCOMPARE(racksOf(built("dgx-b200-superpod"), "dgx-b200-rack"), 16);
    }

    void everyTemplateDrawsASoundDesign_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("parameters");
        for (const Template& t : templates()) {
            const QString id = QString::fromUtf8(t.id.data(), static_cast<qsizetype>(t.id.size()));
            QTest::addRow("%s as offered", qPrintable(id)) << id << QString();
            for (const ParameterSpec& spec : t.parameters())
                for (const double value : {spec.minimum, spec.maximum}) {
                    const QString set = QStringLiteral("%1=%2").arg(text(spec.key)).arg(value);
                    QTest::addRow("%s %s", qPrintable(id), qPrintable(set)) << id << set;
                }
        }
        for (const char* odd : {"racks=1", "racks=9", "racks=21", "racks=27", "racks=513", "su=7"})
            QTest::addRow("gb200-superpod %s, in between", odd) << "gb200-superpod" << odd;
        for (const char* odd : {"su=5", "su=6", "su=7", "su=9", "su=11", "su=15", "su=21"})
            QTest::addRow("dgx-h100-superpod %s, in between", odd) << "dgx-h100-superpod" << odd;
    }
    void everyTemplateDrawsASoundDesign() {
        QFETCH(QString, id);
        QFETCH(QString, parameters);
        std::vector<std::string> given;
        if (!parameters.isEmpty()) given.push_back(parameters.toStdString());
        const Snapshot s = built(id.toUtf8().constData(), parseParameters(given).value());
        const Result<void> valid = validate(s);
        QVERIFY2(valid.ok(), valid ? "" : valid.error().text().c_str());
        QCOMPARE(text(floorTrouble(s)), QString());
        QCOMPARE(text(cableTrouble(s)), QString());
        QCOMPARE(text(nameTrouble(s)), QString());
        QCOMPARE(text(supplyTrouble(s, id == "cray-2" ? 1 : 2)), QString());
        QCOMPARE(text(s.site->templateId), id);
        QVERIFY(!s.site->notes.empty());
        QCOMPARE(s.jobs.size(), std::size_t{1});
    }

    void smallDrawingsStayAsTheyAre_data() {
        QTest::addColumn<QString>("id");
        for (const char* id : {"gb200-nvl72", "gb200-nvl36x2", "gb300-nvl72", "cray-2", "gb200-superpod",
                               "dgx-h100-superpod", "dgx-b200-superpod", "cloud-25gbe", "power-sample"})
            QTest::newRow(id) << id;
    }
    void smallDrawingsStayAsTheyAre() {
        QFETCH(QString, id);
        const std::string drawn = designText(built(id.toUtf8().constData()));
        QCOMPARE(text(drawn),
                 QString::fromUtf8(contents(QStringLiteral(RACKLOOM_TEST_DATA "/templates/%1.txt").arg(id))));
    }

    void theSampleIsWhatTheTemplateDraws() {
        const QByteArray sample =
            contents(QStringLiteral(RACKLOOM_SOURCE_RESOURCES "/samples/gb200-superpod.rackloom"));
        QVERIFY(!sample.isEmpty());
        const Snapshot s = built("gb200-superpod");
        const Result<Snapshot> read = decodeDesign(sample.toStdString(), "gb200-superpod.rackloom");
        QVERIFY2(read.ok(), read ? "" : read.error().text().c_str());
        QVERIFY(read.value() == s);
        QVERIFY(encodeDesign(s) == sample.toStdString());
    }

    void sameParametersDrawTheSame() {
        for (const char* id : {"gb200-superpod", "dgx-b200-superpod", "cloud-25gbe"})
            QVERIFY(built(id) == built(id));
    }

    void wrongRequestsAreRefusedWithARemedy_data() {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<QString>("part");
        QTest::newRow("template") << "gb201"
                                  << ""
                                  << "Choose one of gb200-nvl72";
        QTest::newRow("name") << "gb200-superpod"
                              << "rack=8"
                              << "It takes su=1…324, racks=0…2592.";
        QTest::newRow("range") << "dgx-h100-superpod"
                               << "su=65"
                               << "Use a value from 1 to 64.";
        QTest::newRow("fraction") << "gb200-superpod"
                                  << "su=1.5"
                                  << "Use a whole number.";
        QTest::newRow("none") << "cray-2"
                              << "su=1"
                              << "It takes no parameters.";
    }
    void wrongRequestsAreRefusedWithARemedy() {
        QFETCH(QString, id);
        QFETCH(QString, parameter);
        QFETCH(QString, part);
        std::vector<std::string> given;
        if (!parameter.isEmpty()) given.push_back(parameter.toStdString());
        const Result<Snapshot> r = buildTemplate(catalog(), id.toStdString(), parseParameters(given).value());
        QVERIFY(!r);
        QVERIFY2(text(r.error().text()).contains(part), r.error().text().c_str());
        QVERIFY(text(r.error().place).contains(id));
    }

    void aCatalogueWithoutAPartIsNamed() {
        Catalog poor = catalog();
        poor.devices.erase("nvidia-qm9700");
        const Result<Snapshot> r = buildTemplate(poor, "gb200-superpod", {});
        QVERIFY(!r);
        QVERIFY(text(r.error().text()).contains("nvidia-qm9700"));
        for (const Template& t : templates())
            QVERIFY(!buildTemplate(Catalog{}, t.id, {}));
    }
};

QTEST_APPLESS_MAIN(TemplatesTest)
#include "templates_test.moc"
