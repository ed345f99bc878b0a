// SPDX-License-Identifier: GPL-3.0-or-later
// GraphFile: a network read from text that somebody else wrote: the graph string of test vectors, an edge
// list, DOT, GraphML or a subnet's listing. Exists so that any graph can be handed to the cut algorithms
// without a design. Bad text ends in an error with its line, never in a guess. Must not know of files, racks
// or designs.
#pragma once

#include "analytics/fabric/graph.h"
#include "model/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

enum class GraphFormat { GraphString, EdgeList, Dot, GraphMl, IbNetDiscover };

/// The words that name formats on the command line, in the order of the enumeration.
inline constexpr std::string_view kGraphFormatNames[] = {"string", "edges", "dot", "graphml",
                                                         "ibnetdiscover"};

struct GraphFile {
    GraphFormat format = GraphFormat::EdgeList;
    FabricGraph graph;               ///< no self loops, no parallel links
    std::int64_t capacityScale = 1;  ///< capacity units of the graph in one Gb/s
    std::int64_t weightScale = 1;    ///< weight units of the graph in one weight of the text
    std::vector<std::string> names;  ///< per vertex; empty when vertices are called by their numbers
    bool numbered = false;           ///< all names are whole numbers, in ascending order
    std::vector<std::string> notes;  ///< what was ignored or assumed

    std::string nameOf(std::uint32_t vertex) const {
        return names.empty() ? std::to_string(vertex) : names[vertex];
    }
};

/// What bounds the memory that a text can ask for.
struct GraphLimits {
    std::size_t bytes = std::size_t{512} << 20;
    std::uint32_t vertices = 4'000'000;
    std::size_t links = 32'000'000;
};

/// `place` names the text in errors. Without a format it is told from the first words.
Result<GraphFile> readGraph(std::string_view text, const std::string& place,
                            std::optional<GraphFormat> format = {}, const GraphLimits& limits = {},
                            const PollFunction& poll = {});

GraphFormat detectGraphFormat(std::string_view text);

}  // namespace rackloom::analytics
