// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/import_text.h"

#include "app/cli/console.h"
#include "model/exchange/dump_counts.h"

#include <algorithm>

namespace rackloom::app {

namespace {

using model::IbDump;

constexpr std::size_t kShown = 20;

std::string cableText(const model::NamedCable& c) {
    return c.a + " port " + std::to_string(c.portA) + " – " + c.b + " port " + std::to_string(c.portB);
}

Json cableJson(const model::NamedCable& c) {
    return {{"a", {{"device", c.a}, {"port", c.portA}}}, {"b", {{"device", c.b}, {"port", c.portB}}}};
}

/// "Missing" and the first of its lines.
template <class Rows, class Text>
std::string section(const char* title, const Rows& rows, const Text& textOf) {
    if (rows.empty()) return {};
    std::string out = std::string("\n") + title + "\n";
    for (std::size_t i = 0; i < rows.size() && i < kShown; ++i)
        out += wrapped(shown(textOf(rows[i])), 2);
    if (rows.size() > kShown) out += "  and " + std::to_string(rows.size() - kShown) + " more\n";
    return out;
}

}  // namespace

std::string oddText(const IbDump& dump) {
    std::string out;
    for (std::size_t i = 0; i < dump.odd.size() && i < kShown; ++i) {
        const model::IbOddity& odd = dump.odd[i];
        out += "rackloom: " + (odd.line > 0 ? "line " + std::to_string(odd.line) + ": " : std::string()) +
               shown(odd.text) + ".\n";
    }
    if (dump.oddCount > kShown)
        out += "rackloom: and " + std::to_string(dump.oddCount - std::min(kShown, dump.odd.size())) +
               " more oddities.\n";
    return out;
}

std::string dumpText(const IbDump& dump) {
    const model::DumpCounts counts = model::countsOf(dump);
    TextTable table("rl");
    table.add({std::to_string(counts.switches), "switches"});
    for (const auto& [tier, count] : counts.tiers)
        table.add({std::to_string(count), "  " + model::tierName(tier)});
    table.add({std::to_string(counts.adapters), "adapters"});
    table.add({std::to_string(counts.hosts), "hosts"});
    table.add({std::to_string(counts.switchLinks), "links between switches"});
    table.add({std::to_string(counts.hostLinks), "links to hosts"});
    for (const auto& [rate, count] : counts.rates)
        table.add({std::to_string(count), "  at " + jsonNumber(rate).dump() + " Gb/s per direction"});
    if (dump.aggregationLinks > 0)
        table.add({std::to_string(dump.aggregationLinks), "aggregation ports, which are no cables"});
    if (dump.oddCount > 0) table.add({std::to_string(dump.oddCount), "oddities"});
    return table.text();
}

Json dumpJson(const IbDump& dump) {
    const model::DumpCounts counts = model::countsOf(dump);
    Json odd = Json::array(), tiers = Json::array(), rates = Json::array();
    for (const model::IbOddity& o : dump.odd)
        odd.push_back({{"line", o.line > 0 ? Json(o.line) : Json(nullptr)}, {"text", o.text}});
    for (const auto& [tier, count] : counts.tiers)
        tiers.push_back({{"name", model::tierName(tier)}, {"switches", count}});
    for (const auto& [rate, count] : counts.rates)
        rates.push_back({{"gbps", jsonNumber(rate)}, {"links", count}});
    return {{"format", kJsonFormat},
            {"switches", counts.switches},
            {"tiers", std::move(tiers)},
            {"adapters", counts.adapters},
            {"hosts", counts.hosts},
            {"switch_links", counts.switchLinks},
            {"host_links", counts.hostLinks},
            {"rates", std::move(rates)},
            {"aggregation_ports", dump.aggregationLinks},
            {"oddities", dump.oddCount},
            {"odd", std::move(odd)}};
}

std::string comparisonText(const model::DumpComparison& c) {
    TextTable table("rl");
    table.add({std::to_string(c.planned), "cables planned between devices that both know"});
    table.add({std::to_string(c.matched), "as planned"});
    table.add({std::to_string(c.otherPorts), "between the same devices, at other ports"});
    table.add({std::to_string(c.missing.size()), "missing"});
    table.add({std::to_string(c.crossed.size()), "crossed: a port leads elsewhere"});
    table.add({std::to_string(c.extra.size()), "in the network only"});
    std::string out = table.text();
    out += section("Missing", c.missing, cableText);
    out += section("Crossed", c.crossed,
                   [](const model::CrossedCable& x) { return cableText(x.planned) + ": " + x.found; });
    out += section("In the network only", c.extra, cableText);
    const auto same = [](const std::string& name) { return name; };
    out += section("Planned devices that the network does not name", c.unseen, same);
    out += section("Devices that the plan does not name", c.unplanned, same);
    return out;
}

Json comparisonJson(const model::DumpComparison& c) {
    Json missing = Json::array(), crossed = Json::array(), extra = Json::array();
    for (const model::NamedCable& cable : c.missing)
        missing.push_back(cableJson(cable));
    for (const model::CrossedCable& cable : c.crossed) {
        crossed.push_back(cableJson(cable.planned));
        crossed.back()["found"] = cable.found;
    }
    for (const model::NamedCable& cable : c.extra)
        extra.push_back(cableJson(cable));
    return {{"format", kJsonFormat},         {"planned", c.planned},        {"found", c.found},
            {"matched", c.matched},          {"other_ports", c.otherPorts}, {"missing", std::move(missing)},
            {"crossed", std::move(crossed)}, {"extra", std::move(extra)},   {"unseen", c.unseen},
            {"unplanned", c.unplanned}};
}

}  // namespace rackloom::app
