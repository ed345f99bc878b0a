// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/graph_files/xml_tokens.h"

#include <algorithm>
#include <cstdint>

namespace rackloom::analytics {
namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string localName(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    return std::string(colon == std::string_view::npos ? name : name.substr(colon + 1));
}

XmlToken bad(const char* why) {
    XmlToken out;
    out.kind = XmlToken::Kind::Bad;
    out.text = why;
    return out;
}

void appendUtf8(std::uint32_t code, std::string& out) {
    const auto push = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) {
        push(code);
    } else if (code < 0x800) {
        push(0xc0 | code >> 6);
        push(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        push(0xe0 | code >> 12);
        push(0x80 | (code >> 6 & 0x3f));
        push(0x80 | (code & 0x3f));
    } else {
        push(0xf0 | code >> 18);
        push(0x80 | (code >> 12 & 0x3f));
        push(0x80 | (code >> 6 & 0x3f));
        push(0x80 | (code & 0x3f));
    }
}

/// The character that "#65" or "#x41" stands for; 0 when it is none.
std::uint32_t numericReference(std::string_view name) {
    const bool hex = name.starts_with("#x");
    name.remove_prefix(hex ? 2 : 1);
    if (name.empty() || name.size() > 7) return 0;
    std::uint32_t code = 0;
    for (const char c : name) {
        std::uint32_t digit = 99;
        if (c >= '0' && c <= '9') digit = static_cast<std::uint32_t>(c - '0');
        if (hex && c >= 'a' && c <= 'f') digit = static_cast<std::uint32_t>(c - 'a' + 10);
        if (hex && c >= 'A' && c <= 'F') digit = static_cast<std::uint32_t>(c - 'A' + 10);
        if (digit == 99) return 0;
        code = code * (hex ? 16 : 10) + digit;
    }
    return code <= 0x10ffff ? code : 0;
}

}  // namespace

void XmlTokens::skip(std::size_t n) {
    n = std::min(n, text_.size());
    line_ += static_cast<std::size_t>(
        std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(n), '\n'));
    text_.remove_prefix(n);
}

void XmlTokens::skipBlanks() {
    while (!text_.empty() && isBlank(text_.front()))
        skip(1);
}

bool XmlTokens::passOver(std::string_view open, std::string_view close, bool& isBad) {
    if (!text_.starts_with(open)) return false;
    const std::size_t end = text_.find(close, open.size());
    isBad = end == std::string_view::npos;
    skip(isBad ? text_.size() : end + close.size());
    return true;
}

bool XmlTokens::expand(std::string_view raw, std::string& out) const {
    while (!raw.empty()) {
        const std::size_t mark = std::min(raw.find('&'), raw.size());
        out.append(raw.substr(0, mark));
        raw.remove_prefix(mark);
        if (raw.empty()) return true;
        const std::size_t end = raw.find(';');
        if (end == std::string_view::npos || end > 12) return false;
        const std::string_view name = raw.substr(1, end - 1);
        raw.remove_prefix(end + 1);
        if (name == "lt")
            out += '<';
        else if (name == "gt")
            out += '>';
        else if (name == "amp")
            out += '&';
        else if (name == "quot")
            out += '"';
        else if (name == "apos")
            out += '\'';
        else if (const std::uint32_t code = name.starts_with('#') ? numericReference(name) : 0)
            appendUtf8(code, out);
        else
            return false;
    }
    return true;
}

XmlToken XmlTokens::next() {
    for (bool isBad = false;;) {
        if (text_.empty()) return {};
        if (passOver("<!--", "-->", isBad) || passOver("<?", "?>", isBad)) {
            if (isBad) return bad("a comment or instruction does not end");
            continue;
        }
        if (text_.starts_with("<![CDATA[")) {
            const std::size_t end = text_.find("]]>");
            if (end == std::string_view::npos) return bad("a CDATA part does not end");
            XmlToken out;
            out.kind = XmlToken::Kind::Text;
            out.text = std::string(text_.substr(9, end - 9));
            skip(end + 3);
            return out;
        }
        if (text_.starts_with("<!")) return bad("document types and entities are not read");
        return text_.front() == '<' ? tag() : characters();
    }
}

XmlToken XmlTokens::characters() {
    XmlToken out;
    out.kind = XmlToken::Kind::Text;
    const std::size_t end = std::min(text_.find('<'), text_.size());
    if (!expand(text_.substr(0, end), out.text)) return bad("an entity is not one of the five of XML");
    skip(end);
    return out;
}

XmlToken XmlTokens::tag() {
    XmlToken out;
    const bool closing = text_.starts_with("</");
    out.kind = closing ? XmlToken::Kind::Close : XmlToken::Kind::Open;
    skip(closing ? 2 : 1);
    std::size_t n = 0;
    while (n < text_.size() && !isBlank(text_[n]) && text_[n] != '>' && text_[n] != '/')
        ++n;
    out.name = localName(text_.substr(0, n));
    if (out.name.empty()) return bad("a tag has no name");
    skip(n);
    for (;;) {
        skipBlanks();
        if (text_.empty()) return bad("a tag does not end");
        if (text_.starts_with("/>") || text_.front() == '>') {
            out.empty = text_.front() == '/';
            skip(out.empty ? 2 : 1);
            return out;
        }
        const std::size_t equals = text_.find_first_of("=<>");
        if (equals == std::string_view::npos || text_[equals] != '=') return bad("an attribute has no value");
        std::string_view key = text_.substr(0, equals);
        while (!key.empty() && isBlank(key.back()))
            key.remove_suffix(1);
        std::string name(key);  // attributes of GraphML have no prefix, and "attr.name" keeps its point
        skip(equals + 1);
        skipBlanks();
        const char quote = text_.empty() ? '\0' : text_.front();
        if (quote != '"' && quote != '\'') return bad("the value of an attribute has no quotes");
        const std::size_t end = text_.find(quote, 1);
        if (end == std::string_view::npos) return bad("the value of an attribute does not end");
        std::string value;
        if (!expand(text_.substr(1, end - 1), value)) return bad("an entity is not one of the five of XML");
        out.attributes.emplace_back(std::move(name), std::move(value));
        skip(end + 1);
    }
}

}  // namespace rackloom::analytics
