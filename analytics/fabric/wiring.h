// SPDX-License-Identifier: GPL-3.0-or-later
// Wiring: the cables of a fabric as they stand, told as differences from what its generator draws with every
// switch in place: which generated cables are gone, which were drawn by hand. An edit of one cable or switch
// changes only this; whatever is worked out per generated cable stays, and is corrected where it differs.
// Must not depend on how the design came to be: the same design always has the same differences.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/fabric/fabric_ends.h"
#include "model/base/shared.h"
#include "model/topology/plan.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace rackloom::analytics {

struct Wiring {
    Shared<model::FabricPlan> plan;
    Shared<FabricEnds> ends;
    std::vector<std::uint32_t> gone;          ///< places of generated cables that are not there, sorted
    std::vector<model::PlannedCable> drawn;   ///< by hand
    std::vector<FabricEnds::Ends> drawnEnds;  ///< numbers beyond ends->devices count on in `strangers`
    std::vector<std::pair<std::uint32_t, std::uint32_t>> drawnAt;  ///< device and place in `drawn`, sorted
    std::vector<model::DeviceRef> strangers;                       ///< devices that only drawn cables end at
    std::map<model::DeviceRef, std::uint32_t> strange;             ///< their numbers
    std::vector<std::uint32_t> absent;   ///< devices, by number, of switches taken out; sorted
    std::vector<std::uint32_t> perTier;  ///< cables by tier

    bool asGenerated() const { return gone.empty() && drawn.empty(); }
    bool stands(std::uint32_t cable) const;
    bool isAbsent(std::uint32_t device) const;
    std::size_t count() const { return plan->cables.size() - gone.size() + drawn.size(); }
    std::uint32_t deviceCount() const {
        return static_cast<std::uint32_t>(ends->devices.size() + strangers.size());
    }
    /// kNone where no cable of this fabric could end.
    std::uint32_t numberOf(model::DeviceRef device) const {
        if (const std::uint32_t known = ends->numbers.of(device); known != FabricEnds::kNone) return known;
        const auto it = strange.find(device);
        return it == strange.end() ? FabricEnds::kNone : it->second;
    }
    model::DeviceRef device(std::uint32_t number) const {
        return number < ends->devices.size() ? ends->devices[number].ref
                                             : strangers[number - ends->devices.size()];
    }
    /// Devices whose cables differ from the generated ones; sorted, each once.
    std::vector<std::uint32_t> touched() const;
    /// Calls see(cable, ends) once for each cable at one device that stands, generated ones first.
    template <class F> void eachAt(std::uint32_t device, F&& see) const {
        if (device < ends->devices.size())
            for (std::uint32_t last = FabricEnds::kNone; const std::uint32_t i : ends->cablesOf(device))
                if (i != std::exchange(last, i) && stands(i)) see(plan->cables[i], ends->cables[i]);
        for (auto it = firstDrawnAt(device); it != drawnAt.end() && it->first == device; ++it)
            see(drawn[it->second], drawnEnds[it->second]);
    }
    friend bool operator==(const Wiring&, const Wiring&) = default;

private:
    std::vector<std::pair<std::uint32_t, std::uint32_t>>::const_iterator
    firstDrawnAt(std::uint32_t device) const {
        return std::lower_bound(drawnAt.begin(), drawnAt.end(), std::pair{device, std::uint32_t{0}});
    }
};

struct FabricWiring {
    using Key = FabricId;
    using Value = Shared<Wiring>;
    static constexpr std::string_view kName = "fabric wiring";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
