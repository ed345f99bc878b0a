// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/power_edits.h"

#include "model/edit/floor.h"
#include "model/edit/names.h"
#include "model/edit/references.h"
#include "model/edit/rewrite.h"

#include <algorithm>

namespace rackloom::model {

namespace {

template <class F> Edit onNode(std::string label, std::string_view kind, PowerNodeId id, F change) {
    return {std::move(label), mergeKey(kind, id), [id, change](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().powerNodes, id, "power node"); !there) return there;
                return change(tx, tx.draft().powerNodes.write(tx.token(), id));
            }};
}

std::string nameLike(const Snapshot& s, DeviceTypeId type) {
    NameSet taken = namesOf(s.powerNodes);
    std::string last;
    s.powerNodes.forEach([&](PowerNodeId, const PowerNode& node) {
        if (node.type == type) last = node.name;
    });
    return last.empty() ? freeName(taken, s.types.at(type)->name) : nextName(taken, last);
}

void eraseParent(PowerNode& node, PowerNodeId id) {
    const auto at = std::find(node.parents.begin(), node.parents.end(), id);
    if (at == node.parents.end()) return;
    if (!node.weights.empty()) node.weights.erase(node.weights.begin() + (at - node.parents.begin()));
    node.parents.erase(at);
    if (std::all_of(node.weights.begin(), node.weights.end(), [](double w) { return w == 0; }))
        node.weights.clear();
}

void unplug(Transaction& tx, PowerNodeId id) {
    for (const PowerNodeId child : tx.draft().powerNodes.ids()) {
        const std::vector<PowerNodeId>& parents = tx.draft().powerNodes.at(child).parents;
        if (std::find(parents.begin(), parents.end(), id) != parents.end())
            eraseParent(tx.draft().powerNodes.write(tx.token(), child), id);
    }
    for (const RackId rack : tx.draft().racks.ids())
        for (std::size_t side = 0; side < 2; ++side)
            if (tx.draft().racks.at(rack).feeds[side] == id)
                tx.draft().racks.write(tx.token(), rack).feeds[side] = {};
    for (const CoolingUnitId unit : tx.draft().coolingUnits.ids())
        if (tx.draft().coolingUnits.at(unit).feed == id)
            tx.draft().coolingUnits.write(tx.token(), unit).feed = {};
}

}  // namespace

Edit addPowerNode(PowerNode node) {
    return {"Add power node", {}, [node = std::move(node)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().types, node.type, "device type"); !there)
                    return there;
                PowerNode row = node;
                if (row.name.empty()) {
                    row.name = nameLike(tx.draft(), row.type);
                } else {
                    Result<std::string> name =
                        unusedName(tx.draft().powerNodes, PowerNodeId{}, "power node", row.name);
                    if (!name) return name.error();
                    row.name = std::move(name).value();
                }
                return checkFloor(tx, tx.draft().powerNodes.insert(tx.token(), std::move(row)));
            }};
}

Edit renamePowerNode(PowerNodeId id, std::string name) {
    return onNode("Rename power node", "rename power node", id,
                  [id, name = std::move(name)](Transaction& tx, PowerNode& node) -> Result<void> {
                      Result<std::string> checked = unusedName(tx.draft().powerNodes, id, "power node", name);
                      if (!checked) return checked.error();
                      node.name = std::move(checked).value();
                      return {};
                  });
}

Edit removePowerNode(PowerNodeId id) {
    return {"Remove power node", {}, [id](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().powerNodes, id, "power node"); !there) return there;
                unplug(tx, id);
                const std::string key = "power_node:" + std::to_string(id.value);
                forgetWaivers(tx, [&](std::string_view object) { return object == key; });
                tx.draft().powerNodes.erase(tx.token(), id);
                return {};
            }};
}

Edit setPowerParents(PowerNodeId id, std::vector<PowerNodeId> parents, std::optional<ParentPolicy> policy) {
    return onNode("Reconnect power node", "reconnect power node", id,
                  [parents = distinct(parents), policy](Transaction&, PowerNode& node) {
                      if (node.parents != parents) node.weights.clear();
                      node.parents = parents;
                      if (policy)
                          node.policy = *policy;
                      else if (parents.size() > 1 && node.policy == ParentPolicy::Single)
                          node.policy = ParentPolicy::Share;
                      return Result<void>{};
                  });
}

Edit setParentPolicy(PowerNodeId id, ParentPolicy policy) {
    return onNode("Set how the node draws", "set policy", id, [policy](Transaction&, PowerNode& node) {
        node.policy = policy;
        return Result<void>{};
    });
}

Edit setPowerCount(PowerNodeId id, int count) {
    return onNode("Set count", "set power count", id, [count](Transaction&, PowerNode& node) {
        node.count = count;
        return Result<void>{};
    });
}

Edit setPowerSide(PowerNodeId id, PowerSide side) {
    return onNode("Set power side", "set power side", id, [side](Transaction&, PowerNode& node) {
        node.side = side;
        return Result<void>{};
    });
}

Edit setPowerType(PowerNodeId id, DeviceTypeId type) {
    return onNode("Change type of power node", "set power type", id,
                  [id, type](Transaction& tx, PowerNode& node) -> Result<void> {
                      if (Result<void> there = need(tx.draft().types, type, "device type"); !there)
                          return there;
                      node.type = type;
                      return checkFloor(tx, id);
                  });
}

Edit setPowerWeights(PowerNodeId id, std::vector<double> weights) {
    return onNode("Set weights", "set weights", id,
                  [weights = std::move(weights)](Transaction&, PowerNode& node) {
                      node.weights = weights;
                      return Result<void>{};
                  });
}

Edit drawPowerNode(PowerNodeId id, std::optional<FloorPoint> at) {
    return onNode("Move in drawing", "draw power node", id, [at](Transaction&, PowerNode& node) {
        node.diagram = at;
        return Result<void>{};
    });
}

Edit placePowerNode(PowerNodeId id, std::optional<Placement> at) {
    return onNode("Move power node", "move power node", id, [id, at](Transaction& tx, PowerNode& node) {
        node.placement = at;
        return checkFloor(tx, id);
    });
}

}  // namespace rackloom::model
