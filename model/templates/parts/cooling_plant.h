// SPDX-License-Identifier: GPL-3.0-or-later
// CoolingPlant: loops of a group of racks with the units that serve them, one more than needed each, and the
// plant behind all of them. Sized from what the racks give off.
// Must not know power beyond the nodes it is given.
#pragma once

#include "model/templates/parts/hall_layout.h"
#include "model/templates/parts/power_tree.h"
#include "model/templates/parts/rack_assembly.h"

#include <string>
#include <vector>

namespace rackloom::model {

/// Units wanted for a load, the spare one included; 0 for no load.
struct CoolingCounts {
    int cdus = 0, coolers = 0;
};

CoolingCounts countsFor(const RackLoad&);

class CoolingPlant {
public:
    explicit CoolingPlant(DesignBuilder&);

    /// A liquid loop of PG25 at 30 °C.
    CoolingLoopId liquidLoop(const std::string& name);
    /// Hall air at 24 °C.
    CoolingLoopId airLoop(const std::string& name);
    /// One CDU or one in-row cooler on a loop, fed from one of the sides in turn.
    void addCdu(CoolingLoopId, const std::string& name, const BothSides& feeds, HallLayout&);
    void addCooler(CoolingLoopId, const std::string& name, const BothSides& feeds, HallLayout&);
    /// Dry coolers behind the CDUs, chillers behind the coolers; `load` is that of the whole site.
    void close(const RackLoad& load, PowerTree&);

private:
    void addUnit(DeviceTypeId type, CoolingLoopId, const std::string& name, const BothSides& feeds,
                 HallLayout&, CoolingUnitId plant);

    DesignBuilder& builder_;
    CoolingUnitId dryCoolers_, chillers_;
    int fed_ = 0;
};

}  // namespace rackloom::model
