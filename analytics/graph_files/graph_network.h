// SPDX-License-Identifier: GPL-3.0-or-later
// A graph that was read as a network that can be drawn: vertices without weight are switches, the others
// hosts, each link is a cable. Exists so that edge lists, DOT and GraphML are drawn and compared like a
// subnet's listing. Must not know of files or designs.
#pragma once

#include "analytics/graph_files/graph_file.h"
#include "model/exchange/ib_dump.h"

namespace rackloom::analytics {

/// Capacities are taken as Gb/s per direction; ports are numbered as the links come. What a graph tells and a
/// drawing cannot keep is in the oddities, and so are the notes of the reader.
Result<model::IbDump> networkOf(const GraphFile& file, const model::IbLimits& limits = {});

/// Reads any of the formats, told from its first words when none is given.
Result<model::IbDump> readNetwork(std::string_view text, const std::string& place,
                                  std::optional<GraphFormat> format = {}, const PollFunction& poll = {});

}  // namespace rackloom::analytics
