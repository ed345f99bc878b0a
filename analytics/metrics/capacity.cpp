// SPDX-License-Identifier: GPL-3.0-or-later
// Capacity: processors, memory and memory bandwidth of all racks.
// Formula: sum over processor types of count × figure per processor; bytes per FLOP is bandwidth over dense
// peak. Unit: 1, byte, byte/s, byte per FLOP. Source: catalogue figures of the processors, each with its own
// source. Valid for: any design; a figure that is unknown lowers the coverage and is never taken as zero.
// Ignores: memory held by system software, spare or failed parts, memory of NICs, switches and storage nodes.
#include "analytics/capacity/figure_total.h"
#include "analytics/capacity/parts.h"
#include "analytics/inputs/catalog.h"
#include "analytics/metrics/metric.h"

namespace rackloom::analytics {
namespace {

using model::ComputeRole;

constexpr double kBitsPerByte = 8;
constexpr std::string_view kCatalogue = "Catalogue figures of the processor types; see the inputs.";
constexpr std::string_view kAnyDesign = "Any design.";

template <class F> void eachProcessor(Query& q, F&& f) {
    for (const auto& [id, count] : q.get<SiteParts>()->parts) {
        const Shared<model::DeviceType> type = q.get<TypeOf>(id);
        if (type->compute) f(*type, static_cast<double>(count));
    }
}

double processors(Query& q, ComputeRole role) {
    double total = 0;
    eachProcessor(q, [&](const model::DeviceType& type, double count) {
        if (type.compute->role == role) total += count;
    });
    return total;
}

/// GPUs carry the work where there are any; in designs without GPUs the CPUs do.
ComputeRole workRole(Query& q) {
    return processors(q, ComputeRole::Gpu) > 0 ? ComputeRole::Gpu : ComputeRole::Cpu;
}

void noteMissingParts(Query& q, MetricValue& value) {
    for (const std::string& key : q.get<SiteParts>()->notEmbedded)
        value.warnings.push_back("the type \"" + key +
                                 "\" is not in this design, so its devices are not counted");
}

MetricValue processorCount(Query& q, ComputeRole role) {
    MetricValue value = countValue(processors(q, role));
    eachProcessor(q, [&](const model::DeviceType& type, double count) {
        if (type.compute->role == role) value.contributions.push_back({type.name, count});
    });
    sortLargestFirst(value.contributions);
    noteMissingParts(q, value);
    return value;
}

MetricValue gpus(Query& q) {
    return processorCount(q, ComputeRole::Gpu);
}

MetricValue cpus(Query& q) {
    return processorCount(q, ComputeRole::Cpu);
}

FigureTotal memoryOf(Query& q, ComputeRole role) {
    FigureTotal total("byte", kBitsPerByte);
    eachProcessor(q, [&](const model::DeviceType& type, double count) {
        if (type.compute->role == role) total.add(type, count, type.compute->memoryUsable);
    });
    return total;
}

FigureTotal bandwidthOf(Query& q, ComputeRole role) {
    FigureTotal total("byte/s", kBitsPerByte);
    eachProcessor(q, [&](const model::DeviceType& type, double count) {
        if (type.compute->role == role) total.add(type, count, type.compute->memoryBandwidth);
    });
    return total;
}

MetricValue memory(Query& q) {
    return memoryOf(q, workRole(q)).value("no processors are drawn");
}

MetricValue hostMemory(Query& q) {
    if (workRole(q) == ComputeRole::Cpu)
        return unknownValue("there are no GPUs; the memory of the CPUs is counted in capacity.memory");
    return memoryOf(q, ComputeRole::Cpu).value("no CPUs are drawn");
}

MetricValue memoryBandwidth(Query& q) {
    return bandwidthOf(q, workRole(q)).value("no processors are drawn");
}

MetricValue bytesPerFlop(Query& q) {
    const ComputeRole role = workRole(q);
    for (const model::Precision precision : {model::Precision::Bf16, model::Precision::Fp64}) {
        FigureTotal flops("FLOP/s");
        FigureTotal bandwidth("byte/s", kBitsPerByte);
        eachProcessor(q, [&](const model::DeviceType& type, double count) {
            const auto& peak = type.compute->flops[static_cast<std::size_t>(precision)];
            if (type.compute->role != role || !peak) return;
            if (!peak->known() || !type.compute->memoryBandwidth.known()) return;
            flops.add(type, count, *peak);
            bandwidth.add(type, count, type.compute->memoryBandwidth);
        });
        if (!(flops.sum() > 0)) continue;
        MetricValue value = countValue(bandwidth.sum() / flops.sum());
        value.inputs = bandwidth.value({}).inputs;
        for (const Input& input : flops.value({}).inputs)
            value.inputs.push_back(input);
        if (precision != model::Precision::Bf16)
            value.warnings.push_back("no BF16 peak is known; FP64 is used");
        return value;
    }
    return unknownValue("no processor has both a known memory bandwidth and a known BF16 or FP64 peak");
}

Metric metric(std::string_view id, std::string_view label, std::string_view unit, std::string_view sentence,
              std::string_view formula, std::string_view ignores, MetricValue (*compute)(Query&)) {
    return {{.id = id,
             .label = label,
             .unit = unit,
             .family = Family::Capacity,
             .lane = Lane::Interactive,
             .higherIsBetter = true,
             .sentence = sentence,
             .formula = formula,
             .source = kCatalogue,
             .validFor = kAnyDesign,
             .ignores = ignores},
            compute};
}

}  // namespace

std::vector<Metric> capacityMetrics() {
    return {
        metric("capacity.gpus", "GPUs", "1", "How many GPUs stand in all racks.",
               "Sum over devices and their components of GPU packages, minus removed devices.",
               "Whether they are connected, powered or in use.", gpus),
        metric("capacity.cpus", "CPUs", "1", "How many CPUs stand in all racks.",
               "Sum over devices and their components of CPU sockets, minus removed devices.",
               "Processors inside NICs and switches.", cpus),
        metric("capacity.memory", "Accelerator memory", "byte",
               "Usable memory next to the GPUs; of the CPUs in a design without GPUs.",
               "Sum of GPUs × usable memory per GPU.", "Fitted but unusable memory, host memory, storage.",
               memory),
        metric("capacity.memory_bandwidth", "Memory bandwidth", "byte/s",
               "How fast the GPUs together can read their own memory; the CPUs in a design without GPUs.",
               "Sum of GPUs × memory bandwidth per GPU.", "What a real access pattern reaches of the peak.",
               memoryBandwidth),
        metric("capacity.host_memory", "Host memory", "byte", "Memory of the CPUs beside the GPUs.",
               "Sum of CPUs × usable memory per CPU.", "Memory of NICs, switches and storage devices.",
               hostMemory),
        metric("capacity.bytes_per_flop", "Bytes per FLOP", "byte/FLOP",
               "How many bytes of memory traffic the processors can afford per operation at peak.",
               "Memory bandwidth ÷ dense BF16 peak (FP64 where no BF16 is known), over processors that state "
               "both.",
               "Caches and data reuse.", bytesPerFlop),
    };
}

}  // namespace rackloom::analytics
