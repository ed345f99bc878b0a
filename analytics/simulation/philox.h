// SPDX-License-Identifier: GPL-3.0-or-later
// Philox 4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers, as easy as 1, 2, 3; SC'11): random
// bits as a pure function of a counter and a key. Exists so that every replication owns its numbers whatever
// thread runs it, and the same seed gives the same bits everywhere. Must not know what is simulated.
#pragma once

#include <array>
#include <cstdint>

namespace rackloom::analytics::sim {

using PhiloxBlock = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

constexpr PhiloxBlock philox4x32(PhiloxBlock block, PhiloxKey key) {
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{0xD2511F53} * block[0];
        const std::uint64_t b = std::uint64_t{0xCD9E8D57} * block[2];
        block = {static_cast<std::uint32_t>(b >> 32) ^ block[1] ^ key[0], static_cast<std::uint32_t>(b),
                 static_cast<std::uint32_t>(a >> 32) ^ block[3] ^ key[1], static_cast<std::uint32_t>(a)};
        key = {key[0] + 0x9E3779B9U, key[1] + 0xBB67AE85U};
    }
    return block;
}

}  // namespace rackloom::analytics::sim
