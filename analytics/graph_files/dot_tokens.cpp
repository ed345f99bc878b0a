// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/graph_files/dot_tokens.h"

#include <algorithm>

namespace rackloom::analytics {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool opensName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool continuesName(char c) {
    return opensName(c) || isDigit(c);
}
bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v';
}

}  // namespace

void DotTokens::skip(std::size_t n) {
    n = std::min(n, text_.size());
    const auto passed = text_.substr(0, n);
    line_ += static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
    if (n > 0) lineStart_ = passed.back() == '\n';
    text_.remove_prefix(n);
}

/// Blanks, comments, and lines of the preprocessor. False where a comment does not end.
bool DotTokens::skipBlanks() {
    while (!text_.empty()) {
        if (isBlank(peek())) {
            skip(1);
        } else if (text_.starts_with("//") || (peek() == '#' && lineStart_)) {
            skip(text_.find('\n') == std::string_view::npos ? text_.size() : text_.find('\n') + 1);
        } else if (text_.starts_with("/*")) {
            const std::size_t end = text_.find("*/", 2);
            if (end == std::string_view::npos) return false;
            skip(end + 2);
        } else {
            return true;
        }
    }
    return true;
}

DotToken DotTokens::quotedName() {
    DotToken out{DotToken::Kind::Name, {}, true};
    for (;;) {
        std::size_t i = 1;
        for (; i < text_.size() && text_[i] != '"'; ++i) {
            if (text_[i] == '\\' && peek(i + 1) == '"')
                ++i;
            else if (text_[i] == '\\' && peek(i + 1) == '\n') {
                ++i;
                continue;
            }
            out.text += text_[i];
        }
        if (i >= text_.size()) return {DotToken::Kind::Bad, "a quoted name does not end", false};
        skip(i + 1);
        if (!skipBlanks()) return {DotToken::Kind::Bad, "a comment does not end", false};
        if (peek() != '+') return out;  // "a" + "b" is one name
        skip(1);
        if (!skipBlanks() || peek() != '"')
            return {DotToken::Kind::Bad, "a quoted name must follow \"+\"", false};
    }
}

DotToken DotTokens::markupName() {
    std::size_t depth = 0, i = 0;
    for (; i < text_.size(); ++i) {
        if (text_[i] == '<') ++depth;
        if (text_[i] == '>' && --depth == 0) break;
    }
    if (i >= text_.size()) return {DotToken::Kind::Bad, "a name in <...> does not end", false};
    DotToken out{DotToken::Kind::Name, std::string(text_.substr(0, i + 1)), true};
    skip(i + 1);
    return out;
}

/// Other programs write 1e-05 without quotes; read as two words it would be another number.
std::size_t DotTokens::exponentAt(std::size_t at) const {
    if (at == 0 || !isDigit(text_[at - 1]) || (peek(at) != 'e' && peek(at) != 'E')) return 0;
    std::size_t n = 1;
    if (peek(at + n) == '-' || peek(at + n) == '+') ++n;
    const std::size_t sign = n;
    while (isDigit(peek(at + n)))
        ++n;
    return n > sign ? n : 0;
}

DotToken DotTokens::next() {
    if (!skipBlanks()) return {DotToken::Kind::Bad, "a comment does not end", false};
    if (text_.empty()) return {};
    const char c = peek();
    if (c == '"') return quotedName();
    if (c == '<') return markupName();
    if (c == '-' && (peek(1) == '-' || peek(1) == '>')) {
        DotToken out{DotToken::Kind::Line, std::string(text_.substr(0, 2)), false};
        skip(2);
        return out;
    }
    std::size_t n = 0;
    if (opensName(c)) {
        while (n < text_.size() && continuesName(text_[n]))
            ++n;
    } else if (isDigit(c) || c == '.' || c == '-') {
        n = c == '-' ? 1 : 0;
        while (n < text_.size() && (isDigit(text_[n]) || text_[n] == '.'))
            ++n;
        n += exponentAt(n);
        if (n == (c == '-' ? 1u : 0u)) return {DotToken::Kind::Bad, "a lone \"-\"", false};
    } else if (std::string_view("{}[];,=:").find(c) != std::string_view::npos) {
        skip(1);
        return {DotToken::Kind::Sign, std::string(1, c), false};
    } else {
        return {DotToken::Kind::Bad, "the character \"" + std::string(1, c) + "\" is not expected", false};
    }
    DotToken out{DotToken::Kind::Name, std::string(text_.substr(0, n)), false};
    skip(n);
    return out;
}

}  // namespace rackloom::analytics
