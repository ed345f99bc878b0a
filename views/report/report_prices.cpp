// SPDX-License-Identifier: GPL-3.0-or-later
// What everything drawn costs to buy: devices, equipment, cables. Prices that nobody publishes stay unknown.
#include "views/format/number_text.h"
#include "views/report/report_sections.h"

#include <algorithm>

namespace rackloom::views {

namespace {

using analytics::MaterialResult;

double together(const MaterialResult& m) {
    return m.count * m.price.value_or(0);
}

/// The dearest first, then those without a price as listed.
std::vector<const MaterialResult*> dearestFirst(const std::vector<MaterialResult>& materials) {
    std::vector<const MaterialResult*> out;
    for (const MaterialResult& m : materials)
        out.push_back(&m);
    std::stable_sort(out.begin(), out.end(), [](const MaterialResult* a, const MaterialResult* b) {
        return a->price.has_value() != b->price.has_value() ? a->price.has_value()
                                                            : together(*a) > together(*b);
    });
    return out;
}

QString countShown(const MaterialResult& m, const model::DeviceType* type) {
    const auto count = static_cast<qint64>(m.count);
    const bool optical = m.cable && type && type->link && type->kind == "cable" &&
                         (type->link->medium == "multimode" || type->link->medium == "singlemode");
    return optical ? reportTr("%1, %2 transceivers").arg(count).arg(2 * count) : QString::number(count);
}

}  // namespace

ReportTable priceTable(const ReportSubject& subject) {
    ReportTable table;
    table.caption = reportTr("Prices");
    table.columns = {{reportTr("Bought"), 3.4},     {reportTr("Count"), 2, true},
                     {reportTr("Each"), 1.2, true}, {reportTr("Together"), 1.3, true},
                     {reportTr("Price of"), 1.2},   {reportTr("Source"), 1}};
    for (const MaterialResult* m : dearestFirst(subject.report.materials)) {
        const Shared<model::DeviceType>* found = subject.snapshot.types.find(m->type);
        const model::DeviceType* type = found ? &**found : nullptr;
        const bool known = m->price && type && type->price;
        const Tone tone = known ? Tone::Plain : Tone::Muted;
        table.rows.push_back(
            {{type ? fromUtf8(type->name) : reportTr("Cables for which no medium is chosen")},
             {countShown(*m, type)},
             {quantity(m->price, "USD"), tone},
             {known ? quantity(together(*m), "USD") : QString(), tone},
             {known ? fromUtf8(type->price->date) : QString(), Tone::Muted},
             {known ? sourceShown(type->price->amount.provenance.source) : QString(), Tone::Muted}});
    }
    return table;
}

}  // namespace rackloom::views
