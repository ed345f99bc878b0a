// SPDX-License-Identifier: GPL-3.0-or-later
// What devices contribute to a scale-up domain: GPUs and switch chips, in slot order, those taken out keeping
// their places. Must not know which devices make a domain.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/scale_up_domain.h"
#include "model/base/shared.h"
#include "model/catalog/rack_design.h"
#include "model/site/refs.h"

#include <functional>
#include <string>

namespace rackloom::analytics {

/// Type that stands in a slot; invalid where it was taken out.
using Standing = std::function<DeviceTypeId(const model::Slot&)>;
/// As the rack deviates from its design. Holds until the query ends.
Standing standingIn(RackId rack, Query& q);

class DomainParts {
public:
    explicit DomainParts(Query& q) : q_(q) {}

    /// Parts of a device that stands there, or keeps the places of one that was taken out.
    void add(DeviceTypeId id, bool present);
    /// GPUs added from now on have their links on chips added from now on, until the next call.
    void beginRack();

    bool any() const { return !drawing_.gpus.empty(); }
    /// A node is a domain of its own when its GPUs reach each other inside it.
    bool selfContained() const {
        return any() && (!drawing_.chips.empty() || drawing_.topology == model::ScaleUpTopology::Mesh);
    }
    std::uint32_t chips() const { return static_cast<std::uint32_t>(drawing_.chips.size()); }
    void bridge(std::uint32_t chipA, std::uint32_t chipB, std::int64_t capacity) {
        drawing_.bridges.push_back({chipA, chipB, capacity});
    }
    /// The drawing, with the chips of the last rack assigned.
    const DomainDrawing& drawing();
    Shared<DomainResult> solve();

private:
    void addGpu(const model::DeviceType& type, bool present);
    void addChips(const model::DeviceType& type, bool present);
    std::int64_t rate(const model::Figure<DataRate>& figure, const model::DeviceType& type);
    void endRack();

    Query& q_;
    DomainDrawing drawing_;
    std::string reason_;
    bool byRack_ = false;
    std::size_t firstGpu_ = 0, firstChip_ = 0;  ///< of the rack
};

}  // namespace rackloom::analytics
