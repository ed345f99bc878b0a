// SPDX-License-Identifier: GPL-3.0-or-later
// Studies that ship with the program: tables of worked answers about reliability, each cell a formula or a
// simulation with its numbers and what was published for it. The rows are data (resources/reliability); this
// reads and answers them. Must not know any design.
#pragma once

#include "model/base/result.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

struct StudyCell {
    std::string row, column;
    std::string formula;  ///< of the list of formulas, or one of the two below
    std::map<std::string, std::string, std::less<>> given;
    double published = 0, tolerance = 0;
};

struct Study {
    std::string id, title, about;
    std::vector<std::string> rows, columns;  ///< in order
    std::vector<StudyCell> cells;
    const StudyCell* find(std::string_view row, std::string_view column) const;
};

const std::vector<Study>& shippedStudies();
const Study* findStudy(std::string_view id);

struct StudyOptions {
    std::uint64_t incidents = 200'000, seed = 1;  ///< of a simulated cell
    std::stop_token stop = {};  ///< then the answer comes within milliseconds, and means nothing
};

struct StudyAnswer {
    double value = 0;
    std::optional<double> standardError;  ///< of a simulated cell
    std::optional<int> spares;            ///< where the best number of spare racks was sought
    /// Within the tolerance of the cell, and three standard errors.
    bool agrees(const StudyCell&) const;
};

/// "simulation.rigid" takes what goodput.rigid takes, and weibull, the shape of lifetimes; "best.spare_racks"
/// takes what rack_scale.purchased takes but racks, and most_spares; all others are formulas.
Result<StudyAnswer> answerOf(const StudyCell&, const StudyOptions& = {});

/// The table as it ships.
std::string_view studyText();

}  // namespace rackloom::analytics
