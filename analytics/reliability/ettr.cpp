// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/ettr.h"

namespace rackloom::analytics {

double ettrFirstOrder(const FirstOrderJob& job) {
    const double lost = job.rate * (job.restart + job.interval / 2);
    const double writing = job.interval.si() > 0 ? job.write / job.interval : 0;
    const double queueing = job.rate * job.queue;
    return (1 - lost) / ((1 + writing) * (1 + queueing));
}

}  // namespace rackloom::analytics
