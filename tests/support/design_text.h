// SPDX-License-Identifier: GPL-3.0-or-later
// A design as readable lines, so that expected drawings can be kept and compared as text. One line per row of
// the snapshot, things named by name. Must not be read back: files have their own format.
#pragma once

#include "model/site/snapshot.h"

#include <string>

namespace rackloom::model::fixtures {

/// Halls, racks, fabrics with cables per tier, power, cooling and jobs, a line each.
std::string designText(const Snapshot&);

}  // namespace rackloom::model::fixtures
