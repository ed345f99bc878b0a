// SPDX-License-Identifier: GPL-3.0-or-later
// The bill of materials of drawn designs: cables and transceivers of the drawn fabrics beside the equipment,
// with prices where they are known.
#include "../drawn.h"
#include "analytics/engine/evaluate.h"
#include "analytics/report_cable_bill.h"

#include <QtTest>

#include <cmath>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::shippedDesign;

namespace {

model::Snapshot design() {
    return shippedDesign("dgx-h100-superpod", "su=1");
}

double cablesDrawn(const Report& report) {
    double sum = 0;
    for (const Bundle& b : *report.bundles)
        sum += b.count;
    return sum;
}

double cablesBought(const Report& report) {
    double sum = 0;
    for (const MaterialResult& m : report.materials)
        if (m.cable) sum += m.count;
    return sum;
}

/// The cable that is bought most often.
const MaterialResult& mostBought(const Report& report) {
    const MaterialResult* most = nullptr;
    for (const MaterialResult& m : report.materials)
        if (m.cable && m.type.isValid() && (!most || m.count > most->count)) most = &m;
    return *most;
}

void setPrice(model::Snapshot& s, WriteToken& token, DeviceTypeId id, double usd) {
    model::DeviceType type = *s.types.at(id);
    type.price.emplace();
    type.price->amount = model::Figure<Money>::of(usd * unit::usd, "quote", model::Grade::Vendor);
    type.price->date = "2026-10";
    s.types.write(token, id) = Shared<model::DeviceType>(type);
}

}  // namespace

class DrawnBill : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyDrawnCableIsBought() {
        const Report report = evaluate(design());
        QVERIFY(cablesDrawn(report) > 500);
        QCOMPARE(cablesBought(report), cablesDrawn(report));
    }

    void aPricedCableIsInTheEquipmentCost() {
        model::Snapshot s = design();
        WriteToken token;
        const Report before = evaluate(s);
        const MaterialResult cable = mostBought(before);
        setPrice(s, token, cable.type, 1e3);
        const Report after = evaluate(s);
        const MetricValue &a = *before.find("cost.capex"), &b = *after.find("cost.capex");
        const double was = cable.count * cable.price.value_or(0);
        QVERIFY(std::abs(b.value() - a.value() - (cable.count * 1e3 - was)) < 1e-6 * b.value());
        QVERIFY(cable.price || b.coverage > a.coverage);
        QVERIFY(std::any_of(b.inputs.begin(), b.inputs.end(), [](const Input& i) {
            return i.source == "quote" && i.note.find("2026-10") != std::string::npos;
        }));
    }

    void cablesWithoutAPriceLowerTheCoverage() {
        model::Snapshot s = design();
        WriteToken token;
        const Report with = evaluate(s);
        const std::string name = s.types.at(mostBought(with).type)->name;
        for (const FabricId id : s.fabrics.ids())
            s.fabrics.erase(token, id);
        const Report without = evaluate(s);
        QCOMPARE(cablesBought(without), 0.0);
        QVERIFY(without.find("cost.capex")->coverage > with.find("cost.capex")->coverage);
        const auto& missing = with.find("cost.capex")->missing;
        QVERIFY(mostBought(with).price || std::find(missing.begin(), missing.end(), name) != missing.end());
    }

    void cablesThatNoMediumReachesAreCountedAsUnknown() {
        model::Snapshot s = design();
        WriteToken token;
        for (const FabricId id : s.fabrics.ids()) {
            model::Fabric fabric = *s.fabrics.at(id);
            fabric.cableTypes.clear();
            s.fabrics.write(token, id) = Shared<model::Fabric>(fabric);
        }
        const Report report = evaluate(s);
        const MaterialResult& last = report.materials.back();
        QVERIFY(last.cable && !last.type.isValid() && !last.price);
        QCOMPARE(last.count, cablesDrawn(report));
    }

    void aLinkOfSingleTransceiversTakesTwo() {
        model::Snapshot s = design();
        WriteToken token;
        const DeviceTypeId id = mostBought(evaluate(s)).type;
        const double links = mostBought(evaluate(s)).count;
        model::DeviceType type = *s.types.at(id);
        type.kind = "transceiver";
        s.types.write(token, id) = Shared<model::DeviceType>(type);
        QCOMPARE(mostBought(evaluate(s)).count, 2 * links);
    }

    void aSplittingCableIsBoughtOnceForEachCage() {
        model::Snapshot s = design();
        WriteToken token;
        const DeviceTypeId id = mostBought(evaluate(s)).type;
        model::DeviceType type = *s.types.at(id);
        type.kind = "cable";
        type.link->legs = 2;
        type.link->rate = model::Figure<DataRate>::of(DataRate::si(3.2e12), "test", model::Grade::Derived);
        type.link->reach = model::Figure<Length>::of(1000 * unit::m, "test", model::Grade::Derived);
        s.types.write(token, id) = Shared<model::DeviceType>(type);
        std::size_t items = 0;
        for (const FabricId fabric : s.fabrics.ids()) {
            model::Fabric row = *s.fabrics.at(fabric);
            row.cableTypes = {type.key};
            s.fabrics.write(token, fabric) = Shared<model::Fabric>(row);
            items += cableBill(s, cableSchedule(s, fabric)).items;
        }
        // Legs that are not used are bought with the others.
        const Report report = evaluate(s);
        QVERIFY(cablesBought(report) < cablesDrawn(report));
        QCOMPARE(cablesBought(report), static_cast<double>(items));
    }

    void equipmentCostIsTheSumOfTheBill() {
        for (const char* id : {"gb200-nvl72", "dgx-h100-superpod"}) {
            const Report report = evaluate(shippedDesign(id));
            double sum = 0, all = 0, priced = 0;
            for (const MaterialResult& m : report.materials) {
                sum += m.count * m.price.value_or(0);
                all += m.count;
                if (m.price) priced += m.count;
            }
            const MetricValue& capex = *report.find("cost.capex");
            QVERIFY(std::abs(capex.value() - sum) <= 1e-9 * sum);
            QVERIFY(std::abs(capex.coverage - priced / all) < 1e-12);
        }
    }
};

QTEST_GUILESS_MAIN(DrawnBill)
#include "drawn_bill.moc"
