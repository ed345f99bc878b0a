// SPDX-License-Identifier: GPL-3.0-or-later
// HallLayout: where racks and floor units stand. Rows run along x on a 600 mm grid, 1200 mm deep, with cold
// and hot aisles of 1200 mm in turn; fronts face the cold aisle. Rows may lie side by side in columns.
#pragma once

#include "model/templates/parts/design_builder.h"

#include <string>

namespace rackloom::model {

/// "A", "B" … "Z", "AA": the n-th name, from 0.
std::string rowName(int n);

class HallLayout {
public:
    /// `columns` rows side by side, each up to `columnWidth` mm wide.
    HallLayout(DesignBuilder&, std::string hallName, int columns, int columnWidth);

    HallId hall() const { return hall_; }
    /// Starts the next row; its name is the next letter.
    RowId startRow();
    const std::string& name() const { return name_; }

    /// Places a rack at the end of the row: it gets name, hall, row, position and rotation.
    RackId place(Rack rack);
    /// Room for a floor unit at the end of the row.
    Placement placeUnit(DeviceTypeId type);
    /// Leaves a gap.
    void skip(int width);
    /// Sets the hall's size to what was placed.
    void close();

private:
    FloorPoint take(const Footprint&);

    DesignBuilder& builder_;
    HallId hall_;
    RowId row_;
    std::string name_;
    int columns_, columnWidth_;
    int rows_ = 0, racksInRow_ = 0;
    int x_ = 0, y_ = 0, right_ = 0, bottom_ = 0;
    Rotation rotation_ = Rotation::R0;
};

}  // namespace rackloom::model
