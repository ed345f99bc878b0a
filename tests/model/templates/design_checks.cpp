// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/model/templates/design_checks.h"

#include "model/topology/generators.h"

#include <algorithm>
#include <set>
#include <vector>

namespace rackloom::model::fixtures {

namespace {

struct Box {
    HallId hall;
    int x, y, right, bottom;
    std::string name;
};

bool overlap(const Box& a, const Box& b) {
    return a.hall == b.hall && a.x < b.right && b.x < a.right && a.y < b.bottom && b.y < a.bottom;
}

std::vector<Box> boxesOf(const Snapshot& s) {
    std::vector<Box> boxes;
    const auto add = [&](HallId hall, FloorPoint p, Footprint f, const std::string& name) {
        boxes.push_back({hall, p.x, p.y, p.x + f.width, p.y + f.depth, name});
    };
    s.racks.forEach(
        [&](RackId, const Rack& r) { add(r.hall, r.position, footprint(s, r), "rack " + r.name); });
    s.coolingUnits.forEach([&](CoolingUnitId, const CoolingUnit& u) {
        if (u.placement)
            add(u.placement->hall, u.placement->position, footprint(s, u.type, u.placement->rotation),
                u.name);
    });
    return boxes;
}

template <class TableT> std::string doubleName(const TableT& table, const char* what) {
    std::set<std::string> seen;
    std::string out;
    table.forEach([&](auto, const auto& row) {
        if (out.empty() && (row.name.empty() || !seen.insert(row.name).second))
            out = std::string(what) + " \"" + row.name + "\"";
    });
    return out;
}

template <class TableT> std::string doubleSharedName(const TableT& table, const char* what) {
    std::set<std::string> seen;
    std::string out;
    table.forEach([&](auto, const auto& row) {
        if (out.empty() && (row->name.empty() || !seen.insert(row->name).second))
            out = std::string(what) + " \"" + row->name + "\"";
    });
    return out;
}

}  // namespace

std::string floorTrouble(const Snapshot& s) {
    std::vector<Box> boxes = boxesOf(s);
    std::sort(boxes.begin(), boxes.end(), [](const Box& a, const Box& b) { return a.y < b.y; });
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const Hall& hall = s.halls.at(boxes[i].hall);
        if (boxes[i].x < 0 || boxes[i].y < 0 || boxes[i].right > hall.width || boxes[i].bottom > hall.depth)
            return boxes[i].name + " stands outside its hall";
        for (std::size_t j = i + 1; j < boxes.size() && boxes[j].y < boxes[i].bottom; ++j)
            if (overlap(boxes[i], boxes[j])) return boxes[i].name + " overlaps " + boxes[j].name;
    }
    return {};
}

std::string cableTrouble(const Snapshot& s) {
    std::vector<PortRef> used;
    std::string out;
    s.fabrics.forEach([&](FabricId, const Shared<Fabric>& fabric) {
        const FabricPlan plan = expandFabric(s, *fabric);
        if (!plan.problems.empty()) out = fabric->name + ": " + plan.problems.front();
        std::set<PortRef> endpoints;
        for (const EndpointPort& end : generatorInput(s, *fabric).endpoints)
            endpoints.insert(end.port);
        std::size_t ends = 0;
        for (const PlannedCable& cable : plan.cables) {
            used.push_back(cable.a);
            used.push_back(cable.b);
            // Scale-up cables and those of a torus of cubes join endpoints with each other.
            ends += endpoints.count(cable.a) + endpoints.count(cable.b);
        }
        const std::size_t wanted = endpoints.size();
        if (ends != wanted)
            out = fabric->name + ": " + std::to_string(ends) + " of " + std::to_string(wanted) +
                  " ports cabled";
    });
    s.cables.forEach([&](CableId, const Cable& cable) {
        used.push_back(cable.a);
        used.push_back(cable.b);
    });
    std::sort(used.begin(), used.end());
    const auto twice = std::adjacent_find(used.begin(), used.end());
    if (twice != used.end())
        out = "port " + std::to_string(twice->port) + " in rack " + s.racks.at(twice->device.rack).name +
              " is used twice";
    return out;
}

std::string nameTrouble(const Snapshot& s) {
    for (const std::string& trouble :
         {doubleName(s.halls, "hall"), doubleName(s.rows, "row"), doubleName(s.racks, "rack"),
          doubleSharedName(s.designs, "rack design"), doubleSharedName(s.fabrics, "fabric"),
          doubleName(s.powerNodes, "power node"), doubleName(s.coolingLoops, "loop"),
          doubleName(s.coolingUnits, "cooling unit"), doubleName(s.jobs, "job")})
        if (!trouble.empty()) return trouble;
    return {};
}

std::string supplyTrouble(const Snapshot& s, int sides) {
    std::string out;
    s.racks.forEach([&](RackId, const Rack& rack) {
        if (!rack.airLoop.isValid() && !rack.liquidLoop.isValid()) out = rack.name + " has no cooling loop";
        for (int side = 0; side < sides; ++side) {
            const PowerNodeId feed = rack.feeds[static_cast<std::size_t>(side)];
            if (!feed.isValid() ||
                (sides == 2 && s.powerNodes.at(feed).side != (side == 0 ? PowerSide::A : PowerSide::B)))
                out = rack.name + " is not fed on side " + (side == 0 ? "A" : "B");
        }
    });
    return out;
}

}  // namespace rackloom::model::fixtures
