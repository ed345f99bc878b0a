// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/graph_files/graph_file.h"

#include "analytics/graph_files/readers.h"
#include "model/exchange/ib_dump.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

/// Past blanks, a byte order mark and the comments that edge lists and DOT have in common.
std::string_view pastComments(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    while (!text.empty()) {
        if (isBlank(text.front()))
            text.remove_prefix(1);
        else if (text.starts_with('#') || text.starts_with("//") || text.starts_with('%'))
            text.remove_prefix(std::min(text.find('\n'), text.size()));
        else if (text.starts_with("/*"))
            text.remove_prefix(std::min(text.find("*/", 2), text.size() - 2) + 2);
        else
            break;
    }
    return text;
}

bool sameWord(std::string_view text, std::string_view lower) {
    return text.size() == lower.size() &&
           std::equal(text.begin(), text.end(), lower.begin(),
                      [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

/// "graph" may also be the name of a node in an edge list: DOT goes on with a brace, maybe after a name.
bool opensDot(std::string_view text) {
    const auto word = [&text] {
        text = pastComments(text);
        std::size_t n = 0;
        while (n < text.size() && !isBlank(text[n]) && text[n] != '{' && text[n] != '"')
            ++n;
        const std::string_view out = text.substr(0, n);
        text.remove_prefix(n);
        return out;
    };
    std::string_view first = word();
    if (sameWord(first, "strict")) first = word();
    if (!sameWord(first, "graph") && !sameWord(first, "digraph")) return false;
    text = pastComments(text);
    if (text.starts_with('"')) {
        std::size_t end = 1;
        while (end < text.size() && text[end] != '"')
            end += text[end] == '\\' ? 2 : 1;
        text.remove_prefix(std::min(end + 1, text.size()));
    } else {
        word();
    }
    return pastComments(text).starts_with('{');
}

}  // namespace

GraphFormat detectGraphFormat(std::string_view text) {
    const std::string_view start = pastComments(text);
    if (start.starts_with("n=") || start.starts_with("e=") || start.starts_with("w="))
        return GraphFormat::GraphString;
    if (start.starts_with('<')) return GraphFormat::GraphMl;
    if (model::looksLikeIbDump(start)) return GraphFormat::IbNetDiscover;
    return opensDot(start) ? GraphFormat::Dot : GraphFormat::EdgeList;
}

Result<GraphFile> readGraph(std::string_view text, const std::string& place,
                            std::optional<GraphFormat> format, const GraphLimits& limits,
                            const PollFunction& poll) {
    if (text.size() > limits.bytes)
        return Error{place, "the text is longer than " + std::to_string(limits.bytes >> 20) + " MiB",
                     "Give a smaller graph."};
    if (text.find('\0') != std::string_view::npos)
        return Error{place, "this is not a text file", "Give a graph as text."};
    if (pastComments(text).empty()) return Error{place, "there is nothing to read", "Give a graph as text."};
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    GraphBuilder builder(limits, poll);
    const GraphFormat known = format.value_or(detectGraphFormat(text));
    Result<void> read;
    switch (known) {
    case GraphFormat::GraphString:
        read = readGraphString(text, builder);
        break;
    case GraphFormat::EdgeList:
        read = readEdgeList(text, builder);
        break;
    case GraphFormat::Dot:
        read = readDot(text, builder);
        break;
    case GraphFormat::GraphMl:
        read = readGraphMl(text, builder);
        break;
    case GraphFormat::IbNetDiscover:
        read = readIbNetwork(text, limits, builder);
        break;
    }
    const auto placed = [&](Error error) {
        error.place = error.place.empty() ? place : place + ", " + error.place;
        return error;
    };
    if (!read) return placed(read.error());
    Result<GraphFile> out = builder.finish(known);
    if (!out) return placed(out.error());
    return out;
}

}  // namespace rackloom::analytics
