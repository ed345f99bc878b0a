// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/graph_files/readers.h"
#include "analytics/graph_files/xml_tokens.h"

#include <algorithm>
#include <map>

namespace rackloom::analytics {
namespace {

constexpr const char* kRemedy = "Correct the GraphML text.";

struct Key {
    std::string name;
    bool forNode = true, forEdge = true;
    std::optional<std::string> fallback;
};

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

using Values = std::map<std::string, std::string, std::less<>>;  // by the name of the attribute

class GraphMlReader {
public:
    GraphMlReader(std::string_view text, GraphBuilder& builder) : tokens_(text), builder_(builder) {}

    Result<void> read() {
        Result<void> done = document();
        return done ? done : Result<void>(atLine(done.error(), tokens_.line()));
    }

private:
    Result<void> document() {
        XmlToken token = tag();
        if (token.kind == XmlToken::Kind::Bad) return Error{"", token.text, kRemedy};
        if (token.kind != XmlToken::Kind::Open || token.name != "graphml")
            return Error{"", "the document is not GraphML", "Open it with <graphml>."};
        bool seen = false;
        while (!token.empty) {
            XmlToken part = tag();
            if (part.kind == XmlToken::Kind::Close && part.name == "graphml") break;
            if (part.kind != XmlToken::Kind::Open) return unexpected(part);
            if (part.name == "key") {
                if (auto done = key(part); !done) return done;
            } else if (part.name == "graph") {
                if (seen) return Error{"", "there is more than one graph", "Keep one graph in the file."};
                seen = true;
                if (auto done = graph(part); !done) return done;
            } else if (auto done = skipElement(part); !done) {
                return done;
            }
        }
        if (!seen) return Error{"", "there is no graph", kRemedy};
        return checkDeclared();
    }

    /// The next tag; text between tags is passed over.
    XmlToken tag() {
        XmlToken token = tokens_.next();
        while (token.kind == XmlToken::Kind::Text)
            token = tokens_.next();
        return token;
    }

    static Error unexpected(const XmlToken& token) {
        if (token.kind == XmlToken::Kind::Bad) return {"", token.text, kRemedy};
        if (token.kind == XmlToken::Kind::End) return {"", "the document ends too early", kRemedy};
        return {"", "the tag \"" + token.name + "\" is not expected here", kRemedy};
    }

    Result<void> skipElement(const XmlToken& open) {
        std::size_t depth = open.empty ? 0 : 1;
        while (depth > 0) {
            const XmlToken token = tag();
            if (token.kind == XmlToken::Kind::Open)
                depth += token.empty ? 0 : 1;
            else if (token.kind == XmlToken::Kind::Close)
                --depth;
            else
                return unexpected(token);
        }
        return {};
    }

    /// The text inside an element, up to its closing tag.
    Result<std::string> content(const XmlToken& open) {
        std::string out;
        while (!open.empty) {
            const XmlToken token = tokens_.next();
            if (token.kind == XmlToken::Kind::Text)
                out += token.text;
            else if (token.kind == XmlToken::Kind::Close && token.name == open.name)
                break;
            else
                return unexpected(token);
        }
        return trimmed(out);
    }

    Result<void> key(const XmlToken& open) {
        const std::string* id = open.attribute("id");
        if (id == nullptr) return Error{"", "a key has no id", kRemedy};
        Key out;
        const std::string* name = open.attribute("attr.name");
        out.name = name != nullptr ? *name : *id;
        if (const std::string* of = open.attribute("for")) {
            out.forNode = *of == "node" || *of == "all";
            out.forEdge = *of == "edge" || *of == "all";
        }
        while (!open.empty) {
            const XmlToken part = tag();
            if (part.kind == XmlToken::Kind::Close && part.name == "key") break;
            if (part.kind != XmlToken::Kind::Open) return unexpected(part);
            if (part.name != "default") {
                if (auto done = skipElement(part); !done) return done;
                continue;
            }
            Result<std::string> value = content(part);
            if (!value) return value.error();
            out.fallback = std::move(value).value();
        }
        keys_[*id] = std::move(out);
        return {};
    }

    Result<void> graph(const XmlToken& open) {
        const std::string* kind = open.attribute("edgedefault");
        directed_ = kind != nullptr && *kind == "directed";
        while (!open.empty) {
            const XmlToken part = tag();
            if (part.kind == XmlToken::Kind::Close && part.name == "graph") break;
            if (part.kind != XmlToken::Kind::Open) return unexpected(part);
            Result<void> done;
            if (part.name == "node")
                done = node(part);
            else if (part.name == "edge")
                done = edge(part);
            else if (part.name == "hyperedge")
                return Error{"", "hyperedges are not links between two nodes",
                             "Replace them by a node with links."};
            else
                done = skipElement(part);
            if (!done) return done;
        }
        return {};
    }

