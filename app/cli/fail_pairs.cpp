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

analytics::ObjectRef refOf(PowerNodeId id) {
    return {analytics::ObjectRef::Kind::PowerNode, id.value};
}

std::string nameOf(const model::Snapshot& site, PowerNodeId id) {
    return analytics::objectName(site, refOf(id));
}

std::string harmText(const model::Snapshot& site, const PairLoss& loss) {
    std::string out;
    if (loss.racksDark > 0) {
        out = analytics::quantityText(loss.unserved, "W") + " dark in " + counted(loss.racksDark) + " racks";
        if (loss.onlyTogether) out += ", not by either alone";
    }
    if (loss.racksDark > 0 && loss.overloaded == 0) return out;
    if (!loss.loadShare) return out.empty() ? "no known limit is left" : out;
    if (!out.empty()) out += "; ";
    out +=
        nameOf(site, loss.fullest) + " at " + analytics::quantityText(*loss.loadShare * 100, "1", 4) + " %";
    if (loss.overloaded > 0)
        out += loss.ridesFor ? ", stood for " + analytics::quantityText(*loss.ridesFor, "s", 2)
                             : ", over its limit";
    return out;
}

constexpr std::string_view kGrades[] = {"harmless", "thin_margin", "over_continuous", "beyond_short_time",
                                        "unserved"};

}  // namespace

std::string pairsText(const model::Snapshot& site, const PairStudy& study) {
    std::string out = "Pairs of " + study.what + ", both lost whole\n";
    TextTable counts("rl");
    counts.add({counted(study.elements), "elements"});
    counts.add({counted(study.pairs), "pairs"});
    counts.add({counted(study.dark), "darken racks"});
    counts.add({counted(study.darkOnlyTogether), "of them racks that neither loss alone darkens"});
    counts.add({counted(study.overloading), "darken none but put an element over its limit"});
    out += counts.text(2);
    if (study.worst.empty()) return out + "\nEvery pair leaves all racks fed with a margin of a tenth.\n";
    out += "\nWorst pairs\n";
    TextTable rows("ll");
    for (const PairLoss& loss : study.worst)
        rows.add({nameOf(site, loss.a) + " and " + nameOf(site, loss.b), harmText(site, loss)});
    return out + rows.text(2);
}

Json pairsJson(const model::Snapshot& site, const PairStudy& study) {
    Json worst = Json::array();
    for (const PairLoss& loss : study.worst) {
        Json row = {{"objects", {refOf(loss.a).key(), refOf(loss.b).key()}},
                    {"names", {nameOf(site, loss.a), nameOf(site, loss.b)}},
                    {"grade", kGrades[static_cast<std::size_t>(loss.grade)]},
                    {"unserved_w", loss.unserved},
                    {"racks_dark", loss.racksDark},
                    {"only_together", loss.onlyTogether},
                    {"overloaded", loss.overloaded}};
        row["fullest"] = loss.loadShare ? Json(refOf(loss.fullest).key()) : Json();
        row["load_share"] = loss.loadShare ? Json(*loss.loadShare) : Json();
        row["rides_for_s"] = loss.ridesFor ? Json(*loss.ridesFor) : Json();
        worst.push_back(std::move(row));
    }
    return {{"format", kJsonFormat},
            {"pairs_of", study.what},
            {"elements", study.elements},
            {"pairs", study.pairs},
            {"dark", study.dark},
            {"dark_only_together", study.darkOnlyTogether},
            {"overloading", study.overloading},
            {"worst", std::move(worst)}};
}

}  // namespace rackloom::app
