// SPDX-License-Identifier: GPL-3.0-or-later
// PowerTree: two independent sides from the utility to the busways. Either side alone can carry the racks
// that hang on it, as the reference case of the facility notes has it: 1,500 kVA transformer, 1,250 kW UPS.
// Must not know what the racks hold.
#pragma once

#include "model/templates/parts/design_builder.h"

#include <array>
#include <string>

namespace rackloom::model {

/// The same place of the tree on side A and side B.
using BothSides = std::array<PowerNodeId, 2>;

class PowerTree {
public:
    /// Utilities of both sides, each large enough for `total`.
    PowerTree(DesignBuilder&, Power total);

    /// A transformer and a UPS per side: "name transformer A", "name UPS A" …
    BothSides chain(const std::string& name);
    /// A busway per side below a chain.
    BothSides busway(const std::string& name, const BothSides& chain);
    /// Transformer for machines that need no UPS, on either utility.
    PowerNodeId mechanical(Power load);

private:
    PowerNodeId node(const std::string& name, const char* type, PowerSide side, PowerNodeId parent);

    DesignBuilder& builder_;
    BothSides utility_;
};

}  // namespace rackloom::model
