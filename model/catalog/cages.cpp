// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/catalog/cages.h"

#include <algorithm>

namespace rackloom::model {

namespace {

std::uint32_t perCage(const PortGroup& group) {
    return static_cast<std::uint32_t>(std::max(1, group.perCage));
}

std::uint32_t portsOf(const PortGroup& group) {
    return static_cast<std::uint32_t>(std::max(0, group.count));
}

std::uint32_t cagesOf(const PortGroup& group) {
    return (portsOf(group) + perCage(group) - 1) / perCage(group);
}

}  // namespace

CagePlace cageOf(const DeviceType& type, std::uint32_t port) {
    std::uint32_t first = 0;
    for (const PortGroup& group : type.ports) {
        if (port < portsOf(group)) {
            const std::uint32_t in = port / perCage(group);
            return {first + in, port % perCage(group), in, static_cast<int>(perCage(group))};
        }
        port -= portsOf(group);
        first += cagesOf(group);
    }
    return {first + port, 0, port, 1};
}

CagePlace cageOf(const DeviceType* type, std::uint32_t port) {
    return type ? cageOf(*type, port) : CagePlace{port, 0, port, 1};
}

std::uint32_t cageCount(const DeviceType& type) {
    std::uint32_t out = 0;
    for (const PortGroup& group : type.ports)
        out += cagesOf(group);
    return out;
}

SplitEnd splitEnd(const Link& link, const CagePlace& a, const CagePlace& b) {
    if (link.legs < 2) return SplitEnd::None;
    return b.ports == link.legs ? SplitEnd::B : a.ports == link.legs ? SplitEnd::A : SplitEnd::None;
}

DataRate rateOfLeg(const Link& link) {
    return link.rate.value.value_or(DataRate{}) / static_cast<double>(std::max(1, link.legs));
}

bool reaches(const Link& link, DataRate rate, Length length) {
    return link.reach.known() && link.rate.known() && rateOfLeg(link) >= rate && *link.reach.value >= length;
}

}  // namespace rackloom::model
