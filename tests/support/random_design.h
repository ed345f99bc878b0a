// SPDX-License-Identifier: GPL-3.0-or-later
// Random designs for property tests: valid by construction, using every field of every row, with awkward
// names, holes in the ids, unknown figures, rivals and numbers of any magnitude.
// The same seed always gives the same design. Must not depend on the catalogue or on files.
#pragma once

#include "model/site/snapshot.h"

#include <cstdint>
#include <random>
#include <string>

namespace rackloom::test {

/// A source of choices; std::mt19937_64 is the same on every platform, the standard distributions are not.
class Choice {
public:
    explicit Choice(std::uint64_t seed) : bits_(seed) {}
    std::uint64_t bits() { return bits_(); }
    /// Whole number from `least` to `most`, both included.
    int between(int least, int most);
    bool oneIn(int n) { return between(1, n) == 1; }
    double fraction();  ///< 0 to 1
    /// Any double of the range; small, huge and awkward ones alike.
    double number(double least, double most);
    std::string name();

private:
    std::mt19937_64 bits_;
};

/// Up to about `scale` rows in each table.
model::Snapshot randomDesign(std::uint64_t seed, int scale = 6);

}  // namespace rackloom::test
