// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of others: the shipped prices, and catalogues in SkyPilot's form, good and bad.
#include "analytics/economics/csv_table.h"
#include "analytics/economics/price_date.h"
#include "analytics/economics/rent_offers.h"

#include <QtTest>

#include <cmath>
#include <fstream>
#include <random>
#include <sstream>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

std::string shipped() {
    std::ifstream in(RACKLOOM_SOURCE_RESOURCES "/prices/gpu_prices.csv");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

constexpr const char* kHeader = "InstanceType,AcceleratorName,AcceleratorCount,Region,AvailabilityZone,Price,"
                                "SpotPrice\n";

Result<std::vector<RentOffer>> catalogue(const std::string& rows) {
    return readSkyCatalog(kHeader + rows, "vms.csv", "gcp", "2026-11-01");
}

}  // namespace

class PriceTables : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theShippedTableIsReadWhole() {
        const auto offers = readOfferTable(shipped(), "gpu_prices.csv");
        QVERIFY(offers.ok());
        QCOMPARE(offers.value().size(), std::size_t{64});
        int licensed = 0;
        for (const RentOffer& o : offers.value()) {
            QVERIFY(o.onDemand || o.spot);
            QVERIFY2(newestDay(o.date), o.date.c_str());
            licensed += o.licence == "Apache-2.0" || o.licence == "CC-BY-4.0" || o.licence == "MPL-2.0";
        }
        QCOMPARE(licensed, 64);
        // S10, S11 and eight of them: a whole machine's price is that of its accelerators together.
        const auto h100 = offersOf(offers.value(), "H100");
        QVERIFY(!h100.empty() && h100.front().onDemandEach() <= h100.back().onDemandEach());
    }

    void hostAndAcceleratorOfOneZoneAreAddedUp() {
        const auto offers = catalogue("a3-highgpu-8g,,,us-central1,us-central1-a,9.46006,1.70352\n"
                                      ",H100,8,us-central1,us-central1-a,36.56073,14.1056\n"
                                      ",H100,8,us-central1,us-central1-b,36.56073,\n");
        QVERIFY(offers.ok());
        QCOMPARE(offers.value().size(), std::size_t{2});
        const RentOffer& whole = offers.value()[0];
        QVERIFY(std::abs(*whole.onDemand - 46.02079) < 1e-9);
        QVERIFY(std::abs(1 - *whole.spot / *whole.onDemand - 0.6564787349) < 1e-9);
        QCOMPARE(whole.instance, std::string("a3-highgpu-8g"));
        const RentOffer& alone = offers.value()[1];
        QVERIFY(!alone.note.empty() && !alone.spot);
    }

    void versionSevenWithoutArchAndOtherOrdersAreRead() {
        const auto offers = readSkyCatalog("\xef\xbb\xbfPrice,Region,AcceleratorCount,AcceleratorName,"
                                           "InstanceType\r\n44,eu,8,B200,\"b200, eight\"\r\n\r\n",
                                           "vms.csv", "nebius", "");
        QVERIFY(offers.ok());
        QCOMPARE(offers.value()[0].instance, std::string("b200, eight"));
        QCOMPARE(*offers.value()[0].onDemandEach(), 5.5);
        QVERIFY(!offers.value()[0].spot);
    }

    void errorsNameFileLineAndColumn() {
        const auto bad = catalogue("a,H100,8,r,z,1,\nb,H100,8,r,z,dear,\n");
        QVERIFY(!bad.ok());
        QCOMPARE(bad.error().place, std::string("vms.csv:3"));
        QVERIFY(bad.error().reason.find("Price") != std::string::npos);
        const auto missing = readSkyCatalog("Price\n1\n", "vms.csv", "x", "");
        QVERIFY(!missing.ok() && missing.error().remedy.find("Price") != std::string::npos);
    }

    void sizesAreBounded() {
        CsvLimits limits;
        limits.rows = 2;
        QVERIFY(CsvTable::read("a\n1\n2\n", "t", limits).ok());
        QVERIFY(!CsvTable::read("a\n1\n2\n3\n", "t", limits).ok());
        limits.bytes = 3;
        QVERIFY(!CsvTable::read("a\n1\n", "t", limits).ok());
        QVERIFY(!CsvTable::read(std::string(300, ','), "t").ok());
    }

    void quotedCellsHoldCommasQuotesAndLines() {
        const auto table = CsvTable::read("a,b\n\"x, \"\"y\"\"\nz\",2\n,3\n", "t");
        QVERIFY(table.ok());
        QCOMPARE(table.value().cell(0, 0), std::string("x, \"y\"\nz"));
        QCOMPARE(table.value().place(1), std::string("t:4"));
        QCOMPARE(*table.value().amount(1, 1).value(), 3.0);
        QVERIFY(!table.value().amount(1, 0).value());
    }

    void anyBytesAreReadOrRefused() {
        std::mt19937 random(3);
        const std::string letters = "a,\"\n\r1.e-\x00\xff#H";
        for (int i = 0; i < 3000; ++i) {
            std::string text = i % 2 ? kHeader : "";
            for (std::size_t n = random() % 60; n > 0; --n)
                text += letters[random() % letters.size()];
            const auto offers = readSkyCatalog(text, "t", "c", "");
            if (offers.ok())
                for (const RentOffer& o : offers.value())
                    QVERIFY(std::isfinite(o.onDemandEach().value_or(0)) && o.count > 0);
            else
                QVERIFY(!offers.error().reason.empty());
        }
    }
};

QTEST_GUILESS_MAIN(PriceTables)
#include "price_tables.moc"
