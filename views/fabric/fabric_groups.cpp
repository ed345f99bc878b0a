// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_groups.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace rackloom::views {

namespace {

constexpr std::size_t kWidest = 64;  // boxes in a tier before neighbours are grouped
// Where single ones are asked for: all of them while their links can be painted in a frame or two.
constexpr std::size_t kMostSingle = 192, kMostLinks = 20'000;

QString tr(const char* text) {
    return QCoreApplication::translate("FabricLayout", text);
}

/// Neighbours per box so that a tier stays readable; powers of two keep groups aligned with racks and pods.
std::size_t neighbours(std::size_t members, std::size_t widest) {
    std::size_t size = 1;
    while (members / size > widest)
        size *= 2;
    return size;
}

class Roots {
public:
    explicit Roots(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0u); }
    std::uint32_t of(std::uint32_t v) {
        while (parent_[v] != v)
            v = parent_[v] = parent_[parent_[v]];
        return v;
    }
    void join(std::uint32_t a, std::uint32_t b) { parent_[std::max(of(a), of(b))] = std::min(of(a), of(b)); }

private:
    std::vector<std::uint32_t> parent_;
};

class Grouper {
public:
    Grouper(const FabricMembers& m, const model::Fabric& fabric, FabricGrouping grouping)
        : m_(m), fabric_(fabric), grouping_(grouping), key_(m.all.size()) {}

    FabricGroups run() {
        std::iota(key_.begin(), key_.end(), 0u);
        for (int t = 0; t < m_.tiers(); ++t) {
            if (grouping_ == FabricGrouping::Tiers)
                byNeighbours(t, m_.count(t));
            else if (grouping_ == FabricGrouping::Automatic)
                byNeighbours(t, neighbours(m_.count(t), kWidest));
            else if (grouping_ == FabricGrouping::Switches || grouping_ == FabricGrouping::Devices)
                byNeighbours(t, m_.links.size() <= kMostLinks ? 1 : neighbours(m_.count(t), kMostSingle));
        }
        if (grouping_ == FabricGrouping::Units) byUnits();
        if (grouping_ == FabricGrouping::Rails) byRails();
        if (grouping_ == FabricGrouping::Units)
            for (int t = 0; t < m_.tiers(); ++t)
                mergeGroups(t);
        return numbered();
    }

private:
    std::size_t first(int tier) const { return m_.begin[static_cast<std::size_t>(tier)]; }
    std::size_t end(int tier) const { return m_.begin[static_cast<std::size_t>(tier) + 1]; }

    void byNeighbours(int tier, std::size_t size) {
        if (size < 2) return;
        for (std::size_t i = first(tier); i < end(tier); ++i)
            key_[i] = static_cast<std::uint32_t>(i - (i - first(tier)) % size);
    }

    /// Neighbouring groups become one where a tier has too many to read.
    void mergeGroups(int tier) {
        std::map<std::uint32_t, std::size_t> number;
        std::vector<std::uint32_t> groups;
        for (std::size_t i = first(tier); i < end(tier); ++i)
            if (number.try_emplace(key_[i], number.size()).second) groups.push_back(key_[i]);
        const std::size_t size = neighbours(groups.size(), kWidest);
        for (std::size_t i = first(tier); i < end(tier); ++i) {
            const std::size_t n = number.at(key_[i]);
            key_[i] = groups[n - n % size];
        }
    }

    /// Members of a tier with the same neighbours in the tier below.
    void byTwins(int tier) {
        std::vector<std::vector<std::uint32_t>> below(m_.all.size());
        for (const FabricMembers::Link& link : m_.links) {
            const bool up = m_.all[link.a].tier < m_.all[link.b].tier;
            const std::uint32_t low = up ? link.a : link.b, high = up ? link.b : link.a;
            if (m_.all[high].tier == tier && m_.all[low].tier == tier - 1) below[high].push_back(low);
        }
        std::map<std::vector<std::uint32_t>, std::uint32_t> known;
        for (std::size_t i = first(tier); i < end(tier); ++i) {
            std::sort(below[i].begin(), below[i].end());
            below[i].erase(std::unique(below[i].begin(), below[i].end()), below[i].end());
            key_[i] = known.try_emplace(std::move(below[i]), static_cast<std::uint32_t>(i)).first->second;
        }
    }

