// SPDX-License-Identifier: GPL-3.0-or-later
// What changed between two designs, in the words of the field: racks, fabrics, feeds, loops, jobs, by name.
// Things are matched by name first, so that two designs made apart can be compared; what is left is matched
// by id and counts as renamed. Knows no metric.
#pragma once

#include "model/site/snapshot.h"

#include <string>
#include <vector>

namespace rackloom::app {

struct DesignChange {
    enum class What { Added, Removed, Changed };
    What what = What::Changed;
    std::string kind;                  ///< "rack", "power node", "fabric"
    std::string name;                  ///< "A1"
    std::vector<std::string> details;  ///< "position: 600, 1200 mm → 1200, 1200 mm"
    friend bool operator==(const DesignChange&, const DesignChange&) = default;
};

inline constexpr std::string_view kChangeNames[] = {"added", "removed", "changed"};

std::vector<DesignChange> designChanges(const model::Snapshot& before, const model::Snapshot& after);

}  // namespace rackloom::app
