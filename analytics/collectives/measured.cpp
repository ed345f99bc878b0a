// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/collectives/measured.h"

#include <cmath>

namespace rackloom::analytics {
namespace {

constexpr double kMicro = 1e-6, kGiga = 1e9, kMega = 1e6;

constexpr MeasuredCollective kMeasured[] = {
    {"H100", 8, Collective::AllReduce, 15.2 * kMicro, 481 * kGiga, 6.5 * kMicro},
    {"H100", 8, Collective::AllGather, 10.8 * kMicro, 359 * kGiga, 4.6 * kMicro},
    {"H100", 8, Collective::ReduceScatter, 10.4 * kMicro, 341 * kGiga, 2.9 * kMicro},
    {"H100", 8, Collective::AllToAll, 7.7 * kMicro, 351 * kGiga, 5.5 * kMicro},
    {"H100", 4, Collective::AllReduce, 9.5 * kMicro, 365 * kGiga, 4.2 * kMicro},
    {"H100", 2, Collective::AllReduce, 6.0 * kMicro, 335 * kGiga, 5.7 * kMicro},
    {"GB200", 4, Collective::AllReduce, 15.2 * kMicro, 717 * kGiga, 4.9 * kMicro},
    {"GB200", 4, Collective::AllGather, 11.5 * kMicro, 706 * kGiga, 5.3 * kMicro},
    {"GB200", 4, Collective::ReduceScatter, 11.5 * kMicro, 656 * kGiga, 4.5 * kMicro},
    {"GB200", 4, Collective::AllToAll, 11.2 * kMicro, 600 * kGiga, 4.7 * kMicro},
};

}  // namespace

double wireBytes(Collective operation, double ranks, double bytes) {
    const double passes = operation == Collective::AllReduce ? 2 : 1;
    return passes * bytes * (ranks - 1) / ranks;
}

double MeasuredCollective::seconds(double bytes) const {
    const double wire = wireBytes(operation, ranks, bytes);
    return startSeconds + wire / bytesPerSecond + fillSeconds * std::sqrt(wire / kMega);
}

std::span<const MeasuredCollective> measuredCollectives() {
    return kMeasured;
}

const MeasuredCollective* findMeasured(std::string_view machine, int ranks, Collective operation) {
    for (const MeasuredCollective& entry : kMeasured)
        if (entry.machine == machine && entry.ranks == ranks && entry.operation == operation) return &entry;
    return nullptr;
}

double expertExchangeSeconds(double ranks, double tokensPerRank, double expertsPerToken, double hidden,
                             double bytesPerValue) {
    constexpr double kFloor = 12 * kMicro;
    constexpr double kPayloadRate = 550 * kGiga;  // 520 to 580 over sizes and rank counts
    const double leaving = (ranks - 1) / ranks;
    return kFloor + tokensPerRank * expertsPerToken * hidden * bytesPerValue * leaving / kPayloadRate;
}

}  // namespace rackloom::analytics
