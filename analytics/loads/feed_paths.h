// SPDX-License-Identifier: GPL-3.0-or-later
// Who is live in the power tree when one or two of its elements fail: only what lies above a feed is looked
// at, so that the question is cheap for every group of racks. Must not know loads or ratings.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/inputs/column.h"
#include "model/base/shared.h"
#include "model/site/facility.h"

#include <array>
#include <optional>
#include <vector>

namespace rackloom::analytics {

class FeedPaths {
public:
    static constexpr std::size_t kNobody = ~std::size_t{0};

    explicit FeedPaths(const Column<PowerNodeId, model::PowerNode>& nodes);
    std::optional<std::size_t> indexOf(PowerNodeId) const;
    /// These elements and all above them, each once, rising.
    std::vector<std::size_t> above(const std::vector<std::size_t>& elements) const;
    bool live(std::size_t element, const std::array<std::size_t, 2>& failed) const {
        return live(element, failed, 0);
    }

private:
    bool live(std::size_t element, const std::array<std::size_t, 2>& failed, int depth) const;

    struct Element {
        PowerNodeId id;
        std::vector<std::size_t> parents;
        bool fedByFirst = false;  ///< takes no other parent when its first is dead
    };
    std::vector<Element> elements_;
};

/// Racks whose planned load is more than one side's supplies can give: they need both sides.
struct RackSides {
    using Key = NoKey;
    using Value = Shared<Column<RackId, bool>>;
    static constexpr std::string_view kName = "rack sides";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
