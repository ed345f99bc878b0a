// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/cloud_25gbe.h"

#include "model/templates/parts/cooling_plant.h"
#include "model/templates/parts/hall_layout.h"
#include "model/templates/parts/networks.h"
#include "model/templates/parts/power_tree.h"
#include "model/templates/parts/rack_assembly.h"

#include <algorithm>

namespace rackloom::model {

namespace {

constexpr int kServers = 38, kTorUplinks = 8;  // of a rack, of a ToR switch
constexpr int kRacksPerRow = 10;
constexpr int kMostRacks = 30;  // two ToR switches each on spines of 64 ports, four kept free
constexpr std::uint32_t kSpinePorts = 64;
constexpr double kUtilityShare = 1.3;  // losses, cooling and plant over the draw of the racks
constexpr const char* kSpine = "nvidia-sn4600c";
constexpr const char* kStorageSwitch = "nvidia-sn5600-split-400";
constexpr const char* kNotes =
    "A general cloud cluster: 38 two-socket servers per rack, two 25 Gb/s links each to two top-of-rack "
    "switches, 100 Gb/s spines. Servers reach storage and management over the same links, as is usual; "
    "storage nodes also have a network among themselves. A model of the class, not of any operator; see "
    "docs/templates.md.";

/// Uplinks of a ToR switch that keep the wanted ratio as nearly as the switch allows.
int uplinksFor(double oversubscription) {
    for (const int uplinks : {2, 4})
        if (kServers * 25.0 / (uplinks * 100.0) <= oversubscription) return uplinks;
    return kTorUplinks;
}

class Cloud {
public:
    Cloud(DesignBuilder& b, int racks, int uplinks)
        : b_(b),
          racks_(racks),
          spines_(std::max(2, uplinks)),
          uplinks_(uplinks),
          layout_(b, "Hall 1", 1, 0),
          cooling_(b) {}

    void draw() {
        const RackDesignId servers = b_.design("cloud-25gbe-rack");
        const std::vector<RackDesignId> others = otherRacks();
        RackLoad load;
        for (int i = 0; i < racks_; ++i)
            load += loadOf(b_, servers);
        for (const RackDesignId id : others)
            load += loadOf(b_, id);
        PowerTree power(b_, load.draw * kUtilityShare);
        const BothSides ups = power.chain("Hall");
        services_ = power.busway("Services", ups);
        air_ = cooling_.airLoop("Room air");
        const int rows = (racks_ + kRacksPerRow - 1) / kRacksPerRow;
        const int coolers = countsFor(load).coolers;
        for (int r = 0; r < rows; ++r) {
            layout_.startRow();
            const BothSides feeds = power.busway("Row " + layout_.name(), ups);
            for (int i = r * kRacksPerRow; i < std::min(racks_, (r + 1) * kRacksPerRow); ++i)
                serverRacks_.push_back(place(servers, feeds));
            addCoolers(shareOf(coolers, rows + 1, r));
        }
        layout_.startRow();
        for (const RackDesignId id : others)
            otherRacks_.push_back(place(id, services_));
        addCoolers(shareOf(coolers, rows + 1, rows));
        addFabrics();
        cooling_.close(load, power);
        layout_.close();
    }

private:
    /// Spines first, management last, storage between.
    std::vector<RackDesignId> otherRacks() {
        std::vector<RackDesignId> out;
        out.push_back(stackedRack(b_, "Spine rack, " + std::to_string(spines_) + " switches",
                                  {{kSpine, spines_, "Spine"}, {"nvidia-sn2201", 1, "Management switch"}}));
        const int storage = (racks_ + kRacksPerRow - 1) / kRacksPerRow;
        const RackDesignId plain = stackedRack(
            b_, "Storage rack, 8 nodes",
            {{"generic-storage-node", 8, "Storage node"}, {"nvidia-sn2201", 1, "Management switch"}});
        const RackDesignId first = stackedRack(b_, "Storage rack, 8 nodes, 2 switches",
                                               {{"generic-storage-node", 8, "Storage node"},
                                                {kStorageSwitch, 2, "Storage switch"},
                                                {"nvidia-sn2201", 1, "Management switch"}});
        for (int i = 0; i < storage; ++i)
            out.push_back(i == 0 ? first : plain);
        out.push_back(stackedRack(b_, "Management rack",
                                  {{"generic-management-node", 5, "Management server"},
                                   {kSpine, 2, "In-band switch"},
                                   {kSpine, 2, "Management core"},
                                   {"nvidia-sn2201", 2, "Management switch"}}));
        return out;
    }

    RackId place(RackDesignId design, const BothSides& feeds) {
        Rack rack;
        rack.design = design;
        rack.feeds = feeds;
        rack.airLoop = air_;
        return layout_.place(std::move(rack));
    }