    std::size_t flatUnit() const {
        for (const char* name : {"routers", "q", "s1", "d1", "side"})
            if (const auto it = fabric_.parameters.find(name);
                it != fabric_.parameters.end() && it->second >= 1 && fabric_.generator != "jellyfish")
                return static_cast<std::size_t>(it->second);
        const int tier = m_.tiers() > 1 ? 1 : 0;
        return static_cast<std::size_t>(std::max(1.0, std::round(std::sqrt(m_.count(tier)))));
    }

    void byUnits() {
        if (m_.tiers() < 3) {
            const int tier = m_.tiers() - 1;
            byNeighbours(tier, flatUnit());
            for (const FabricMembers::Link& link : m_.links) {  // racks with the group of a switch of theirs
                const bool aLow = m_.all[link.a].tier == 0;
                const std::uint32_t low = aLow ? link.a : link.b, high = aLow ? link.b : link.a;
                if (tier == 1 && m_.all[low].tier == 0 && m_.all[high].tier == 1) unitOf_[low] = key_[high];
            }
            shareUnits();
            return;
        }
        Roots roots(m_.all.size());
        for (const FabricMembers::Link& link : m_.links)
            if (m_.all[link.a].tier + m_.all[link.b].tier == 1) roots.join(link.a, link.b);
        for (std::size_t i = 0; i < end(1); ++i)
            unitOf_[static_cast<std::uint32_t>(i)] = roots.of(static_cast<std::uint32_t>(i));
        shareUnits();
        for (int tier = 2; tier < m_.tiers(); ++tier)
            byTwins(tier);
    }

    /// One group for the members of a tier that belong to one unit.
    void shareUnits() {
        std::map<std::pair<int, std::uint32_t>, std::uint32_t> known;
        for (const auto& [member, unit] : unitOf_)
            key_[member] = known.try_emplace({m_.all[member].tier, unit}, member).first->second;
    }

    void byRails() {
        constexpr std::uint32_t kMixed = 0xfffffffeu, kNone = FabricMembers::kNoRail;
        rail_.assign(m_.all.size(), kNone);
        const auto see = [&](std::uint32_t member, std::uint32_t rail) {
            if (rail != kNone)
                rail_[member] = rail_[member] == kNone || rail_[member] == rail ? rail : kMixed;
        };
        for (std::size_t i = 0; i < m_.links.size(); ++i) {
            const FabricMembers::Link& link = m_.links[i];
            for (const std::uint32_t end : {link.a, link.b})
                if (m_.all[end].tier == 1) see(end, m_.rails[i]);
        }
        for (int tier = 2; tier < m_.tiers(); ++tier)
            for (const FabricMembers::Link& link : m_.links) {
                const bool up = m_.all[link.a].tier < m_.all[link.b].tier;
                const std::uint32_t low = up ? link.a : link.b, high = up ? link.b : link.a;
                if (m_.all[high].tier == tier && m_.all[low].tier < tier) see(high, rail_[low]);
            }
        byNeighbours(0, neighbours(m_.count(0), kWidest));
        std::map<std::pair<int, std::uint32_t>, std::uint32_t> known;
        for (int tier = 1; tier < m_.tiers(); ++tier)
            for (std::size_t i = first(tier); i < end(tier); ++i)
                key_[i] = known.try_emplace({tier, rail_[i]}, static_cast<std::uint32_t>(i)).first->second;
    }

    QString prefixOf(std::uint32_t member) const {
        if (rail_.empty() || m_.all[member].tier == 0) return {};
        const std::uint32_t rail = rail_[member];
        if (rail == FabricMembers::kNoRail) return tr("no rail");
        return rail == 0xfffffffeu ? tr("all rails") : tr("rail %1").arg(rail + 1);
    }

    FabricGroups numbered() const {
        FabricGroups out;
        out.of.resize(m_.all.size());
        std::map<std::uint32_t, std::uint32_t> known;
        for (std::uint32_t i = 0; i < m_.all.size(); ++i) {
            const auto [it, fresh] = known.try_emplace(key_[i], static_cast<std::uint32_t>(known.size()));
            if (fresh) out.prefix.push_back(prefixOf(i));
            out.of[i] = it->second;
        }
        return out;
    }

    const FabricMembers& m_;
    const model::Fabric& fabric_;
    FabricGrouping grouping_;
    std::vector<std::uint32_t> key_;  // of each member the first one of its group
    std::map<std::uint32_t, std::uint32_t> unitOf_;
    std::vector<std::uint32_t> rail_;  // empty: not asked for
};

}  // namespace

FabricGroups groupsOf(const FabricMembers& members, const model::Fabric& fabric, FabricGrouping grouping) {
    return Grouper(members, fabric, grouping).run();
}

}  // namespace rackloom::views
