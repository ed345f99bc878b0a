// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/names.h"

#include <algorithm>

namespace rackloom::model {

namespace {

struct Series {
    std::string stem;
    std::size_t width = 0;  ///< digits kept by leading zeros
    unsigned long long number = 1;
};

Series seriesOf(std::string_view name) {
    constexpr std::size_t kMostDigits = 15;  // more would overflow; they are part of the stem then
    std::size_t digits = 0;
    while (digits < name.size() && digits < kMostDigits && name[name.size() - 1 - digits] >= '0' &&
           name[name.size() - 1 - digits] <= '9')
        ++digits;
    if (digits == 0) return {name.empty() ? std::string() : std::string(name) + ' ', 0, 1};
    const std::string tail(name.substr(name.size() - digits));
    return {std::string(name.substr(0, name.size() - digits)), digits, std::stoull(tail)};
}

}  // namespace

std::string nextName(NameSet& taken, std::string_view like) {
    Series series = seriesOf(like);
    for (;;) {
        std::string number = std::to_string(++series.number);
        if (number.size() < series.width) number.insert(0, series.width - number.size(), '0');
        std::string name = series.stem + number;
        if (taken.insert(name).second) return name;
    }
}

std::string freeName(NameSet& taken, std::string_view wished) {
    std::string name(wished);
    return taken.insert(name).second ? name : nextName(taken, wished);
}

}  // namespace rackloom::model
