// SPDX-License-Identifier: GPL-3.0-or-later
// Communication time of a group by where its members sit, and how good a placement is: the time at the
// tightest level that could hold the group over the time where it is. Bandwidth terms only for two levels.
// Source: facility reference D1, D3. Must not know of fabrics.
#pragma once

#include "model/base/quantity.h"

#include <optional>

namespace rackloom::analytics {

/// Ring all-reduce on one level: 2 (n − 1)/n · S/b + 2 (n − 1) a.
Duration ringAllReduce(double members, DataSize size, DataRate bandwidth, Duration perHop);
/// All-reduce over `domains` domains of `each` members: 2 (g − 1)/g · S/b_in + 2 (d − 1)/d · (S/g)/b_out.
Duration twoLevelAllReduce(double each, double domains, DataSize size, DataRate within, DataRate between);
/// Ideal over actual; absent when the actual placement takes no time.
std::optional<double> colocationQuality(Duration ideal, Duration actual);
/// Time to move data between clouds; absent for no rate.
std::optional<Duration> egressTime(DataSize, DataRate);

}  // namespace rackloom::analytics
