// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/format/metric_domain.h"

#include <QCoreApplication>

namespace rackloom::views {

Domain metricDomain(analytics::Family family) {
    using analytics::Family;
    switch (family) {
    case Family::Fabric:
        return Domain::ScaleOut;
    case Family::Power:
        return Domain::Power;
    case Family::Cooling:
        return Domain::Cooling;
    case Family::Reliability:
        return Domain::Reliability;
    case Family::Economics:
        return Domain::Cost;
    case Family::Capacity:
    case Family::Workload:
    case Family::Delivered:
        break;
    }
    return Domain::Compute;
}

QString familyText(analytics::Family family) {
    using analytics::Family;
    const auto tr = [](const char* s) { return QCoreApplication::translate("MetricFamily", s); };
    switch (family) {
    case Family::Capacity:
        return tr("Capacity");
    case Family::Fabric:
        return tr("Fabric");
    case Family::Power:
        return tr("Power");
    case Family::Cooling:
        return tr("Cooling");
    case Family::Reliability:
        return tr("Reliability");
    case Family::Workload:
        return tr("Workload");
    case Family::Economics:
        return tr("Economics");
    case Family::Delivered:
        return tr("Delivered");
    }
    return {};
}

}  // namespace rackloom::views
