// SPDX-License-Identifier: GPL-3.0-or-later
// Failures of two at once: every pair of a class of elements of the power tree, each lost whole, and the
// pairs that do most harm. Singles are the failure sweep's; a chosen pair in full is a failure study's. Must
// not know how it is shown.
#pragma once

#include "analytics/engine/memo.h"
#include "analytics/power/failure_sweep.h"
#include "model/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

struct PairLoss {
    PowerNodeId a, b;
    FailureGrade grade = FailureGrade::Harmless;
    double unserved = 0;  ///< W of racks that go dark
    std::size_t racksDark = 0;
    bool onlyTogether = false;          ///< racks go dark that neither loss alone darkens
    double equipmentDark = 0;           ///< W of cooling equipment without power
    std::size_t racksUncooled = 0;      ///< lose their cooling with it; some may be dark as well
    bool uncooledOnlyTogether = false;  ///< some of them keep it after either loss alone
    double stopped = 0;                 ///< W of racks that go dark or lose their cooling
    std::size_t overloaded = 0;
    PowerNodeId fullest;              ///< of all live elements with a limit; invalid = there is none
    std::optional<double> loadShare;  ///< of its limit
    std::optional<double> ridesFor;   ///< s until the first overload trips; absent: none does, or unknown
};

struct PairStudy {
    std::string what;  ///< the class as it was named
    std::size_t elements = 0, pairs = 0;
    std::size_t dark = 0, darkOnlyTogether = 0, overloading = 0;  ///< pairs; none is counted under two of
                                                                  ///< dark and overloading
    std::size_t uncooling = 0;    ///< pairs that take the cooling of racks, dark ones included
    std::vector<PairLoss> worst;  ///< most harmful first
};

/// More pairs than this are refused: they would take minutes.
inline constexpr std::size_t kMostPairs = 2'000'000;

/// The memo must hold the design. `what` is a kind of equipment ("ups"), the key or name of a device type, or
/// "all". At most `shown` pairs are listed.
Result<PairStudy> studyPairs(Memo&, std::string_view what, std::size_t shown);

}  // namespace rackloom::analytics
