// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/report_text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <span>

namespace rackloom::analytics {

namespace {

// One step of a unit's ladder: shown from this magnitude up, as value / factor.
struct Step {
    double from, factor;
    std::string_view text;
};

struct Ladder {
    std::string_view unit;
    std::span<const Step> steps;  // rising; the first also takes everything below it
};

constexpr Step kWatt[] = {
    {0, 1, "W"}, {1e3, 1e3, "kW"}, {1e6, 1e6, "MW"}, {1e9, 1e9, "GW"}, {1e12, 1e12, "TW"}};
constexpr Step kBitRate[] = {{0, 1, "b/s"},       {1e3, 1e3, "kb/s"},   {1e6, 1e6, "Mb/s"},
                             {1e9, 1e9, "Gb/s"},  {1e12, 1e12, "Tb/s"}, {1e15, 1e15, "Pb/s"},
                             {1e18, 1e18, "Eb/s"}};
constexpr Step kBit[] = {{0, 1, "b"},        {1e3, 1e3, "kb"},   {1e6, 1e6, "Mb"},  {1e9, 1e9, "Gb"},
                         {1e12, 1e12, "Tb"}, {1e15, 1e15, "Pb"}, {1e18, 1e18, "Eb"}};
constexpr Step kByte[] = {{0, 1, "B"},        {1e3, 1e3, "kB"},   {1e6, 1e6, "MB"},  {1e9, 1e9, "GB"},
                          {1e12, 1e12, "TB"}, {1e15, 1e15, "PB"}, {1e18, 1e18, "EB"}};
constexpr Step kByteRate[] = {{0, 1, "B/s"},       {1e3, 1e3, "kB/s"},   {1e6, 1e6, "MB/s"},
                              {1e9, 1e9, "GB/s"},  {1e12, 1e12, "TB/s"}, {1e15, 1e15, "PB/s"},
                              {1e18, 1e18, "EB/s"}};
constexpr Step kFlops[] = {{0, 1, "FLOP/s"},        {1e3, 1e3, "kFLOP/s"},   {1e6, 1e6, "MFLOP/s"},
                           {1e9, 1e9, "GFLOP/s"},   {1e12, 1e12, "TFLOP/s"}, {1e15, 1e15, "PFLOP/s"},
                           {1e18, 1e18, "EFLOP/s"}, {1e21, 1e21, "ZFLOP/s"}};
constexpr Step kFlopsPerWatt[] = {{0, 1, "FLOP/s/W"},        {1e3, 1e3, "kFLOP/s/W"},
                                  {1e6, 1e6, "MFLOP/s/W"},   {1e9, 1e9, "GFLOP/s/W"},
                                  {1e12, 1e12, "TFLOP/s/W"}, {1e15, 1e15, "PFLOP/s/W"}};
constexpr Step kFlopsPerMoney[] = {{0, 1, "FLOP/s/USD"},
                                   {1e3, 1e3, "kFLOP/s/USD"},
                                   {1e6, 1e6, "MFLOP/s/USD"},
                                   {1e9, 1e9, "GFLOP/s/USD"},
                                   {1e12, 1e12, "TFLOP/s/USD"}};
// A day from two of them on, so that "36 h" stays in hours; a year has 8,760 h.
constexpr Step kSecond[] = {
    {0, 1e-9, "ns"}, {1e-6, 1e-6, "µs"}, {1e-3, 1e-3, "ms"},      {1, 1, "s"},
    {60, 60, "min"}, {3600, 3600, "h"},  {2 * 86400, 86400, "d"}, {2 * 31536000.0, 31536000, "years"}};
constexpr Step kFlow[] = {{0, 1e-3 / 60, "L/min"}, {1, 1, "m³/s"}};
// Rates of single parts are quoted in FIT (per 10⁹ h), those of whole jobs by the day.
constexpr Step kRate[] = {{0, 1e-9 / 3600, "FIT"}, {1e-7, 1.0 / 86400, "/d"}};
constexpr Step kMetre[] = {{0, 1e-3, "mm"}, {1e-1, 1, "m"}, {1e4, 1e3, "km"}};
constexpr Step kMass[] = {{0, 1, "kg"}, {1e5, 1e3, "t"}};
constexpr Step kMoney[] = {{0, 1, "USD"}, {1e6, 1e6, "M USD"}, {1e9, 1e9, "G USD"}};
constexpr Step kEnergy[] = {
    {0, 1, "J"}, {3.6e6, 3.6e6, "kWh"}, {3.6e9, 3.6e9, "MWh"}, {3.6e12, 3.6e12, "GWh"}};
constexpr Step kPascal[] = {{0, 1, "Pa"}, {1e3, 1e3, "kPa"}, {1e6, 1e6, "MPa"}};
constexpr Step kVolume[] = {{0, 1e-3, "L"}, {1, 1, "m³"}};
constexpr Step kDifference[] = {{0, 1, "K"}};
// Prices and intensities are quoted by the hour and the kilowatt-hour.
constexpr Step kMoneyRate[] = {{0, 1.0 / 3600, "USD/h"}, {0.1, 1.0 / 31536000, "USD/year"}};
constexpr Step kEnergyPrice[] = {{0, 1 / 3.6e6, "USD/kWh"}};
constexpr Step kPowerPrice[] = {{0, 1e-6, "USD/MW"}};
constexpr Step kPowerRent[] = {{0, 1e-3 / 2628000, "USD/kW/month"}};
constexpr Step kIntensity[] = {{0, 1e-3 / 3.6e6, "g/kWh"}};
constexpr Step kWaterUse[] = {{0, 1e-3 / 3.6e6, "L/kWh"}};
constexpr Step kCount[] = {{0, 1, ""}};

constexpr Ladder kLadders[] = {
    {"W", kWatt},
    {"bit/s", kBitRate},
    {"bit", kBit},
    {"byte", kByte},
    {"byte/s", kByteRate},
    {"FLOP/s", kFlops},
    {"FLOP/s/W", kFlopsPerWatt},
    {"s", kSecond},
    {"m3/s", kFlow},
    {"1/s", kRate},
    {"m", kMetre},
    {"kg", kMass},
    {"USD", kMoney},
    {"J", kEnergy},
    {"Pa", kPascal},
    {"m3", kVolume},
    {"dK", kDifference},
    {"USD/s", kMoneyRate},
    {"USD/J", kEnergyPrice},
    {"USD/W", kPowerPrice},
    {"USD/W/s", kPowerRent},
    {"kg/J", kIntensity},
    {"m3/J", kWaterUse},
    {"1", kCount},
    {"", kCount},
    {"FLOP/s/USD", kFlopsPerMoney},
};

double roundedTo(double value, int digits) {
    char text[48];
    std::snprintf(text, sizeof text, "%.*e", digits - 1, value);
    return std::strtod(text, nullptr);
}

void groupThousands(std::string& text) {
    const std::size_t begin = text.starts_with('-') ? 1 : 0;
    std::size_t at = text.find('.');
    if (at == std::string::npos) at = text.size();
    while (at > begin + 3) {
        at -= 3;
        text.insert(at, 1, ',');
    }
}

// At most `digits` significant figures, no trailing zeros, thousands separated.
std::string numberText(double value, int digits) {
    const double rounded = roundedTo(value, digits);
    if (rounded == 0) return "0";
    const int exponent = static_cast<int>(std::floor(std::log10(std::fabs(rounded)) + 1e-12));
    char buffer[64];
    if (exponent < -6 || exponent >= 15) {
        std::snprintf(buffer, sizeof buffer, "%.*g", digits, rounded);
        return buffer;
    }
    std::snprintf(buffer, sizeof buffer, "%.*f", std::max(0, digits - 1 - exponent), rounded);
    std::string text = buffer;
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.')) text.pop_back();
    }
    groupThousands(text);
    return text;
}

// Counts are shown to the last one.
std::string countText(double value, int digits) {
    const bool whole = value == std::floor(value) && std::fabs(value) < 1e15;
    return numberText(value, whole ? 15 : digits);
}

Step stepFor(double value, std::string_view unit, int digits) {
    const auto ladder = std::find_if(std::begin(kLadders), std::end(kLadders),
                                     [&](const Ladder& l) { return l.unit == unit; });
    if (unit == "kg/m2") return {0, 1, "kg/m²"};
    if (unit == "kg/m3") return {0, 1, "kg/m³"};
    if (ladder == std::end(kLadders)) return {0, 1, unit};
    // Rounding comes first: 999.97 kW is 1 MW, not 1,000 kW.
    const double magnitude = std::fabs(roundedTo(value, digits));
    if (magnitude == 0 && (unit == "s" || unit == "m")) return {0, 1, unit};
    Step chosen = ladder->steps.front();
    for (const Step& step : ladder->steps)
        if (magnitude >= step.from * (1 - 1e-12)) chosen = step;
    return chosen;
}

std::string withUnit(std::string number, std::string_view unit) {
    if (!unit.empty()) number.append(" ").append(unit);
    return number;
}

std::string scaledText(double value, const Step& step, std::string_view unit, int digits) {
    const double scaled = value / step.factor;
    return unit == "1" || unit.empty() ? countText(scaled, digits) : numberText(scaled, digits);
}

template <class RowT, class IdT>
std::string named(std::string_view kind, const Table<RowT, IdT>& table, std::uint32_t id) {
    const RowT* row = table.find(IdT{id});
    return row && !row->name.empty() ? std::string(kind) + row->name
                                     : std::string(kind) + '#' + std::to_string(id);
}
template <class RowT, class IdT>
std::string named(std::string_view kind, const Table<Shared<RowT>, IdT>& table, std::uint32_t id) {
    const Shared<RowT>* row = table.find(IdT{id});
    return row && !(*row)->name.empty() ? std::string(kind) + (*row)->name
                                        : std::string(kind) + '#' + std::to_string(id);
}

std::string deviceName(const model::Snapshot& s, model::DeviceRef device) {
    const model::DeviceType* type = model::deviceType(s, device);
    const model::Slot* slot = model::deviceSlot(s, device);
    std::string text = type ? type->name : "empty slot";
    text += " in " + named("rack ", s.racks, device.rack.value);
    if (slot && slot->u > 0) text += " U" + std::to_string(slot->u);
    return text;
}

std::string cableName(const model::Snapshot& s, CableId id) {
    const model::Cable* cable = s.cables.find(id);
    if (!cable) return "cable #" + std::to_string(id.value);
    const auto end = [&](const model::PortRef& port) {
        return deviceName(s, port.device) + " port " + std::to_string(port.port + 1);
    };
    return "cable from " + end(cable->a) + " to " + end(cable->b);
}

}  // namespace

