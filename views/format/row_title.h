// SPDX-License-Identifier: GPL-3.0-or-later
// How a row of racks is called on screen: rows named "A" become "Row A", rows that say themselves what they
// are stay as they are. Exists so that all views agree.
#pragma once

#include <QString>

#include <string>

namespace rackloom::views {

QString rowTitle(const std::string& name);

}  // namespace rackloom::views
