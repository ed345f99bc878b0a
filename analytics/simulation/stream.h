// SPDX-License-Identifier: GPL-3.0-or-later
// Stream: the random numbers of one replication. Seed, replication and lane name the stream; two streams
// never share a number. Lanes keep the purposes of one replication apart, so that changing one (repairs, say)
// leaves the others' numbers alone when two layouts are compared. Must not know what is simulated.
#pragma once

#include "analytics/simulation/philox.h"

#include <cmath>
#include <cstddef>

namespace rackloom::analytics::sim {

enum class Lane : std::uint32_t { Strikes, Repairs, Speeds, Jobs };

class Stream {
public:
    Stream(std::uint64_t seed, std::uint64_t replication, Lane lane, std::uint32_t number = 0)
        : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
          replication_(replication),
          lane_(static_cast<std::uint32_t>(lane) | number << 8) {}

    /// In (0, 1]: its logarithm is finite.
    double uniform() {
        if (used_ == kBuffer) refill();
        return ready_[used_++];
    }
    /// Exponential with mean 1.
    double exponential() { return -std::log(uniform()); }
    /// Standard normal.
    double normal() {
        const double radius = std::sqrt(-2 * std::log(uniform()));
        return radius * std::cos(6.283185307179586 * uniform());
    }
    /// A whole number below `n`; the bias of n / 2⁵³ is far below anything measured here.
    std::size_t below(std::size_t n) {
        const auto i = static_cast<std::size_t>(uniform() * static_cast<double>(n));
        return i < n ? i : n - 1;
    }
    bool chance(double probability) { return uniform() <= probability; }

private:
    static constexpr std::size_t kBuffer = 32;

    static double open(std::uint32_t high, std::uint32_t low) {
        const std::uint64_t bits = (std::uint64_t{high} << 32 | low) >> 11;
        return static_cast<double>(bits + 1) * 0x1p-53;
    }
    void refill() {
        for (std::size_t i = 0; i < kBuffer; i += 2) {
            const PhiloxBlock block = philox4x32({static_cast<std::uint32_t>(block_), lane_,
                                                  static_cast<std::uint32_t>(replication_),
                                                  static_cast<std::uint32_t>(replication_ >> 32) ^
                                                      static_cast<std::uint32_t>(block_ >> 32) << 16},
                                                 key_);
            ++block_;
            ready_[i] = open(block[0], block[1]);
            ready_[i + 1] = open(block[2], block[3]);
        }
        used_ = 0;
    }

    PhiloxKey key_;
    std::uint64_t replication_ = 0, block_ = 0;
    std::uint32_t lane_ = 0;
    std::size_t used_ = kBuffer;
    std::array<double, kBuffer> ready_{};
};

}  // namespace rackloom::analytics::sim
