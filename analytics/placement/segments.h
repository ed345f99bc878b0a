// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs in segments on scale-up domains: whether they fit, how many domains they take, and how fragmented the
// free nodes are. Source: facility reference D3. Must not know of racks or jobs.
#pragma once

#include <optional>
#include <vector>

namespace rackloom::analytics {

/// Share of free nodes that whole segments of this size cannot use: 1 − Σ k ⌊f/k⌋ / Σ f. Absent when nothing
/// is free or the segment is empty.
std::optional<double> fragmentation(const std::vector<int>& freeNodes, int segment);
/// Domains that a job of whole segments takes, fullest domains first; absent when it does not fit or is no
/// multiple of the segment.
std::optional<int> domainsUsed(const std::vector<int>& freeNodes, int job, int segment);
/// Fewest domains that hold the job over those it uses.
std::optional<double> spanRatio(double members, double domainSize, double used);

}  // namespace rackloom::analytics
