// SPDX-License-Identifier: GPL-3.0-or-later
// Tables that ship inside the program: comma-separated, without quotes, as written by hand. What users and
// other programs write is read with CsvTable, which tells what is wrong; here a test does.
// Must not know what the columns mean.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace rackloom::analytics::plain {

using Cells = std::vector<std::string_view>;

/// The parts between the separators, empty ones too.
Cells split(std::string_view text, char at);
/// Rows without the heading; rows of another width than it are left out.
std::vector<Cells> rowsOf(std::string_view text);
/// What the cell begins with; absent where that is no number.
std::optional<double> number(std::string_view cell);

}  // namespace rackloom::analytics::plain
