// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/validate.h"

#include "model/site/row_checks.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace rackloom::model {

namespace {

template <class RowT, class IdT>
std::optional<Violation> firstIn(const Snapshot& s, std::string_view name, const Table<RowT, IdT>& table) {
    std::optional<Violation> out;
    table.forEach([&](IdT id, const RowT& row) {
        if (out) return;
        if (const Result<void> checked = checkRow(s, id, row); !checked)
            out = Violation{name, id.value, checked.error()};
    });
    return out;
}

/// A node of a directed graph that lies on or behind a cycle, or no id. `next` lists where a node points.
template <class RowT, class IdT, class Next> IdT onCycle(const Table<RowT, IdT>& table, const Next& next) {
    std::vector<std::uint32_t> incoming(table.end(), 0);
    table.forEach([&](IdT, const RowT& row) {
        for (const IdT to : next(row))
            if (table.contains(to)) ++incoming[to.value];
    });
    std::vector<IdT> free;
    table.forEach([&](IdT id, const RowT&) {
        if (incoming[id.value] == 0) free.push_back(id);
    });
    std::size_t done = 0;
    for (; done < free.size(); ++done)
        for (const IdT to : next(table.at(free[done])))
            if (table.contains(to) && --incoming[to.value] == 0) free.push_back(to);
    if (done == table.size()) return IdT{};
    IdT found;
    table.forEach([&](IdT id, const RowT&) {
        if (!found.isValid() && incoming[id.value] != 0) found = id;
    });
    return found;
}

std::optional<Violation> asViolation(std::string_view table, const Result<void>& checked) {
    if (checked) return std::nullopt;
    return Violation{table, Id<void>::kNone, checked.error()};
}

std::optional<Violation> firstOverride(const Snapshot& s) {
    for (const auto& [device, override] : *s.overrides)
        if (const Result<void> checked = checkOverride(s, device, override); !checked)
            return Violation{"overrides", Id<void>::kNone, checked.error()};
    return std::nullopt;
}

}  // namespace

Result<void> checkPowerTree(const Snapshot& s) {
    const PowerNodeId id = onCycle(
        s.powerNodes, [](const PowerNode& node) -> const auto& { return node.parents; });
    if (!id.isValid()) return {};
    return Error{"power node " + s.powerNodes.at(id).name, "it feeds itself through other nodes",
                 "Choose another parent."};
}

Result<void> checkCoolingPlant(const Snapshot& s) {
    const CoolingUnitId id = onCycle(
        s.coolingUnits, [](const CoolingUnit& unit) -> const auto& { return unit.plant; });
    if (!id.isValid()) return {};
    return Error{"cooling unit " + s.coolingUnits.at(id).name,
                 "it hands its heat to itself through other units",
                 "Choose other units to take its heat away."};
}

std::optional<Violation> firstViolation(const Snapshot& s) {
    std::optional<Violation> out = asViolation("site", checkSite(*s.site));
    const auto look = [&](std::string_view name, const auto& table) {
        if (!out) out = firstIn(s, name, table);
    };
    look("types", s.types);
    if (!out) out = asViolation("types", checkTypes(s));
    look("designs", s.designs);
    look("halls", s.halls);
    look("rows", s.rows);
    look("racks", s.racks);
    if (!out) out = firstOverride(s);
    look("fabrics", s.fabrics);
    look("cables", s.cables);
    look("powerNodes", s.powerNodes);
    if (!out) out = asViolation("powerNodes", checkPowerTree(s));
    look("coolingLoops", s.coolingLoops);
    look("coolingUnits", s.coolingUnits);
    if (!out) out = asViolation("coolingUnits", checkCoolingPlant(s));
    look("jobs", s.jobs);
    look("waivers", s.waivers);
    return out;
}

Result<void> validate(const Snapshot& s) {
    if (std::optional<Violation> found = firstViolation(s)) return std::move(found->error);
    return {};
}

}  // namespace rackloom::model
