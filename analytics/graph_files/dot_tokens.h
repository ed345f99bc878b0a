// SPDX-License-Identifier: GPL-3.0-or-later
// DotTokens: the words and signs of a DOT text, one at a time, with the line each stands on. Knows the
// spelling of DOT, not its meaning.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rackloom::analytics {

struct DotToken {
    enum class Kind { End, Name, Sign, Line, Bad };
    Kind kind = Kind::End;
    std::string text;     ///< the name without quotes, or the sign; of a bad one what is wrong
    bool quoted = false;  ///< quoted names are never keywords
};

class DotTokens {
public:
    explicit DotTokens(std::string_view text) : text_(text) {}

    DotToken next();
    std::size_t line() const { return line_; }

private:
    char peek(std::size_t ahead = 0) const { return ahead < text_.size() ? text_[ahead] : '\0'; }
    void skip(std::size_t n);
    bool skipBlanks();
    std::size_t exponentAt(std::size_t at) const;
    DotToken quotedName();
    DotToken markupName();

    std::string_view text_;
    std::size_t line_ = 1;
    bool lineStart_ = true;
};

}  // namespace rackloom::analytics
