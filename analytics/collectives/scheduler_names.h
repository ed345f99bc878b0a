// SPDX-License-Identifier: GPL-3.0-or-later
// How schedulers and simulators speak of a cluster: node lists in brackets, block sizes of a topology, binary
// gigabytes. For whoever hands a placement over to them or takes one in.
// Must not know of designs; it works on names and numbers.
#pragma once

#include "model/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

/// The names in a list such as "gpu[001-004],login": commas inside brackets do not split, the width of the
/// first number of a range is kept. Refuses lists of more than `most` names. Source: Slurm topology.conf(5).
Result<std::vector<std::string>> expandHostlist(std::string_view list, std::size_t most = 1'000'000);

/// Block sizes of `domains` domains whose smallest has `smallest` nodes: doubled as often as the domains can
/// be paired. Source: topograph, Slurm block topology.
std::vector<std::uint64_t> blockSizes(std::uint64_t smallest, std::uint64_t domains);

/// Bytes per nanosecond of a bandwidth in an ASTRA-sim file, whose gigabytes are binary.
double astraBytesPerNanosecond(double bandwidth);

}  // namespace rackloom::analytics
