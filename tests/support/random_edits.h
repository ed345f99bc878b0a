// SPDX-License-Identifier: GPL-3.0-or-later
// Random edits from every family, for properties over long sequences: undo restores, incremental equals cold,
// save and load is the identity. A seed gives the same edits on every machine and standard library. Most are
// accepted; some are refused on purpose. Works on any valid snapshot.
#pragma once

#include "model/edit/edit.h"

#include <cstdint>

namespace rackloom::test {

/// A small generator of its own, because the standard distributions differ between libraries.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    /// 0 … n-1; 0 when n is 0.
    std::size_t below(std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(next() % n); }
    int between(int low, int high) {
        return low + static_cast<int>(below(static_cast<std::size_t>(high - low + 1)));
    }
    bool once(std::size_t in) { return below(in) == 0; }

private:
    std::uint64_t state_;
};

/// An edit that fits this snapshot, more or less.
model::Edit randomEdit(Dice& dice, const model::Snapshot& snapshot);

}  // namespace rackloom::test
