// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace rackloom::architecture {

namespace {

constexpr std::size_t kFileWarning = 350;
constexpr std::size_t kFileLimit = 500;
constexpr std::size_t kFunctionWarning = 50;
constexpr std::string_view kLicence = "SPDX-License-Identifier: GPL-3.0-or-later";

bool isProduct(const SourceFile& file) {
    static constexpr std::array<std::string_view, 4> kLayers{"app", "model", "views", "analytics"};
    return file.isCpp() && std::find(kLayers.begin(), kLayers.end(), file.layer()) != kLayers.end();
}

// These checks quote what they forbid.
bool quotesTheRules(const SourceFile& file) {
    return file.folder() == "tests/architecture";
}

std::string lowered(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool mentions(const SourceFile& file, std::string_view text) {
    return std::any_of(file.code.begin(), file.code.end(),
                       [&](const std::string& line) { return line.find(text) != std::string::npos; });
}

// Qt's own item, accessibility and text-object interfaces are written in QVariant.
bool mayUseVariant(const Tree& tree, const SourceFile& file) {
    if (file.layer() != "views") return false;
    static constexpr std::array<std::string_view, 9> kInterfaces{
        "QAbstractItemModel",  "QAbstractTableModel",   "QAbstractListModel",
        "QAbstractProxyModel", "QSortFilterProxyModel", "QStandardItemModel",
        "QStyledItemDelegate", "QAccessible",           "QTextObjectInterface"};
    const std::string stem = file.path.substr(0, file.path.rfind('.'));
    for (const std::string& path : {file.path, stem + ".h"})
        if (const SourceFile* at = tree.find(path))
            for (const std::string_view name : kInterfaces)
                if (mentions(*at, name)) return true;
    return false;
}

bool declaresSingleton(const std::string& line) {
    const std::size_t at = findWord(line, "instance");
    if (at == std::string::npos || line.find("static") == std::string::npos) return false;
    const std::size_t before = line.find_last_not_of(' ', at == 0 ? 0 : at - 1);
    const std::size_t after = line.find_first_not_of(' ', at + 8);
    return before != std::string::npos && (line[before] == '&' || line[before] == '*') &&
           after != std::string::npos && line[after] == '(';
}

bool definesMacro(const std::string& line) {
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash == std::string::npos || line[hash] != '#') return false;
    return findWord(line, "define", hash) != std::string::npos;
}

std::string_view bannedIn(const Tree& tree, const SourceFile& file, const std::string& line) {
    if (findWord(line, "std::views") != std::string::npos ||
        findWord(line, "std::ranges::views") != std::string::npos)
        return "std::views: clang 14 does not compile it";
    if (findWord(line, "using namespace std") != std::string::npos) return "using namespace std";
    if (declaresSingleton(line)) return "a singleton: pass the object";
    if (file.path != "model/base/check.h" && definesMacro(line)) return "a macro outside model/base/check.h";
    if (findWord(line, "QVariant") != std::string::npos && !mayUseVariant(tree, file))
        return "QVariant outside Qt's item and accessibility interfaces";
    return {};
}

std::string unfinishedIn(const std::string& line) {
    static constexpr std::array<std::string_view, 4> kShouted{"TODO", "FIXME", "XXX", "HACK"};
    static constexpr std::array<std::string_view, 5> kSpoken{
        "placeholder", "not implemented", "not yet implemented", "coming soon", "lorem ipsum"};
    for (const std::string_view word : kShouted)
        if (findWord(line, word) != std::string::npos) return std::string(word);
    const std::string low = lowered(line);
    for (const std::string_view word : kSpoken)
        if (findWord(low, word) != std::string::npos) return std::string(word);
    return {};
}

bool isHashCommented(const SourceFile& file) {
    return file.path.ends_with("CMakeLists.txt") || file.path.ends_with(".cmake") ||
           file.path.ends_with(".py") || file.path.ends_with(".sh") ||
           (!file.lines.empty() && file.lines[0].starts_with("#!"));
}

void checkFunctions(const SourceFile& file, Violations& out) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < file.code.size(); ++i) {
        const std::string& line = file.code[i];
        if (line.starts_with("}")) {
            if (begin != 0 && i + 1 - begin > kFunctionWarning)
                out.push_back({"size", file.path, begin,
                               "a function of " + std::to_string(i + 1 - begin) + " lines; " +
                                   std::to_string(kFunctionWarning) + " are enough",
                               true});
            begin = 0;
        } else if (!line.empty() && line[0] != ' ' && line[0] != '#') {
            static constexpr std::array<std::string_view, 12> kNoFunction{
                "namespace", "class",   "struct",     "enum",     "union",   "extern",
                "template",  "public:", "protected:", "private:", "public ", "Q_SIGNALS"};
            const bool other = std::any_of(kNoFunction.begin(), kNoFunction.end(),
                                           [&](auto word) { return line.starts_with(word); });
            begin = other || line.ends_with(';') ? 0 : i + 1;
        }
    }
}

