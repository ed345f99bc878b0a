// SPDX-License-Identifier: GPL-3.0-or-later
// The scale-up domains of the design: those a rack design lists, and every node that carries its own switch
// chips or meshes its GPUs. Solved once per rack design, and again for racks where single devices deviate.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/scale_up_domain.h"
#include "model/base/shared.h"
#include "model/site/refs.h"

#include <string>
#include <vector>

namespace rackloom::analytics {

struct DesignDomain {
    std::string name;
    std::vector<SlotId> slots;
    Shared<DomainResult> result;
    friend bool operator==(const DesignDomain&, const DesignDomain&) = default;
};

/// Domains of one rack as its design draws it.
struct DesignDomains {
    using Key = RackDesignId;
    using Value = Shared<std::vector<DesignDomain>>;
    static constexpr std::string_view kName = "design domains";
    static Value compute(const Key&, Query&);
};

/// Domains of one rack with its deviations.
struct RackDomains {
    using Key = RackId;
    using Value = Shared<std::vector<DesignDomain>>;
    static constexpr std::string_view kName = "rack domains";
    static Value compute(const Key&, Query&);
};

struct SiteDomain {
    RackId rack;
    Shared<std::vector<DesignDomain>> ofRack;
    std::size_t index = 0;
    std::vector<model::DeviceRef> elsewhere;  ///< devices in other racks, where scale-up cables join them
    const DesignDomain& domain() const { return (*ofRack)[index]; }
    const DomainResult& result() const { return *domain().result; }
    /// Calls see(device) for each device of the domain.
    template <class F> void eachDevice(F&& see) const {
        for (const SlotId slot : domain().slots)
            see(model::DeviceRef{rack, slot});
        for (const model::DeviceRef& device : elsewhere)
            see(device);
    }
    friend bool operator==(const SiteDomain&, const SiteDomain&) = default;
};

/// Every domain of the site, by rack; domains without GPUs are left out, and those that cables of a scale-up
/// fabric join are one, at the place of the first.
struct SiteDomains {
    using Key = NoKey;
    using Value = Shared<std::vector<SiteDomain>>;
    static constexpr std::string_view kName = "site domains";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
