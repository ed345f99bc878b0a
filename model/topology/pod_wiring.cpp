// SPDX-License-Identifier: GPL-3.0-or-later
// Not listed: wiring shared by the generators, itself none.
#include "model/topology/pod_wiring.h"

#include "model/topology/clos_wiring.h"

#include <algorithm>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;

/// The switches of one pod, as ranges of the tiers.
struct Pod {
    Count firstLeaf, leaves, firstSpine, spines;
};

Count roundUp(std::uint64_t a, std::uint64_t b) {
    return b == 0 ? 0 : static_cast<Count>((a + b - 1) / b);
}

class PodWiring {
public:
    PodWiring(const GeneratorInput& in, PodShape shape, Count firstUp, Count leavesWanted, FabricPlan& plan)
        : in_(in),
          shape_(shape),
          firstUp_(firstUp),
          leaves_(std::max(static_cast<Count>(in.tiers[0].size()), leavesWanted)),
          spines_(static_cast<Count>(in.tiers[1].size())),
          cored_(in.tiers.size() > 2 && !in.tiers[2].empty()),
          plan_(plan) {
        spinePorts_ = tierPorts(in.tiers[1]);
        if (!cored_) {
            shape_.podLeaves = leaves_;
            return;
        }
        if (shape_.podSpines == 0) shape_.podSpines = std::max(Count{1}, std::min(spines_, shape_.uplinks));
        if (shape_.podLeaves == 0)
            shape_.podLeaves =
                std::max(Count{1}, shape_.podSpines * (spinePorts_ / 2) / std::max(Count{1}, shape_.uplinks));
    }

    void wire() {
        const std::vector<Pod> pods = podsOf();
        TierWiring wiring(in_.tiers[0], in_.tiers[1], 1, plan_);
        wireLeaves(pods, wiring);
        if (cored_) wireSpines(pods, wiring.mostUsed());
        plan_.wanted.resize(std::max(plan_.wanted.size(), in_.tiers.size()), 0);
        plan_.wanted[0] = leaves_;
        plan_.wanted[1] = wantedSpines();
        if (cored_) plan_.wanted[2] = wantedCores(wiring.mostUsed());
    }

private:
    std::vector<Pod> podsOf() const {
        const auto leaves = static_cast<Count>(in_.tiers[0].size());
        if (!cored_) return {{0, leaves, 0, spines_}};
        std::vector<Pod> pods;
        const Count perPod = shape_.podSpines;
        for (Count leaf = 0, spine = 0; leaf < leaves; leaf += shape_.podLeaves, spine += perPod)
            pods.push_back({leaf, std::min(shape_.podLeaves, leaves - leaf), std::min(spine, spines_),
                            std::min(perPod, spines_ - std::min(spine, spines_))});
        return pods;
    }

    void wireLeaves(const std::vector<Pod>& pods, TierWiring& wiring) {
        Count uneven = 0;
        for (const Pod& pod : pods) {
            const bool even = pod.spines > 0 && shape_.uplinks % pod.spines == 0;
            if (!even) uneven = pod.spines;
            for (Count l = 0; l < pod.leaves; ++l)
                wiring.deal(pod.firstLeaf + l, firstUp_, shape_.uplinks, pod.firstSpine, pod.spines,
                            even ? 0 : l * shape_.uplinks);
        }
        wiring.report("leaf", "spine");
        if (uneven > 0 && !in_.tiers[1].empty())
            plan_.problems.push_back(
                std::to_string(shape_.uplinks) + " uplinks of a leaf do not divide evenly over " +
                counted(uneven, "spine", "spines") + ". Choose a number of spines that divides the uplinks.");
    }

    void wireSpines(const std::vector<Pod>& pods, Count firstUp) {
        TierWiring wiring(in_.tiers[1], in_.tiers[2], 2, plan_);
        const auto cores = static_cast<Count>(in_.tiers[2].size());
        const Count uplinks = shape_.spineUplinks > 0 ? shape_.spineUplinks : firstUp;
        bool uneven = false;
        for (const Pod& pod : pods)
            for (Count j = 0; j < pod.spines; ++j) {
                // The spine in position j serves its share of the cores: all pods meet in the same ones.
                const auto begin =
                    shape_.everyCore ? 0 : static_cast<Count>(std::uint64_t{j} * cores / pod.spines);
                const auto end =
                    shape_.everyCore ? cores : static_cast<Count>(std::uint64_t{j + 1} * cores / pod.spines);
                const Count count = std::max(Count{1}, end - begin);
                uneven = uneven || uplinks % count != 0 ||
                         (!shape_.everyCore && end > begin && cores % pod.spines != 0);
                wiring.deal(pod.firstSpine + j, firstUp, uplinks, begin, count, 0);
            }
        wiring.report("spine", "core");
        if (uneven)
            plan_.problems.push_back(
                std::to_string(uplinks) + " uplinks of a spine do not divide evenly over " +
                counted(cores, "core", "cores") +
                ". Choose a number of cores per spine position that divides the uplinks.");
    }

    Count pods() const { return std::max(Count{1}, roundUp(leaves_, shape_.podLeaves)); }

    Count wantedSpines() const {
        if (cored_) return std::max(spines_, pods() * shape_.podSpines);
        const Count least = std::max(spines_, roundUp(std::uint64_t{leaves_} * shape_.uplinks, spinePorts_));
        return divisorAtLeast(shape_.uplinks, least);
    }

    Count wantedCores(Count firstUp) const {
        const auto cores = static_cast<Count>(in_.tiers[2].size());
        const Count uplinks = shape_.spineUplinks > 0 ? shape_.spineUplinks : firstUp;
        const Count ports = tierPorts(in_.tiers[2]);
        const Count positions = shape_.everyCore ? 1 : std::max(Count{1}, shape_.podSpines);
        const std::uint64_t links =
            std::uint64_t{pods()} * uplinks * (shape_.everyCore ? shape_.podSpines : 1);
        const Count perPosition =
            divisorAtLeast(uplinks, std::max(roundUp(cores, positions), roundUp(links, ports)));
        return positions * perPosition;
    }

    const GeneratorInput& in_;
    PodShape shape_;
    Count firstUp_, leaves_, spines_, spinePorts_ = 0;
    bool cored_;
    FabricPlan& plan_;
};

}  // namespace

std::uint32_t divisorAtLeast(std::uint32_t of, std::uint32_t least) {
    for (std::uint32_t d = std::max(1u, least); d <= of; ++d)
        if (of % d == 0) return d;
    return 0;
}

void wirePods(const GeneratorInput& in, PodShape shape, std::uint32_t firstUp, std::uint32_t leavesWanted,
              FabricPlan& plan) {
    if (in.tiers.size() < 2 || in.tiers[1].empty()) return;
    PodWiring(in, shape, firstUp, leavesWanted, plan).wire();
}

}  // namespace rackloom::model