    /// Defaults of the keys, then the data inside the element.
    Result<Values> values(const XmlToken& open, bool ofNode) {
        Values out;
        for (const auto& [id, k] : keys_)
            if (k.fallback && (ofNode ? k.forNode : k.forEdge)) out[k.name] = *k.fallback;
        while (!open.empty) {
            const XmlToken part = tag();
            if (part.kind == XmlToken::Kind::Close && part.name == open.name) break;
            if (part.kind != XmlToken::Kind::Open) return unexpected(part);
            if (part.name == "graph")
                return Error{"", "graphs inside nodes are not read", "Flatten the graph."};
            if (part.name != "data") {
                if (auto done = skipElement(part); !done) return done.error();
                continue;
            }
            const std::string* id = part.attribute("key");
            const auto known = id == nullptr ? keys_.end() : keys_.find(*id);
            if (known == keys_.end()) {
                if (auto done = skipElement(part); !done) return done.error();
                continue;
            }
            // Drawing programs put whole elements into their data; only text is of interest.
            if (!isRead(known->second.name)) {
                if (auto done = skipElement(part); !done) return done.error();
                continue;
            }
            Result<std::string> value = content(part);
            if (!value) return value.error();
            out[known->second.name] = std::move(value).value();
        }
        return out;
    }

    static bool isRead(std::string_view name) {
        return name == "tier" ||
               std::find(std::begin(kCapacityKeys), std::end(kCapacityKeys), name) != std::end(kCapacityKeys);
    }

    Result<void> node(const XmlToken& open) {
        const std::string* id = open.attribute("id");
        if (id == nullptr) return Error{"", "a node has no id", kRemedy};
        const Result<std::uint32_t> v = builder_.vertex(*id);
        if (!v) return v.error();
        if (declared_.size() <= v.value()) declared_.resize(v.value() + std::size_t{1}, false);
        if (declared_[v.value()])
            return Error{"", "the node \"" + *id + "\" stands twice", "Give every node an id of its own."};
        declared_[v.value()] = true;
        const Result<Values> own = values(open, true);
        if (!own) return own.error();
        if (const auto at = own.value().find("weight"); at != own.value().end()) {
            const Result<Decimal> weight = parseDecimal(at->second);
            if (!weight) return weight.error();
            if (auto done = builder_.weigh(v.value(), weight.value()); !done) return done;
        }
        if (const auto at = own.value().find("tier"); at != own.value().end())
            if (const auto tier = parseIndex(at->second)) builder_.setTier(v.value(), *tier);
        return {};
    }

    Result<void> edge(const XmlToken& open) {
        const std::string *from = open.attribute("source"), *to = open.attribute("target");
        if (from == nullptr || to == nullptr) return Error{"", "an edge lacks source or target", kRemedy};
        const Result<std::uint32_t> a = builder_.vertex(*from), b = builder_.vertex(*to);
        if (!a || !b) return a ? b.error() : a.error();
        bool directed = directed_;
        if (const std::string* own = open.attribute("directed")) directed = *own == "true" || *own == "1";
        const Result<Values> data = values(open, false);
        if (!data) return data.error();
        Decimal capacity;
        for (const std::string_view name : kCapacityKeys) {
            const auto at = data.value().find(name);
            if (at == data.value().end()) continue;
            const Result<Decimal> read = parseDecimal(at->second);
            if (!read) return read.error();
            capacity = read.value();
            break;
        }
        return builder_.join(a.value(), b.value(), capacity, directed ? Direction::There : Direction::Both);
    }

    Result<void> checkDeclared() const {
        for (std::uint32_t v = 0; v < builder_.vertexCount(); ++v)
            if (v >= declared_.size() || !declared_[v])
                return Error{"", "an edge joins a node that is not there", "Declare every node."};
        return {};
    }

    XmlTokens tokens_;
    GraphBuilder& builder_;
    std::map<std::string, Key, std::less<>> keys_;
    std::vector<bool> declared_;
    bool directed_ = false;
};

}  // namespace

Result<void> readGraphMl(std::string_view text, GraphBuilder& builder) {
    return GraphMlReader(text, builder).read();
}

}  // namespace rackloom::analytics
