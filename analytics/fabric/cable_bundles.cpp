// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/cable_bundles.h"

#include "analytics/inputs/catalog.h"
#include "analytics/inputs/fabric.h"
#include "analytics/inputs/work.h"
#include "model/catalog/cages.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {
namespace {

using Types = std::vector<Shared<model::DeviceType>>;

CableAllowances allowances(Query& q) {
    const auto metres = [&](const char* id) { return q.get<AssumptionOf>(id).value * unit::m; };
    return {q.get<AssumptionOf>("cable.slack").value, metres("cable.service_loop_m"), metres("cable.side_m"),
            metres("cable.tray_clearance_m")};
}

RunTerms termsOf(Query& q, const model::Fabric& fabric, const CableGroupTable& groups) {
    RunTerms out;
    out.allowances = allowances(q);
    out.direct = fabric.role == model::FabricRole::ScaleUp;
    for (const std::string& key : fabric.cableTypes) {
        const DeviceTypeId id = q.get<TypeByKey>(key);
        if (id.isValid() && q.get<TypeOf>(id)->link) out.types.push_back(q.get<TypeOf>(id));
    }
    out.allowed = out.types.size();
    for (const DeviceTypeId id : groups.ownTypes)
        out.types.push_back(q.get<TypeOf>(id));
    return out;
}

struct FloorDistance {
    Length x, y;
};

/// One cable of a group: the length to buy and the place of the type that reaches.
struct Run {
    static constexpr std::size_t kNoType = static_cast<std::size_t>(-1);
    Length sold;
    std::size_t type = kNoType;
    bool reached() const { return type != kNoType; }
    friend bool operator==(const Run&, const Run&) = default;
};

class PieceMaker {
public:
    PieceMaker(const FabricId fabric, const RunTerms& terms, const std::vector<DeviceTypeId>& ownTypes,
               const FloorTable& floor)
        : fabric_(fabric), terms_(terms), ownTypes_(ownTypes), floor_(floor) {}

    std::shared_ptr<const RunPiece> make(const CableGroupPiece& groups) {
        piece_ = {};
        piece_.sums.media.cables.resize(terms_.types.size());
        piece_.sums.media.lacking.resize(terms_.types.size());
        piece_.sums.access.resize(terms_.types.size());
        auto bundles = std::make_shared<BundleTable::Piece>();
        bundles->reserve(groups.groups.size());
        from_ = floor_.find(groups.rack());
        for (const CableGroup& group : groups.groups) {
            bundles->push_back({fabric_, group.a, group.b, group.tier, group.count, group.rate, 0, {}});
            addGroup(groups, group, bundles->back());
            if (bundles->back().length > 0 && bundles->back().medium.empty())
                piece_.unreached.push_back(static_cast<std::uint32_t>(bundles->size() - 1));
        }
        piece_.bundles = std::move(bundles);
        return std::make_shared<const RunPiece>(std::move(piece_));
    }

private:
    using Heights = std::span<const std::pair<int, std::uint32_t>>;

    /// What the cables of one group have in common.
    struct Stretch {
        const CableGroup& group;
        Heights heights;
        FloorDistance distance;
        std::size_t firstType, lastType;  ///< types to choose from
    };

    void addGroup(const CableGroupPiece& groups, const CableGroup& group, Bundle& bundle) {
        piece_.sums.cables += group.count;
        const std::optional<FloorDistance> distance = floorDistance(group);
        if (!distance) return;
        piece_.sums.measured += group.count;
        Stretch stretch{group, groups.heightsOf(group), *distance, 0, terms_.allowed};
        if (const std::size_t own = placeOfOwn(group.type); own < terms_.types.size()) {
            stretch.firstType = own;
            stretch.lastType = own + 1;
        }
        const Run shortest = runAt(stretch, 0), longest = runAt(stretch, stretch.heights.size() - 1);
        bool everyOneReached = true;
        addBetween(stretch, 0, shortest, stretch.heights.size() - 1, longest, everyOneReached);
        bundle.length = longest.sold.si();
        if (!everyOneReached) return;
        bundle.medium = terms_.types[longest.type]->key;
        if (group.tier == 0) piece_.sums.access[longest.type] += group.count;
    }

    /// Beyond the list where a group names no type of its own that is a cable.
    std::size_t placeOfOwn(DeviceTypeId id) const {
        if (!id.isValid()) return terms_.types.size();
        const auto it = std::lower_bound(ownTypes_.begin(), ownTypes_.end(), id);
        const std::size_t place = terms_.allowed + static_cast<std::size_t>(it - ownTypes_.begin());
        return terms_.types[place]->link ? place : terms_.types.size();
    }

    Length lengthOf(const Stretch& stretch, int units) const {
        if (stretch.group.a == stretch.group.b) return lengthInRack(units, terms_.allowances);
        const FloorDistance& d = stretch.distance;
        return terms_.direct ? lengthBeside(units, d.x, d.y, terms_.allowances)
                             : lengthBetweenRacks(units, d.x, d.y, terms_.allowances);
    }

