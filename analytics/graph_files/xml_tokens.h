// SPDX-License-Identifier: GPL-3.0-or-later
// XmlTokens: tags and text of an XML document, one at a time, with their lines. Only what network files need:
// no document types and no entities beside the five of XML, so that no text can grow while it is read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rackloom::analytics {

struct XmlToken {
    enum class Kind { End, Open, Close, Text, Bad };
    Kind kind = Kind::End;
    std::string name;    ///< of the tag, without its namespace prefix
    std::string text;    ///< of text; of a bad one what is wrong
    bool empty = false;  ///< <tag/>: no closing tag follows
    std::vector<std::pair<std::string, std::string>> attributes;

    const std::string* attribute(std::string_view key) const {
        for (const auto& [k, v] : attributes)
            if (k == key) return &v;
        return nullptr;
    }
};

class XmlTokens {
public:
    explicit XmlTokens(std::string_view text) : text_(text) {}

    XmlToken next();
    std::size_t line() const { return line_; }

private:
    void skip(std::size_t n);
    void skipBlanks();
    /// True when a comment or a processing instruction was passed; `bad` is set when it does not end.
    bool passOver(std::string_view open, std::string_view close, bool& bad);
    XmlToken tag();
    XmlToken characters();
    bool expand(std::string_view raw, std::string& out) const;

    std::string_view text_;
    std::size_t line_ = 1;
};

}  // namespace rackloom::analytics
