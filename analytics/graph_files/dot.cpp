// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/graph_files/dot_tokens.h"
#include "analytics/graph_files/readers.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {
namespace {

constexpr int kMaxDepth = 100;  // of subgraphs

using Attributes = std::map<std::string, std::string, std::less<>>;
using VertexSet = std::vector<std::uint32_t>;

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

Error expected(const std::string& what, const DotToken& got) {
    if (got.kind == DotToken::Kind::Bad) return {"", got.text, "Correct the DOT text."};
    const std::string found =
        got.kind == DotToken::Kind::End ? "the end" : "\"" + got.text.substr(0, 40) + "\"";
    return {"", what + " is expected, not " + found, "Correct the DOT text."};
}

/// Default attributes hold inside the braces where they were set, and below.
struct Scope {
    Attributes node, edge;
};

class DotReader {
public:
    DotReader(std::string_view text, GraphBuilder& builder) : tokens_(text), builder_(builder) { advance(); }

    Result<void> read() {
        Result<void> done = graph();
        return done ? done : Result<void>(atLine(done.error(), tokens_.line()));
    }

private:
    void advance() { token_ = tokens_.next(); }
    bool sign(const char* s) const { return token_.kind == DotToken::Kind::Sign && token_.text == s; }
    bool keyword(const char* word) const {
        return token_.kind == DotToken::Kind::Name && !token_.quoted && lower(token_.text) == word;
    }
    bool take(const char* s) {
        if (!sign(s)) return false;
        advance();
        return true;
    }

    Result<void> graph() {
        if (keyword("strict")) {
            builder_.keepLastOfParallel();
            advance();
        }
        directed_ = keyword("digraph");
        if (!directed_ && !keyword("graph")) return expected("\"graph\" or \"digraph\"", token_);
        advance();
        if (token_.kind == DotToken::Kind::Name) advance();
        if (!take("{")) return expected("\"{\"", token_);
        VertexSet all;
        if (auto done = statements(Scope{}, 0, all); !done) return done;
        if (token_.kind != DotToken::Kind::End) return expected("the end after the last \"}\"", token_);
        return {};
    }

    Result<void> statements(Scope scope, int depth, VertexSet& inside) {
        if (depth > kMaxDepth) return Error{"", "subgraphs are nested too deeply", "Flatten them."};
        while (!take("}")) {
            if (token_.kind == DotToken::Kind::End || token_.kind == DotToken::Kind::Bad)
                return expected("\"}\"", token_);
            if (auto done = statement(scope, depth, inside); !done) return done;
            take(";");
        }
        return {};
    }

    Result<void> statement(Scope& scope, int depth, VertexSet& inside) {
        if (keyword("node") || keyword("edge") || keyword("graph")) {
            const std::string of = lower(token_.text);
            advance();
            Attributes ignored;
            return attributes(of == "node" ? scope.node : of == "edge" ? scope.edge : ignored);
        }
        if (sign(";")) return {};
        VertexSet left;
        std::string name;
        bool plain = false;
        if (auto done = operand(scope, depth, left, &name, &plain); !done) return done;
        if (plain && take("=")) {  // an attribute of the graph
            if (token_.kind != DotToken::Kind::Name) return expected("a value", token_);
            advance();
            return {};
        }
        if (plain)
            if (auto done = named(name, scope, left); !done) return done;
        inside.insert(inside.end(), left.begin(), left.end());
        if (token_.kind == DotToken::Kind::Line) return chain(scope, depth, left, inside);
        Attributes own;
        if (auto done = attributes(own); !done) return done;
        return plain ? apply(left.front(), own) : Result<void>();
    }

