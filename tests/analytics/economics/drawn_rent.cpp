// SPDX-License-Identifier: GPL-3.0-or-later
// Rents of drawn designs, taken from the price table that ships, and how one row is chosen among many.
#include "../drawn.h"
#include "analytics/economics/csv_table.h"
#include "analytics/economics/market_price.h"
#include "analytics/economics/price_date.h"
#include "analytics/economics/shipped_prices.h"
#include "analytics/engine/evaluate.h"
#include "model/site/assumptions.h"

#include <QtTest>

#include <cmath>
#include <fstream>
#include <sstream>

using namespace rackloom;
using namespace rackloom::analytics;
using rackloom::test::findingsOf;
using rackloom::test::shippedDesign;

namespace {

constexpr double kHour = 3600;
const std::optional<long> kToday = dayOf(2026, 11, 23);

std::string fileText(const char* name) {
    std::ifstream in(std::string(RACKLOOM_SOURCE_RESOURCES "/prices/") + name);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

RentOffer offer(std::string cloud, std::optional<double> price, std::string date,
                std::optional<double> spot = {}, double count = 1) {
    RentOffer o;
    o.accelerator = "H100";
    o.cloud = std::move(cloud);
    o.count = count;
    o.onDemand = price;
    o.spot = spot;
    o.date = std::move(date);
    return o;
}

model::Snapshot assuming(model::Snapshot s, const std::string& id, double value) {
    WriteToken token;
    model::Site site = *s.site;
    site.assumptions[id] = {value, "quote of a provider"};
    s.site = Shared<model::Site>(site);
    return s;
}

bool mentions(const std::vector<std::string>& texts, const char* word) {
    return std::any_of(texts.begin(), texts.end(),
                       [word](const std::string& t) { return t.find(word) != std::string::npos; });
}

const Chart& chart(const Report& report, std::string_view id) {
    for (const auto& c : report.charts)
        if (c->id == id) return *c;
    static const Chart kNone;
    return kNone;
}

}  // namespace

class DrawnRent : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theProgramHoldsTheShippedFiles() {
        QCOMPARE(std::string(offerTableText()), fileText("gpu_prices.csv"));
        QCOMPARE(std::string(acceleratorTableText()), fileText("accelerators.csv"));
        QCOMPARE(std::string(priceSourcesText()), fileText("SOURCES.txt"));
        QCOMPARE(shippedOffers().size(), std::size_t{64});
        const auto names = CsvTable::read(acceleratorTableText(), "accelerators.csv");
        QVERIFY(names.ok() && names.value().size() > 5);
        for (std::size_t i = 0; i < names.value().size(); ++i) {
            const std::string& key = names.value().cell(i, names.value().column("type"));
            QVERIFY2(rackloom::test::shippedCatalog().device(key), key.c_str());
            QVERIFY2(!acceleratorOf(key).empty(), key.c_str());
        }
        QVERIFY(acceleratorOf("nvidia-grace-cpu").empty());
    }

    void theMiddleProviderSpeaksForTheMarket() {
        // Eight of a machine are one price; a provider counts once, with its cheapest row.
        const std::vector<RentOffer> offers{offer("a", 2, "2026-10"), offer("b", 24, "2026-10", {}, 8),
                                            offer("b", 9, "2026-10"), offer("c", 5, "2026-10-01"),
                                            offer("c", 4, "2026-10"), offer("d", 7, "2026-11")};
        const auto price = marketOnDemand(offers, "h100", kToday);
        QVERIFY(price);
        QCOMPARE(price->each, 3.0);
        QCOMPARE(price->offer.cloud, std::string("b"));
        QCOMPARE(price->providers, 4);
        QCOMPARE(price->low, 2.0);
        QCOMPARE(price->high, 7.0);
        QVERIFY(!price->old && !marketOnDemand(offers, "H1000", kToday));
        QVERIFY(!marketOnDemand(offers, "H", kToday));
    }

    void freshRowsComeBeforeOldOnes() {
        std::vector<RentOffer> offers{offer("a", 1, "2025"), offer("b", 8, "2026-10")};
        QCOMPARE(marketOnDemand(offers, "H100", kToday)->each, 8.0);
        offers.pop_back();
        const auto old = marketOnDemand(offers, "H100", kToday);
        QVERIFY(old->old);
        QCOMPARE(old->each, 1.0);
        // Ninety days are fresh, ninety-one are not.
        offers = {offer("a", 1, dayText(*kToday - 90)), offer("b", 2, dayText(*kToday - 91))};
        QCOMPARE(marketOnDemand(offers, "H100", kToday)->providers, 1);
    }

    void spotIsCheaperThanOnDemandOrIsNone() {
        const std::vector<RentOffer> offers{offer("a", 3, "2026-10", 5), offer("b", 4, "2026-10", 2)};
        QCOMPARE(marketSpot(offers, "H100", kToday, 3)->each, 2.0);
        QVERIFY(!marketSpot(offers, "H100", kToday, 2));
    }

