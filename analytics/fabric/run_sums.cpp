// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/fabric/cable_bundles.h"

#include <algorithm>

namespace rackloom::analytics {

bool MediumUse::anyLacking() const {
    return std::find(lacking.begin(), lacking.end(), true) != lacking.end();
}

void MediumUse::add(const MediumUse& other) {
    cables.resize(std::max(cables.size(), other.cables.size()));
    lacking.resize(cables.size());
    for (std::size_t i = 0; i < other.cables.size(); ++i) {
        cables[i] += other.cables[i];
        if (other.lacking[i]) lacking[i] = true;
    }
}

void RunSums::add(const RunSums& other) {
    millimetres += other.millimetres;
    cables += other.cables;
    measured += other.measured;
    media.add(other.media);
    access.resize(std::max(access.size(), other.access.size()));
    for (std::size_t i = 0; i < other.access.size(); ++i)
        access[i] += other.access[i];
}

void RunSums::subtract(const RunSums& other) {
    millimetres -= other.millimetres;
    cables -= other.cables;
    measured -= other.measured;
    for (std::size_t i = 0; i < other.media.cables.size(); ++i)
        media.cables[i] -= other.media.cables[i];
    for (std::size_t i = 0; i < other.access.size(); ++i)
        access[i] -= other.access[i];
}

}  // namespace rackloom::analytics
