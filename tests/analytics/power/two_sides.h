// SPDX-License-Identifier: GPL-3.0-or-later
// A small site for tests of failures: ten racks of 100 kW on two sides of utility and UPS, nothing of which
// loses power, so that every sum can be checked by eye.
#pragma once

#include "../drawn.h"

#include <array>
#include <string>

namespace rackloom::test {

template <class Q> model::Figure<Q> known(Q value) {
    return model::Figure<Q>::of(value, "test", model::Grade::Derived);
}

/// A source without losses.
model::DeviceType sourceOf(std::string key, Power rating, Duration start = {});
/// A converter without losses, with a battery if `energy` is given.
model::DeviceType upsOf(std::string key, Power rating, Energy energy = {});

struct Site {
    Drawing drawing;
    std::array<PowerNodeId, 2> utility, ups;
    RackDesignId design;
};

/// Ten racks of 100 kW; on each side a utility of 5 MW and a UPS.
Site twoSides(Power upsRating, Energy energy = {});

}  // namespace rackloom::test
