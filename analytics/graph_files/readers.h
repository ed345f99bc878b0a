// SPDX-License-Identifier: GPL-3.0-or-later
// The readers of single formats. Each walks once through its text and hands nodes and links to the builder;
// errors name a line of the text. They know nothing of each other.
#pragma once

#include "analytics/graph_files/graph_builder.h"

namespace rackloom::analytics {

/// `n=…|w=…|e=u-v:capacity,…`
Result<void> readGraphString(std::string_view text, GraphBuilder& builder);
/// One link a line: two names and perhaps a capacity.
Result<void> readEdgeList(std::string_view text, GraphBuilder& builder);
Result<void> readDot(std::string_view text, GraphBuilder& builder);
Result<void> readGraphMl(std::string_view text, GraphBuilder& builder);
/// What ibnetdiscover prints; hosts are vertices that weigh their adapters.
Result<void> readIbNetwork(std::string_view text, const GraphLimits& limits, GraphBuilder& builder);

/// Attributes of links that hold the capacity per direction, the first that is there counts.
inline constexpr std::string_view kCapacityKeys[] = {"gbps", "capacity", "bandwidth", "weight"};

/// A whole number from 0 that fills the text; nothing when it is none or too large for 32 bits.
std::optional<std::uint32_t> parseIndex(std::string_view text);

/// The error with "line 7" as its place, unless it has one.
Error atLine(Error error, std::size_t line);

}  // namespace rackloom::analytics
