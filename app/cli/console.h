// SPDX-License-Identifier: GPL-3.0-or-later
// Console: where a verb reads and writes. Results go to `out`, complaints to `err`, so that --json output is
// never mixed with prose. Also the exit codes that scripts rely on. Knows no verb.
#pragma once

#include "model/base/result.h"

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::app {

enum class Exit { Fine = 0, Failed = 1, Usage = 2, RuleBroken = 3 };

struct Console {
    std::FILE* in = stdin;
    std::FILE* out = stdout;
    std::FILE* err = stderr;

    /// Text for a person or JSON: what could steer a terminal is written as an escape, see shown().
    void print(std::string_view text) const;
    void note(std::string_view text) const;
    /// A file for another program, byte for byte.
    void write(std::string_view bytes) const { std::fwrite(bytes.data(), 1, bytes.size(), out); }
    /// "rackloom: place: reason. Remedy."
    Exit fail(const Error& error, Exit code = Exit::Failed) const;
};

/// Rows of text in columns as wide as their widest cell; numbers may be right-aligned. The last column is
/// never padded.
class TextTable {
public:
    /// One letter a column: 'l' left, 'r' right.
    explicit TextTable(std::string alignment) : alignment_(std::move(alignment)) {}

    void add(std::vector<std::string> cells);
    bool empty() const { return rows_.empty(); }
    /// Each line opens with `indent` spaces.
    std::string text(std::size_t indent = 0) const;

private:
    std::string alignment_;
    std::vector<std::vector<std::string>> rows_;
};

/// A name from a file or an argument, on one line: control characters, marks that reorder text and bytes that
/// are no UTF-8 become \u001b or \xff. What is shown once can be shown again.
std::string shown(std::string_view text);
/// The same for whole texts, whose lines stay.
std::string shownLines(std::string_view text);
/// Characters a UTF-8 text takes on a terminal, for alignment.
std::size_t displayWidth(std::string_view utf8);
/// Breaks prose at blanks so that no line is longer than `width`; each line opens with `indent` spaces.
std::string wrapped(std::string_view prose, std::size_t indent = 0, std::size_t width = 92);
/// "a", "a and b", "a, b and c".
std::string joined(const std::vector<std::string>& items);

}  // namespace rackloom::app
