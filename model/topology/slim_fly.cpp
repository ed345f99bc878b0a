// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/topology/slim_fly.h"

#include "model/topology/clos_wiring.h"
#include "model/topology/direct_wiring.h"

#include <algorithm>

namespace rackloom::model {

namespace {

using Count = std::uint32_t;

constexpr Count kLargest = 101;

bool isOddPrime(Count q) {
    if (q < 3 || q % 2 == 0) return false;
    for (Count d = 3; d * d <= q; d += 2)
        if (q % d == 0) return false;
    return true;
}

/// The least number whose powers run through all of 1 … q-1.
Count primitiveRoot(Count q) {
    for (Count g = 2; g < q; ++g) {
        Count power = 1, order = 0;
        do {
            power = power * g % q;
            ++order;
        } while (power != 1);
        if (order == q - 1) return g;
    }
    return 1;
}

/// Differences that join two routers of one column, in the first and in the second half.
struct Differences {
    std::vector<bool> first, second;
};

/// For q = 4w + 1 the even and the odd powers of a primitive root. For q = 4w - 1 even and odd change places
/// half way, which keeps each set closed under change of sign; 1 and -1 are then in both.
Differences differencesOf(Count q) {
    Differences out{std::vector<bool>(q, false), std::vector<bool>(q, false)};
    const Count root = primitiveRoot(q), half = (q - 1) / 2;
    Count power = 1;
    for (Count e = 0; e + 1 < q; ++e, power = power * root % q) {
        const bool even = e % 2 == 0;
        if (q % 4 == 1) {
            (even ? out.first : out.second)[power] = true;
            continue;
        }
        if (even == (e < half)) out.first[power] = true;
        if (e == 0 || even == (e > half)) out.second[power] = true;
    }
    return out;
}

}  // namespace

std::vector<ParameterSpec> slimFlyParameters() {
    return {
        {"q", "Prime", "An odd prime; the network has 2 q² routers.", 5, 3, kLargest, true},
        {"trunk", "Cables per link", "Parallel cables between neighbours.", 1, 1, 16, true},
        {"endpoints", "Endpoint ports per switch", "0 takes an even share.", 0, 0, 1024, true},
    };
}

FabricPlan planSlimFly(const GeneratorInput& in) {
    const Count q = countParameter(in, "q"), trunk = std::max(Count{1}, countParameter(in, "trunk"));
    if (!isOddPrime(q) || q > kLargest) {
        Count below = std::min(q, kLargest), above = std::max(q, Count{3});
        while (below > 3 && !isOddPrime(below))
            --below;
        while (above <= kLargest && !isOddPrime(above))
            ++above;
        return refused("The Slim Fly of " + std::to_string(q) +
                       " does not exist here: it takes an odd prime. " + "Use " +
                       std::to_string(std::max(Count{3}, below)) +
                       (above <= kLargest ? " or " + std::to_string(above) : std::string()) + ".");
    }
    const Differences differences = differencesOf(q);
    DirectShape shape;
    shape.name = "Slim Fly";
    shape.routers = 2 * q * q;
    shape.links = (q % 4 == 1 ? 3 * q - 1 : 3 * q + 1) / 2 * trunk;
    shape.endpoints = countParameter(in, "endpoints");
    FabricPlan plan;
    DirectWiring wiring(in, shape, plan);
    for (Count x = 0; x < q; ++x)
        for (Count y = 0; y < q; ++y)
            for (Count z = y + 1; z < q; ++z) {
                if (differences.first[z - y]) wiring.join(x * q + y, x * q + z, trunk);
                if (differences.second[z - y]) wiring.join(q * q + x * q + y, q * q + x * q + z, trunk);
            }
    for (Count x = 0; x < q; ++x)
        for (Count y = 0; y < q; ++y)
            for (Count m = 0; m < q; ++m)
                wiring.join(x * q + y, q * q + m * q + (y + q * q - m * x % q) % q, trunk);
    wiring.finish();
    return plan;
}

}  // namespace rackloom::model
