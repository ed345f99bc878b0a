// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/parameters.h"

#include <charconv>
#include <cmath>

namespace rackloom {

namespace {

std::string number(double v) {
    char buffer[32];
    const auto r = std::to_chars(buffer, buffer + sizeof buffer, v);
    return std::string(buffer, r.ptr);
}

std::string known(const std::vector<ParameterSpec>& specs) {
    if (specs.empty()) return "It takes no parameters.";
    std::string out = "It takes ";
    for (std::size_t i = 0; i < specs.size(); ++i)
        out +=
            (i ? ", " : "") + specs[i].key + "=" + number(specs[i].minimum) + "…" + number(specs[i].maximum);
    return out + ".";
}

}  // namespace

Result<ParameterValues> completeParameters(const std::vector<ParameterSpec>& specs,
                                           const ParameterValues& given) {
    ParameterValues out;
    for (const ParameterSpec& spec : specs)
        out[spec.key] = spec.initial;
    for (const auto& [key, value] : given) {
        const ParameterSpec* spec = nullptr;
        for (const ParameterSpec& s : specs)
            if (s.key == key) spec = &s;
        if (!spec) return Error{"parameter " + key, "no such parameter", known(specs)};
        if (!std::isfinite(value) || value < spec->minimum || value > spec->maximum)
            return Error{"parameter " + key, number(value) + " is out of range",
                         "Use a value from " + number(spec->minimum) + " to " + number(spec->maximum) + "."};
        if (spec->integer && value != std::floor(value))
            return Error{"parameter " + key, number(value) + " is not a whole number", "Use a whole number."};
        out[key] = value;
    }
    return out;
}

Result<ParameterValues> parseParameters(const std::vector<std::string>& assignments) {
    ParameterValues out;
    for (const std::string& text : assignments) {
        const std::size_t eq = text.find('=');
        double value = 0;
        const char* const last = text.data() + text.size();
        if (eq == std::string::npos || eq == 0)
            return Error{"\"" + text + "\"", "not a parameter", "Write it as name=value, for example su=2."};
        const auto r = std::from_chars(text.data() + eq + 1, last, value);
        if (r.ec != std::errc() || r.ptr != last)
            return Error{"\"" + text + "\"", "the value is not a number",
                         "Write it as name=value, for example su=2."};
        if (!out.emplace(text.substr(0, eq), value).second)
            return Error{"parameter " + text.substr(0, eq), "given twice", "Give each parameter once."};
    }
    return out;
}

}  // namespace rackloom
