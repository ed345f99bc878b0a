// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/source_tree.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <iterator>

namespace rackloom::architecture {

namespace fs = std::filesystem;

namespace {

std::string readText(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> splitLines(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

void blank(std::string& text, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < std::min(end, text.size()); ++i)
        if (text[i] != '\n') text[i] = ' ';
}

std::size_t endOfQuoted(const std::string& text, std::size_t open) {
    for (std::size_t i = open + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == text[open] || text[i] == '\n')
            return i;
    }
    return text.size();
}

std::size_t endOfRawString(const std::string& text, std::size_t quote) {
    const std::size_t bracket = text.find('(', quote);
    if (bracket == std::string::npos) return text.size();
    const std::string closing = ')' + text.substr(quote + 1, bracket - quote - 1) + '"';
    const std::size_t end = text.find(closing, bracket);
    return end == std::string::npos ? text.size() : end + closing.size() - 1;
}

struct Blanked {
    std::string code;
    std::string spoken;
};

Blanked blankOut(const std::string& text) {
    Blanked out{text, text};
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 2, "//") == 0) {
            const std::size_t end = std::min(text.find('\n', i), text.size());
            blank(out.code, i, end);
            blank(out.spoken, i, end);
            i = end;
        } else if (text.compare(i, 2, "/*") == 0) {
            const std::size_t close = text.find("*/", i + 2);
            const std::size_t end = close == std::string::npos ? text.size() : close + 2;
            blank(out.code, i, end);
            blank(out.spoken, i, end);
            i = end - 1;
        } else if (text[i] == '"') {
            const bool raw = i > 0 && text[i - 1] == 'R';
            const std::size_t end = raw ? endOfRawString(text, i) : endOfQuoted(text, i);
            blank(out.code, i + 1, end);
            i = end;
        } else if (text[i] == '\'' && !(i > 0 && isWordCharacter(text[i - 1]))) {
            // After a word character it is a digit separator.
            const std::size_t end = endOfQuoted(text, i);
            blank(out.code, i + 1, end);
            i = end;
        }
    }
    return out;
}

std::vector<Include> includesOf(const std::vector<std::string>& lines) {
    std::vector<Include> includes;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string& line = lines[i];
        std::size_t at = line.find_first_not_of(" \t");
        if (at == std::string::npos || line[at] != '#') continue;
        at = line.find_first_not_of(" \t", at + 1);
        if (at == std::string::npos || line.compare(at, 7, "include") != 0) continue;
        at = line.find_first_not_of(" \t", at + 7);
        if (at == std::string::npos || (line[at] != '"' && line[at] != '<')) continue;
        const char closing = line[at] == '"' ? '"' : '>';
        const std::size_t end = line.find(closing, at + 1);
        if (end == std::string::npos) continue;
        includes.push_back({line.substr(at + 1, end - at - 1), closing == '"', i + 1});
    }
    return includes;
}

std::vector<std::string> openingOf(const std::vector<std::string>& lines) {
    std::vector<std::string> opening;
    std::size_t i = 0;
    if (i < lines.size() && lines[i].find("SPDX-License-Identifier") != std::string::npos) ++i;
    while (i < lines.size() && (lines[i].empty() || lines[i] == "#pragma once"))
        ++i;
    for (; i < lines.size() && lines[i].starts_with("//"); ++i)
        opening.push_back(lines[i]);
    return opening;
}

bool isText(const fs::path& path) {
    static constexpr std::array kSuffixes{".cpp", ".h", ".cmake",   ".txt",  ".py", ".sh",  ".md",
                                          ".xml", ".1", ".desktop", ".json", ".in", ".qrc", ".yml"};
    const std::string suffix = path.extension().string();
    return suffix.empty() || std::find(kSuffixes.begin(), kSuffixes.end(), suffix) != kSuffixes.end();
}

