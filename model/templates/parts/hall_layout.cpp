// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/parts/hall_layout.h"

#include <algorithm>

namespace rackloom::model {

namespace {

constexpr int kTile = 600;
constexpr int kMargin = 1800;  // free floor at the ends of rows
constexpr int kFront = 3000;   // before the first row and behind the last: doors, carts, a row to come
constexpr int kRowDepth = 1200;
constexpr int kAisle = 1200;  // cold and hot alike
constexpr int kCross = 1200;  // between rows side by side

int upToTile(int mm) {
    return (mm + kTile - 1) / kTile * kTile;
}

}  // namespace

std::string rowName(int n) {
    std::string out;
    for (++n; n > 0; n = (n - 1) / 26)
        out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
    return out;
}

HallLayout::HallLayout(DesignBuilder& builder, std::string hallName, int columns, int columnWidth)
    : builder_(builder), columns_(std::max(1, columns)), columnWidth_(upToTile(columnWidth)) {
    Hall hall;
    hall.name = std::move(hallName);
    hall.tile = kTile;
    hall_ = builder_.add(hall);
}

RowId HallLayout::startRow() {
    name_ = rowName(rows_);
    racksInRow_ = 0;
    const int line = rows_ / columns_;
    x_ = kMargin + (rows_ % columns_) * (columnWidth_ + kCross);
    y_ = kFront + line * (kRowDepth + kAisle);
    // Even rows face down, odd ones up: they share the cold aisle between them.
    rotation_ = line % 2 == 0 ? Rotation::R0 : Rotation::R180;
    bottom_ = std::max(bottom_, y_ + kRowDepth);
    ++rows_;
    return row_ = builder_.add(Row{hall_, name_});
}

FloorPoint HallLayout::take(const Footprint& f) {
    const FloorPoint at{x_, rotation_ == Rotation::R0 ? y_ + kRowDepth - f.depth : y_};
    x_ += f.width;
    right_ = std::max(right_, x_);
    return at;
}

RackId HallLayout::place(Rack rack) {
    rack.name = name_ + std::to_string(++racksInRow_);
    rack.hall = hall_;
    rack.row = row_;
    rack.rotation = rotation_;
    rack.position = take(footprint(builder_.draft(), rack));
    return builder_.add(std::move(rack));
}

Placement HallLayout::placeUnit(DeviceTypeId type) {
    return {hall_, take(footprint(builder_.draft(), type, rotation_)), rotation_};
}

void HallLayout::skip(int width) {
    x_ += width;
}

void HallLayout::close() {
    Hall& hall = builder_.hall(hall_);
    hall.width = upToTile(right_ + kMargin);
    hall.depth = upToTile(bottom_ + kFront);
}

}  // namespace rackloom::model
