// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/quantity_text.h"

#include <charconv>
#include <cmath>
#include <system_error>

namespace rackloom {

namespace {

enum class Prefixes { None, Metric, Small };  // Metric: k and up as well; Small: only m, µ and n

struct Symbol {
    std::string_view unit, symbol;
    double factor = 1;
    Prefixes prefixes = Prefixes::None;
    double offset = 0;
};

// The first symbol of a unit is the one that messages show.
constexpr Symbol kSymbols[] = {
    {"1", "", 1},
    {"1", "%", 0.01},
    {"W", "W", 1, Prefixes::Metric},
    {"bit/s", "bit/s", 1, Prefixes::Metric},
    {"bit/s", "b/s", 1, Prefixes::Metric},
    {"bit/s", "bps", 1, Prefixes::Metric},
    {"bit/s", "B/s", 8, Prefixes::Metric},
    {"byte/s", "B/s", 1, Prefixes::Metric},
    {"byte/s", "byte/s", 1, Prefixes::Metric},
    {"byte/s", "bit/s", 0.125, Prefixes::Metric},
    {"bit", "B", 8, Prefixes::Metric},
    {"bit", "bit", 1, Prefixes::Metric},
    {"bit", "GiB", 8.0 * 1073741824},
    {"byte", "B", 1, Prefixes::Metric},
    {"byte", "byte", 1, Prefixes::Metric},
    {"byte", "GiB", 1073741824},
    {"FLOP/s", "FLOP/s", 1, Prefixes::Metric},
    {"FLOP/s", "FLOPS", 1, Prefixes::Metric},
    {"FLOP/s", "F", 1, Prefixes::Metric},
    {"FLOP/s/W", "FLOP/s/W", 1, Prefixes::Metric},
    {"s", "s", 1, Prefixes::Small},
    {"s", "min", 60},
    {"s", "h", 3600},
    {"s", "day", 86400},
    {"s", "days", 86400},
    {"s", "d", 86400},
    {"s", "year", 8760.0 * 3600},
    {"s", "years", 8760.0 * 3600},
    {"1/s", "1/s", 1},
    {"1/s", "FIT", 1e-9 / 3600},
    {"1/s", "1/h", 1.0 / 3600},
    {"1/s", "/h", 1.0 / 3600},
    {"1/s", "1/year", 1.0 / (8760.0 * 3600)},
    {"m", "m", 1, Prefixes::Metric},
    {"m", "cm", 0.01},
    {"kg", "kg", 1},
    {"kg", "g", 1e-3},
    {"kg", "t", 1e3},
    {"m3/s", "m3/s", 1},
    {"m3/s", "L/min", 1e-3 / 60},
    {"m3/s", "l/min", 1e-3 / 60},
    {"m3/s", "L/s", 1e-3},
    {"m3/s", "l/s", 1e-3},
    {"m3/s", "m3/h", 1.0 / 3600},
    {"m3/s", "m³/h", 1.0 / 3600},
    {"m3/s", "m³/s", 1},
    {"Pa", "Pa", 1, Prefixes::Metric},
    {"Pa", "bar", 1e5, Prefixes::Small},
    {"K", "K", 1},
    {"K", "°C", 1, Prefixes::None, 273.15},
    {"K", "C", 1, Prefixes::None, 273.15},
    {"dK", "K", 1},
    {"dK", "°C", 1},
    {"m3", "m3", 1},
    {"m3", "m³", 1},
    {"m3", "L", 1e-3},
    {"m3", "l", 1e-3},
    {"J", "J", 1, Prefixes::Metric},
    {"J", "kWh", 3.6e6},
    {"J", "MWh", 3.6e9},
    {"J/kg", "J/kg", 1, Prefixes::Metric},
    {"USD/s", "USD/h", 1.0 / 3600},
    {"USD/s", "USD/year", 1.0 / (8760.0 * 3600)},
    {"USD/s", "USD/s", 1},
    {"USD/J", "USD/kWh", 1 / 3.6e6},
    {"USD/J", "USD/MWh", 1 / 3.6e9},
    {"USD/W", "USD/W", 1},
    {"USD/W", "USD/kW", 1e-3},
    {"USD/W", "USD/MW", 1e-6},
    {"USD/W/s", "USD/kW/month", 1e-3 / (730.0 * 3600)},
    {"USD/W/s", "USD/kW/year", 1e-3 / (8760.0 * 3600)},
    {"USD/W/s", "USD/MW/year", 1e-6 / (8760.0 * 3600)},
    {"kg/J", "g/kWh", 1e-3 / 3.6e6},
    {"kg/J", "kg/kWh", 1 / 3.6e6},
    {"kg/J", "kg/MWh", 1 / 3.6e9},
    {"m3/J", "L/kWh", 1e-3 / 3.6e6},
    {"A", "A", 1, Prefixes::Metric},
    {"V", "V", 1, Prefixes::Metric},
    {"ohm", "ohm", 1, Prefixes::Small},
    {"ohm", "Ω", 1, Prefixes::Small},
    {"kg/m2", "kg/m2", 1},
    {"kg/m2", "kg/m²", 1},
    {"kg/m3", "kg/m3", 1},
    {"kg/m3", "kg/m³", 1},
    {"J/kg/K", "J/kg/K", 1, Prefixes::Metric},
    {"USD", "USD", 1, Prefixes::Metric},
    {"USD", "$", 1},
    {"USD", "", 1, Prefixes::Metric},  // "$3M"
};

struct Prefix {
    std::string_view text;
    double factor;
    bool small;
};
constexpr Prefix kPrefixes[] = {{"n", 1e-9, true},  {"µ", 1e-6, true},  {"u", 1e-6, true}, {"m", 1e-3, true},
                                {"k", 1e3, false},  {"K", 1e3, false},  {"M", 1e6, false}, {"G", 1e9, false},
                                {"T", 1e12, false}, {"P", 1e15, false}, {"E", 1e18, false}};

std::string_view trimmed(std::string_view s) {
    for (const std::string_view space : {" ", "\t", "\u00a0", "\u2009", "\u202f"}) {
        while (s.starts_with(space))
            s.remove_prefix(space.size());
        while (s.ends_with(space))
            s.remove_suffix(space.size());
    }
    return s;
}

// The factor and the offset of a typed unit, or nothing.
const Symbol* findSymbol(std::string_view typed, std::string_view unit, double& factor) {
    for (const Symbol& s : kSymbols) {
        if (s.unit != unit) continue;
        factor = s.factor;
        if (typed == s.symbol) return &s;
        if (s.prefixes == Prefixes::None || !typed.ends_with(s.symbol)) continue;
        const std::string_view before = typed.substr(0, typed.size() - s.symbol.size());
        for (const Prefix& p : kPrefixes)
            if (before == p.text && (p.small || s.prefixes == Prefixes::Metric)) {
                factor *= p.factor;
                return &s;
            }
    }
    return nullptr;
}

}  // namespace

std::string unitsTaken(std::string_view unit) {
    if (unit == "1") return "a plain number or per cent, such as 0.35 or 35%";
    std::string out;
    std::string_view last;
    for (const Symbol& s : kSymbols) {
        // "days" and "d" say the same as "day".
        const bool variant = !last.empty() && (s.symbol.starts_with(last) || last.starts_with(s.symbol));
        if (s.unit != unit || s.symbol.empty() || variant) continue;
        last = s.symbol;
        const std::string symbol(s.symbol);
        out += (out.empty() ? "" : ", ") + symbol;
        if (s.prefixes == Prefixes::Metric) out += ", k" + symbol + ", M" + symbol;
        if (s.prefixes == Prefixes::Small) out += ", m" + symbol;
    }
    return out.empty() ? std::string(unit) : out;
}

Result<double> parseQuantity(std::string_view text, std::string_view unit) {
    const std::string place = '"' + std::string(text) + '"';
    std::string_view rest = trimmed(text);
    if (unit == "USD" && rest.starts_with('$')) rest = trimmed(rest.substr(1));
    if (rest.starts_with('+')) rest.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (error != std::errc() || !std::isfinite(value))
        return Error{place, "not a number", "Write a number with a unit: " + unitsTaken(unit) + "."};
    const std::string_view typed = trimmed(rest.substr(static_cast<std::size_t>(end - rest.data())));
    if (typed.empty()) return value;
    double factor = 1;
    const Symbol* symbol = findSymbol(typed, unit, factor);
    if (symbol == nullptr) {
        if (typed == unit) return value;
        return Error{place, "\"" + std::string(typed) + "\" is not a unit that fits",
                     "Use " + unitsTaken(unit) + "."};
    }
    const double si = value * factor + symbol->offset;
    if (!std::isfinite(si)) return Error{place, "the number is too large", "Use a smaller one."};
    return si;
}

}  // namespace rackloom
