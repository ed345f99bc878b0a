// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/leaf_table.h"

#include "analytics/fabric/device_index.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/inputs/fabric.h"

#include <algorithm>
#include <set>

namespace rackloom::analytics {
namespace {

constexpr std::uint32_t kNone = DeviceIndex::kNone;

/// The devices of one fabric by number.
class Devices {
public:
    struct Device {
        model::DeviceRef ref;
        std::uint32_t begin = 0, count = 0;  ///< its ports, as a range of GeneratorInput::endpoints
        std::uint32_t leaf = kNone, spine = kNone;
        bool isSwitch = false;
    };

    explicit Devices(const model::GeneratorInput& input) {
        for (std::uint32_t i = 0; i < input.endpoints.size(); ++i) {
            Device& device = at(of(input.endpoints[i].port.device));
            if (device.count++ == 0) device.begin = i;
        }
    }
    std::uint32_t of(model::DeviceRef ref) {
        std::uint32_t& number = index_.at(ref);
        if (number == kNone) {
            number = static_cast<std::uint32_t>(all_.size());
            all_.push_back({ref});
        }
        return number;
    }
    Device& at(std::uint32_t number) { return all_[number]; }
    std::size_t size() const { return all_.size(); }

private:
    DeviceIndex index_;
    std::vector<Device> all_;
};

class Gathering {
public:
    explicit Gathering(const model::GeneratorInput& input) : input_(input), devices_(input) {
        for (std::size_t tier = 0; tier < input.tiers.size(); ++tier)
            for (const model::FabricSwitch& s : input.tiers[tier]) {
                Devices::Device& device = devices_.at(devices_.of(s.device));
                device.isSwitch = true;
                if (!s.present || device.leaf != kNone || device.spine != kNone) continue;
                if (tier == 0) addTo(out_.leaves, device.leaf).device = s.device;
                if (tier == 1) addTo(out_.spines, device.spine) = s.device;
            }
        railsGiven_ = railParameter();
    }

    void add(const model::PlannedCable& cable) {
        const std::uint32_t a = devices_.of(cable.a.device), b = devices_.of(cable.b.device);
        if (a == b) {
            out_.loops.push_back(cable);
            return;
        }
        if (!belongs(a) || !belongs(b)) {
            out_.nowhere.push_back(cable);
            return;
        }
        const bool leafFirst = devices_.at(a).leaf != kNone;
        if (leafFirst == (devices_.at(b).leaf != kNone)) return;
        const std::uint32_t leaf = devices_.at(leafFirst ? a : b).leaf;
        const std::uint32_t other = leafFirst ? b : a;
        if (devices_.at(other).spine != kNone)
            addTrunk(out_.leaves[leaf], devices_.at(other).spine, cable.rate.si());
        else if (devices_.at(other).count > 0)
            addEndpoint(leaf, other, leafFirst ? cable.b : cable.a, cable.rate.si());
    }

    LeafTable take() {
        for (std::uint32_t d = 0; d < home_.size(); ++d) {
            if (home_[d].cables < 2) continue;
            ++out_.severalCables;
            if (home_[d].several) continue;
            if (out_.onOneLeaf++ == 0) out_.firstOnOneLeaf = devices_.at(d).ref;
        }
        std::set<std::uint32_t> rails;
        for (LeafTable::Leaf& leaf : out_.leaves) {
            std::sort(leaf.rails.begin(), leaf.rails.end());
            std::sort(leaf.trunks.begin(), leaf.trunks.end());
            for (const auto& [rail, count] : leaf.rails)
                rails.insert(rail);
        }
        out_.rails = static_cast<std::uint32_t>(rails.size());
        return std::move(out_);
    }

private:
    struct Home {
        std::uint32_t leaf = kNone, cables = 0;
        bool several = false;
    };

    template <class T> static T& addTo(std::vector<T>& list, std::uint32_t& number) {
        number = static_cast<std::uint32_t>(list.size());
        return list.emplace_back();
    }

    bool belongs(std::uint32_t d) { return devices_.at(d).count > 0 || devices_.at(d).isSwitch; }

    /// Rails as the generator understands them: ports beyond that number start over.
    std::uint32_t railParameter() const {
        const auto it = input_.parameters.find("rails");
        return it != input_.parameters.end() && it->second >= 1 ? static_cast<std::uint32_t>(it->second) : 0;
    }

    static void count(std::vector<std::pair<std::uint32_t, std::uint32_t>>& list, std::uint32_t key) {
        const auto it = std::find_if(list.begin(), list.end(), [&](const auto& e) { return e.first == key; });
        if (it == list.end())
            list.push_back({key, 1});
        else
            ++it->second;
    }

    void addTrunk(LeafTable::Leaf& leaf, std::uint32_t spine, double rate) {
        ++leaf.up;
        leaf.upRate += rate;
        count(leaf.trunks, spine);
    }

    void addEndpoint(std::uint32_t number, std::uint32_t device, model::PortRef port, double rate) {
        LeafTable::Leaf& leaf = out_.leaves[number];
        ++leaf.down;
        leaf.downRate += rate;
        if (home_.size() <= device) home_.resize(devices_.size());
        Home& home = home_[device];
        ++home.cables;
        if (home.leaf != kNone && home.leaf != number) home.several = true;
        home.leaf = number;
        const Devices::Device& ends = devices_.at(device);
        for (std::uint32_t i = ends.begin; i < ends.begin + ends.count; ++i)
            if (input_.endpoints[i].port.port == port.port) {
                const std::uint32_t rail = input_.endpoints[i].rail;
                return count(leaf.rails, railsGiven_ > 0 ? rail % railsGiven_ : rail);
            }
    }

    const model::GeneratorInput& input_;
    Devices devices_;
    std::vector<Home> home_;
    std::uint32_t railsGiven_ = 0;
    LeafTable out_;
};

}  // namespace

FabricLeaves::Value FabricLeaves::compute(const Key& id, Query& q) {
    const Shared<model::GeneratorInput> input = q.get<FabricPlanInput>(id);
    const Shared<model::FabricPlan> plan = q.get<FabricCables>(id);
    Gathering gathering(*input);
    for (std::size_t i = 0; i < plan->cables.size(); ++i) {
        if (i % 4096 == 0) q.poll();
        gathering.add(plan->cables[i]);
    }
    return gathering.take();
}

}  // namespace rackloom::analytics