    void aDrawnGpuTakesItsRowFromTheShippedTable() {
        const Report report = evaluate(shippedDesign("dgx-h100-superpod", "su=1"));
        const auto row = marketOnDemand(shippedOffers(), "H100", kToday);
        const MetricValue& rent = *report.find("cost.rent_on_demand");
        QVERIFY(rent.known() && std::abs(rent.value() * kHour - row->each) < 1e-9);
        QVERIFY(!rent.inputs.empty());
        const Input& from = rent.inputs.front();
        QVERIFY(from.name.find(row->offer.cloud) != std::string::npos);
        QVERIFY(from.name.find(row->offer.date) != std::string::npos);
        QVERIFY(from.source.find(row->offer.licence) != std::string::npos);
        QCOMPARE(from.rivals.size(), std::size_t{2});
        // The reserved rent, the chart and its notes follow.
        const double reserved = report.find("cost.rent_reserved")->value();
        QVERIFY(std::abs(reserved - rent.value() * 0.4) < 1e-12);
        const Chart& curves = chart(report, "cost.own_or_rent");
        QVERIFY(mentions(curves.notes, row->offer.date.c_str()));
        for (const ChartSeries& s : curves.series)
            if (s.name == "On demand") QCOMPARE(s.data.front().y, rent.value());
    }

    void breakEvenFollowsTheRow() {
        const model::Snapshot s =
            assuming(shippedDesign("dgx-h100-superpod", "su=1"), "economics.hardware_usd", 100e6);
        const Report report = evaluate(s);
        const double rent = report.find("cost.rent_on_demand")->value();
        const double hour = report.find("cost.gpu_hour_installed")->value() / 0.97;
        QVERIFY(std::abs(report.find("cost.break_even_on_demand")->value() - hour / rent) < 1e-9);
    }

    void aGpuThatTheTableDoesNotHoldHasNoRent() {
        const model::Snapshot s = shippedDesign("gb200-nvl72");
        const Report report = evaluate(s);
        const MetricValue& rent = *report.find("cost.rent_on_demand");
        QVERIFY(!rent.known() && rent.unknownReason.find("GB200") != std::string::npos);
        for (const char* id : {"cost.rent_reserved", "cost.rent_spot", "cost.break_even_reserved",
                               "cost.break_even_on_demand", "cost.payback", "cost.net_present_value"})
            QVERIFY2(!report.find(id)->known(), id);
        const Chart& curves = chart(report, "cost.own_or_rent");
        QVERIFY(mentions(curves.notes, "Renting is left out"));
        QVERIFY(std::none_of(curves.series.begin(), curves.series.end(),
                             [](const ChartSeries& x) { return x.name == "On demand"; }));
        // A price that the site states is taken, with its own source.
        const Report stated = evaluate(assuming(s, "rent.on_demand", 10.5 / kHour));
        QVERIFY(std::abs(stated.find("cost.rent_on_demand")->value() * kHour - 10.5) < 1e-9);
        QCOMPARE(stated.find("cost.rent_on_demand")->inputs.front().source,
                 std::string("quote of a provider"));
        QVERIFY(stated.find("cost.break_even_reserved")->known());
    }

    void anOldRowIsTold() {
        const model::Snapshot s = shippedDesign("dgx-h100-superpod", "su=1");
        const auto rents = [](const Report& report) {
            int n = 0;
            for (const Finding& f : findingsOf(report, "price.row_old"))
                n += f.arguments[0].text.starts_with("rent of");
            return n;
        };
        const Report now = evaluate(s), later = evaluate(assuming(s, "prices.judged_on", 20270601));
        QCOMPARE(rents(now), 0);
        QCOMPARE(rents(later), 1);
        QVERIFY(later.find("cost.rent_on_demand")->warnings.size() >
                now.find("cost.rent_on_demand")->warnings.size());
        QVERIFY(mentions(later.find("cost.rent_spot")->warnings, "more than 90 days ago"));
        const Report stated = evaluate(assuming(s, "rent.spot", 1 / kHour));
        QVERIFY(!mentions(stated.find("cost.rent_spot")->warnings, "days ago"));
    }

    void explainListsTheTermsOfEachRent() {
        const Report report = evaluate(shippedDesign("dgx-h100-superpod", "su=1"));
        const auto uses = [&](const char* metric, const char* assumption) {
            const auto& inputs = report.find(metric)->inputs;
            return std::count_if(inputs.begin(), inputs.end(), [&](const Input& input) {
                return input.name == model::findAssumption(assumption)->label;
            });
        };
        for (const char* id :
             {"cost.rent_reserved", "cost.break_even_reserved", "cost.payback", "cost.net_present_value"})
            for (const char* term :
                 {"rent.performance", "rent.discount", "rent.prepaid", "economics.capital_rate"})
                QVERIFY2(uses(id, term) == 1, term);
        for (const char* id : {"cost.rent_on_demand", "cost.break_even_on_demand", "cost.rent_spot"}) {
            QVERIFY2(uses(id, "rent.performance") == 1, id);
            QVERIFY2(uses(id, "rent.discount") == 0, id);
        }
    }
};

QTEST_GUILESS_MAIN(DrawnRent)
#include "drawn_rent.moc"
