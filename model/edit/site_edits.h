// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of the design as a document: its name and notes, the site-wide assumptions (model/site/assumptions.h)
// and the budgets that metrics are held against.
#pragma once

#include "model/edit/edit.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::model {

Edit renameSite(std::string name);
Edit setNotes(std::string notes);
/// In the unit of the assumption's definition; `source` says who states it. Nothing = back to the default.
Edit setAssumption(std::string id, std::optional<double> value, std::string source = "user");
/// Parts of the year by outdoor temperature; empty = the normal year of the assumptions.
Edit setClimate(std::vector<ClimateBin> bins);
/// A set of failure rates by name; empty = those of the catalogue.
Edit setCalibration(std::string name);
/// A limit for a metric, in its SI unit. Nothing = no budget.
Edit setBudget(std::string metric, std::optional<double> limit);

}  // namespace rackloom::model
