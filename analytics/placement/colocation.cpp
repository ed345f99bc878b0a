// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/placement/colocation.h"

namespace rackloom::analytics {

Duration ringAllReduce(double members, DataSize size, DataRate bandwidth, Duration perHop) {
    if (!(members > 1)) return {};
    return 2 * (members - 1) / members * (size / bandwidth) + perHop * (2 * (members - 1));
}

Duration twoLevelAllReduce(double each, double domains, DataSize size, DataRate within, DataRate between) {
    Duration time;
    if (each > 1) time += 2 * (each - 1) / each * (size / within);
    if (domains > 1) time += 2 * (domains - 1) / domains * (size / each / between);
    return time;
}

std::optional<double> colocationQuality(Duration ideal, Duration actual) {
    if (!(actual.si() > 0)) return std::nullopt;
    return ideal / actual;
}

std::optional<Duration> egressTime(DataSize size, DataRate rate) {
    if (!(rate.si() > 0)) return std::nullopt;
    return size / rate;
}

}  // namespace rackloom::analytics
