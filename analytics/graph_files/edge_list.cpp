// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/graph_files/readers.h"

#include <array>

namespace rackloom::analytics {
namespace {

constexpr std::size_t kMaxWords = 4;

bool separates(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == ',' || c == ';';
}

struct Words {
    std::array<std::string_view, kMaxWords> word;
    std::size_t count = 0;
    bool tooMany = false;
};

Words wordsOf(std::string_view line) {
    Words out;
    while (!line.empty()) {
        if (separates(line.front())) {
            line.remove_prefix(1);
            continue;
        }
        if (line.front() == '#') break;
        std::size_t n = 0;
        while (n < line.size() && !separates(line[n]))
            ++n;
        if (out.count == kMaxWords) {
            out.tooMany = true;
            break;
        }
        out.word[out.count++] = line.substr(0, n);
        line.remove_prefix(n);
    }
    return out;
}

constexpr const char* kRemedy =
    "Write \"u v capacity\" for a link, \"@ u weight\" for the weight of a node, # for a comment.";

/// "@ name weight"
Result<void> readNode(const Words& words, GraphBuilder& builder) {
    if (words.count < 2 || words.count > 3)
        return Error{"", "a node needs a name and at most a weight", kRemedy};
    const Result<std::uint32_t> v = builder.vertex(words.word[1]);
    if (!v) return v.error();
    if (words.count == 2) return {};
    const Result<Decimal> weight = parseDecimal(words.word[2]);
    if (!weight) return weight.error();
    return builder.weigh(v.value(), weight.value());
}

Result<void> readLine(const Words& words, GraphBuilder& builder) {
    if (words.tooMany || words.count > 3)
        return Error{"", "there are more words than two nodes and a capacity", kRemedy};
    const Result<std::uint32_t> a = builder.vertex(words.word[0]);
    if (!a) return a.error();
    if (words.count == 1) return {};
    const Result<std::uint32_t> b = builder.vertex(words.word[1]);
    if (!b) return b.error();
    Decimal capacity;
    if (words.count == 3) {
        const Result<Decimal> read = parseDecimal(words.word[2]);
        if (!read) return read.error();
        capacity = read.value();
    }
    return builder.join(a.value(), b.value(), capacity);
}

}  // namespace

Result<void> readEdgeList(std::string_view text, GraphBuilder& builder) {
    for (std::size_t line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view row = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (row.starts_with('%') || row.starts_with("//")) continue;
        const Words words = wordsOf(row);
        if (words.count == 0) continue;
        const Result<void> done = words.word[0] == "@" ? readNode(words, builder) : readLine(words, builder);
        if (!done) return atLine(done.error(), line);
    }
    return {};
}

}  // namespace rackloom::analytics
