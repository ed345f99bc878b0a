// SPDX-License-Identifier: GPL-3.0-or-later
// One liquid-cooled rack on its own, or two whose scale-up ports are joined: two power sides, a liquid loop
// and room air, management by the switches that the rack holds. Its fast network ports stay free until it
// joins a fabric.
#pragma once

#include "model/base/parameters.h"
#include "model/templates/parts/design_builder.h"

#include <string>

namespace rackloom::model {

/// The design of a site with one rack of the catalogue.
Result<Snapshot> buildSingleRack(const Catalog&, const std::string& rackKey, Site site);
/// Two racks of one design side by side, their scale-up ports cabled one to one.
Result<Snapshot> buildRackPair(const Catalog&, const std::string& rackKey, Site site);

}  // namespace rackloom::model
