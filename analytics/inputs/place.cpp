// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/inputs/place.h"

namespace rackloom::analytics {

namespace {

RackMember memberOf(const model::Rack& rack) {
    return {rack.design, rack.hall, rack.row};
}
RackPlace placeOf(const model::Rack& rack) {
    return {rack.hall, rack.position, rack.rotation};
}
const std::string& nameOf(const model::Rack& rack) {
    return rack.name;
}
std::array<PowerNodeId, 2> feedsOf(const model::Rack& rack) {
    return rack.feeds;
}
RackLoopPair loopsOf(const model::Rack& rack) {
    return {rack.liquidLoop, rack.airLoop};
}

}  // namespace

RackMembers::Value RackMembers::read(const model::Snapshot& s, const Key&) {
    return columnOf(s.racks, memberOf);
}
void RackMembers::touched(const model::Delta& delta, Touched<Key>& out) {
    if (attributeTouched(delta.racks, memberOf)) out.addAll();
}

RackPositions::Value RackPositions::read(const model::Snapshot& s, const Key&) {
    return columnOf(s.racks, placeOf);
}
void RackPositions::touched(const model::Delta& delta, Touched<Key>& out) {
    if (attributeTouched(delta.racks, placeOf)) out.addAll();
}

RackNames::Value RackNames::read(const model::Snapshot& s, const Key&) {
    return columnOf(s.racks, nameOf);
}
void RackNames::touched(const model::Delta& delta, Touched<Key>& out) {
    if (attributeTouched(delta.racks, nameOf)) out.addAll();
}

RackFeeds::Value RackFeeds::read(const model::Snapshot& s, const Key&) {
    return columnOf(s.racks, feedsOf);
}
void RackFeeds::touched(const model::Delta& delta, Touched<Key>& out) {
    if (attributeTouched(delta.racks, feedsOf)) out.addAll();
}

RackLoops::Value RackLoops::read(const model::Snapshot& s, const Key&) {
    return columnOf(s.racks, loopsOf);
}
void RackLoops::touched(const model::Delta& delta, Touched<Key>& out) {
    if (attributeTouched(delta.racks, loopsOf)) out.addAll();
}

Overrides::Value Overrides::read(const model::Snapshot& s, const Key&) {
    return s.overrides;
}
void Overrides::touched(const model::Delta& delta, Touched<Key>& out) {
    if (!delta.overrides.empty()) out.addAll();
}

Halls::Value Halls::read(const model::Snapshot& s, const Key&) {
    return columnOf(s.halls, [](const model::Hall& hall) { return hall; });
}
void Halls::touched(const model::Delta& delta, Touched<Key>& out) {
    if (!delta.halls.empty()) out.addAll();
}

Rows::Value Rows::read(const model::Snapshot& s, const Key&) {
    return columnOf(s.rows, [](const model::Row& row) { return row; });
}
void Rows::touched(const model::Delta& delta, Touched<Key>& out) {
    if (!delta.rows.empty()) out.addAll();
}

}  // namespace rackloom::analytics
