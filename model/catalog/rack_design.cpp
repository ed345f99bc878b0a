// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/rack_design.h"

#include <algorithm>

namespace rackloom::model {

const Slot* RackDesign::find(SlotId id) const {
    const auto it =
        std::lower_bound(slots.begin(), slots.end(), id, [](const Slot& s, SlotId i) { return s.id < i; });
    return it != slots.end() && it->id == id ? &*it : nullptr;
}

}  // namespace rackloom::model
