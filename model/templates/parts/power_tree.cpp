// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/parts/power_tree.h"

#include <algorithm>
#include <cmath>

namespace rackloom::model {

namespace {

constexpr const char* kTransformer = "transformer-1500kva";
constexpr const char* kUps = "generic-ups-1250kw";
constexpr const char* kBusway = "busway-415v-1600a";
constexpr Power kTransformerRating = 1500 * unit::kW;
constexpr const char* kSideNames[] = {" A", " B"};
constexpr PowerSide kSides[] = {PowerSide::A, PowerSide::B};

struct Utility {
    const char* type;
    Power rating;
};
constexpr Utility kUtilities[] = {{"utility-feed-750kw", 750 * unit::kW},
                                  {"utility-feed-5mw", 5 * unit::MW},
                                  {"utility-feed-30mw", 30 * unit::MW},
                                  {"utility-feed-150mw", 150 * unit::MW}};

}  // namespace

PowerTree::PowerTree(DesignBuilder& builder, Power total) : builder_(builder) {
    const Utility* chosen = std::find_if(std::begin(kUtilities), std::end(kUtilities),
                                         [&](const Utility& u) { return u.rating >= total; });
    if (chosen == std::end(kUtilities)) chosen = std::end(kUtilities) - 1;
    for (int side = 0; side < 2; ++side) {
        utility_[side] = node(std::string("Utility") + kSideNames[side], chosen->type, kSides[side], {});
        builder_.powerNode(utility_[side]).count =
            std::max(1, static_cast<int>(std::ceil(total / chosen->rating)));
    }
}

BothSides PowerTree::chain(const std::string& name) {
    BothSides ups;
    for (int side = 0; side < 2; ++side) {
        const PowerNodeId transformer =
            node(name + " transformer" + kSideNames[side], kTransformer, kSides[side], utility_[side]);
        ups[side] = node(name + " UPS" + kSideNames[side], kUps, kSides[side], transformer);
    }
    return ups;
}

BothSides PowerTree::busway(const std::string& name, const BothSides& chain) {
    BothSides out;
    for (int side = 0; side < 2; ++side)
        out[side] = node(name + " busway" + kSideNames[side], kBusway, kSides[side], chain[side]);
    return out;
}

PowerNodeId PowerTree::mechanical(Power load) {
    PowerNode row;
    row.name = "Mechanical transformer";
    row.type = builder_.type(kTransformer);
    row.policy = ParentPolicy::Transfer;
    row.parents = {utility_[0], utility_[1]};
    row.count = std::max(1, static_cast<int>(std::ceil(load / kTransformerRating)));
    return builder_.add(std::move(row));
}

PowerNodeId PowerTree::node(const std::string& name, const char* type, PowerSide side, PowerNodeId parent) {
    PowerNode row;
    row.name = name;
    row.type = builder_.type(type);
    row.side = side;
    if (parent.isValid()) row.parents = {parent};
    return builder_.add(std::move(row));
}

}  // namespace rackloom::model