    Run runAt(const Stretch& stretch, std::size_t entry) {
        const int units = stretch.heights[entry].first;
        const Length length = lengthOf(stretch, units);
        return {soldLength(length), chosen(stretch, length)};
    }

    /// Adds the entries first … last, whose runs are given. Lengths rise with the units: where both ends of a
    /// range are bought alike, everything between is, and most ranges are of that kind.
    void addBetween(const Stretch& stretch, std::size_t first, const Run& low, std::size_t last,
                    const Run& high, bool& everyOneReached) {
        if (low == high) {
            std::uint64_t count = 0;
            for (std::size_t i = first; i <= last; ++i)
                count += stretch.heights[i].second;
            piece_.sums.millimetres += std::llround(low.sold.si() * 1e3) * static_cast<std::int64_t>(count);
            everyOneReached = everyOneReached && low.reached();
            if (low.reached()) addUse(low.type, count);
            return;
        }
        const std::size_t middle = first + (last - first) / 2;
        addBetween(stretch, first, low, middle, middle == first ? low : runAt(stretch, middle),
                   everyOneReached);
        addBetween(stretch, middle + 1, middle + 1 == last ? high : runAt(stretch, middle + 1), last, high,
                   everyOneReached);
    }

    std::optional<FloorDistance> floorDistance(const CableGroup& group) const {
        if (group.a == group.b) return FloorDistance{};
        const FloorBox* to = floor_.find(group.b);
        if (!from_ || !to || from_->hall != to->hall) return std::nullopt;
        return FloorDistance{(from_->centreX() - to->centreX()) * unit::mm,
                             (from_->centreY() - to->centreY()) * unit::mm};
    }

    std::size_t chosen(const Stretch& stretch, Length length) {
        for (std::size_t i = stretch.firstType; i < stretch.lastType; ++i) {
            const model::Link& link = *terms_.types[i]->link;
            if (!link.reach.known() || !link.rate.known())
                piece_.sums.media.lacking[i] = true;
            else if (model::reaches(link, DataRate::si(stretch.group.rate), length))
                return i;
        }
        return Run::kNoType;
    }

    void addUse(std::size_t type, std::uint64_t count) {
        piece_.sums.media.cables[type] += count;
        if (!terms_.types[type]->link->powerPerEnd.known()) piece_.sums.media.lacking[type] = true;
    }

    FabricId fabric_;
    const RunTerms& terms_;
    const std::vector<DeviceTypeId>& ownTypes_;
    const FloorTable& floor_;
    const FloorBox* from_ = nullptr;
    RunPiece piece_;
};

/// Racks whose place differs between two floors, by id.
std::vector<RackId> movedRacks(const FloorTable& before, const FloorTable& after) {
    std::vector<RackId> out;
    FloorTable::eachDifference(before, after, [&](std::uint32_t rack) { out.push_back(RackId{rack}); });
    return out;
}

/// Both lists are sorted; few racks move at once, so that the groups are not walked through.
bool endsAt(const CableGroupPiece& piece, const std::vector<RackId>& racks) {
    if (std::binary_search(racks.begin(), racks.end(), piece.rack())) return true;
    auto from = piece.groups.begin();
    for (const RackId rack : racks) {
        from = std::lower_bound(from, piece.groups.end(), rack,
                                [](const CableGroup& group, RackId wanted) { return group.b < wanted; });
        if (from == piece.groups.end()) return false;
        if (from->b == rack) return true;
    }
    return false;
}

/// The pieces of an older table that still hold.
class Reusable {
public:
    Reusable(const FabricRunTable* last, const RunTerms& terms, const FloorTable& floor)
        : last_(last && last->terms == terms ? last : nullptr) {
        if (!last_) return;
        moved_ = movedRacks(*last_->floor, floor);
    }

    /// Asked in the order of the racks. Null: the piece is to be made.
    std::shared_ptr<const RunPiece> find(const Shared<CableGroupPiece>& groups) {
        if (!last_) return nullptr;
        const auto& known = last_->groups->pieces;
        while (next_ < known.size() && known[next_]->rack() < groups->rack())
            ++next_;
        if (next_ == known.size() || !known[next_].sameObject(groups)) return nullptr;
        if (endsAt(*groups, moved_)) return nullptr;
        return last_->pieces[next_];
    }
    /// The last table, where it has a piece for each of these groups and no rack moved; else null.
    const FabricRunTable* alike(const CableGroupTable& groups) const {
        if (!last_ || !moved_.empty()) return nullptr;
        const auto& known = last_->groups->pieces;
        const bool same = std::equal(
            known.begin(), known.end(), groups.pieces.begin(), groups.pieces.end(),
            [](const auto& a, const auto& b) { return a.sameObject(b) || a->rack() == b->rack(); });
        return same ? last_ : nullptr;
    }
    /// Whether all pieces hold. A floor that differs in many places is worth taking over all the same, so
    /// that the next comparison is short.
    bool all(const Shared<CableGroupTable>& groups) const {
        constexpr std::size_t kFew = 8;
        return last_ && last_->groups.sameObject(groups) && moved_.size() <= kFew &&
               std::none_of(groups->pieces.begin(), groups->pieces.end(),
                            [&](const auto& piece) { return endsAt(*piece, moved_); });
    }

private:
    const FabricRunTable* last_;
    std::vector<RackId> moved_;
    std::size_t next_ = 0;
};

/// Makes the pieces again whose groups differ, and corrects the sums; none where these cannot be told.
std::optional<FabricRunTable> corrected(const FabricRunTable& last, const Shared<CableGroupTable>& groups,
                                        PieceMaker& maker) {
    FabricRunTable out = last;
    auto bundles = std::make_shared<BundleTable::Pieces>(*last.bundles);
    for (std::size_t i = 0; i < groups->pieces.size(); ++i) {
        if (last.groups->pieces[i].sameObject(groups->pieces[i])) continue;
        const RunSums& before = out.pieces[i]->sums;
        if (before.media.anyLacking()) return std::nullopt;
        out.sums.subtract(before);
        out.pieces[i] = maker.make(*groups->pieces[i]);
        out.sums.add(out.pieces[i]->sums);
        (*bundles)[i] = out.pieces[i]->bundles;
    }
    out.unreached.clear();
    for (std::uint32_t i = 0; i < out.pieces.size(); ++i)
        if (!out.pieces[i]->unreached.empty()) out.unreached.push_back(i);
    out.bundles = std::move(bundles);
    return out;
}

}  // namespace

