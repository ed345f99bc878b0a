// SPDX-License-Identifier: GPL-3.0-or-later
// A small complete design built by hand, and random edits that touch every table of any design.
// Exists so that the engine is tested without templates, catalogue files or the families of edits.
#pragma once

#include "model/edit/edit.h"

#include <random>
#include <string_view>

namespace rackloom::test {

/// Two compute racks and a network rack in one hall, with a fabric, a power tree, loops and a job. Valid.
model::SnapshotPtr sampleSite();

/// A change to a random row of a random table; it may be one that validation refuses.
model::Edit randomEdit(std::mt19937& random);

/// One change at a time, for tests that name what they do. The row must exist.
model::SnapshotPtr edited(const model::SnapshotPtr& before,
                          const std::function<void(model::Transaction&)>& change);
model::SnapshotPtr withRackMoved(const model::SnapshotPtr& before, std::string_view name, int x);
model::SnapshotPtr withRackDesign(const model::SnapshotPtr& before, std::string_view rack,
                                  std::string_view design);

RackId rackCalled(const model::Snapshot& site, std::string_view name);
RackDesignId designCalled(const model::Snapshot& site, std::string_view name);

}  // namespace rackloom::test
