// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/power_words.h"

#include "analytics/loads/names.h"

#include <cmath>

namespace rackloom::analytics {

std::string failedName(Query& query, const PowerDrawing& drawing, std::size_t element) {
    const std::string name = powerNodeName(query, drawing.nodes[element]);
    return drawing.tree.elements[element].units > 1 ? "one unit of " + name : name;
}

std::string percentText(double share) {
    const double tenths = share > 1 ? std::ceil(share * 1000) : std::floor(share * 1000);
    const auto whole = static_cast<long long>(tenths);
    std::string out = std::to_string(whole / 10);
    if (whole < 1000 && whole % 10 != 0) out += "." + std::to_string(whole % 10);
    if (whole >= 1000 && whole < 1100 && whole % 10 != 0) out += "." + std::to_string(whole % 10);
    return out + " %";
}

}  // namespace rackloom::analytics