std::string objectName(const model::Snapshot& s, const ObjectRef& ref) {
    switch (ref.kind) {
    case ObjectRef::Kind::Site:
        return s.site->name;
    case ObjectRef::Kind::Hall:
        return named("hall ", s.halls, ref.id);
    case ObjectRef::Kind::Rack:
        return named("rack ", s.racks, ref.id);
    case ObjectRef::Kind::Device:
        return deviceName(s, {RackId{ref.id}, SlotId{ref.sub}});
    case ObjectRef::Kind::Design:
        return named("rack design ", s.designs, ref.id);
    case ObjectRef::Kind::Fabric:
        return named("fabric ", s.fabrics, ref.id);
    case ObjectRef::Kind::Cable:
        return cableName(s, CableId{ref.id});
    case ObjectRef::Kind::PowerNode:
        return named("", s.powerNodes, ref.id);
    case ObjectRef::Kind::CoolingLoop:
        return named("cooling loop ", s.coolingLoops, ref.id);
    case ObjectRef::Kind::CoolingUnit:
        return named("", s.coolingUnits, ref.id);
    case ObjectRef::Kind::Job:
        return named("job ", s.jobs, ref.id);
    case ObjectRef::Kind::Type:
        return named("device type ", s.types, ref.id);
    }
    return {};
}