    /// A node or a subgraph. A plain name is not yet made a node: it may be the key of an attribute.
    Result<void> operand(const Scope& scope, int depth, VertexSet& out, std::string* name, bool* plain) {
        if (keyword("subgraph") || sign("{")) {
            if (!sign("{")) {
                advance();
                if (token_.kind == DotToken::Kind::Name) advance();
            }
            if (!take("{")) return expected("\"{\"", token_);
            if (auto done = statements(scope, depth + 1, out); !done) return done;
            std::sort(out.begin(), out.end());
            out.erase(std::unique(out.begin(), out.end()), out.end());
            return {};
        }
        if (token_.kind != DotToken::Kind::Name) return expected("a node", token_);
        *name = token_.text;
        *plain = true;
        advance();
        for (int ports = 0; ports < 2 && take(":"); ++ports) {
            if (token_.kind != DotToken::Kind::Name) return expected("a port", token_);
            advance();
        }
        return {};
    }

    Result<void> named(const std::string& name, const Scope& scope, VertexSet& out) {
        const std::uint32_t before = builder_.vertexCount();
        const Result<std::uint32_t> v = builder_.vertex(name);
        if (!v) return v.error();
        out.push_back(v.value());
        return builder_.vertexCount() > before ? apply(v.value(), scope.node) : Result<void>();
    }

    Result<void> chain(const Scope& scope, int depth, VertexSet left, VertexSet& inside) {
        std::vector<VertexSet> sets{std::move(left)};
        while (token_.kind == DotToken::Kind::Line) {
            if ((token_.text == "->") != directed_)
                return Error{"",
                             directed_ ? "a digraph joins nodes by \"->\"" : "a graph joins nodes by \"--\"",
                             "Correct the DOT text."};
            advance();
            VertexSet right;
            std::string name;
            bool plain = false;
            if (auto done = operand(scope, depth, right, &name, &plain); !done) return done;
            if (plain)
                if (auto done = named(name, scope, right); !done) return done;
            inside.insert(inside.end(), right.begin(), right.end());
            sets.push_back(std::move(right));
        }
        Attributes own = scope.edge;
        if (auto done = attributes(own); !done) return done;
        Decimal capacity;
        for (const std::string_view key : kCapacityKeys) {
            const auto at = own.find(key);
            if (at == own.end()) continue;
            const Result<Decimal> read = parseDecimal(at->second);
            if (!read) return read.error();
            capacity = read.value();
            break;
        }
        for (std::size_t i = 0; i + 1 < sets.size(); ++i)
            for (const std::uint32_t a : sets[i])
                for (const std::uint32_t b : sets[i + 1])
                    if (auto done =
                            builder_.join(a, b, capacity, directed_ ? Direction::There : Direction::Both);
                        !done)
                        return done;
        return {};
    }

    /// Any number of lists in brackets.
    Result<void> attributes(Attributes& out) {
        while (take("[")) {
            while (!take("]")) {
                if (token_.kind != DotToken::Kind::Name) return expected("an attribute or \"]\"", token_);
                const std::string key = lower(token_.text);
                std::string value = "true";
                advance();
                if (take("=")) {
                    if (token_.kind != DotToken::Kind::Name) return expected("a value", token_);
                    value = token_.text;
                    advance();
                }
                out[key] = std::move(value);
                if (!take(",")) take(";");
            }
        }
        return {};
    }

    Result<void> apply(std::uint32_t v, const Attributes& attributes) {
        if (const auto at = attributes.find("weight"); at != attributes.end()) {
            const Result<Decimal> weight = parseDecimal(at->second);
            if (!weight) return weight.error();
            if (auto done = builder_.weigh(v, weight.value()); !done) return done;
        }
        if (const auto at = attributes.find("tier"); at != attributes.end())
            if (const auto tier = parseIndex(at->second)) builder_.setTier(v, *tier);
        return {};
    }

    DotTokens tokens_;
    GraphBuilder& builder_;
    DotToken token_;
    bool directed_ = false;
};

}  // namespace

Result<void> readDot(std::string_view text, GraphBuilder& builder) {
    return DotReader(text, builder).read();
}

}  // namespace rackloom::analytics
