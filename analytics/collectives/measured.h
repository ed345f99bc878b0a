// SPDX-License-Identifier: GPL-3.0-or-later
// What collectives took on real machines, as fits of published measurements: t = start + w / rate + fill × √w
// with w the wire bytes of one rank. Anchors beside the ideal alpha-beta times; they hold within one scale-up
// domain of the machine they were measured on. Must not be used beyond that.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace rackloom::analytics {

enum class Collective { AllReduce, AllGather, ReduceScatter, AllToAll };

/// Wire bytes of one rank for a tensor of `bytes`.
double wireBytes(Collective operation, double ranks, double bytes);

struct MeasuredCollective {
    std::string_view machine;  ///< "H100", "GB200"
    int ranks = 0;
    Collective operation = Collective::AllReduce;
    double startSeconds = 0;
    double bytesPerSecond = 0;
    double fillSeconds = 0;  ///< for √(1 MB) of wire bytes: the pipeline fills

    double seconds(double bytes) const;
};

/// Source: measured tables of NVIDIA aiconfigurator (2026-08), fitted; workload reference 3.9.
std::span<const MeasuredCollective> measuredCollectives();
const MeasuredCollective* findMeasured(std::string_view machine, int ranks, Collective operation);

/// Dispatch or combine of a mixture of experts over NVLink in a GB200 domain: a floor, then a payload rate
/// that hardly depends on the number of ranks. `bytes` per value; workload reference 3.9.
double expertExchangeSeconds(double ranks, double tokensPerRank, double expertsPerToken, double hidden,
                             double bytesPerValue);

}  // namespace rackloom::analytics
