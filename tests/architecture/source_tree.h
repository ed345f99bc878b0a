// SPDX-License-Identifier: GPL-3.0-or-later
// The text of the project as the architecture checks see it: files, their
// includes, and their code with comments and literals blanked out.
// Must not know any rule; those are in rules.h.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::architecture {

struct Include {
    std::string target;  // as written between the quotes or brackets
    bool quoted = false;
    std::size_t line = 0;
};

struct SourceFile {
    std::string path;                 // relative to the root, with '/'
    std::vector<std::string> lines;   // as written
    std::vector<std::string> code;    // same lines, comments and literals blanked
    std::vector<std::string> spoken;  // same lines, only comments blanked
    std::vector<Include> includes;
    std::vector<std::string> opening;  // comment lines at the top, after the licence line

    bool isHeader() const { return path.ends_with(".h"); }
    bool isUnit() const { return path.ends_with(".cpp"); }
    bool isCpp() const { return isHeader() || isUnit(); }
    std::string_view layer() const;      // "model"
    std::string_view folder() const;     // "model/catalog"; for model/x.h "model"
    std::string_view directory() const;  // everything before the last '/'
    std::string_view stem() const;       // "water_use"
};

struct Tree {
    std::filesystem::path root;
    std::vector<SourceFile> files;  // sorted by path

    const SourceFile* find(std::string_view path) const;
    bool exists(std::string_view path) const;
    std::string textOf(std::string_view path) const;
};

/// Reads app, model, views, analytics, tests, packaging, .ci, docs and the top-level text files.
Tree readTree(const std::filesystem::path& root);

bool isWordCharacter(char c);
/// Position of `word` in `text` from `from` on, not inside a longer word; npos when absent.
std::size_t findWord(std::string_view text, std::string_view word, std::size_t from = 0);
/// "water_use", "waterUse", "WaterUseRule" -> {"water","use"}, {"water","use"}, {"water","use","rule"}.
std::vector<std::string> wordsOf(std::string_view name);
/// Whether some identifier of `text` contains the words of `stem` in a row.
bool names(const std::string& text, std::string_view stem);

}  // namespace rackloom::architecture