bool operator==(const RunPiece& a, const RunPiece& b) {
    return a.sums == b.sums && (a.bundles == b.bundles || *a.bundles == *b.bundles);
}

bool operator==(const FabricRunTable& a, const FabricRunTable& b) {
    return a.sums == b.sums && a.terms == b.terms &&
           std::equal(a.pieces.begin(), a.pieces.end(), b.pieces.begin(), b.pieces.end(),
                      [](const auto& x, const auto& y) { return x == y || *x == *y; });
}

FabricRuns::Value FabricRuns::compute(const Key& id, Query& q, const Value* last) {
    const Shared<CableGroupTable> groups = q.get<CableGroups>(id);
    const RackFootprints::Value floor = q.get<RackFootprints>();
    FabricRunTable out;
    out.terms = termsOf(q, *q.get<FabricRow>(id), *groups);
    Reusable reusable(last ? &**last : nullptr, out.terms, *floor);
    if (reusable.all(groups)) return *last;
    PieceMaker maker(id, out.terms, groups->ownTypes, *floor);
    if (const FabricRunTable* alike = reusable.alike(*groups))
        if (std::optional<FabricRunTable> table = corrected(*alike, groups, maker)) {
            table->terms = out.terms;
            table->groups = groups;
            table->floor = floor;
            return *std::move(table);
        }
    auto bundles = std::make_shared<BundleTable::Pieces>();
    bundles->reserve(groups->pieces.size());
    out.pieces.reserve(groups->pieces.size());
    bool anyNew = !last || (*last)->pieces.size() != groups->pieces.size();
    for (std::size_t i = 0; i < groups->pieces.size(); ++i) {
        if (i % 64 == 0) q.poll();
        std::shared_ptr<const RunPiece> piece = reusable.find(groups->pieces[i]);
        if (!piece) piece = maker.make(*groups->pieces[i]);
        anyNew = anyNew || piece != (*last)->pieces[i];
        out.sums.add(piece->sums);
        bundles->push_back(piece->bundles);
        if (!piece->unreached.empty()) out.unreached.push_back(static_cast<std::uint32_t>(i));
        out.pieces.push_back(std::move(piece));
    }
    out.bundles = anyNew ? std::move(bundles) : (*last)->bundles;
    out.groups = groups;
    out.floor = floor;
    return out;
}

CableRuns::Value CableRuns::compute(const Key&, Query& q) {
    CableRunTable out;
    std::vector<std::string>& missing = out.missing;
    for (const FabricId id : *q.get<FabricIds>()) {
        const FabricRunTable& runs = *q.get<FabricRuns>(id);
        out.cables += static_cast<double>(runs.sums.cables);
        out.measured += static_cast<double>(runs.sums.measured);
        if (runs.sums.measured > 0) out.lengthByFabric[id] = static_cast<double>(runs.sums.millimetres) / 1e3;
        for (std::size_t i = 0; i < runs.sums.media.cables.size(); ++i) {
            const model::DeviceType& type = *runs.terms.types[i];
            const auto count = static_cast<double>(runs.sums.media.cables[i]);
            if (count > 0) out.countByMedium[type.name] += count;
            if (runs.sums.media.lacking[i] &&
                std::find(missing.begin(), missing.end(), type.name) == missing.end())
                missing.push_back(type.name);
            if (!(count > 0) || !type.link->powerPerEnd.known()) continue;
            out.powered += count;
            out.watts += 2 * type.link->powerPerEnd.value->si() * count;
        }
    }
    return out;
}

CableBundles::Value CableBundles::compute(const Key&, Query& q) {
    BundleTable out;
    for (const FabricId id : *q.get<FabricIds>())
        out.add(q.get<FabricRuns>(id)->bundles);
    return out;
}

}  // namespace rackloom::analytics
