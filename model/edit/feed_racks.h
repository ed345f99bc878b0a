// SPDX-License-Identifier: GPL-3.0-or-later
// feedRacks: hangs racks on the power tree in one step: adds the busways (or PDUs) they need below chosen
// elements and plugs side A and B into them. How many racks one may carry is the caller's figure: limits are
// computed above the model.
#pragma once

#include "model/catalog/catalog.h"
#include "model/edit/edit.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackloom::model {

/// N: one way. 2N: side A from one element, side B from another. N+1: the sides of each group come from two
/// of several elements in turn, so that the others carry on when one is lost.
enum class FeedScheme { Single, Double, Distributed };
inline constexpr std::string_view kFeedSchemeNames[] = {"N", "2N", "N+1"};

struct FeedOrder {
    std::vector<RackId> racks;
    FeedScheme scheme = FeedScheme::Double;
    std::vector<PowerNodeId> upstream;  ///< one for N, two for 2N (A, B), at least three for N+1
    std::string type;                   ///< catalogue key of what the racks plug into
    int racksPerElement = 1;
    std::string name = "Busway";  ///< what the new elements are called, before number and side
};

/// A group of racks on the same new elements.
struct FeedGroup {
    std::vector<RackId> racks;
    std::vector<PowerNodeId> upstream;  ///< one, or side A and side B
};

/// How the racks are split: neighbours stay together (hall, then position).
Result<std::vector<FeedGroup>> feedGroups(const Snapshot&, const FeedOrder&);

/// One undo step. Refused as a whole when anything of the order does not exist.
Edit feedRacks(const Catalog&, const FeedOrder&);

}  // namespace rackloom::model
