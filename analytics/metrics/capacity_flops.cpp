// SPDX-License-Identifier: GPL-3.0-or-later
// Peak arithmetic by precision, dense and sparse apart.
// Formula: sum over processor types of count × dense peak; sparse = dense × the type's sparse factor.
// Unit: FLOP/s (operations per second for INT8).
// Source: catalogue figures of the processors, each with its own source.
// Valid for: native precisions; a precision that a processor does not offer adds nothing, an unknown one is
// listed. Ignores: clocks under power limits, emulated precisions, utilisation. CPUs are not added to GPUs:
// they feed them.
#include "analytics/capacity/figure_total.h"
#include "analytics/capacity/parts.h"
#include "analytics/inputs/catalog.h"
#include "analytics/metrics/metric.h"

#include <string>
#include <vector>

namespace rackloom::analytics {
namespace {

using model::ComputeRole;
using model::Precision;

constexpr std::string_view kShown[] = {"FP64", "FP64 tensor", "FP32", "TF32", "BF16",
                                       "FP8",  "FP6",         "FP4",  "INT8"};

bool anyGpu(Query& q) {
    for (const auto& [id, count] : q.get<SiteParts>()->parts) {
        const Shared<model::DeviceType>& type = q.get<TypeOf>(id);
        if (type->compute && type->compute->role == ComputeRole::Gpu) return true;
    }
    return false;
}

/// A sparse peak needs both figures; the weaker provenance is shown.
model::Figure<FlopRate> sparsePeak(const model::Figure<FlopRate>& dense,
                                   const model::Figure<double>& factor) {
    if (!dense.known()) return dense;
    if (!factor.known()) return model::Figure<FlopRate>::unknown("sparse factor: " + factor.unknownReason);
    model::Figure<FlopRate> out = dense;
    out.value = *dense.value * *factor.value;
    for (model::RivalFigure<FlopRate>& rival : out.rivals)
        rival.value = rival.value * *factor.value;
    if (factor.provenance.grade > out.provenance.grade) out.provenance = factor.provenance;
    return out;
}

MetricValue peak(Query& q, Precision precision, bool sparse) {
    const ComputeRole role = anyGpu(q) ? ComputeRole::Gpu : ComputeRole::Cpu;
    const auto p = static_cast<std::size_t>(precision);
    FigureTotal total("FLOP/s");
    for (const auto& [id, count] : q.get<SiteParts>()->parts) {
        const Shared<model::DeviceType> type = q.get<TypeOf>(id);
        if (!type->compute || type->compute->role != role) continue;
        const auto& dense = type->compute->flops[p];
        const auto& factor = type->compute->sparseFactor[p];
        const auto n = static_cast<double>(count);
        if (!dense || (sparse && !factor))
            total.pass(*type, n);
        else if (sparse)
            total.add(*type, n, sparsePeak(*dense, *factor));
        else
            total.add(*type, n, *dense);
    }
    MetricValue value = total.value("no drawn processor offers " + std::string(kShown[p]) +
                                    (sparse ? " with structured sparsity" : ""));
    if (role == ComputeRole::Cpu && value.known())
        value.warnings.push_back("there are no GPUs; this is the peak of the CPUs");
    return value;
}

template <Precision P, bool kSparse> MetricValue peakOf(Query& q) {
    return peak(q, P, kSparse);
}

using Compute = MetricValue (*)(Query&);
struct PeakEntry {
    Precision precision;
    Compute dense, sparse;  // sparse null: no processor has it
};
constexpr PeakEntry kEntries[] = {
    {Precision::Fp64, peakOf<Precision::Fp64, false>, nullptr},
    {Precision::Fp64Tensor, peakOf<Precision::Fp64Tensor, false>, nullptr},
    {Precision::Fp32, peakOf<Precision::Fp32, false>, nullptr},
    {Precision::Tf32, peakOf<Precision::Tf32, false>, peakOf<Precision::Tf32, true>},
    {Precision::Bf16, peakOf<Precision::Bf16, false>, peakOf<Precision::Bf16, true>},
    {Precision::Fp8, peakOf<Precision::Fp8, false>, peakOf<Precision::Fp8, true>},
    {Precision::Fp6, peakOf<Precision::Fp6, false>, peakOf<Precision::Fp6, true>},
    {Precision::Fp4, peakOf<Precision::Fp4, false>, peakOf<Precision::Fp4, true>},
    {Precision::Int8, peakOf<Precision::Int8, false>, peakOf<Precision::Int8, true>},
};

struct Texts {
    std::string id, label, sentence;
};

Texts textsOf(Precision precision, bool sparse) {
    const std::string shown(kShown[static_cast<std::size_t>(precision)]);
    return {(sparse ? "capacity.flops_sparse." : "capacity.flops.") + std::string(precisionName(precision)),
            shown + (sparse ? " peak, sparse" : " peak"),
            "What all GPUs together can compute in " + shown +
                (sparse ? " when the operands have the sparsity the hardware skips."
                        : " on dense operands; the CPUs in a design without GPUs.")};
}

Metric metric(const Texts& texts, bool sparse, Compute compute) {
    MetricInfo info;
    info.id = texts.id;
    info.label = texts.label;
    info.unit = "FLOP/s";
    info.family = Family::Capacity;
    info.sentence = texts.sentence;
    info.formula = sparse ? "Sum of GPUs × dense peak per GPU × sparse factor of the type."
                          : "Sum of GPUs × dense peak per GPU.";
    info.source = "Catalogue figures of the processor types; see the inputs.";
    info.validFor = "Processors that offer the precision in hardware.";
    info.ignores = "Power limits, clocks, utilisation and emulation; CPU peaks are not added to GPU peaks.";
    return {info, compute};
}

/// Metric texts are views: the composed ones stay here for the life of the program.
const std::vector<Texts>& allTexts() {
    static const std::vector<Texts> kTexts = [] {
        std::vector<Texts> texts;
        for (const bool sparse : {false, true})
            for (const PeakEntry& entry : kEntries)
                texts.push_back(textsOf(entry.precision, sparse));
        return texts;
    }();
    return kTexts;
}

}  // namespace

std::vector<Metric> capacityFlopsMetrics() {
    std::vector<Metric> out;
    std::size_t at = 0;
    for (const bool sparse : {false, true})
        for (const PeakEntry& entry : kEntries) {
            const Texts& texts = allTexts()[at++];
            if (const Compute compute = sparse ? entry.sparse : entry.dense)
                out.push_back(metric(texts, sparse, compute));
        }
    return out;
}

}  // namespace rackloom::analytics
