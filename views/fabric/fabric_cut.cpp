// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_cut.h"

#include <algorithm>

namespace rackloom::views {

namespace {

template <class T> bool has(const std::vector<T>& sorted, const T& one) {
    return std::binary_search(sorted.begin(), sorted.end(), one);
}

bool isOnA(const analytics::FabricResult& r, model::DeviceRef device, bool isSwitch) {
    if (isSwitch) return has(r.switchesA, device);
    return has(r.divided, device.rack) ? has(r.devicesA, device) : has(r.sideA, device.rack);
}

}  // namespace

FabricCut cutOf(const FabricLayout& layout, const analytics::FabricResult* r) {
    FabricCut out;
    if (!r || !r->upper || !(*r->upper > 0)) return out;
    out.known = true;
    out.onA.assign(layout.boxes.size(), 0);
    out.inside.assign(layout.boxes.size(), 0);
    out.cut.assign(layout.edges.size(), 0);
    std::vector<char> onA(layout.devices.size());
    std::vector<double> of(layout.boxes.size());
    for (std::size_t d = 0; d < onA.size(); ++d) {
        const std::uint32_t box = layout.boxOf[d];
        onA[d] = isOnA(*r, layout.devices[d], layout.boxes[box].tier > 0);
        out.onA[box] += onA[d];
        of[box] += 1;
    }
    for (std::size_t b = 0; b < of.size(); ++b)
        if (of[b] > 0) out.onA[b] /= of[b];
    for (const FabricJoin& join : layout.joins) {
        if (onA[join.a] == onA[join.b]) continue;
        ++out.cables;
        if (join.edge != FabricJoin::kInside)
            ++out.cut[join.edge];
        else
            ++out.inside[layout.boxOf[join.a]];
    }
    return out;
}

}  // namespace rackloom::views
