// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/report_cable_bill.h"

#include "model/catalog/cages.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace rackloom::analytics {
namespace {

/// A cage of a device.
struct Cage {
    model::DeviceRef device;
    std::uint32_t number = 0;
    friend auto operator<=>(const Cage&, const Cage&) = default;
};

struct End {
    Cage cage;
    std::string_view medium;
    std::uint32_t port = 0;
    friend bool operator<(const End& x, const End& y) {
        return std::tie(x.cage, x.port) < std::tie(y.cage, y.port);
    }
};

/// A cable that splits is ordered once for all its legs.
struct Split {
    std::string_view medium;
    Cage from;
    friend auto operator<=>(const Split&, const Split&) = default;
};

bool isFibre(const model::DeviceType* type) {
    return type && (type->link->medium == "multimode" || type->link->medium == "singlemode");
}

class Biller {
public:
    explicit Biller(const model::Snapshot& s) : s_(s) {}

    CableBill run(const std::vector<CableLine>& lines) {
        for (const CableLine& line : lines)
            if (line.origin != CableOrigin::Removed) add(line);
        countSplits();
        countCages();
        std::stable_sort(bill_.media.begin(), bill_.media.end(),
                         [](const auto& x, const auto& y) { return x.cables > y.cables; });
        return std::move(bill_);
    }

private:
    const model::DeviceType* typeOf(model::DeviceRef device) {
        const auto [it, fresh] = types_.try_emplace(device);
        if (fresh) it->second = model::deviceType(s_, device);
        return it->second;
    }
    const model::DeviceType* linkOf(std::string_view key) {
        if (key.empty()) return nullptr;
        const auto [it, fresh] = links_.try_emplace(key);
        if (fresh)
            if (const auto* type = s_.types.find(model::findType(s_, key)); type && (*type)->link)
                it->second = &**type;
        return it->second;
    }
    model::CagePlace placeOf(model::PortRef port) { return model::cageOf(typeOf(port.device), port.port); }

    CableBill::Medium& medium(std::string_view key) {
        const auto it = std::find_if(bill_.media.begin(), bill_.media.end(),
                                     [&](const CableBill::Medium& m) { return m.key == key; });
        return it != bill_.media.end() ? *it : bill_.media.emplace_back(CableBill::Medium{key, 0, 0, 0});
    }

    void add(const CableLine& line) {
        const model::CagePlace a = placeOf(line.a), b = placeOf(line.b);
        const Cage cageA{line.a.device, a.cage}, cageB{line.b.device, b.cage};
        ends_.push_back({cageA, line.medium, line.a.port});
        ends_.push_back({cageB, line.medium, line.b.port});
        ++bill_.cables;
        CableBill::Medium& used = medium(line.medium);
        ++used.cables;
        used.metres += line.length().value_or(0);
        const model::DeviceType* link = linkOf(line.medium);
        const model::SplitEnd end = link ? model::splitEnd(*link->link, a, b) : model::SplitEnd::None;
        if (end == model::SplitEnd::None)
            addItem(used);
        else
            splits_.push_back({line.medium, end == model::SplitEnd::A ? cageA : cageB});
    }

    void addItem(CableBill::Medium& used) {
        ++bill_.items;
        ++used.items;
    }

    void countSplits() {
        std::sort(splits_.begin(), splits_.end());
        splits_.erase(std::unique(splits_.begin(), splits_.end()), splits_.end());
        for (const Split& split : splits_)
            addItem(medium(split.medium));
    }

    void countCages() {
        std::sort(ends_.begin(), ends_.end());
        for (std::size_t from = 0; from < ends_.size();) {
            std::size_t to = from + 1;
            const End* other = nullptr;
            for (; to < ends_.size() && ends_[to].cage == ends_[from].cage; ++to)
                if (!other && ends_[to].medium != ends_[from].medium) other = &ends_[to];
            const model::DeviceType* type = typeOf(ends_[from].cage.device);
            const bool isSwitch = type && (type->switching || type->scaleUpSwitch);
            CableBill::Side& side = isSwitch ? bill_.switches : bill_.nodes;
            ++side.cages;
            if (const model::DeviceType* link = linkOf(ends_[from].medium))
                ++(isFibre(link) ? side.transceivers : side.heads);
            if (other && !other->medium.empty() && !ends_[from].medium.empty())
                bill_.mixed.push_back(
                    {{ends_[from].cage.device, other->port}, ends_[from].medium, other->medium});
            from = to;
        }
    }

    const model::Snapshot& s_;
    std::unordered_map<model::DeviceRef, const model::DeviceType*> types_;
    std::map<std::string_view, const model::DeviceType*> links_;
    std::vector<End> ends_;
    std::vector<Split> splits_;
    CableBill bill_;
};

}  // namespace

CableBill cableBill(const model::Snapshot& s, const std::vector<CableLine>& lines) {
    return Biller(s).run(lines);
}

}  // namespace rackloom::analytics
