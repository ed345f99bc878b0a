// SPDX-License-Identifier: GPL-3.0-or-later
// How one row of a design reads, field by field: a label and a text each. Two rows differ where their texts
// do. References are given by name, because ids mean nothing outside their own file.
#pragma once

#include "model/site/snapshot.h"

#include <string>
#include <utility>
#include <vector>

namespace rackloom::app {

/// Fields in reading order. A field that is empty in both designs is not mentioned.
using RowFields = std::vector<std::pair<std::string, std::string>>;

RowFields fieldsOf(const model::Snapshot& s, const model::Hall& hall);
RowFields fieldsOf(const model::Snapshot& s, const model::Row& row);
RowFields fieldsOf(const model::Snapshot& s, const model::Rack& rack);
RowFields fieldsOf(const model::Snapshot& s, const model::RackDesign& design);
RowFields fieldsOf(const model::Snapshot& s, const model::DeviceType& type);
RowFields fieldsOf(const model::Snapshot& s, const model::Fabric& fabric);
RowFields fieldsOf(const model::Snapshot& s, const model::PowerNode& node);
RowFields fieldsOf(const model::Snapshot& s, const model::CoolingLoop& loop);
RowFields fieldsOf(const model::Snapshot& s, const model::CoolingUnit& unit);
RowFields fieldsOf(const model::Snapshot& s, const model::Job& job);
RowFields fieldsOf(const model::Snapshot& s, const model::Waiver& waiver);
RowFields fieldsOf(const model::Snapshot& s, const model::Site& site);

}  // namespace rackloom::app
