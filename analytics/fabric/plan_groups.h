// SPDX-License-Identifier: GPL-3.0-or-later
// Groups the cables that a generator lists, all at once: hundreds of thousands of cables of a few dozen
// sorts, put in order as plain numbers. What single racks differ by, CableGroups looks up for itself. Must
// not know the engine.
#pragma once

#include "analytics/fabric/cable_groups.h"
#include "analytics/fabric/device_facts.h"
#include "analytics/fabric/fabric_ends.h"

#include <cstdlib>
#include <utility>
#include <vector>

namespace rackloom::analytics {

/// `direct`: in one rack, or from side to side of two.
inline int unitsBetween(bool direct, const Height& low, const Height& high) {
    return direct ? std::abs(low.unit - high.unit) : low.above + high.above;
}

/// Pieces of an older table, asked for in the order of the racks.
class OlderPieces {
public:
    explicit OlderPieces(const CableGroupTable* last) : last_(last) {}
    Shared<CableGroupPiece> orFresh(RackId rack, CableGroupPiece piece) {
        if (!last_) return piece;
        while (next_ < last_->pieces.size() && last_->pieces[next_]->rack() < rack)
            ++next_;
        return next_ < last_->pieces.size() && *last_->pieces[next_] == piece
                   ? last_->pieces[next_]
                   : Shared<CableGroupPiece>(std::move(piece));
    }

private:
    const CableGroupTable* last_;
    std::size_t next_ = 0;
};

/// `heights` are those of the devices of `ends`; `direct` says that no cable goes over a tray.
CableGroupTable groupPlan(const std::vector<model::PlannedCable>& cables, const FabricEnds& ends,
                          const std::vector<Height>& heights, bool direct, const CableGroupTable* last,
                          const PollFunction& poll = {});

}  // namespace rackloom::analytics