    void addCoolers(int count) {
        for (int i = 0; i < count; ++i)
            cooling_.addCooler(air_, "Cooler " + std::to_string(++coolers_), services_, layout_);
    }

    std::vector<DeviceRef> all(const std::vector<RackId>& racks, const char* key) {
        std::vector<DeviceRef> out;
        for (const RackId rack : racks)
            for (const DeviceRef device : b_.devices(rack, key))
                out.push_back(device);
        return out;
    }

    void addFabrics() {
        const std::vector<DeviceRef> spines = b_.devices(otherRacks_.front(), kSpine);
        Fabric servers = fabric("Servers", FabricRole::Compute, "leaf-spine");
        servers.parameters = {{"homes", 2}, {"own_rack", 1}, {"uplinks", uplinks_}};
        servers.racks = serverRacks_;
        servers.tiers = {{"leaf", all(serverRacks_, "generic-25gbe-tor")}, {"spine", spines}};
        servers.cableTypes = {"dac-25g", "dac-100g", "aoc-25g", "aoc-100g", "sr4-100g", "dr1-100g"};
        b_.add(std::move(servers));

        Fabric storage = fabric("Storage", FabricRole::Storage, "leaf-spine");
        storage.parameters = {{"homes", 2}};
        storage.racks = otherRacks_;
        storage.tiers = {{"leaf", all(otherRacks_, kStorageSwitch)}};
        storage.cableTypes = cables400();
        b_.add(std::move(storage));

        const std::vector<DeviceRef> management = b_.devices(otherRacks_.back(), kSpine);
        const std::vector<DeviceRef> inBand(
            management.begin(), management.begin() + std::min<std::ptrdiff_t>(2, std::ssize(management)));
        Fabric row = fabric("In-band", FabricRole::InBand, "leaf-spine");
        row.parameters = {{"homes", 2}};
        row.racks = otherRacks_;
        row.tiers = {{"leaf", inBand}};
        row.cableTypes = {"dac-100g", "aoc-100g", "sr4-100g", "dr1-100g"};
        joinToSpines(b_.add(std::move(row)), inBand, spines);

        Fabric oob = fabric("Out-of-band", FabricRole::OutOfBand, "star");
        oob.racks = serverRacks_;
        oob.racks.insert(oob.racks.end(), otherRacks_.begin(), otherRacks_.end());
        oob.tiers = {{"leaf", all(oob.racks, "nvidia-sn2201")},
                     {"core", {management.begin() + std::ssize(inBand), management.end()}}};
        oob.cableTypes = cablesManagement();
        b_.add(std::move(oob));
    }

    static Fabric fabric(const char* name, FabricRole role, const char* generator) {
        Fabric row;
        row.name = name;
        row.role = role;
        row.generator = generator;
        return row;
    }

    /// The in-band switches hang on the spines of the servers, by the last ports of both.
    void joinToSpines(FabricId fabric, const std::vector<DeviceRef>& inBand,
                      const std::vector<DeviceRef>& spines) {
        for (std::uint32_t i = 0; i < inBand.size(); ++i)
            for (std::uint32_t s = 0; s < spines.size(); ++s)
                b_.add(Cable{fabric, {inBand[i], kSpinePorts - 1 - s}, {spines[s], kSpinePorts - 2 + i}, {}});
    }

    DesignBuilder& b_;
    int racks_, spines_, uplinks_;
    HallLayout layout_;
    CoolingPlant cooling_;
    BothSides services_;
    CoolingLoopId air_;
    std::vector<RackId> serverRacks_, otherRacks_;
    int coolers_ = 0;
};

}  // namespace

std::vector<ParameterSpec> parametersOfCloud25Gbe() {
    return {{"racks", "Server racks", "38 servers each.", 8, 1, kMostRacks, true},
            {"oversubscription", "Oversubscription",
             "Server bandwidth over uplink bandwidth of a top-of-rack switch; met or bettered as far as its "
             "eight uplinks allow.",
             3, 1, 5, false}};
}

Result<Snapshot> buildCloud25Gbe(const Catalog& catalog, const ParameterValues& p) {
    DesignBuilder b(catalog);
    const int racks = static_cast<int>(p.at("racks"));
    Cloud(b, racks, uplinksFor(p.at("oversubscription"))).draw();
    Job job;
    job.name = "Services";
    job.precision = Precision::Fp64;
    b.add(job);
    Site site;
    site.name = "25 GbE cloud, " + std::to_string(racks) + (racks == 1 ? " rack" : " racks");
    site.notes = kNotes;
    site.templateId = "cloud-25gbe";
    return std::move(b).finish(std::move(site));
}

}  // namespace rackloom::model
