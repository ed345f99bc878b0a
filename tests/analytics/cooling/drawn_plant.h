// SPDX-License-Identifier: GPL-3.0-or-later
// Small drawn cooling systems for tests: racks of any heat on one loop with units of any rated point.
#pragma once

#include "../drawn.h"
#include "../vector_rows.h"

#include <string>
#include <string_view>

namespace rackloom::test {

/// A row of the facility reference by its id; a blank one when it is missing.
VectorRow facilityRow(std::string_view id);

/// A unit with a rated point; zero leaves a figure unknown.
model::DeviceType unitOf(std::string key, Power capacity, TemperatureDifference approach, VolumeFlow flow,
                         VolumeFlow facilityFlow = {});

struct DrawnLoop {
    Drawing drawing;
    CoolingLoopId loop;
    RackDesignId design;

    model::CoolingLoop& row() { return drawing.snapshot.coolingLoops.write(drawing.token, loop); }
    void assume(const std::string& id, double value);
    /// A design with these devices, one slot each.
    void useDevices(const std::vector<std::pair<model::DeviceType, int>>& devices);
    void addRacks(int count);
    CoolingUnitId addUnits(model::DeviceType type, int count, int redundant = 0);
};

/// A liquid loop of PG25 without racks or units, its set point low enough never to bind.
DrawnLoop liquidLoop(Temperature facilityWater);

/// The metric, NaN when it is unknown.
double valueOf(const analytics::Report&, std::string_view id);

}  // namespace rackloom::test
