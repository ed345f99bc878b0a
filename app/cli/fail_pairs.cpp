// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fail_pairs.h"

#include "analytics/report_text.h"
#include "app/cli/console.h"
#include "app/cli/fail_text.h"

#include <nlohmann/json.hpp>

namespace rackloom::app {

namespace {

using analytics::PairLoss;
using analytics::PairStudy;

std::string harmText(const model::Snapshot& site, const PairLoss& loss) {
    std::string out;
    const auto add = [&](const std::string& text) { out += (out.empty() ? "" : "; ") + text; };
    if (loss.racksDark > 0)
        add(analytics::quantityText(loss.unserved, "W") + " dark in " +
            counted(loss.racksDark, "rack", "racks") + (loss.onlyTogether ? ", not by either alone" : ""));
    if (loss.racksUncooled > 0)
        add(counted(loss.racksUncooled, "rack loses its", "racks lose their") + " cooling" +
            (loss.uncooledOnlyTogether ? ", not by either alone" : ""));
    else if (loss.equipmentDark > 0)
        add(analytics::quantityText(loss.equipmentDark, "W") +
            " of cooling equipment stop, the others carry the heat");
    const bool nothingFull = loss.overloaded == 0 && loss.grade != analytics::FailureGrade::ThinMargin;
    if (!out.empty() && nothingFull) return out;
    if (!loss.loadShare) return out.empty() ? "no known limit is left" : out;
    add(nodeName(site, loss.fullest) + " at " + analytics::quantityText(*loss.loadShare * 100, "1", 4) +
        " %");
    if (loss.overloaded > 0)
        out += loss.ridesFor ? ", stood for " + analytics::quantityText(*loss.ridesFor, "s", 2)
                             : ", over its limit";
    return out;
}

constexpr std::string_view kGrades[] = {"harmless", "thin_margin", "over_continuous", "beyond_short_time",
                                        "unserved"};

/// What the power tree says, unless cooling says worse.
std::string_view gradeOf(const PairLoss& loss) {
    using Grade = analytics::FailureGrade;
    if (loss.racksUncooled > 0 && loss.grade != Grade::Unserved) return "uncooled";
    if (loss.equipmentDark > 0 && loss.grade == Grade::Harmless) return "equipment_dark";
    return kGrades[static_cast<std::size_t>(loss.grade)];
}

}  // namespace

std::string pairsText(const model::Snapshot& site, const PairStudy& study) {
    std::string out = "Pairs of " + study.what + ", both lost whole\n";
    TextTable counts("rl");
    const auto add = [&](std::size_t n, const char* one, const char* many) {
        counts.add({counted(n), n == 1 ? one : many});
    };
    add(study.elements, "element", "elements");
    add(study.pairs, "pair", "pairs");
    add(study.dark, "darkens racks", "darken racks");
    add(study.darkOnlyTogether, "of them racks that neither loss alone darkens",
        "of them racks that neither loss alone darkens");
    add(study.uncooling, "takes the cooling of racks", "take the cooling of racks");
    add(study.overloading, "darkens none but puts an element over its limit",
        "darken none but put an element over its limit");
    out += counts.text(2);
    if (study.worst.empty())
        return out + "\nEvery pair leaves all racks fed and cooled with a margin of a tenth.\n";
    out += "\nWorst pairs\n";
    TextTable rows("ll");
    for (const PairLoss& loss : study.worst)
        rows.add({nodeName(site, loss.a) + " and " + nodeName(site, loss.b), harmText(site, loss)});
    return out + rows.text(2);
}

Json pairsJson(const model::Snapshot& site, const PairStudy& study) {
    Json worst = Json::array();
    for (const PairLoss& loss : study.worst) {
        Json row = {{"objects", {nodeKey(loss.a), nodeKey(loss.b)}},
                    {"names", {nodeName(site, loss.a), nodeName(site, loss.b)}},
                    {"grade", gradeOf(loss)},
                    {"unserved_w", loss.unserved},
                    {"racks_dark", loss.racksDark},
                    {"only_together", loss.onlyTogether},
                    {"equipment_dark_w", loss.equipmentDark},
                    {"racks_uncooled", loss.racksUncooled},
                    {"uncooled_only_together", loss.uncooledOnlyTogether},
                    {"stopped_w", loss.stopped},
                    {"overloaded", loss.overloaded}};
        row["fullest"] = loss.loadShare ? Json(nodeKey(loss.fullest)) : Json();
        row["load_share"] = numberOrNull(loss.loadShare);
        row["rides_for_s"] = numberOrNull(loss.ridesFor);
        worst.push_back(std::move(row));
    }
    return {{"format", kJsonFormat},
            {"pairs_of", study.what},
            {"elements", study.elements},
            {"pairs", study.pairs},
            {"dark", study.dark},
            {"dark_only_together", study.darkOnlyTogether},
            {"overloading", study.overloading},
            {"uncooling", study.uncooling},
            {"worst", std::move(worst)}};
}

}  // namespace rackloom::app
