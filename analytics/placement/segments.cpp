// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/placement/segments.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace rackloom::analytics {

std::optional<double> fragmentation(const std::vector<int>& freeNodes, int segment) {
    if (segment < 1) return std::nullopt;
    double all = 0, usable = 0;
    for (const int f : freeNodes) {
        all += std::max(f, 0);
        usable += std::max(f, 0) / segment * segment;
    }
    return all > 0 ? std::optional(1 - usable / all) : std::nullopt;
}

std::optional<int> domainsUsed(const std::vector<int>& freeNodes, int job, int segment) {
    if (segment < 1 || job < 1 || job % segment != 0) return std::nullopt;
    std::vector<int> segments;
    for (const int f : freeNodes)
        segments.push_back(std::max(f, 0) / segment);
    std::sort(segments.begin(), segments.end(), std::greater<>());
    int left = job / segment, used = 0;
    for (const int n : segments) {
        if (left <= 0 || n == 0) break;
        left -= n;
        ++used;
    }
    return left <= 0 ? std::optional(used) : std::nullopt;
}

std::optional<double> spanRatio(double members, double domainSize, double used) {
    if (!(domainSize > 0) || !(used > 0)) return std::nullopt;
    return std::ceil(members / domainSize) / used;
}

}  // namespace rackloom::analytics
