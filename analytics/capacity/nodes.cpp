// SPDX-License-Identifier: GPL-3.0-or-later
// Every node of this folder that other files read, compiled once.
#include "analytics/capacity/mass.h"
#include "analytics/capacity/parts.h"

#include "analytics/engine/node_store.h"

namespace rackloom::analytics {

template const DesignMass::Value& Query::get<DesignMass>(const DesignMass::Key&);
template const RackMasses::Value& Query::get<RackMasses>(const RackMasses::Key&);
template const DeviceParts::Value& Query::get<DeviceParts>(const DeviceParts::Key&);
template const DesignParts::Value& Query::get<DesignParts>(const DesignParts::Key&);
template const SiteParts::Value& Query::get<SiteParts>(const SiteParts::Key&);
template const DeviceGpus::Value& Query::get<DeviceGpus>(const DeviceGpus::Key&);
template const RackGpus::Value& Query::get<RackGpus>(const RackGpus::Key&);

}  // namespace rackloom::analytics
