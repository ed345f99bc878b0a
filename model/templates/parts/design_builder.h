// SPDX-License-Identifier: GPL-3.0-or-later
// DesignBuilder: the design a template is drawing, with the catalogue at hand. Embeds what is used, remembers
// the first entry the catalogue lacks, and hands out the finished snapshot.
// Must not know what any template draws.
#pragma once

#include "model/base/result.h"
#include "model/catalog/catalog.h"
#include "model/edit/transaction.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::model {

class DesignBuilder {
public:
    explicit DesignBuilder(const Catalog& catalog);

    /// Embeds a type, or finds it; an invalid id (and a failed finish) when the catalogue lacks it.
    DeviceTypeId type(std::string_view key);
    /// The catalogue entry; a blank type when it lacks the key.
    const DeviceType& entry(std::string_view key);
    /// Embeds a rack design of the catalogue, or finds it.
    RackDesignId design(std::string_view key);
    /// Adds a rack design of the template's own; the name returns the one made before.
    RackDesignId ownDesign(RackDesign design);

    HallId add(Hall row) { return tx_.draft().halls.insert(tx_.token(), std::move(row)); }
    RowId add(Row row) { return tx_.draft().rows.insert(tx_.token(), std::move(row)); }
    RackId add(Rack row) { return tx_.draft().racks.insert(tx_.token(), std::move(row)); }
    PowerNodeId add(PowerNode row) { return tx_.draft().powerNodes.insert(tx_.token(), std::move(row)); }
    CoolingLoopId add(CoolingLoop row) {
        return tx_.draft().coolingLoops.insert(tx_.token(), std::move(row));
    }
    CoolingUnitId add(CoolingUnit row) {
        return tx_.draft().coolingUnits.insert(tx_.token(), std::move(row));
    }
    JobId add(Job row) { return tx_.draft().jobs.insert(tx_.token(), std::move(row)); }
    CableId add(Cable row);
    /// Embeds the cable types too.
    FabricId add(Fabric row);

    Hall& hall(HallId id) { return tx_.draft().halls.write(tx_.token(), id); }
    PowerNode& powerNode(PowerNodeId id) { return tx_.draft().powerNodes.write(tx_.token(), id); }
    CoolingUnit& coolingUnit(CoolingUnitId id) { return tx_.draft().coolingUnits.write(tx_.token(), id); }
    /// Leaves one device out of one rack.
    void leaveOut(DeviceRef device);

    const Snapshot& draft() { return tx_.draft(); }
    /// Devices of a rack whose type has this key, bottom slot id first.
    std::vector<DeviceRef> devices(RackId rack, std::string_view key);

    Result<Snapshot> finish(Site site) &&;

private:
    const Catalog& catalog_;
    Transaction tx_;
    std::optional<Error> missing_;
    std::map<std::string, DeviceTypeId, std::less<>> types_;
    std::map<std::string, RackDesignId, std::less<>> designs_;
    OverrideMap overrides_;
};

}  // namespace rackloom::model
