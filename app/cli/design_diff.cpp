// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/design_diff.h"

#include "analytics/report_text.h"
#include "app/cli/row_details.h"

#include <algorithm>
#include <map>

namespace rackloom::app {

namespace {

using What = DesignChange::What;

template <class RowT> const RowT& plainRow(const RowT& row) {
    return row;
}
template <class RowT> const RowT& plainRow(const Shared<RowT>& row) {
    return *row;
}

std::string rowName(const model::DeviceType& type) {
    return type.key;
}
std::string rowName(const model::Waiver& waiver) {
    std::string out = waiver.rule;
    for (const std::string& object : waiver.objects)
        out += ' ' + object;
    return out;
}
template <class RowT> std::string rowName(const RowT& row) {
    return row.name;
}

// One row with where it stands in its table.
template <class RowT> struct Named {
    std::uint32_t id = 0;
    const RowT* row = nullptr;
    bool paired = false;
};

template <class RowT, class TableT> std::vector<Named<RowT>> namedRows(const TableT& table) {
    std::vector<Named<RowT>> out;
    table.forEach([&](auto id, const auto& row) { out.push_back({id.value, &plainRow(row), false}); });
    return out;
}

std::vector<std::string> differences(const RowFields& before, const RowFields& after) {
    std::vector<std::string> out;
    const auto valueIn = [](const RowFields& fields, const std::string& label) {
        const auto it =
            std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.first == label; });
        return it == fields.end() ? std::string() : it->second;
    };
    const auto shown = [](const std::string& value) { return value.empty() ? std::string("none") : value; };
    for (const auto& [label, value] : before)
        if (const std::string other = valueIn(after, label); other != value)
            out.push_back(label + ": " + shown(value) + " → " + shown(other));
    for (const auto& [label, value] : after)
        if (!value.empty() &&
            std::none_of(before.begin(), before.end(), [&](const auto& f) { return f.first == label; }))
            out.push_back(label + ": none → " + value);
    return out;
}

class Comparison {
public:
    Comparison(const model::Snapshot& before, const model::Snapshot& after)
        : before_(before), after_(after) {}

    template <class RowT, class TableT>
    void compare(const std::string& kind, const TableT& tableA, const TableT& tableB) {
        auto rowsA = namedRows<RowT>(tableA), rowsB = namedRows<RowT>(tableB);
        std::multimap<std::string, Named<RowT>*> byName;
        std::map<std::uint32_t, Named<RowT>*> byId;
        for (auto& row : rowsA)
            byName.emplace(rowName(*row.row), &row);
        for (auto& row : rowsB) {
            const auto it = byName.find(rowName(*row.row));
            if (it == byName.end()) continue;
            pair(kind, *it->second, row);
            byName.erase(it);
        }
        for (auto& row : rowsA)
            if (!row.paired) byId.emplace(row.id, &row);
        for (auto& row : rowsB)
            if (const auto it = byId.find(row.id); !row.paired && it != byId.end())
                pair(kind, *it->second, row);
        for (const auto& row : rowsA)
            if (!row.paired) add(What::Removed, kind, rowName(*row.row), {});
        for (const auto& row : rowsB)
            if (!row.paired) add(What::Added, kind, rowName(*row.row), {});
    }

    void compareSites() {
        const auto details = differences(fieldsOf(before_, *before_.site), fieldsOf(after_, *after_.site));
        if (!details.empty()) add(What::Changed, "site", after_.site->name, details);
    }

    // Devices are addressed by rack name and slot, so that the same deviation in both is no change.
    void compareOverrides() {
        const auto a = overrideTexts(before_), b = overrideTexts(after_);
        for (const auto& [name, text] : a) {
            const auto it = b.find(name);
            if (it == b.end())
                add(What::Changed, "device", name, {text + " → as in the rack design"});
            else if (it->second != text)
                add(What::Changed, "device", name, {text + " → " + it->second});
        }
        for (const auto& [name, text] : b)
            if (!a.contains(name)) add(What::Changed, "device", name, {"as in the rack design → " + text});
    }

    void compareCables() {
        const auto a = cableTexts(before_), b = cableTexts(after_);
        for (const auto& [name, count] : a)
            if (const auto it = b.find(name); it == b.end() || it->second < count)
                add(What::Removed, "cable", name, {});
        for (const auto& [name, count] : b)
            if (const auto it = a.find(name); it == a.end() || it->second < count)
                add(What::Added, "cable", name, {});
    }

    std::vector<DesignChange> take() && { return std::move(out_); }

private:
    template <class RowT> void pair(const std::string& kind, Named<RowT>& a, Named<RowT>& b) {
        a.paired = b.paired = true;
        std::vector<std::string> details = differences(fieldsOf(before_, *a.row), fieldsOf(after_, *b.row));
        const std::string was = rowName(*a.row), is = rowName(*b.row);
        if (was != is) details.insert(details.begin(), "name: " + was + " → " + is);
        if (!details.empty()) add(What::Changed, kind, is, std::move(details));
    }

    void add(What what, std::string kind, std::string name, std::vector<std::string> details) {
        out_.push_back({what, std::move(kind), std::move(name), std::move(details)});
    }

    static std::map<std::string, std::string> overrideTexts(const model::Snapshot& s) {
        std::map<std::string, std::string> out;
        for (const auto& [device, deviation] : *s.overrides) {
            const model::Rack* rack = s.racks.find(device.rack);
            const model::Slot* slot = model::deviceSlot(s, device);
            if (rack == nullptr || slot == nullptr) continue;
            const Shared<model::DeviceType>* type = s.types.find(deviation.type);
            const Shared<model::DeviceType>* drawn = s.types.find(slot->type);
            std::string name = drawn != nullptr ? (*drawn)->name : "device";
            name += " in rack " + rack->name + " U" + std::to_string(slot->u);
            out[name] = deviation.removed ? "taken out"
                        : type != nullptr ? (*type)->name
                                          : "as in the rack design";
        }
        return out;
    }

    static std::map<std::string, int> cableTexts(const model::Snapshot& s) {
        std::map<std::string, int> out;
        s.cables.forEach([&](CableId id, const model::Cable&) {
            ++out[analytics::objectName(s, {analytics::ObjectRef::Kind::Cable, id.value})];
        });
        return out;
    }

    const model::Snapshot &before_, &after_;
    std::vector<DesignChange> out_;
};

}  // namespace

std::vector<DesignChange> designChanges(const model::Snapshot& a, const model::Snapshot& b) {
    Comparison c(a, b);
    c.compareSites();
    c.compare<model::Hall>("hall", a.halls, b.halls);
    c.compare<model::Row>("row", a.rows, b.rows);
    c.compare<model::Rack>("rack", a.racks, b.racks);
    c.compareOverrides();
    c.compare<model::RackDesign>("rack design", a.designs, b.designs);
    c.compare<model::DeviceType>("device type", a.types, b.types);
    c.compare<model::Fabric>("fabric", a.fabrics, b.fabrics);
    c.compareCables();
    c.compare<model::PowerNode>("power node", a.powerNodes, b.powerNodes);
    c.compare<model::CoolingLoop>("cooling loop", a.coolingLoops, b.coolingLoops);
    c.compare<model::CoolingUnit>("cooling unit", a.coolingUnits, b.coolingUnits);
    c.compare<model::Job>("job", a.jobs, b.jobs);
    c.compare<model::Waiver>("waiver", a.waivers, b.waivers);
    return std::move(c).take();
}

}  // namespace rackloom::app
