// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/simulate_study.h"

#include "app/cli/json_report.h"
#include "app/cli/verbs.h"

#include <nlohmann/json.hpp>

namespace rackloom::app {

namespace {

using analytics::Study;
using analytics::StudyAnswer;
using analytics::StudyCell;

std::string fixed(double value, int decimals = 4) {
    char text[40];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

std::string listText() {
    TextTable table("ll");
    for (const Study& study : analytics::shippedStudies())
        table.add({study.id, study.title});
    return table.text();
}

Json listJson() {
    Json list = Json::array();
    for (const Study& study : analytics::shippedStudies())
        list.push_back({{"id", study.id}, {"title", study.title}, {"about", study.about}});
    return {{"format", kJsonFormat}, {"studies", std::move(list)}};
}

std::string cellText(const StudyCell& cell, const StudyAnswer& answer) {
    std::string out = fixed(answer.value);
    if (answer.spares) out += " (" + std::to_string(*answer.spares) + " spare)";
    return out + " | " + fixed(cell.published) + (answer.agrees(cell) ? "" : " !");
}

using Answers = std::vector<StudyAnswer>;  ///< by cell

std::string studyText(const Study& study, const Answers& answers) {
    std::string out = study.title + "\n\n" + wrapped(study.about) + "\n";
    TextTable table(std::string(1 + study.columns.size(), 'l'));
    std::vector<std::string> head{"found | published"};
    head.insert(head.end(), study.columns.begin(), study.columns.end());
    table.add(head);
    std::size_t apart = 0;
    for (const std::string& row : study.rows) {
        std::vector<std::string> line{row};
        for (const std::string& column : study.columns) {
            const StudyCell* cell = study.find(row, column);
            line.push_back({});
            if (!cell) continue;
            const StudyAnswer& answer = answers.at(static_cast<std::size_t>(cell - study.cells.data()));
            apart += !answer.agrees(*cell);
            line.back() = cellText(*cell, answer);
        }
        table.add(line);
    }
    const std::string all = std::to_string(study.cells.size());
    return out + table.text(2) + "\n  " +
           (apart == 0 ? "all " + all + " cells within their tolerance\n"
                       : std::to_string(apart) + " of " + all + " cells outside their tolerance\n");
}

Json studyJson(const Study& study, const Answers& answers) {
    Json cells = Json::array();
    for (std::size_t i = 0; i < study.cells.size(); ++i) {
        const StudyCell& cell = study.cells[i];
        Json row = {{"row", cell.row},
                    {"column", cell.column},
                    {"formula", cell.formula},
                    {"given", cell.given},
                    {"value", jsonNumber(answers[i].value)},
                    {"published", cell.published},
                    {"tolerance", cell.tolerance},
                    {"agrees", answers[i].agrees(cell)}};
        if (answers[i].standardError) row["standard_error"] = jsonNumber(*answers[i].standardError);
        if (answers[i].spares) row["spares"] = *answers[i].spares;
        cells.push_back(std::move(row));
    }
    return {{"format", kJsonFormat},
            {"study", study.id},
            {"title", study.title},
            {"about", study.about},
            {"cells", std::move(cells)}};
}

}  // namespace

Exit runStudy(const std::string& id, const analytics::StudyOptions& options, bool json,
              const Console& console) {
    if (id == "list") {
        console.print(json ? jsonText(listJson()) : listText());
        return Exit::Fine;
    }
    const Study* study = analytics::findStudy(id);
    if (!study) {
        std::vector<std::string_view> ids;
        for (const Study& known : analytics::shippedStudies())
            ids.push_back(known.id);
        const std::string near = didYouMean(id, ids);
        return console.fail({"study " + id, "there is no such study",
                             (near.empty() ? "" : near.substr(1) + ' ') + "\"--study list\" lists them."},
                            Exit::Usage);
    }
    Answers answers;
    for (const StudyCell& cell : study->cells) {
        const Result<StudyAnswer> answer = analytics::answerOf(cell, options);
        if (!answer) return console.fail(answer.error());
        answers.push_back(answer.value());
    }
    console.print(json ? jsonText(studyJson(*study, answers)) : studyText(*study, answers));
    return Exit::Fine;
}

}  // namespace rackloom::app
