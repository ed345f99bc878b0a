// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace rackloom::architecture {

namespace {

constexpr std::array<std::string_view, 4> kLayers{"model", "analytics", "views", "app"};

// What a folder may include beside itself; the layers above and below are judged first.
struct FolderRule {
    std::string_view folder;
    std::vector<std::string_view> may;
};

const std::vector<FolderRule>& folderRules() {
    static const std::vector<FolderRule> kRules{
        {"model/base", {}},
        {"model/catalog", {"model/base"}},
        {"model/site", {"model/base", "model/catalog"}},
        {"model/edit", {"model/base", "model/catalog", "model/site", "model/topology"}},
        {"model/topology", {"model/base", "model/catalog", "model/site"}},
        {"model/exchange", {"model/base", "model/catalog", "model/site", "model/topology"}},
        {"model/templates", {"model/base", "model/catalog", "model/site", "model/edit", "model/topology"}},
        {"model/storage",
         {"model/base", "model/catalog", "model/site", "model/edit", "model/topology", "model/templates"}},
    };
    return kRules;
}

bool liesIn(std::string_view path, std::string_view folder) {
    return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

bool liesInAny(std::string_view path, const std::vector<std::string_view>& folders) {
    return std::any_of(folders.begin(), folders.end(), [&](auto folder) { return liesIn(path, folder); });
}

// analytics/report.h, analytics/report_text.h and what lies in analytics/report/.
bool isReport(std::string_view target) {
    return target.starts_with("analytics/report");
}

// Formulae get their numbers from inputs, so that the engine knows what they read.
bool calculates(const SourceFile& file) {
    return file.layer() == "analytics" && file.folder() != "analytics" &&
           file.folder() != "analytics/inputs" && file.folder() != "analytics/engine";
}

std::ptrdiff_t levelOf(std::string_view path) {
    const auto it = std::find(kLayers.begin(), kLayers.end(), path.substr(0, path.find('/')));
    return it == kLayers.end() ? -1 : it - kLayers.begin();
}

bool isGenerated(std::string_view target) {
    return target.ends_with(".moc") || target.starts_with("moc_");
}

// Empty when the include is allowed.
std::string refusal(const SourceFile& file, std::string_view target) {
    const std::string_view folder = file.folder();
    if (levelOf(target) < 0) return "is not written from the root of the repository";
    if (levelOf(target) > levelOf(file.path))
        return "points up; dependencies go app, views, analytics, model";
    for (const FolderRule& rule : folderRules())
        if (rule.folder == folder && !liesIn(target, folder) && !liesInAny(target, rule.may))
            return "is outside what " + std::string(folder) + " may use";

    const bool toAnalytics = liesIn(target, "analytics");
    if (liesIn(file.path, "views") && toAnalytics && !isReport(target)) {
        const bool allowed = folder == "views/live" && target == "analytics/engine/service.h";
        if (!allowed) return "reaches past analytics/report.h";
    }
    if (folder == "app/export" && toAnalytics && !isReport(target)) return "reaches past analytics/report.h";
    if ((folder == "app/export" || folder == "app/cli") && liesInAny(target, {"views", "app/gui"}))
        return "drags widgets into the command line";
    if (liesIn(file.path, "analytics")) {
        if (liesInAny(target, {"model/storage", "model/document"})) return "brings Qt into analytics";
        if (target == "model/site/snapshot.h" && calculates(file)) return "is for analytics/inputs alone";
    }
    return {};
}

bool isQt(std::string_view target) {
    return target.size() > 1 && target[0] == 'Q' &&
           ((target[1] >= 'A' && target[1] <= 'Z') || target[1] == 't');
}

bool isQtCore(std::string_view target) {
    static const std::set<std::string_view> kHeaders{"QAbstractEventDispatcher",
                                                     "QBuffer",
                                                     "QByteArray",
                                                     "QByteArrayView",
                                                     "QChar",
                                                     "QCollator",
                                                     "QCoreApplication",
                                                     "QCryptographicHash",
                                                     "QDataStream",
                                                     "QDate",
                                                     "QDateTime",
                                                     "QDebug",
                                                     "QDir",
                                                     "QDirIterator",
                                                     "QElapsedTimer",
                                                     "QEvent",
                                                     "QEventLoop",
                                                     "QFile",
                                                     "QFileDevice",
                                                     "QFileInfo",
                                                     "QFileSystemWatcher",
                                                     "QFlags",
                                                     "QHash",
                                                     "QIODevice",
                                                     "QJsonArray",
                                                     "QJsonDocument",
                                                     "QJsonObject",
                                                     "QJsonParseError",
                                                     "QJsonValue",
                                                     "QLatin1String",
                                                     "QLatin1StringView",
                                                     "QLibraryInfo",
                                                     "QLineF",
                                                     "QList",
                                                     "QLocale",
                                                     "QLockFile",
                                                     "QLoggingCategory",
                                                     "QMap",
                                                     "QMarginsF",
                                                     "QMetaEnum",
                                                     "QMetaObject",
                                                     "QMetaType",
                                                     "QMimeDatabase",
                                                     "QMultiHash",
                                                     "QMultiMap",
                                                     "QMutex",
                                                     "QObject",
                                                     "QOperatingSystemVersion",
                                                     "QPoint",
                                                     "QPointF",
                                                     "QPointer",
                                                     "QProcess",
                                                     "QProcessEnvironment",
                                                     "QRect",
                                                     "QRectF",
                                                     "QRegularExpression",
                                                     "QResource",
                                                     "QSaveFile",
                                                     "QScopeGuard",
                                                     "QSet",
                                                     "QSettings",
                                                     "QSharedPointer",
                                                     "QSignalBlocker",
                                                     "QSize",
                                                     "QSizeF",
                                                     "QStandardPaths",
                                                     "QStorageInfo",
                                                     "QString",
                                                     "QStringBuilder",
                                                     "QStringConverter",
                                                     "QStringEncoder",
                                                     "QStringList",
                                                     "QStringView",
                                                     "QSysInfo",
                                                     "QTemporaryDir",
                                                     "QTemporaryFile",
                                                     "QTextStream",
                                                     "QThread",
                                                     "QTime",
                                                     "QTimeZone",
                                                     "QTimer",
                                                     "QTranslator",
                                                     "QUrl",
                                                     "QUuid",
                                                     "QVariant",
                                                     "QVector",
                                                     "QVersionNumber",
                                                     "QXmlStreamReader",
                                                     "QXmlStreamWriter",
                                                     "QtGlobal",
                                                     "QtMath",
                                                     "QtEndian",
                                                     "QtDebug",
                                                     "QtTypes",
                                                     "QtNumeric"};
    return target.starts_with("QtCore/") || target == "QtCore" || kHeaders.contains(target);
}

// One node per folder of a layer; a file directly in a layer is a node of its own.
std::string nodeOf(std::string_view path) {
    const std::size_t first = path.find('/');
    const std::size_t second = path.find('/', first + 1);
    return std::string(path.substr(0, second == std::string_view::npos ? path.rfind('.') : second));
}

struct Edge {
    std::string path;
    std::size_t line = 0;
};

using Graph = std::map<std::string, std::map<std::string, Edge>>;

bool findCycle(const Graph& graph, const std::string& node, std::vector<std::string>& way,
               std::set<std::string>& done) {
    if (std::find(way.begin(), way.end(), node) != way.end()) {
        way.erase(way.begin(), std::find(way.begin(), way.end(), node));
        way.push_back(node);
        return true;
    }
    const auto edges = graph.find(node);
    if (done.contains(node) || edges == graph.end()) return false;
    way.push_back(node);
    for (const auto& [next, edge] : edges->second)
        if (findCycle(graph, next, way, done)) return true;
    way.pop_back();
    done.insert(node);
    return false;
}

}  // namespace

void checkLayers(const Tree& tree, Violations& out) {
    for (const SourceFile& file : tree.files) {
        if (levelOf(file.path) < 0) continue;
        for (const Include& include : file.includes) {
            if (!include.quoted || isGenerated(include.target)) continue;
            const std::string why = refusal(file, include.target);
            if (!why.empty())
                out.push_back({"layer", file.path, include.line, "\"" + include.target + "\" " + why});
        }
        if (!calculates(file)) continue;
        for (std::size_t i = 0; i < file.code.size(); ++i)
            if (findWord(file.code[i], "Snapshot") != std::string::npos)
                out.push_back({"layer", file.path, i + 1, "names the snapshot, which is for inputs alone"});
    }
}

void checkQt(const Tree& tree, Violations& out) {
    static const std::vector<std::string_view> kCoreOnly{"model/storage", "model/document", "app/cli",
                                                         "app/export"};
    for (const SourceFile& file : tree.files) {
        const bool coreOnly = liesInAny(file.path, kCoreOnly);
        const bool none = !coreOnly && liesInAny(file.path, {"model", "analytics"});
        for (const Include& include : file.includes) {
            if (!isQt(include.target)) continue;
            if (none)
                out.push_back(
                    {"qt", file.path, include.line, "<" + include.target + "> in a folder without Qt"});
            else if (coreOnly && !isQtCore(include.target))
                out.push_back({"qt", file.path, include.line,
                               "<" + include.target + "> is not QtCore (or not in the list of layers.cpp)"});
        }
    }
}

void checkCycles(const Tree& tree, Violations& out) {
    Graph graph;
    for (const SourceFile& file : tree.files) {
        if (levelOf(file.path) < 0) continue;
        const std::string from = nodeOf(file.path);
        for (const Include& include : file.includes) {
            if (!include.quoted || levelOf(include.target) < 0) continue;
            const std::string to = nodeOf(include.target);
            if (to != from) graph[from].try_emplace(to, Edge{file.path, include.line});
        }
    }
    std::set<std::string> done;
    for (const auto& [node, edges] : graph) {
        std::vector<std::string> way;
        if (!findCycle(graph, node, way, done)) continue;
        std::string message = "folders include each other: ";
        for (std::size_t i = 0; i < way.size(); ++i)
            message += (i == 0 ? "" : " -> ") + way[i];
        const Edge& edge = graph[way[0]][way[1]];
        out.push_back({"cycle", edge.path, edge.line, message});
        return;
    }
}

}  // namespace rackloom::architecture
