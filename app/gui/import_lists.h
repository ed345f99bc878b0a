// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of the import dialog: what was read, which lines were odd, where network and plan differ. Exists
// to keep wording out of the dialog's machinery. Must not read files or compare.
#pragma once

#include "model/exchange/dump_compare.h"
#include "model/exchange/dump_counts.h"

#include <QString>

class QTreeWidget;
class QTreeWidgetItem;

namespace rackloom::app {

void listContents(QTreeWidget& list, const model::IbDump& dump, const model::DumpCounts& counts);
void listOddities(QTreeWidget& list, const model::IbDump& dump);
/// Groups that are not empty; at most kMostListed lines of each.
void listDifferences(QTreeWidget& list, const model::DumpComparison& comparison);
inline constexpr std::size_t kMostListed = 5000;

/// The planned devices that a line of the differences is about.
std::vector<model::DeviceRef> devicesOfLine(const QTreeWidgetItem& line);

}  // namespace rackloom::app
