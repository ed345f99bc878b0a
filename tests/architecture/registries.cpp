// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <algorithm>

namespace rackloom::architecture {

namespace {

struct Registry {
    std::string_view folder;
    std::vector<std::string_view> lists;  // the first that exists is the list
    std::string_view document;            // empty: none
    std::string_view what;
};

const std::vector<Registry>& registries() {
    static const std::vector<Registry> kAll{
        {"analytics/metrics", {"analytics/metrics/metrics.cpp"}, "docs/metrics.md", "metric"},
        {"analytics/rules", {"analytics/rules/rules.cpp"}, "docs/rules.md", "rule"},
        {"model/catalog/kinds",
         {"model/catalog/kinds/kinds.cpp", "model/catalog/kinds.cpp"},
         "",
         "component kind"},
        {"model/topology", {"model/topology/generators.cpp"}, "", "generator"},
        {"model/templates", {"model/templates/templates.cpp"}, "", "template"},
        {"app/export", {"app/export/exporters.cpp"}, "", "exporter"},
    };
    return kAll;
}

// A unit that only serves its neighbours says so in its opening comment.
bool isExempt(const SourceFile& file) {
    return std::any_of(file.opening.begin(), file.opening.end(),
                       [](const std::string& line) { return line.find("Not listed:") != std::string::npos; });
}

std::string joined(const std::vector<std::string>& lines, bool withIncludes) {
    std::string text;
    for (const std::string& line : lines)
        if (withIncludes || line.find("#include") == std::string::npos) text += line + '\n';
    return text;
}

// Documents and tests may write an id with dots, dashes or blanks: "power.peak-transient".
std::string asIdentifiers(std::string text) {
    for (char& c : text)
        if (c == '-' || c == '.' || c == ' ') c = '_';
    return text;
}

// By its own name, or for a family of metrics by the id of one of them: power_drop by "power.voltage_drop".
bool isTested(const std::string& tests, const SourceFile& member) {
    const std::string stem(member.stem());
    if (names(tests, stem)) return true;
    const std::string area = '"' + stem.substr(0, stem.find('_')) + '.';
    const std::string text = joined(member.lines, false);
    for (std::size_t at = text.find(area); at != std::string::npos; at = text.find(area, at + 1)) {
        const std::size_t end = text.find('"', at + 1);
        if (end != std::string::npos && names(tests, asIdentifiers(text.substr(at + 1, end - at - 1))))
            return true;
    }
    return false;
}

void checkOne(const Tree& tree, const Registry& registry, const std::string& tests, Violations& out) {
    std::vector<const SourceFile*> members;
    const SourceFile* list = nullptr;
    for (const std::string_view candidate : registry.lists)
        if (list == nullptr) list = tree.find(candidate);
    for (const SourceFile& file : tree.files)
        if (file.isUnit() && file.directory() == registry.folder && &file != list && !isExempt(file))
            members.push_back(&file);
    if (members.empty()) return;
    if (list == nullptr) {
        out.push_back({"registry", members.front()->path, 0,
                       "there is no list " + std::string(registry.lists.front())});
        return;
    }
    const std::string listed = joined(list->spoken, false);
    const bool documented = !registry.document.empty() && tree.exists(registry.document);
    const std::string document = documented ? asIdentifiers(tree.textOf(registry.document)) : std::string();
    for (const SourceFile* member : members) {
        const std::string what(registry.what);
        if (!names(listed, member->stem()))
            out.push_back({"registry", member->path, 0,
                           "this " + what + " is not in " + list->path +
                               " (a unit that is none says \"Not listed:\" and why at its top)"});
        if (documented && !names(document, member->stem()))
            out.push_back({"document", member->path, 0,
                           "this " + what + " is not in " + std::string(registry.document)});
        if (!isTested(tests, *member))
            out.push_back({"tested", member->path, 0, "no test names this " + what, true});
    }
}

}  // namespace

void checkRegistries(const Tree& tree, Violations& out) {
    std::string tests;
    for (const SourceFile& file : tree.files)
        if (file.layer() == "tests" && file.folder() != "tests/architecture" && file.isUnit())
            tests += asIdentifiers(file.path + '\n' + joined(file.lines, true));
    for (const Registry& registry : registries())
        checkOne(tree, registry, tests, out);
}

void checkBuilt(const Tree& tree, Violations& out) {
    // Tests of several folders may share a unit; in a layer the lists lie at or above it.
    std::string testLists;
    for (const SourceFile& file : tree.files)
        if (file.layer() == "tests" && file.path.ends_with("/CMakeLists.txt"))
            testLists += joined(file.lines, true);
    for (const SourceFile& file : tree.files) {
        if (!file.isUnit()) continue;
        const std::string name = file.path.substr(file.directory().size() + 1);
        bool built = file.layer() == "tests" && findWord(testLists, name) != std::string::npos;
        for (std::string_view folder = file.directory(); !folder.empty() && !built;) {
            if (const SourceFile* lists = tree.find(std::string(folder) + "/CMakeLists.txt"))
                built = findWord(joined(lists->lines, true), name) != std::string::npos;
            folder = folder.substr(0, folder.find('/') == std::string_view::npos ? 0 : folder.rfind('/'));
        }
        if (!built) out.push_back({"built", file.path, 0, "no CMakeLists.txt above it names it"});
    }
}

}  // namespace rackloom::architecture
