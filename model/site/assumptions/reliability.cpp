// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/site/assumptions/families.h"

namespace rackloom::model {

namespace {

constexpr AssumptionSpec kSpecs[] = {
    {"reliability.rate_scale", "Failure rate scale", "1", 1, 0, 1000, "no scaling", Grade::Derived,
     "multiplies every failure rate of the catalogue"},
};

}  // namespace

std::span<const AssumptionSpec> reliabilityAssumptions() {
    return kSpecs;
}

}  // namespace rackloom::model
