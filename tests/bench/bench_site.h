// SPDX-License-Identifier: GPL-3.0-or-later
// What the benchmarks share: GB200 SuperPODs of any size, edits of them, and what the process holds.
// Must not know what is measured.
#pragma once

#include "model/edit/edit.h"
#include "model/site/snapshot.h"

#include <vector>

namespace rackloom::bench {

/// The template "gb200-superpod" with so many racks; remembered. Null and a message when it cannot be built.
model::SnapshotPtr superPod(int racks);

/// Makes the change, or goes back to what the first design had.
using Change = void (*)(model::Transaction&, const model::Snapshot& first, bool back);
model::Edit editOf(Change change, const model::SnapshotPtr& first, bool back);

/// Takes one cable of the first fabric's leaves away, or puts it back.
void removeLink(model::Transaction&, const model::Snapshot& first, bool back);
/// Takes a leaf of the first fabric out of its slot, or puts it back.
void removeSwitch(model::Transaction&, const model::Snapshot& first, bool back);
/// Takes all devices out of the first rack of the first fabric, or puts them back.
void removeRack(model::Transaction&, const model::Snapshot& first, bool back);
/// The design without so many cables of the first fabric, drawn by lot; the same ones every time.
model::SnapshotPtr withFailedLinks(const model::SnapshotPtr& site, int count);

/// A line of /proc/self/status in megabytes: what the process holds now (VmRSS) or held at most (VmHWM).
double megabytes(const char* field);

}  // namespace rackloom::bench
