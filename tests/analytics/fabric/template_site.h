// SPDX-License-Identifier: GPL-3.0-or-later
// Designs made by the shipped templates, and small changes to them, for tests of metrics and rules.
#pragma once

#include "analytics/engine/evaluate.h"
#include "model/edit/transaction.h"
#include "model/site/snapshot.h"

#include <functional>
#include <string>
#include <string_view>

namespace rackloom::test {

/// A template's design, or null when it cannot be built (the error goes to the test log).
model::SnapshotPtr siteOf(std::string_view templateId, const std::map<std::string, double>& parameters = {});

/// The design after a change that nobody validates: rules must cope with what a file may hold.
model::SnapshotPtr changed(const model::SnapshotPtr& site,
                           const std::function<void(model::Transaction&)>& change);
/// The device is taken out of its rack.
model::SnapshotPtr without(const model::SnapshotPtr& site, model::DeviceRef device);

/// The first device of the first rack whose type has this catalogue key.
model::DeviceRef firstDevice(const model::Snapshot& site, std::string_view typeKey);
/// The fabric of this role.
FabricId fabricOf(const model::Snapshot& site, model::FabricRole role);

/// Upper bound of a metric, or a negative number when it has none.
double upperOf(const analytics::Report& report, std::string_view metric);
int findingCount(const analytics::Report& report, std::string_view rule);

}  // namespace rackloom::test
