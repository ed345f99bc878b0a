// SPDX-License-Identifier: GPL-3.0-or-later
// Designs for tests of power, cooling and reliability: shipped templates, and small ones drawn row by row
// from shipped device types.
#pragma once

#include "analytics/report.h"
#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

#include <string>
#include <string_view>

namespace rackloom::test {

/// The catalogue that ships; the test fails when it does not load.
const model::Catalog& shippedCatalog();

/// A template with default parameters except those given as "su=1".
model::Snapshot shippedDesign(std::string_view templateId, const std::string& parameter = {});

/// Draws row by row.
struct Drawing {
    model::Snapshot snapshot;
    WriteToken token;

    /// A shipped device type, embedded once.
    DeviceTypeId type(std::string_view key);
    DeviceTypeId add(model::DeviceType);
    PowerNodeId node(std::string name, DeviceTypeId, model::PowerSide, std::vector<PowerNodeId> parents);
    model::SnapshotPtr finish() const { return std::make_shared<const model::Snapshot>(snapshot); }
};

/// A device type that draws this much and gives this share of it to liquid.
model::DeviceType loadOf(std::string key, Power, double liquidFraction = 0);

/// Findings of one rule.
std::vector<analytics::Finding> findingsOf(const analytics::Report&, std::string_view rule);

}  // namespace rackloom::test
