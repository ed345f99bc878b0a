// SPDX-License-Identifier: GPL-3.0-or-later
// PowerDrop: what share of the voltage is lost from where it is made, a source or the output of a UPS, down
// to each element of the power tree: in the normal state, and after losing side A or side B. Resistance only:
// the reactance of runs is not in the catalogue. Source: facility reference A3. Must not judge: the limit is
// the rule's.
#pragma once

#include "analytics/engine/query.h"
#include "model/base/shared.h"

#include <array>
#include <cstddef>
#include <vector>

namespace rackloom::analytics {

/// The state in which a drop is largest.
enum class DropState { Normal, WithoutA, WithoutB };

/// At the output of one element.
struct ElementDrop {
    static constexpr std::size_t kTop = static_cast<std::size_t>(-1);
    /// In one state; nothing of an element that is out in it.
    struct Part {
        double total = 0;          ///< share of the voltage
        double own = 0;            ///< of it in this element
        std::size_t above = kTop;  ///< the element it draws from
        friend bool operator==(const Part&, const Part&) = default;
    };
    std::array<Part, 3> parts;            ///< by state
    DropState state = DropState::Normal;  ///< where the total is largest

    const Part& in(DropState s) const { return parts[static_cast<std::size_t>(s)]; }
    const Part& worst() const { return in(state); }
    friend bool operator==(const ElementDrop&, const ElementDrop&) = default;
};

struct DropTable {
    std::vector<PowerNodeId> nodes;       ///< by element
    std::vector<ElementDrop> drops;       ///< by element; empty when no run states its resistance
    std::size_t runs = 0, runsKnown = 0;  ///< runs of conductors that carry a load

    /// Elements with a drop of their own down to this one in its worst state, the highest first: what they
    /// lose in that state adds up to its total.
    std::vector<std::size_t> pathTo(std::size_t element) const;
    /// The element with the largest total; kTop without any drop.
    std::size_t worst() const;
    friend bool operator==(const DropTable&, const DropTable&) = default;
};

struct PowerDrop {
    using Key = NoKey;
    using Value = Shared<DropTable>;
    static constexpr std::string_view kName = "voltage drop";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
