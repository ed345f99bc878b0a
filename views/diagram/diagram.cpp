// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diagram/diagram.h"

namespace rackloom::views {

void Diagram::index() {
    places_.clear();
    for (std::uint32_t i = 0; i < boxes.size(); ++i)
        for (const ObjectRef& o : boxes[i].members)
            places_.emplace(o, i);
}

std::optional<std::uint32_t> Diagram::indexOf(const ObjectRef& object) const {
    const auto it = places_.find(object);
    if (it == places_.end()) return std::nullopt;
    return it->second;
}

const DiagramBox* Diagram::find(const ObjectRef& object) const {
    const auto i = indexOf(object);
    return i ? &boxes[*i] : nullptr;
}

}  // namespace rackloom::views
