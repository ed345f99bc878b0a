// SPDX-License-Identifier: GPL-3.0-or-later
// DeviceType: one entry of the catalogue, as a set of capabilities. What a device can do is what it carries
// (compute, ports, power draw, conversion, heat removal …); no metric ever asks for its kind.
// Figures are those of resources/catalog/devices/*.json; units there are in the key, here in the type.
// Bandwidths are per direction, FLOP/s dense.
#pragma once

#include "model/base/shared.h"
#include "model/catalog/figure.h"

#include <array>
#include <string>
#include <vector>

namespace rackloom::model {

enum class Mount { Rack, Floor, Module, Overhead };
inline constexpr std::string_view kMountNames[] = {"rack", "floor", "module", "overhead"};

/// Outer dimensions and mass. `heightU` counts rack units (0 for a vertical rack PDU).
struct Form {
    Mount mount = Mount::Module;
    int heightU = 0;
    Figure<Length> width, depth, height;
    Figure<Mass> mass;
    friend bool operator==(const Form&, const Form&) = default;
};

/// An empty cabinet.
struct Enclosure {
    int units = 0;
    Figure<Mass> maxMass;  ///< static load the cabinet may carry inside
    friend bool operator==(const Enclosure&, const Enclosure&) = default;
};

/// A part inside a device, by catalogue key. Capacity sums over parts recursively.
struct Component {
    std::string type;
    int count = 0;
    friend bool operator==(const Component&, const Component&) = default;
};

enum class Precision { Fp64, Fp64Tensor, Fp32, Tf32, Bf16, Fp8, Fp6, Fp4, Int8 };
inline constexpr int kPrecisionCount = 9;
inline constexpr std::string_view kPrecisionNames[] = {"fp64", "fp64_tensor", "fp32", "tf32", "bf16",
                                                       "fp8",  "fp6",         "fp4",  "int8"};
constexpr std::string_view precisionName(Precision p) {
    return kPrecisionNames[static_cast<int>(p)];
}

enum class ComputeRole { Gpu, Cpu };
inline constexpr std::string_view kComputeRoleNames[] = {"gpu", "cpu"};

/// A processor. A precision that is absent is not supported; one that is present may still be unknown.
struct Compute {
    ComputeRole role = ComputeRole::Cpu;
    std::optional<int> cores;
    std::array<std::optional<Figure<FlopRate>>, kPrecisionCount> flops;  ///< dense peak per processor
    std::array<std::optional<Figure<double>>, kPrecisionCount>
        sparseFactor;  ///< structured sparsity: sparse = dense × factor
    Figure<DataSize> memoryFitted, memoryUsable;
    Figure<DataRate> memoryBandwidth;
    friend bool operator==(const Compute&, const Compute&) = default;
};

enum class ScaleUpTopology { Switched, Mesh, Torus };
inline constexpr std::string_view kScaleUpTopologyNames[] = {"switched", "mesh", "torus"};

/// Scale-up links of one accelerator (NVLink class). Rate is per link per direction; marketing counts both.
struct ScaleUp {
    std::string technology;
    int links = 0;
    Figure<DataRate> linkRate;
    ScaleUpTopology topology = ScaleUpTopology::Switched;
    friend bool operator==(const ScaleUp&, const ScaleUp&) = default;
};

/// Scale-up switch ASICs inside a device.
struct ScaleUpSwitch {
    std::string technology;
    int asics = 0, portsPerAsic = 0;
    Figure<DataRate> portRate;  ///< per port per direction
    friend bool operator==(const ScaleUpSwitch&, const ScaleUpSwitch&) = default;
};

enum class FabricRole { Compute, Storage, InBand, OutOfBand, Any, ScaleUp };
inline constexpr std::string_view kFabricRoleNames[] = {"compute", "storage", "inband",
                                                        "oob",     "any",     "scaleup"};
constexpr std::string_view fabricRoleName(FabricRole r) {
    return kFabricRoleNames[static_cast<int>(r)];
}

/// A group of equal network ports on the outside of a device. Port indices count through the groups in order.
struct PortGroup {
    std::string name;
    int count = 0;
    Figure<DataRate> rate;  ///< per port per direction
    std::string connector;
    FabricRole fabric = FabricRole::Any;  ///< the fabric an endpoint's port serves; Any on switches
    int perCage =
        0;  ///< neighbouring ports behind one cage, 2 for twin-port optics; 0 = not stated, taken as one
    friend bool operator==(const PortGroup&, const PortGroup&) = default;
};

struct Switching {
    Figure<DataRate> capacity;
    Figure<Duration> latency;
    Figure<Power> opticsPower;  ///< extra draw when every cage holds an optic
    friend bool operator==(const Switching&, const Switching&) = default;
};

/// Electrical draw. For a device with components the figure is the whole device; components are not added
/// again.
struct PowerDraw {
    Figure<Power> nameplate, provisioned, typical, peak, idle;
    std::string point;  ///< where it is measured: chip, module, tray, node, rack_dc, rack_ac
    friend bool operator==(const PowerDraw&, const PowerDraw&) = default;
};

/// A point of a published efficiency table: share of the rating carried, and output over input there.
struct EfficiencyPoint {
    double load = 0, efficiency = 0;
    friend bool operator==(const EfficiencyPoint&, const EfficiencyPoint&) = default;
};

/// Power conversion: loss = S (k0 + k1 x + k2 x²) at load x = P_out / S. Source: facility reference A3.
struct Conversion {
    Figure<Power> outputRating;
    Figure<double> k0, k1, k2, powerFactor;
    Figure<Voltage> inputVoltage, outputVoltage;
    int modules = 0;
    Figure<Power> moduleRating;
    std::vector<EfficiencyPoint> efficiency;  ///< by rising load; used where k0, k1 or k2 is unknown
    friend bool operator==(const Conversion&, const Conversion&) = default;
};

/// A protected circuit: usable power = √3 V I · continuous factor · pf for three phases. Source: facility
/// reference A2.
struct Circuit {
    Figure<Voltage> voltage;
    Figure<Current> current;
    int phases = 3;
    Figure<double> continuousFactor, powerFactor;
    Figure<Resistance> resistance;  ///< per phase, whole run
    friend bool operator==(const Circuit&, const Circuit&) = default;
};

struct PowerSource {
    Figure<Power> rating;
    Figure<Duration> start;
    friend bool operator==(const PowerSource&, const PowerSource&) = default;
};

/// A load above the rating, and how long it may last. Source: facility reference A5.
struct OverloadPoint {
    double load = 1;    ///< share of the rating
    Duration duration;  ///< longest time at that load
    friend bool operator==(const OverloadPoint&, const OverloadPoint&) = default;
};

/// Energy kept for the time without supply: the battery of a UPS, the capacitors of a supply.
struct EnergyStore {
    Figure<Energy> energy;
    Figure<double> depthOfDischarge, efficiency;
    Figure<Duration> holdUp;  ///< without any battery, at full load
    friend bool operator==(const EnergyStore&, const EnergyStore&) = default;
};

/// How the heat of a powered device leaves it.
struct Heat {
    Figure<double> liquidFraction;
    std::optional<Figure<Temperature>> maxInlet;
    std::optional<Figure<VolumeFlow>> minFlow;
    std::optional<Figure<Pressure>> pressureDrop;  ///< across the device at minFlow
    friend bool operator==(const Heat&, const Heat&) = default;
};

enum class CoolingMedium { Liquid, Air };
inline constexpr std::string_view kCoolingMediumNames[] = {"liquid", "air"};

/// A device that takes heat away: CDU, rear door, CRAH, chiller, dry cooler.
struct HeatRemoval {
    CoolingMedium medium = CoolingMedium::Liquid;
    Figure<Power> capacity;
    Figure<TemperatureDifference> approach;  ///< at which `capacity` is rated
    Figure<VolumeFlow> flow;
    Figure<Pressure> head;
    Figure<Power> power;  ///< pumps, fans, compressor at rating
    Figure<double> cop;
    std::optional<Figure<VolumeFlow>> facilityFlow;  ///< on the side of the plant, at the rated point
    int pumps = 0, pumpsNeeded = 0;                  ///< inside the unit; 0 = not stated
    friend bool operator==(const HeatRemoval&, const HeatRemoval&) = default;
};

/// A cable or a pair of transceivers with fibre.
struct Link {
    std::string medium;  ///< dac, acc, aec, aoc, multimode, singlemode, copper
    Figure<DataRate> rate;
    Figure<Length> reach;
    Figure<Power> powerPerEnd;
    std::vector<std::string> connectors;
    int lanes = 0;  ///< electrical or optical lanes each way; 0 = not stated
    int legs = 0;   ///< ends that the far side splits into, sharing the rate; 0 = the cable does not split
    friend bool operator==(const Link&, const Link&) = default;
};

/// Interruptions of a job that this part causes, as a rate; repair time for capacity.
struct Failure {
    Figure<Frequency> rate;
    Figure<Duration> repair;
    Figure<double> interruptProbability;
    std::optional<Figure<double>> hardFraction;  ///< share of failures that need a repair; the rest restart
    friend bool operator==(const Failure&, const Failure&) = default;
};

struct StorageCapability {
    Figure<DataSize> capacity;
    Figure<DataRate> read, write;
    friend bool operator==(const StorageCapability&, const StorageCapability&) = default;
};

struct Price {
    Figure<Money> amount;
    std::string date;
    friend bool operator==(const Price&, const Price&) = default;
};

struct DeviceType {
    std::string key, name, vendor, kind, summary;
    int year = 0;
    Form form;
    std::optional<Enclosure> enclosure;
    std::vector<Component> components;
    std::optional<Compute> compute;
    std::optional<ScaleUp> scaleUp;
    std::optional<ScaleUpSwitch> scaleUpSwitch;
    std::vector<PortGroup> ports;
    std::optional<Switching> switching;
    std::optional<PowerDraw> power;
    std::optional<Conversion> conversion;
    std::optional<Circuit> circuit;
    std::optional<PowerSource> source;
    std::optional<EnergyStore> energyStore;
    std::vector<OverloadPoint> overload;  ///< by rising load; empty = not stated
    std::optional<Heat> heat;
    std::optional<HeatRemoval> heatRemoval;
    std::optional<Link> link;
    std::optional<Failure> failure;
    std::optional<StorageCapability> storage;
    std::optional<Price> price;

    int portCount() const;
    /// The group that a device-wide port index falls into, or null.
    const PortGroup* portGroup(int port) const;
    friend bool operator==(const DeviceType&, const DeviceType&) = default;
};

}  // namespace rackloom::model
