// SPDX-License-Identifier: GPL-3.0-or-later
// Quick fixes: for some rules the edit that mends a finding, with the words for it. One function and one line
// in the list per rule. Knows the design, the catalogue and the report; makes edits and runs none.
#pragma once

#include "analytics/report.h"
#include "model/catalog/catalog.h"
#include "model/edit/edit.h"

#include <QString>

#include <optional>

namespace rackloom::views {

struct QuickFix {
    QString text;  ///< "Add a power shelf on side B to all 8 racks of this design"
    model::Edit edit;
};

struct FixInput {
    const model::Snapshot& design;
    const model::Catalog& catalog;
    const analytics::Report& report;
    const analytics::Finding& finding;
};

/// Nothing where only a person can decide.
std::optional<QuickFix> quickFix(const FixInput& input);

}  // namespace rackloom::views
