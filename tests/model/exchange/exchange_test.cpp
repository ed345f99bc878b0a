// SPDX-License-Identifier: GPL-3.0-or-later
// Networks read from the listings of other programs: counts, names, oddities with their lines, drawings that
// are valid, comparisons with a plan, and texts that mean harm.
#include "model/exchange/drawn_dump.h"
#include "model/exchange/dump_compare.h"
#include "model/site/validate.h"

#include <QFile>
#include <QtTest>

using namespace rackloom;
using namespace rackloom::model;

namespace {

std::string sample() {
    QFile file(QStringLiteral(RACKLOOM_TEST_DATA "/ibnetdiscover.txt"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

IbDump read(const std::string& text) {
    auto out = readIbDump(text, "dump");
    return out ? std::move(out).value() : IbDump();
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

bool tells(const IbDump& dump, std::size_t line, const std::string& words) {
    for (const IbOddity& odd : dump.odd)
        if (odd.line == line && odd.text.find(words) != std::string::npos) return true;
    return false;
}

}  // namespace

class ExchangeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyLinkIsReadOnce() {
        const IbDump dump = read(sample());
        QCOMPARE(dump.count(IbNode::Kind::Switch), std::size_t{3});
        QCOMPARE(dump.count(IbNode::Kind::Adapter), std::size_t{6});
        QCOMPARE(dump.links.size(), std::size_t{8});  // 3 between switches, 5 to hosts
        QCOMPARE(dump.aggregationLinks, std::size_t{1});
        QCOMPARE(dump.oddCount, std::size_t{0});
        double gbps = 0;
        for (const IbLink& link : dump.links)
            gbps += link.gbps;
        QCOMPARE(gbps, 7 * 400.0 + 100);
        const auto tiers = switchTiers(dump);
        QCOMPARE(std::count(tiers.begin(), tiers.end(), 0U), 2);
        QCOMPARE(std::count(tiers.begin(), tiers.end(), 1U), 1);
    }

    void ratesFollowLanesAndGeneration_data() {
        QTest::addColumn<QString>("word");
        QTest::addColumn<double>("gbps");
        const std::pair<const char*, double> kRates[] = {
            {"4xSDR", 10},  {"4xDDR", 20},  {"4xQDR", 40},  {"4xFDR10", 40}, {"4xFDR", 56}, {"4xEDR", 100},
            {"4xHDR", 200}, {"4xNDR", 400}, {"4xXDR", 800}, {"2xNDR", 200},  {"1xEDR", 25}, {"12xQDR", 120}};
        for (const auto& [word, gbps] : kRates)
            QTest::newRow(word) << QString::fromLatin1(word) << gbps;
    }
    void ratesFollowLanesAndGeneration() {
        QFETCH(QString, word);
        QFETCH(double, gbps);
        const IbDump dump = read(replaced(sample(), "4xNDR", word.toStdString()));
        QCOMPARE(dump.links.front().gbps, gbps);
    }

    void aHostGathersItsAdapters() {
        const IbDump dump = read(sample());
        const DumpDevices devices = devicesOf(dump);
        QCOMPARE(devices.devices.size(), std::size_t{6});  // 3 switches, n01, n02, one without a name
        for (const DumpDevice& device : devices.devices) {
            if (device.label == "n01") QCOMPARE(device.nodes.size(), std::size_t{2});
            if (device.isSwitch && device.label == "R1-LEAF-01") QCOMPARE(device.ports, 64U);
        }
        const bool placed = std::any_of(devices.devices.begin(), devices.devices.end(),
                                        [](const auto& d) { return d.label == "host at R1-LEAF-01 port 3"; });
        QVERIFY(placed);
    }

    void theDrawingHoldsEveryCable() {
        const auto drawn = drawnFrom(read(sample()), "Sample");
        QVERIFY2(drawn.ok(), drawn.ok() ? "" : drawn.error().text().c_str());
        const Snapshot& s = drawn.value();
        QVERIFY(validate(s).ok());
        QCOMPARE(s.cables.size(), std::size_t{8});
        QCOMPARE(s.fabrics.size(), std::size_t{1});
        s.fabrics.forEach([](FabricId, const Shared<Fabric>& fabric) {
            QCOMPARE(fabric->tiers.size(), std::size_t{2});
            QCOMPARE(fabric->tiers[0].switches.size(), std::size_t{2});
            QCOMPARE(fabric->tiers[1].switches.size(), std::size_t{1});
        });
    }

    void aDrawingMatchesItself() {
        const IbDump dump = read(sample());
        const auto same = compared(dump, drawnFrom(dump, "Sample").value());
        QVERIFY2(same.ok(), same.ok() ? "" : same.error().text().c_str());
        QCOMPARE(same.value().matched, std::size_t{8});
        QCOMPARE(same.value().planned, std::size_t{8});
        QVERIFY(same.value().missing.empty() && same.value().crossed.empty() && same.value().extra.empty());
    }

    void differencesAreTold() {
        const Snapshot plan = drawnFrom(read(sample()), "Plan").value();
        std::string text = sample();
        const auto swap = [&text](const std::string& a, const std::string& b) {
            text = replaced(replaced(replaced(text, a, "@@"), b, a), "@@", b);
        };
        // n01's first adapter and n02's second hang on each other's leaf, and one cable to the spine is gone.
        swap("\"H-00000000000000b1\"[1](b1) \t\t# \"n01 mlx5_0\" lid 11",
             "\"H-00000000000000c2\"[1](c2) \t\t# \"n02 mlx5_3\" lid 15");
        swap("[1](b1) \t\"S-00000000000000a1\"[1]\t\t# lid 11 lmc 0 \"MF0;R1-LEAF-01:MQM9701/U1\" lid 1",
             "[1](b1) \t\"S-00000000000000a2\"[2]\t\t# lid 11 lmc 0 \"MF0;R1-LEAF-02:MQM9701/U1\" lid 2");
        swap("[1](c2) \t\"S-00000000000000a2\"[2]\t\t# lid 15 lmc 0 \"MF0;R1-LEAF-02:MQM9701/U1\" lid 2",
             "[1](c2) \t\"S-00000000000000a1\"[1]\t\t# lid 15 lmc 0 \"MF0;R1-LEAF-01:MQM9701/U1\" lid 1");
        text = replaced(text, "[33]\t\"S-00000000000000a3\"[3]", "# ");
        text = replaced(text, "[3]\t\"S-00000000000000a2\"[33]", "# ");
        const IbDump dump = read(text);
        QCOMPARE(dump.oddCount, std::size_t{0});
        const auto found = compared(dump, plan);
        QVERIFY(found.ok());
        QCOMPARE(found.value().matched, std::size_t{5});
        QCOMPARE(found.value().missing.size(), std::size_t{1});
        QCOMPARE(found.value().missing[0].portA + found.value().missing[0].portB, 3U + 33U);
        QCOMPARE(found.value().otherPorts, std::size_t{0});
        QCOMPARE(found.value().crossed.size(), std::size_t{2});
        QVERIFY(found.value().crossed[0].found.find("leads to") != std::string::npos);
    }

    void otherPortsOfTheSameDevicesAreNoFault() {
        const Snapshot plan = drawnFrom(read(sample()), "Plan").value();
        std::string text =
            replaced(sample(), "[33]\t\"S-00000000000000a3\"[3]", "[40]\t\"S-00000000000000a3\"[3]");
        text = replaced(text, "[3]\t\"S-00000000000000a2\"[33]", "[3]\t\"S-00000000000000a2\"[40]");
        const auto found = compared(read(text), plan);
        QVERIFY(found.ok());
        QCOMPARE(found.value().matched, std::size_t{7});
        QCOMPARE(found.value().otherPorts, std::size_t{1});
        QVERIFY(found.value().missing.empty() && found.value().crossed.empty());
    }

    void strangersAreNotCompared() {
        const Snapshot plan = drawnFrom(read(sample()), "Plan").value();
        std::string text = replaced(replaced(sample(), "R1-", "ZZ-"), "\"n0", "\"m0");
        const auto found = compared(read(text), plan);
        QVERIFY(!found.ok() && !found.error().remedy.empty());
    }

    void oddLinesAreToldWithTheirNumber() {
        const std::string good = sample();
        const std::size_t lines = static_cast<std::size_t>(std::count(good.begin(), good.end(), '\n'));
        QVERIFY(tells(read(good + "what is this\n"), lines + 1, "not understood"));
        QVERIFY(tells(read(good + "[1]\t\"H-xyz\"[1]\t# \"n\" lid 1 4xNDR\n"), lines + 1, "not understood"));
        QVERIFY(tells(read(good + "[1]\t\"S-a1\"[65]\t# \"n\" lid 1 9xNDR\n"), lines + 1, "not understood"));
        QVERIFY(tells(read("[1]\t\"S-a1\"[1]\t# \"n\" lid 1 4xNDR\n" + good), 1, "before any node"));
        QVERIFY(tells(read(good + "Switch\t4 \"S-f1\"\t# \"x\"\n[1]\t\"S-f1\"[2]\t# \"x\" lid 1 4xNDR\n"),
                      lines + 2, "linked to itself"));
        QVERIFY(tells(read(good + "Switch\t4 \"S-f1\"\t# \"x\"\n[1]\t\"S-a3\"[9]\t# \"x\" lid 1 4xNDR\n"),
                      lines + 2, "one end only"));
        const IbDump rates = read(replaced(good, "lid 11 lmc 0 \"MF0;R1-LEAF-01:MQM9701/U1\" lid 1 4xNDR",
                                           "lid 11 lmc 0 \"MF0;R1-LEAF-01:MQM9701/U1\" lid 1 4xHDR"));
        QCOMPARE(rates.oddCount, std::size_t{1});
    }

    void hostileTextIsRefusedOrRead() {
        QVERIFY(!readIbDump("", "x").ok());
        QVERIFY(!readIbDump(std::string("Switch\t1 \"S-1\"\0", 15), "x").ok());
        QVERIFY(!readIbDump("hello\nworld\n", "x").ok());
        QVERIFY(!readIbDump(sample(), "x", {.bytes = 100}).ok());
        std::string many;
        for (int i = 1; i <= 50'000; ++i)
            many += "Ca\t1 \"H-" + std::to_string(i) + "\"\t# \"n" + std::to_string(i) + " mlx5_0\"\n";
        QVERIFY(!readIbDump(many, "x", {.nodes = 40'000}).ok());
        QCOMPARE(read(many).nodes.size(), std::size_t{50'000});
        std::string odd;
        for (int i = 0; i < 100'000; ++i)
            odd += "nonsense\n";
        const IbDump flood = read(sample() + odd);
        QCOMPARE(flood.oddCount, std::size_t{100'000});
        QCOMPARE(flood.odd.size(), IbDump::kMostOddities);
        QVERIFY(!readIbDump("Switch\t99999999999 \"S-1\"\n", "x").ok());
        const IbDump huge =
            read(sample() + "[4096]\t\"H-ffff\"[4096]\t# \"n mlx5_0\" lid 1 4xNDR\n[4097]\t\"H-eeee\"[1]\t# "
                            "\"n mlx5_0\" lid 1 4xNDR\n");
        QVERIFY(huge.oddCount >= 1);
        QVERIFY(drawnFrom(huge, "Huge").ok());
    }

    void aCallerCanStopIt() {
        std::string many = sample();
        for (int i = 0; i < 5000; ++i)
            many += "# nothing\n";
        struct Stop {};
        bool stopped = false;
        try {
            (void)readIbDump(many, "x", {}, [] { throw Stop{}; });
        } catch (const Stop&) {
            stopped = true;
        }
        QVERIFY(stopped);
    }

    void looksAreTold() {
        QVERIFY(looksLikeIbDump(sample()));
        QVERIFY(!looksLikeIbDump("graph { a -- b }"));
        QVERIFY(!looksLikeIbDump("Switch1 Switch2 400\n"));
    }
};

QTEST_APPLESS_MAIN(ExchangeTest)
#include "exchange_test.moc"
