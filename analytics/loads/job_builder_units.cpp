// SPDX-License-Identifier: GPL-3.0-or-later
// The part of JobBuilder that puts racks under the units they share: groups of racks alike, and the tree in
// which units nest. In flat arrays, since a large site has thousands of both and every edit of it asks anew.
#include "analytics/loads/job_builder.h"

#include <algorithm>
#include <bit>
#include <string_view>

namespace rackloom::analytics {

namespace {

/// The first that is not below `rack`; mostly one of the next few.
const RackId* notBefore(const RackId* from, const RackId* end, RackId rack) {
    for (int i = 0; i < 4; ++i, ++from)
        if (from == end || !(*from < rack)) return from;
    return std::lower_bound(from, end, rack);
}

std::size_t mixOf(std::span<const std::uint32_t> numbers) {
    std::size_t mix = numbers.size();
    for (const std::uint32_t n : numbers)
        mix = (mix ^ n) * 0x9E3779B97F4A7C15u;
    return mix ^ (mix >> 32);
}

}  // namespace

Belonging JobBuilder::unitsAbove(const Units& units) const {
    std::size_t all = 0;
    for (const UnitHazard* h : units)
        all += h->racks.size();
    Belonging::Numbers rack, unit;
    rack.reserve(all);
    unit.reserve(all);
    const RackId *const begin = racks_.data(), *const end = begin + racks_.size();
    const RackId* from = begin;  // units are mostly listed in the order of their racks
    for (std::uint32_t u = 0; u < units.size(); ++u) {
        const std::vector<RackId>& below = units[u]->racks;
        if (below.empty()) continue;
        if (from == end || below.front() < *from) from = begin;
        const RackId* at = from = notBefore(from, end, below.front());
        for (const RackId taken : below) {  // both lists rise
            if (at != end && *at < taken) at = notBefore(at, end, taken);
            if (at == end) break;
            if (*at != taken) continue;
            rack.push_back(static_cast<std::uint32_t>(at++ - begin));
            unit.push_back(u);
        }
    }
    return {racks_.size(), rack, unit};
}

/// Racks that hang on the same units stand in one group.
void JobBuilder::groupRacks(const Belonging& above) {
    const auto alike = [&](std::uint32_t group, std::span<const std::uint32_t> units) {
        const auto others = above.of(groups_[group].first);
        return std::equal(units.begin(), units.end(), others.begin(), others.end());
    };
    // Groups by what their units mix to, each in the first free place from there on.
    constexpr std::uint32_t kFree = ~std::uint32_t{0};
    Belonging::Numbers known(std::bit_ceil(2 * racks_.size() + 1), kFree);
    std::uint32_t last = 0;
    for (std::uint32_t i = 0; i < racks_.size(); ++i) {
        const auto units = above.of(i);
        if (groups_.empty() || !alike(last, units)) {
            std::size_t at = mixOf(units) & (known.size() - 1);
            while (known[at] != kFree && !alike(known[at], units))
                at = (at + 1) & (known.size() - 1);
            if (known[at] == kFree) {
                known[at] = static_cast<std::uint32_t>(groups_.size());
                groups_.push_back({i, 0, {}});
            }
            last = known[at];
        }
        groups_[last].domains += pools_[i]->domains;
        groupOf_.push_back(last);
    }
}

bool JobBuilder::isCause(std::size_t cause, const UnitHazard& h, bool nests) const {
    constexpr std::string_view kAcross = " (across others)";
    const InterruptionCause& c = out_.model.causes[cause];
    if (c.repair != h.repair || out_.origins[cause].type != h.type) return false;
    if (nests) return c.strikes == Strikes::Unit && c.rate == h.rate && c.name == h.kind;
    return c.strikes == Strikes::Job && c.name.size() == h.kind.size() + kAcross.size() &&
           c.name.starts_with(h.kind) && c.name.ends_with(kAcross);
}

std::size_t JobBuilder::causeOf(const UnitHazard& h, bool nests) {
    if (nests && lastCause_ < out_.model.causes.size() && isCause(lastCause_, h, nests)) return lastCause_;
    for (std::size_t i = 0; i < out_.model.causes.size(); ++i)
        if (isCause(i, h, nests)) return lastCause_ = i;
    addCause({nests ? h.kind : h.kind + " (across others)",
              nests ? Strikes::Unit : Strikes::Job,
              nests ? h.rate : Frequency{},
              nests ? 1.0 : 0.0,
              h.repair,
              {},
              {},
              {}},
             {h.type, {}, 0, true});
    lastCause_ = out_.model.causes.size() - 1;
    if (!h.type.isValid())
        scaled_.insert(lastCause_);  // power or coolant; only devices of fabrics have a type
    return lastCause_;
}

void JobBuilder::nest(const Units& units, const Belonging& above) {
    Belonging::Numbers unit, group;
    std::size_t all = 0;
    for (const RackGroup& g : groups_)
        all += above.of(g.first).size();
    unit.reserve(all);
    group.reserve(all);
    for (std::uint32_t g = 0; g < groups_.size(); ++g)
        for (const std::uint32_t u : above.of(groups_[g].first)) {
            unit.push_back(u);
            group.push_back(g);
        }
    const Belonging below(units.size(), unit, group);  // each unit's groups, rising
    Belonging::Numbers size;
    size.reserve(units.size());
    for (std::size_t u = 0; u < units.size(); ++u)
        size.push_back(static_cast<std::uint32_t>(below.of(u).size()));
    const Belonging bySize(groups_.size() + 1, size);
    int across = 0;
    for (std::size_t most = groups_.size(); most > 0; --most)
        for (const std::uint32_t u : bySize.of(most))
            across += !nest(*units[u], below.of(u));
    if (across > 0)
        out_.notes.push_back(std::to_string(across) +
                             " shared parts cut across others: they interrupt, but the racks they take "
                             "for the repair are not counted");
}

bool JobBuilder::nest(const UnitHazard& h, std::span<const std::uint32_t> groups) {
    const std::optional<std::size_t> parent = groups_[groups.front()].unit;
    const bool nests =
        std::all_of(groups.begin(), groups.end(), [&](std::uint32_t g) { return groups_[g].unit == parent; });
    const std::size_t cause = causeOf(h, nests);
    out_.origins[cause].objects.push_back(h.object);
    out_.origins[cause].parts += std::max(1.0, h.parts);
    out_.parts += h.parts;
    out_.known += h.parts;
    if (!nests) {
        out_.model.causes[cause].rate += h.rate;
        return false;
    }
    for (const std::uint32_t g : groups)
        groups_[g].unit = out_.model.units.size();
    out_.model.causes[cause].units.push_back(out_.model.units.size());
    out_.model.units.push_back({{}, parent});
    return true;
}

/// What takes a whole rack: its domain where there is one, else a unit of its own.
void JobBuilder::addRackUnits() {
    if (kind_.rack.empty()) return;
    if (kind_.domains == 1) {
        for (const Hazard& h : kind_.rack) {
            scaled_.insert(out_.model.causes.size());
            addCause(h, Strikes::Domain, static_cast<double>(racks_.size()));
        }
        return;
    }
    PieceList<std::size_t> units;
    std::vector<RackGroup> split;
    const Belonging racks(groups_.size(), groupOf_);
    for (std::size_t g = 0; g < groups_.size(); ++g)
        for (const std::uint32_t rack : racks.of(g)) {
            units.push_back(out_.model.units.size());
            split.push_back({rack, pools_[rack]->domains, out_.model.units.size()});
            out_.model.units.push_back({{}, groups_[g].unit});
        }
    groups_ = std::move(split);
    for (const Hazard& h : kind_.rack) {
        scaled_.insert(out_.model.causes.size());
        addCause(h, Strikes::Unit, static_cast<double>(racks_.size()));
        out_.model.causes.back().units = units;
    }
}

void JobBuilder::addDomainGroups() {
    for (const RackGroup& group : groups_)
        out_.model.groups.push_back({group.domains, group.unit});
}

}  // namespace rackloom::analytics
