// SPDX-License-Identifier: GPL-3.0-or-later
// What is in a network that was read, counted: the summary that the command line prints and the window shows.
// Must not word it: that is theirs.
#pragma once

#include "model/exchange/ib_dump.h"

#include <map>

namespace rackloom::model {

struct DumpCounts {
    std::size_t switches = 0, adapters = 0, hosts = 0, switchLinks = 0, hostLinks = 0;
    std::map<std::uint32_t, std::size_t> tiers;  ///< switches by tier; kNoIbTier comes last
    std::map<double, std::size_t> rates;         ///< links by Gb/s per direction
};

DumpCounts countsOf(const IbDump& dump);
/// "leaves", "spines", "cores", "in tier 4", "on their own".
std::string tierName(std::uint32_t tier);

}  // namespace rackloom::model