void checkMetricOpening(const SourceFile& file, Violations& out) {
    std::string opening;
    bool exempt = file.path == "analytics/metrics/metrics.cpp";
    for (const std::string& line : file.opening) {
        opening += line + '\n';
        exempt = exempt || line.find("Not listed:") != std::string::npos;
    }
    if (exempt) return;
    for (const char* word : {"Formula", "Unit", "Source", "Valid for", "Ignores"})
        if (opening.find(word) == std::string::npos)
            out.push_back({"metric", file.path, 1, "its opening comment does not say: " + std::string(word)});
}

}  // namespace

void checkBannedWords(const Tree& tree, Violations& out) {
    for (const SourceFile& file : tree.files) {
        if (!isProduct(file)) continue;
        for (const Include& include : file.includes)
            if (include.target == "iostream") out.push_back({"word", file.path, include.line, "<iostream>"});
        for (std::size_t i = 0; i < file.code.size(); ++i) {
            const std::string_view banned = bannedIn(tree, file, file.code[i]);
            if (!banned.empty()) out.push_back({"word", file.path, i + 1, std::string(banned)});
        }
    }
}

void checkUnfinished(const Tree& tree, Violations& out) {
    for (const SourceFile& file : tree.files) {
        if (quotesTheRules(file)) continue;
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            const std::string word = unfinishedIn(file.lines[i]);
            if (!word.empty()) out.push_back({"unfinished", file.path, i + 1, "\"" + word + "\""});
        }
    }
}

void checkMachinePaths(const Tree& tree, Violations& out) {
    std::vector<std::string> paths{"/home/", "/root/", "/Users/", "C:\\Users"};
    // The place of this very checkout, when it is long enough to be no coincidence.
    const std::string here = tree.root.generic_string();
    if (std::count(here.begin(), here.end(), '/') >= 2) paths.push_back(here);
    for (const SourceFile& file : tree.files) {
        if (quotesTheRules(file)) continue;
        for (std::size_t i = 0; i < file.lines.size(); ++i)
            for (const std::string& path : paths) {
                const std::size_t at = file.lines[i].find(path);
                const bool whole =
                    at != std::string::npos && (at == 0 || !isWordCharacter(file.lines[i][at - 1]));
                if (whole) out.push_back({"path", file.path, i + 1, "a path of one machine: " + path});
            }
    }
}

void checkSizes(const Tree& tree, Violations& out) {
    for (const SourceFile& file : tree.files) {
        if (!isProduct(file)) continue;
        const std::size_t lines = file.lines.size();
        if (lines > kFileLimit)
            out.push_back({"size", file.path, 0,
                           std::to_string(lines) + " lines; the limit is " + std::to_string(kFileLimit)});
        else if (lines > kFileWarning)
            out.push_back({"size", file.path, 0,
                           std::to_string(lines) + " lines; " + std::to_string(kFileWarning) + " are enough",
                           true});
        checkFunctions(file, out);
    }
}

void checkLicence(const Tree& tree, Violations& out) {
    for (const SourceFile& file : tree.files) {
        const std::size_t within = file.isCpp() ? 1 : isHashCommented(file) ? 2 : 0;
        if (within == 0) continue;
        const bool found = std::any_of(
            file.lines.begin(), file.lines.begin() + std::ptrdiff_t(std::min(within, file.lines.size())),
            [](const std::string& line) { return line.find(kLicence) != std::string::npos; });
        if (!found) out.push_back({"licence", file.path, 1, "does not start with " + std::string(kLicence)});
    }
}

void checkOpenings(const Tree& tree, Violations& out) {
    for (const SourceFile& file : tree.files) {
        const bool calculates = file.layer() == "model" || file.layer() == "analytics";
        if (file.isHeader() && calculates && file.opening.size() < 2)
            out.push_back(
                {"comment", file.path, 2, "needs two to six lines: what it is, why, what it must not know"});
        if (file.isUnit() && file.directory() == "analytics/metrics") checkMetricOpening(file, out);
    }
}

Violations checkAll(const Tree& tree) {
    Violations out;
    for (const auto check : {checkLayers, checkQt, checkCycles, checkRegistries, checkBuilt, checkBannedWords,
                             checkUnfinished, checkMachinePaths, checkSizes, checkLicence, checkOpenings})
        check(tree, out);
    return out;
}

}  // namespace rackloom::architecture
