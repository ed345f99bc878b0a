// SPDX-License-Identifier: GPL-3.0-or-later
// Accepting findings: a waiver names the rule, the objects (keys such as "rack:12") and the reason, and stays
// with the design. Must not know which rules exist.
#pragma once

#include "model/edit/edit.h"

#include <string>
#include <vector>

namespace rackloom::model {

/// Order of the objects does not matter. Waiving again replaces the reason.
Edit waive(std::string rule, std::vector<std::string> objects, std::string reason);
Edit unwaive(std::string rule, std::vector<std::string> objects);
/// The waiver for a finding, or an invalid id.
WaiverId findWaiver(const Snapshot&, std::string_view rule, std::vector<std::string> objects);

}  // namespace rackloom::model
