// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <random>
#include <string>

using namespace rackloom::architecture;
namespace fs = std::filesystem;

namespace {

const std::string kTop = "// SPDX-License-Identifier: GPL-3.0-or-later\n";
const std::string kOpening = kTop + "// What it is.\n// Why it exists.\n#pragma once\n";
const std::string kMetric = kTop + "// Formula: a. Unit: W. Source: b. Valid for: c. Ignores: d.\n";

struct Text {
    std::string path;
    std::string text;
};

struct Case {
    std::string name;
    std::string rule;  // expected; empty: the tree must stay clean
    std::vector<Text> files;
};

// A small tree that keeps every rule.
std::vector<Text> cleanTree() {
    return {
        {"model/CMakeLists.txt", "# SPDX-License-Identifier: GPL-3.0-or-later\n"
                                 "id.cpp topology.cpp torus.cpp generators.cpp document.cpp\n"},
        {"model/base/id.h", kOpening},
        {"model/base/id.cpp",
         kTop + "#include \"model/base/id.h\"\nint n = 1'000; const char* s = \"TO\" \"DO\";\n"},
        {"model/site/snapshot.h", kOpening + "#include \"model/base/id.h\"\n"},
        {"model/topology/torus.cpp", kTop},
        {"model/topology/generators.cpp", kTop + "int torus();\n"},
        {"model/document/document.h", kOpening + "#include <QObject>\n"},
        {"analytics/CMakeLists.txt",
         "# SPDX-License-Identifier: GPL-3.0-or-later\n"
         "water_use.cpp metrics.cpp shared.cpp breaker_load.cpp rules.cpp x.cpp\n"},
        {"analytics/report.h", kOpening + "#include \"model/base/id.h\"\n"},
        {"analytics/engine/service.h", kOpening + "#include \"model/site/snapshot.h\"\n"},
        {"analytics/inputs/rows.h", kOpening + "#include \"model/site/snapshot.h\"\n"},
        {"analytics/metrics/water_use.cpp", kMetric},
        {"analytics/metrics/shared.cpp", kTop + "// Not listed: sums for the metrics beside it.\n"},
        {"analytics/metrics/metrics.cpp", kTop + "int waterUseMetric();\n"},
        {"analytics/rules/breaker_load.cpp", kTop},
        {"analytics/rules/rules.cpp", kTop + "int rule_breaker_load();\n"},
        {"docs/metrics.md", "`water-use`\n"},
        {"docs/rules.md", "Breaker load\n"},
        {"views/live/feed.h", kTop + "#include \"analytics/engine/service.h\"\n"},
        {"views/palette/list.h",
         kTop + "#include <QAbstractItemModel>\nQVariant data(QAbstractItemModel*);\n"},
        {"app/cli/verbs.h", kTop + "#include <QCoreApplication>\n"},
    };
}

std::string longText(std::size_t lines) {
    std::string text = kTop;
    for (std::size_t i = 1; i < lines; ++i)
        text += "\n";
    return text;
}

std::vector<Case> plantedIncludes() {
    return {
        {"a model that knows the views",
         "layer",
         {{"model/site/a.h", kOpening + "#include \"views/x.h\"\n"}}},
        {"an include beside the file", "layer", {{"model/site/a.h", kOpening + "#include \"snapshot.h\"\n"}}},
        {"base that knows the site",
         "layer",
         {{"model/base/a.h", kOpening + "#include \"model/site/snapshot.h\"\n"}}},
        {"topology that edits",
         "layer",
         {{"model/topology/a.h", kOpening + "#include \"model/edit/edit.h\"\n"}}},
        {"a view that reads a metric",
         "layer",
         {{"views/kpi/a.h", kTop + "#include \"analytics/metrics/water_use.h\"\n"}}},
        {"a view that runs the engine",
         "layer",
         {{"views/kpi/a.h", kTop + "#include \"analytics/engine/service.h\"\n"}}},
        {"a metric that sees the snapshot",
         "layer",
         {{"analytics/metrics/a.h", kOpening + "#include \"model/site/snapshot.h\"\n"}}},
        {"a rule that sees the snapshot",
         "layer",
         {{"analytics/rules/a.h", kOpening + "#include \"model/site/snapshot.h\"\n"}}},
        {"analytics that saves files",
         "layer",
         {{"analytics/engine/a.h", kOpening + "#include \"model/storage/codec.h\"\n"}}},
        {"a metric that asks for the snapshot",
         "layer",
         {{"analytics/metrics/a.h", kOpening + "double f(const Snapshot& s);\n"}}},
        {"a view that reads the report",
         "",
         {{"views/kpi/a.h", kTop + "#include \"analytics/report_text.h\"\n"}}},
        {"an exporter that reads a metric",
         "layer",
         {{"app/export/a.h", kTop + "#include \"analytics/metrics/water_use.h\"\n"}}},
        {"a verb that opens a view", "layer", {{"app/cli/a.h", kTop + "#include \"views/kpi/a.h\"\n"}}},
        {"Qt in the model", "qt", {{"model/base/a.h", kOpening + "#include <QString>\n"}}},
        {"Qt in analytics, by module",
         "qt",
         {{"analytics/engine/a.h", kOpening + "#include <QtCore/QHash>\n"}}},
        {"widgets in the document", "qt", {{"model/document/a.h", kOpening + "#include <QWidget>\n"}}},
        {"an image in the command line", "qt", {{"app/cli/a.h", kTop + "#include <QImage>\n"}}},
        {"two folders that need each other",
         "cycle",
         {{"views/hall/a.h", kTop + "#include \"views/canvas/a.h\"\n"},
          {"views/canvas/a.h", kTop + "#include \"views/hall/a.h\"\n"}}},
        {"an include that is only a comment",
         "",
         {{"model/base/a.h", kOpening + "// #include \"views/x.h\"\n"}}},
    };
}

std::vector<Case> plantedRegistries() {
    return {
        {"a metric that is not listed", "registry", {{"analytics/metrics/x.cpp", kMetric}}},
        {"a metric that is only included",
         "registry",
         {{"analytics/metrics/x.cpp", kMetric},
          {"analytics/metrics/metrics.cpp", kTop + "#include \"analytics/metrics/x.h\"\nint waterUse();\n"}}},
        {"a rule that is not listed", "registry", {{"analytics/rules/x.cpp", kTop}}},
        {"a generator that is not listed",
         "registry",
         {{"model/topology/generators.cpp", kTop + "int other();\n"}}},
        {"a metric that is not documented", "document", {{"docs/metrics.md", "nothing\n"}}},
        {"a rule that is not documented", "document", {{"docs/rules.md", "nothing\n"}}},
        {"a unit that nobody builds", "built", {{"analytics/engine/forgotten.cpp", kTop}}},
    };
}

std::vector<Case> plantedWords() {
    return {
        {"QVariant in a plain view", "word", {{"views/kpi/a.h", kTop + "QVariant value();\n"}}},
        {"a singleton", "word", {{"views/kpi/a.h", kTop + "class A { static A& instance(); };\n"}}},
        {"iostream", "word", {{"app/cli/a.h", kTop + "#include <iostream>\n"}}},
        {"std::views", "word", {{"model/base/a.h", kOpening + "auto x = std::views::iota(1);\n"}}},
        {"the whole of std", "word", {{"model/base/a.h", kOpening + "using namespace std;\n"}}},
        {"a macro", "word", {{"model/base/a.h", kOpening + "#define A 1\n"}}},
        {"a banned word in a comment only", "", {{"model/base/a.h", kOpening + "// no QVariant here\n"}}},
        {"unfinished work", "unfinished", {{"model/base/a.h", kOpening + "// TODO later\n"}}},
        {"work that is not there", "unfinished", {{"app/cli/a.h", kTop + "auto s = \"Not implemented\";\n"}}},
        {"a hint text of Qt", "", {{"views/kpi/a.h", kTop + "void f() { setPlaceholderText({}); }\n"}}},
        {"a path of a machine", "path", {{"app/cli/a.h", kTop + "auto s = \"/home/somebody/x\";\n"}}},
        {"a long file", "size", {{"model/base/id.cpp", longText(501)}}},
        {"a file just short enough", "", {{"model/base/id.cpp", longText(500)}}},
        {"a source without licence", "licence", {{"model/base/id.cpp", "int a;\n"}}},
        {"a build file without licence", "licence", {{"views/CMakeLists.txt", "add_library(a)\n"}}},
        {"a script without licence", "licence", {{"packaging/run", "#!/bin/bash\nset -e\n"}}},
        {"a header without comment", "comment", {{"model/base/a.h", kTop + "// One line.\n#pragma once\n"}}},
        {"a metric without formula", "metric", {{"analytics/metrics/water_use.cpp", kTop + "// Unit: W.\n"}}},
    };
}

void write(const fs::path& root, const std::vector<Text>& files) {
    for (const Text& file : files) {
        fs::create_directories((root / file.path).parent_path());
        std::ofstream(root / file.path, std::ios::binary) << file.text;
    }
}

// Whether the case turns out as expected; says so when not.
bool runs(const fs::path& root, const Case& planted) {
    fs::remove_all(root);
    write(root, cleanTree());
    write(root, planted.files);
    Violations found = checkAll(readTree(root));
    found.erase(std::remove_if(found.begin(), found.end(), [](const Violation& v) { return v.warning; }),
                found.end());
    const bool hit = std::any_of(found.begin(), found.end(), [&](const Violation& v) {
        return v.rule == planted.rule && !v.message.empty();
    });
    if (planted.rule.empty() ? found.empty() : hit) return true;
    std::printf("FAIL %s: expected [%s], got", planted.name.c_str(), planted.rule.c_str());
    for (const Violation& v : found)
        std::printf(" [%s] %s: %s;", v.rule.c_str(), v.path.c_str(), v.message.c_str());
    std::printf("\n");
    return false;
}

}  // namespace

int main() {
    const fs::path root =
        fs::temp_directory_path() / ("rackloom-architecture-" + std::to_string(std::random_device{}()));
    std::vector<Case> cases{{"a clean tree", "", {}}};
    for (auto& group : {plantedIncludes(), plantedRegistries(), plantedWords()})
        cases.insert(cases.end(), group.begin(), group.end());
    std::size_t failures = 0;
    for (const Case& planted : cases)
        failures += runs(root, planted) ? 0 : 1;
    fs::remove_all(root);
    std::printf("%zu planted cases, %zu wrong\n", cases.size(), failures);
    return failures == 0 ? 0 : 1;
}
