// SPDX-License-Identifier: GPL-3.0-or-later
// Belonging: which numbers belong to each of some numbered places, in two flat arrays. Thousands of units,
// groups and racks refer to each other after every edit; a list for each would cost more than all the sums.
// Must not know what the numbers stand for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace rackloom::analytics {

class Belonging {
public:
    using Numbers = std::vector<std::uint32_t>;

    /// Number i belongs to the place `placeOf[i]`; the numbers of a place rise.
    Belonging(std::size_t places, const Numbers& placeOf) : first_(places + 2, 0), numbers_(placeOf.size()) {
        for (const std::uint32_t place : placeOf)
            ++first_[place + 2];
        for (std::size_t place = 2; place < first_.size(); ++place)
            first_[place] += first_[place - 1];
        // Counted one place too far, so that filling in moves each start to where it belongs.
        for (std::uint32_t i = 0; i < placeOf.size(); ++i)
            numbers_[first_[placeOf[i] + 1]++] = i;
    }
    /// `named[i]` in place of i.
    Belonging(std::size_t places, const Numbers& placeOf, const Numbers& named) : Belonging(places, placeOf) {
        for (std::uint32_t& number : numbers_)
            number = named[number];
    }

    std::span<const std::uint32_t> of(std::size_t place) const {
        return std::span(numbers_).subspan(first_[place], first_[place + 1] - first_[place]);
    }

private:
    Numbers first_, numbers_;
};

}  // namespace rackloom::analytics
