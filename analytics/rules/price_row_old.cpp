// SPDX-License-Identifier: GPL-3.0-or-later
// A price of drawn equipment, or the row of the price table that its rent is taken from, that is older than
// ninety days, judged on the day that the site states: the program asks no clock, so that a report of a
// design stays the same.
#include "analytics/economics/price_date.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/bill.h"
#include "analytics/loads/rent_market.h"
#include "analytics/rules/rule.h"

namespace rackloom::analytics {
namespace {

const RuleInfo kInfo{.id = "price.row_old",
                     .title = "Old price",
                     .severity = Severity::Info,
                     .pattern = "The {0} is of {1}, {2} days before {3}",
                     .remedy = "Enter a newer price, or take the cost as a rough figure.",
                     .source = "Facility reference G."};

Finding oldPrice(DeviceTypeId type, std::string what, const std::string& date, long age, long today) {
    return findingOf(kInfo, {{ObjectRef::Kind::Type, type.value}},
                     {textArgument(std::move(what)), textArgument(date), textArgument(std::to_string(age)),
                      textArgument(dayText(today))});
}

void checkRent(Query& q, long today, std::vector<Finding>& findings) {
    const RentPrices& rent = *q.get<RentMarket>();
    const auto newest = newestDay(rent.old);
    if (newest)
        findings.push_back(
            oldPrice(rent.gpu, "rent of " + q.get<TypeOf>(rent.gpu)->name, rent.old, today - *newest, today));
}

void check(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    const auto day = dayFromNumber(q.get<AssumptionOf>("prices.judged_on").value);
    if (!day) {
        notChecked.push_back("prices.judged_on is no day, so the age of prices was not checked.");
        return;
    }
    for (const BillLine& line : q.get<Bill>()->lines) {
        if (!line.price) continue;
        const model::DeviceType& type = *q.get<TypeOf>(line.type);
        const auto newest = newestDay(type.price->date);
        if (!newest) {
            notChecked.push_back("The price of " + type.name + " has no date.");
            continue;
        }
        const long age = *day - *newest;
        if (age <= kFreshDays) continue;
        findings.push_back(oldPrice(line.type, "price of " + type.name, type.price->date, age, *day));
    }
    checkRent(q, *day, findings);
}

}  // namespace

const Rule& priceRowOldRule() {
    static const Rule kRule{kInfo, check};
    return kRule;
}

}  // namespace rackloom::analytics