SourceFile readFile(const fs::path& root, const fs::path& path) {
    SourceFile file;
    file.path = path.lexically_relative(root).generic_string();
    const std::string text = readText(path);
    file.lines = splitLines(text);
    if (file.isCpp()) {
        const Blanked blanked = blankOut(text);
        file.code = splitLines(blanked.code);
        file.spoken = splitLines(blanked.spoken);
        file.includes = includesOf(file.spoken);
        file.opening = openingOf(file.lines);
    }
    return file;
}

std::string_view upTo(std::string_view path, std::size_t end) {
    return path.substr(0, end == std::string_view::npos ? 0 : end);
}

}  // namespace

std::string_view SourceFile::layer() const {
    return upTo(path, path.find('/'));
}

std::string_view SourceFile::folder() const {
    const std::size_t first = path.find('/');
    const std::size_t second = first == std::string::npos ? first : path.find('/', first + 1);
    return upTo(path, second == std::string::npos ? first : second);
}

std::string_view SourceFile::directory() const {
    return upTo(path, path.rfind('/'));
}

std::string_view SourceFile::stem() const {
    const std::string_view view = path;
    const std::size_t slash = view.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? view : view.substr(slash + 1);
    return name.substr(0, name.find('.'));
}

const SourceFile* Tree::find(std::string_view path) const {
    const auto it = std::lower_bound(files.begin(), files.end(), path,
                                     [](const SourceFile& f, std::string_view p) { return f.path < p; });
    return it != files.end() && it->path == path ? &*it : nullptr;
}

bool Tree::exists(std::string_view path) const {
    return fs::exists(root / path);
}

std::string Tree::textOf(std::string_view path) const {
    return readText(root / path);
}

Tree readTree(const fs::path& root) {
    Tree tree{fs::weakly_canonical(root), {}};
    for (const char* top : {"app", "model", "views", "analytics", "tests", "packaging", ".ci", "docs"}) {
        if (!fs::is_directory(tree.root / top)) continue;
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(tree.root / top))
            if (entry.is_regular_file() && isText(entry.path()) &&
                entry.path().string().find("/tests/data/") == std::string::npos)
                tree.files.push_back(readFile(tree.root, entry.path()));
    }
    for (const char* name : {"CMakeLists.txt", "CMakePresets.json", "README.md"})
        if (fs::exists(tree.root / name)) tree.files.push_back(readFile(tree.root, tree.root / name));
    std::sort(tree.files.begin(), tree.files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return tree;
}

bool isWordCharacter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

std::size_t findWord(std::string_view text, std::string_view word, std::size_t from) {
    for (std::size_t at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool startsWord = at == 0 || !isWordCharacter(text[at - 1]) || !isWordCharacter(word.front());
        const bool endsWord =
            end >= text.size() || !isWordCharacter(text[end]) || !isWordCharacter(word.back());
        if (startsWord && endsWord) return at;
    }
    return std::string_view::npos;
}

std::vector<std::string> wordsOf(std::string_view name) {
    std::vector<std::string> words(1);
    char before = '\0';
    for (const char c : name) {
        const bool upper = std::isupper(static_cast<unsigned char>(c)) != 0;
        const bool afterUpper = std::isupper(static_cast<unsigned char>(before)) != 0;
        if (!words.back().empty() && (c == '_' || (upper && !afterUpper))) words.emplace_back();
        if (c != '_') words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        before = c;
    }
    return words;
}

bool names(const std::string& text, std::string_view stem) {
    std::string wanted;
    for (const std::string& word : wordsOf(stem))
        wanted += word;
    std::size_t i = 0;
    while (i < text.size()) {
        if (!isWordCharacter(text[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && isWordCharacter(text[end]))
            ++end;
        const std::vector<std::string> words = wordsOf(std::string_view(text).substr(i, end - i));
        // Joined words, compared from every word start: "kFP4Peak" must find "fp4_peak".
        for (std::size_t first = 0; first < words.size(); ++first) {
            std::string run;
            for (std::size_t last = first; last < words.size() && run.size() < wanted.size(); ++last)
                run += words[last];
            if (run == wanted) return true;
        }
        i = end;
    }
    return false;
}

}  // namespace rackloom::architecture