std::string findingMessage(const Finding& finding) {
    const RuleInfo* rule = ruleInfo(finding.rule);
    if (!rule) return std::string(finding.rule);
    const std::string_view pattern = rule->pattern;
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        std::size_t index = 0;
        const char* const begin = pattern.data() + i + 1;
        const char* const last = pattern.data() + pattern.size();
        if (pattern[i] == '{') {
            const auto [end, error] = std::from_chars(begin, last, index);
            if (error == std::errc{} && end != last && *end == '}') {
                if (index < finding.arguments.size()) {
                    const Argument& argument = finding.arguments[index];
                    out += argument.value ? quantityText(*argument.value, argument.unit) : argument.text;
                }
                i = static_cast<std::size_t>(end - pattern.data());
                continue;
            }
        }
        out += pattern[i];
    }
    return out;
}

std::string quantityText(double value, std::string_view unit, int digits) {
    if (!std::isfinite(value)) return "unknown";
    digits = std::clamp(digits, 1, 15);
    // A point on the scale is read in degrees, a difference ("dK") in kelvin.
    if (unit == "K") return withUnit(numberText(value - 273.15, digits), "°C");
    const Step step = stepFor(value, unit, digits);
    return withUnit(scaledText(value, step, unit, digits), step.text);
}

UnitScale unitScale(double largest, std::string_view unit) {
    if (unit == "K") return {1, 273.15, "°C"};
    if (unit == "1" || !std::isfinite(largest)) return {1, 0, unit == "1" ? std::string_view() : unit};
    const Step step = stepFor(largest, unit, 4);
    return {step.factor, 0, step.text};
}

std::string metricText(const MetricValue& metric, std::string_view unit, int digits) {
    if (!metric.lower || !metric.upper) {
        const std::string word = metric.state == State::Failed ? "failed" : "unknown";
        return metric.unknownReason.empty() ? word : word + " (" + metric.unknownReason + ")";
    }
    if (*metric.lower == *metric.upper) return quantityText(*metric.lower, unit, digits);
    digits = std::clamp(digits, 1, 15);
    const Step step = stepFor(*metric.upper, unit, digits);
    return withUnit("[" + scaledText(*metric.lower, step, unit, digits) + ", " +
                        scaledText(*metric.upper, step, unit, digits) + "]",
                    step.text);
}

}  // namespace rackloom::analytics
