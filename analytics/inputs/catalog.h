// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs about what things are made of: device types and rack designs. TypeOf and TypeByKey follow single
// types; read them rather than the whole table where a node needs only a few, so that embedding one more type
// reruns nothing.
#pragma once

#include "analytics/engine/node.h"
#include "analytics/inputs/column.h"
#include "model/base/shared.h"

#include <map>
#include <string>
#include <vector>

namespace rackloom::analytics {

/// Every device type embedded in the design.
struct TypeTable {
    Column<DeviceTypeId, Shared<model::DeviceType>> byId;
    std::map<std::string, DeviceTypeId, std::less<>> byKey;  ///< smallest id where a key is there twice

    const model::DeviceType* find(DeviceTypeId) const;
    const model::DeviceType* find(std::string_view key) const;
    friend bool operator==(const TypeTable&, const TypeTable&) = default;
};

struct Types {
    using Key = NoKey;
    using Value = Shared<TypeTable>;
    static constexpr std::string_view kName = "types";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// One device type; a blank one (empty key) where the id leads nowhere.
struct TypeOf {
    using Key = DeviceTypeId;
    using Value = Shared<model::DeviceType>;
    static constexpr std::string_view kName = "type";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// The id of the type with this catalogue key (a component, a cable); invalid when it is not embedded.
struct TypeByKey {
    using Key = std::string;
    using Value = DeviceTypeId;
    static constexpr std::string_view kName = "type by key";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// The rack designs there are.
struct DesignIds {
    using Key = NoKey;
    using Value = Shared<std::vector<RackDesignId>>;
    static constexpr std::string_view kName = "design ids";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// One rack design; a blank one where the id leads nowhere.
struct Designs {
    using Key = RackDesignId;
    using Value = Shared<model::RackDesign>;
    static constexpr std::string_view kName = "design";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

}  // namespace rackloom::analytics
