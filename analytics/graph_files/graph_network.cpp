// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/graph_files/graph_network.h"

#include <algorithm>
#include <cstdio>

namespace rackloom::analytics {
namespace {

using model::IbDump;
using model::IbNode;

/// Descriptions end at blanks and colons; the names of a graph may hold both.
std::string oneWord(std::string name) {
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == ' ' || c == '\t' || c == ':' || c == ';'; }, '-');
    return name;
}

IbNode nodeOf(const GraphFile& file, std::uint32_t vertex) {
    IbNode node;
    char guid[16];
    std::snprintf(guid, sizeof guid, "%x", vertex + 1);
    node.guid = guid;
    node.listed = true;
    const std::string name = oneWord(file.nameOf(vertex));
    if (file.graph.weight[vertex] == 0) {
        node.kind = IbNode::Kind::Switch;
        node.description = (file.names.empty() || file.numbered ? "switch-" : "") + name + ":graph";
    } else {
        node.description = (file.names.empty() || file.numbered ? "host-" : "") + name + " HCA-1";
    }
    return node;
}

void tell(IbDump& dump, std::string text) {
    ++dump.oddCount;
    if (dump.odd.size() < IbDump::kMostOddities) dump.odd.push_back({0, std::move(text)});
}

void addLinks(const GraphFile& file, IbDump& dump) {
    for (const FabricGraph::Link& link : file.graph.links)
        dump.links.push_back({link.a, ++dump.nodes[link.a].ports, link.b, ++dump.nodes[link.b].ports,
                              static_cast<double>(link.capacity) / static_cast<double>(file.capacityScale)});
    for (model::IbLink& link : dump.links)
        if (std::pair(link.b, link.portB) < std::pair(link.a, link.portA)) {
            std::swap(link.a, link.b);
            std::swap(link.portA, link.portB);
        }
    std::sort(dump.links.begin(), dump.links.end(), [](const model::IbLink& x, const model::IbLink& y) {
        return std::pair(x.a, x.portA) < std::pair(y.a, y.portA);
    });
}

}  // namespace

Result<model::IbDump> networkOf(const GraphFile& file, const model::IbLimits& limits) {
    if (file.graph.vertexCount() > limits.nodes || file.graph.links.size() > limits.links)
        return Error{"graph", "it has more nodes or links than a drawing holds",
                     "Import a part of it; rackloom bisect takes the whole."};
    if (file.graph.links.empty())
        return Error{"graph", "no link between two nodes was found in it",
                     "Give what ibnetdiscover printed, an edge list, DOT or GraphML."};
    IbDump dump;
    dump.technology = "Imported network";
    std::size_t heavy = 0;
    for (std::uint32_t v = 0; v < file.graph.vertexCount(); ++v) {
        dump.nodes.push_back(nodeOf(file, v));
        const std::uint32_t weight = file.graph.weight[v];
        heavy += weight > 0 && weight != static_cast<std::uint64_t>(file.weightScale) ? 1 : 0;
    }
    addLinks(file, dump);
    for (const std::string& note : file.notes)
        tell(dump, note);
    if (std::none_of(file.graph.weight.begin(), file.graph.weight.end(), [](auto w) { return w == 0; }))
        tell(dump,
             "no node has weight 0, so every node is drawn as a host; give the hosts weights, in an edge "
             "list by lines like \"@ host1 1\": nodes without one are then switches");
    if (heavy > 0)
        tell(dump, std::to_string(heavy) +
                       " nodes have a weight other than 0 and 1, which a drawing does not keep");
    return dump;
}

Result<model::IbDump> readNetwork(std::string_view text, const std::string& place,
                                  std::optional<GraphFormat> format, const PollFunction& poll) {
    const GraphFormat told = format ? *format : detectGraphFormat(text);
    if (told == GraphFormat::IbNetDiscover) return model::readIbDump(text, place, {}, poll);
    const Result<GraphFile> file = readGraph(text, place, told, {}, poll);
    if (!file) return file.error();
    return networkOf(file.value());
}

}  // namespace rackloom::analytics
