// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/site_edits.h"

#include "model/edit/rewrite.h"
#include "model/site/assumptions.h"

#include <charconv>
#include <cmath>

namespace rackloom::model {

namespace {

std::string number(double v) {
    char buffer[32];
    return std::string(buffer, std::to_chars(buffer, buffer + sizeof buffer, v).ptr);
}

}  // namespace

Edit renameSite(std::string name) {
    return {"Rename design", "rename design", [name = std::move(name)](Transaction& tx) -> Result<void> {
                const Result<std::string> checked = checkedName("design", name);
                if (!checked) return checked.error();
                return rewriteSite(tx, [&](Site& site) { site.name = checked.value(); });
            }};
}

Edit setNotes(std::string notes) {
    return {"Edit notes", "edit notes", [notes = std::move(notes)](Transaction& tx) {
                return rewriteSite(tx, [&](Site& site) { site.notes = notes; });
            }};
}

Edit setAssumption(std::string id, std::optional<double> value, std::string source) {
    return {
        "Set assumption", "set assumption:" + id,
        [id, value, source = std::move(source)](Transaction& tx) -> Result<void> {
            const AssumptionSpec* spec = findAssumption(id);
            if (!spec)
                return Error{"assumption " + id, "there is no such assumption", "Choose one of the list."};
            if (value && !(*value >= spec->minimum && *value <= spec->maximum))
                return Error{"assumption " + id, number(*value) + " is out of range",
                             "Use a value from " + number(spec->minimum) + " to " + number(spec->maximum) +
                                 " (" + std::string(spec->unit) + ")."};
            return rewriteSite(tx, [&](Site& site) {
                if (value)
                    site.assumptions[id] = {*value, source.empty() ? "user" : source};
                else
                    site.assumptions.erase(id);
            });
        }};
}

Edit setClimate(std::vector<ClimateBin> bins) {
    return {"Set climate", "set climate", [bins = std::move(bins)](Transaction& tx) {
                return rewriteSite(tx, [&](Site& site) { site.climate = bins; });
            }};
}

Edit setCalibration(std::string name) {
    return {"Set failure rates", "set calibration", [name = std::move(name)](Transaction& tx) {
                return rewriteSite(tx, [&](Site& site) { site.calibration = name; });
            }};
}

Edit setBudget(std::string metric, std::optional<double> limit) {
    return {"Set budget", "set budget:" + metric, [metric, limit](Transaction& tx) -> Result<void> {
                if (metric.empty()) return Error{"budget", "it names no metric", "Choose a metric."};
                if (limit && !(std::isfinite(*limit) && *limit >= 0))
                    return Error{"budget " + metric, "the limit must be 0 or more", "Give a limit, or none."};
                return rewriteSite(tx, [&](Site& site) {
                    if (limit)
                        site.budgets[metric] = *limit;
                    else
                        site.budgets.erase(metric);
                });
            }};
}

}  // namespace rackloom::model
