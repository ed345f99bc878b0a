// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/torus_cubes.h"

#include "model/topology/clos_wiring.h"
#include "model/topology/direct_wiring.h"

#include <algorithm>
#include <array>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;

constexpr Count kDimensions = 3;
constexpr std::uint64_t kMostChips = 1u << 20;
constexpr const char* kCubes[kDimensions] = {"c1", "c2", "c3"};

using Spot = std::array<Count, kDimensions>;

struct Shape {
    Count side = 4;
    Spot cubes{1, 1, 1};

    Count chips() const { return side * side * side; }
    Count count() const { return cubes[0] * cubes[1] * cubes[2]; }
    Count length(Count d) const { return side * cubes[d]; }
    /// Chips are numbered cube by cube, as they stand in racks.
    Count chipAt(const Spot& at) const { return cubeAt(at) * chips() + inside(at); }
    Count cubeAt(const Spot& at) const {
        return at[0] / side + cubes[0] * (at[1] / side + cubes[1] * (at[2] / side));
    }
    Count inside(const Spot& at) const {
        return at[0] % side + side * (at[1] % side + side * (at[2] % side));
    }
    /// Place of a chip on the face across dimension d.
    Count onFace(const Spot& at, Count d) const {
        return at[(d + 1) % kDimensions] % side + side * (at[(d + 2) % kDimensions] % side);
    }
    Count circuitSwitches() const { return kDimensions * side * side; }
};

/// Empty when the shape can be made.
std::string shapeOf(const GeneratorInput& in, Count chipPorts, Shape& shape) {
    shape.side = std::max(Count{2}, countParameter(in, "side"));
    std::uint64_t others = shape.chips();
    for (Count d = 1; d < kDimensions; ++d) {
        shape.cubes[d] = std::max(Count{1}, countParameter(in, kCubes[d]));
        others = std::min(kMostChips + 1, others * shape.cubes[d]);
    }
    std::uint64_t first = countParameter(in, kCubes[0]);
    if (first == 0)
        first = std::max<std::uint64_t>(1, (DirectWiring::available(in, chipPorts) + others - 1) / others);
    if (first * others > kMostChips) return "The torus has more than a million chips. Make it smaller.";
    shape.cubes[0] = static_cast<Count>(first);
    return {};
}

/// Leads the links between cubes through the circuit switches.
class Patching {
public:
    Patching(const GeneratorInput& in, const Shape& shape, FabricPlan& plan) : shape_(shape), plan_(plan) {
        if (!in.tiers.empty()) switches_ = &in.tiers[0];
    }

    /// After the cable of a link was added: from `at` across dimension d to `next`.
    void lead(const Spot& at, const Spot& next, Count d) {
        if (!switches_ || switches_->empty()) return;
        const Count number = d * shape_.side * shape_.side + shape_.onFace(at, d);
        const Count in = 2 * shape_.cubeAt(at), out = 2 * shape_.cubeAt(next) + 1;
        if (number >= switches_->size() || std::max(in, out) >= (*switches_)[number].ports) {
            ++unled_;
            plan_.cables.pop_back();
        } else if (const FabricSwitch& one = (*switches_)[number]; !one.present) {
            plan_.cables.pop_back();
        } else {
            plan_.lightPaths.push_back(
                {static_cast<Count>(plan_.cables.size() - 1), {one.device, in}, {one.device, out}});
        }
    }

    void finish() {
        if (!switches_ || switches_->empty()) return;
        plan_.wanted = {shape_.circuitSwitches()};
        if (unled_ > 0)
            plan_.problems.push_back(counted(unled_, "link between cubes finds", "links between cubes find") +
                                     " no optical circuit switch. The faces take " +
                                     counted(shape_.circuitSwitches(), "switch", "switches") + " of " +
                                     std::to_string(2 * shape_.count()) + " ports.");
    }

private:
    const Shape& shape_;
    FabricPlan& plan_;
    const std::vector<FabricSwitch>* switches_ = nullptr;
    std::size_t unled_ = 0;
};

/// The links of one chip towards the next one in each dimension.
void joinChip(const Spot& at, const Shape& shape, DirectWiring& wiring, Patching& patching,
              const FabricPlan& plan) {
    for (Count d = 0; d < kDimensions; ++d) {
        Spot next = at;
        next[d] = (at[d] + 1) % shape.length(d);
        if (shape.length(d) == 2 && at[d] == 1) continue;  // one link joins two
        const std::size_t before = plan.cables.size();
        wiring.joinAt(shape.chipAt(at), 2 * d, shape.chipAt(next), 2 * d + 1);
        const bool leaves = at[d] % shape.side + 1 == shape.side;
        if (leaves && plan.cables.size() > before) patching.lead(at, next, d);
    }
}

}  // namespace

std::vector<ParameterSpec> torusCubesParameters() {
    return {
        {"c1", "Cubes 1", "Cubes along the first dimension. 0 takes what the chips there come to.", 0, 0,
         4096, true},
        {"c2", "Cubes 2", "Cubes along the second dimension.", 1, 1, 4096, true},
        {"c3", "Cubes 3", "Cubes along the third dimension.", 1, 1, 4096, true},
        {"side", "Chips along an edge", "Of one cube; 4 makes cubes of 64 chips.", 4, 2, 16, true},
        {"chip_ports", "Ports per chip", "A node of four chips has four times as many ports.", 6, 6, 1024,
         true},
    };
}

FabricPlan planTorusCubes(const GeneratorInput& in) {
    GeneratorInput chips = in;
    chips.tiers.clear();  // circuit switches are no routers
    DirectShape direct;
    direct.name = "torus";
    direct.links = 2 * kDimensions;
    direct.portsPerRouter = std::max(2 * kDimensions, countParameter(in, "chip_ports"));
    Shape shape;
    if (const std::string wrong = shapeOf(chips, direct.portsPerRouter, shape); !wrong.empty())
        return refused(wrong);
    direct.routers = shape.count() * shape.chips();
    FabricPlan plan;
    DirectWiring wiring(chips, direct, plan);
    Patching patching(in, shape, plan);
    for (Count z = 0; z < shape.length(2); ++z)
        for (Count y = 0; y < shape.length(1); ++y)
            for (Count x = 0; x < shape.length(0); ++x)
                joinChip({x, y, z}, shape, wiring, patching, plan);
    wiring.finish();
    patching.finish();
    return plan;
}

}  // namespace rackloom::model
