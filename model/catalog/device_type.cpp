// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/device_type.h"

namespace rackloom::model {

int DeviceType::portCount() const {
    int n = 0;
    for (const PortGroup& g : ports)
        n += g.count;
    return n;
}

const PortGroup* DeviceType::portGroup(int port) const {
    if (port < 0) return nullptr;
    for (const PortGroup& g : ports) {
        if (port < g.count) return &g;
        port -= g.count;
    }
    return nullptr;
}

}  // namespace rackloom::model
