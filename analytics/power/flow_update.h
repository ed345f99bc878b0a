// SPDX-License-Identifier: GPL-3.0-or-later
// FlowUpdate: from the solved tree before an edit to the solved tree after it, walking only what the edit
// reaches: elements below that gain or lose their supply, and elements above whatever draws differently.
// Because all watts are whole multiples, the result is that of solving anew, to the last bit.
// Must not know what was edited: it is told which elements and loads differ.
#pragma once

#include "analytics/power/tree_order.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace rackloom::analytics {

/// Order and links of a tree. Elements on rings, or fed through one, come behind the `ordered` others.
struct TreeShape {
    std::vector<std::uint32_t> order, place;
    std::size_t ordered = 0;
    TreeLinks children, loads;
};
TreeShape shapeOf(const PowerTree&);

/// What differs between two trees: places of elements and of loads, those included that only the later has.
struct TreeChanges {
    std::vector<std::uint32_t> elements, loads;
    bool links = false;  ///< of elements among each other
    bool cords = false;  ///< from loads to elements
};
/// Nothing when the later tree has fewer elements or loads than the earlier.
std::optional<TreeChanges> changesBetween(const PowerTree& before, const PowerTree& after);

class FlowUpdate {
public:
    /// All must outlive the update; `shape` is that of the later tree.
    FlowUpdate(const PowerTree& before, const PowerTree& after, const TreeShape& shape,
               const TreeChanges& changes);

    /// Turns the flow of the earlier tree into that of the later. `outage` is of the later tree, and may
    /// differ from the earlier one's at elements that changed. False when sums are too large to be exact:
    /// then `flow` holds nothing of use.
    bool apply(const PowerOutage& outage, PowerFlow& flow);
    /// Elements whose flow the last call may have changed.
    const std::vector<std::uint32_t>& touched() const { return touched_; }

private:
    void start(PowerFlow& flow);
    void touch(std::size_t v);
    void look(std::size_t v);
    void settleLive(const PowerOutage& outage);
    void settleOne(std::size_t v, const PowerOutage& outage);
    void withdraw(std::size_t v);
    void moveLoads();
    void takeLoad(std::size_t i);
    void putLoad(std::size_t i);
    void add(std::size_t v, Power delta);
    void carryUp(const PowerOutage& outage);
    void carryOne(std::size_t v, const PowerOutage& outage);
    void give(std::size_t v, bool taken);

    const PowerTree &before_, &after_;
    const TreeShape& shape_;
    const TreeChanges& changes_;
    PowerFlow* flow_ = nullptr;
    std::vector<char> wasLive_;
    std::vector<Power> given_;  ///< by element: what it drew before
    std::vector<std::uint32_t> touchedAt_, lookedAt_, waitingAt_, loadAt_;
    std::uint32_t turn_ = 0;
    std::vector<std::uint32_t> touched_, looked_, loads_;
    std::vector<std::uint32_t> heap_;  ///< places
    std::vector<CordPower> parts_;
};

}  // namespace rackloom::analytics
