// SPDX-License-Identifier: GPL-3.0-or-later
// Well-known numbers about failures at scale: what is worked out over what is quoted.
#include "analytics/charts/chart_maker.h"
#include "analytics/reliability/claims.h"

#include <cstdio>

namespace rackloom::analytics {

namespace {

std::string shortText(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4g", value);
    return text;
}

Chart make(Query&) {
    Chart chart;
    for (const Claim& c : claimCheck()) {
        chart.bars.push_back({c.claim, {}, c.worked / c.quoted, 1, false});
        const std::string unit = c.unit == "1" ? "" : " " + c.unit;
        chart.notes.push_back(c.claim + ": quoted " + shortText(c.quoted) + unit + ", worked out " +
                              shortText(c.worked) + unit + "; " + c.reading + " (" + c.source + ")");
    }
    return chart;
}

}  // namespace

ChartMaker claimCheckChart() {
    return {{.id = "reliability.claims",
             .title = "Claims checked",
             .kind = ChartKind::Bars,
             .x = {},
             .y = {"Worked out over quoted", "1"},
             .sentence = "Numbers that are often repeated, and what their sources give.",
             .source = "Reliability reference 1."},
            make};
}

}  // namespace rackloom::analytics
