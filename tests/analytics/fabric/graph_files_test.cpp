// SPDX-License-Identifier: GPL-3.0-or-later
// Graphs read from text: what each format means, and what bad text is told.
#include "analytics/fabric/bisection.h"
#include "analytics/graph_files/graph_file.h"

#include <QtTest>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

Result<GraphFile> read(const std::string& text, std::optional<GraphFormat> format = {}) {
    return readGraph(text, "text", format);
}

/// Upper bound in Gb/s, or -1 with a warning.
double bisectionOf(const std::string& text) {
    const Result<GraphFile> file = read(text);
    if (!file) {
        qWarning("%s", file.error().text().c_str());
        return -1;
    }
    const Bisection cut = bisect(file.value().graph);
    return cut.exact() ? static_cast<double>(cut.upper) / static_cast<double>(file.value().capacityScale)
                       : -2;
}

QString errorOf(const std::string& text, std::optional<GraphFormat> format = {}) {
    const Result<GraphFile> file = read(text, format);
    return file ? QStringLiteral("no error") : QString::fromStdString(file.error().text());
}

constexpr const char* kGraphMl =
    "<?xml version=\"1.0\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
    "  <key id=\"w\" for=\"node\" attr.name=\"weight\" attr.type=\"int\"><default>0</default></key>\n"
    "  <key id=\"c\" for=\"edge\" attr.name=\"gbps\" attr.type=\"double\"/>\n"
    "  <graph id=\"G\" edgedefault=\"undirected\">\n"
    "    <node id=\"h0\"><data key=\"w\">1</data></node><node id=\"h1\"><data key=\"w\">1</data></node><node "
    "id=\"leaf0\"/>\n"
    "    <edge source=\"h0\" target=\"leaf0\"><data key=\"c\">400</data></edge>\n"
    "    <edge source=\"h1\" target=\"leaf0\"><data key=\"c\">400</data></edge>\n"
    "  </graph>\n"
    "</graphml>";

}  // namespace

class GraphFilesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void formatsAreToldApart() {
        QCOMPARE(int(detectGraphFormat("n=2|e=0-1:3")), int(GraphFormat::GraphString));
        QCOMPARE(int(detectGraphFormat("# note\na b 3\n")), int(GraphFormat::EdgeList));
        QCOMPARE(int(detectGraphFormat("/* x */ strict graph \"a b\" { a -- b }")), int(GraphFormat::Dot));
        QCOMPARE(int(detectGraphFormat("Digraph{a->b}")), int(GraphFormat::Dot));
        QCOMPARE(int(detectGraphFormat("graph leaf 3\ngraph spine 4\n")), int(GraphFormat::EdgeList));
        QCOMPARE(int(detectGraphFormat("\n<graphml/>")), int(GraphFormat::GraphMl));
    }

    void theGraphStringKeepsWeightsAndCapacities() {
        QCOMPARE(bisectionOf("n=3|w=1,1,0|e=0-2:400,1-2:400"), 400.0);
        QCOMPARE(bisectionOf("n=4|e=0-1:1,1-2:1,2-3:1,3-0:1"), 2.0);
        QCOMPARE(bisectionOf("n=4|w=3,1,1,1|e=0-1:1,1-2:1,2-3:1"), 1.0);
        QCOMPARE(bisectionOf(" n=2 | e=0-1:2,0-1:3 \n"), 5.0);
    }

    void edgeListsTakeNamesCommentsAndWeights() {
        const std::string text = "# two hosts\nh0 leaf 12.5\nh1\tleaf\t12.5 # access\n\n@ h0 1\n@ h1 1\n";
        QCOMPARE(bisectionOf(text), 12.5);
        QCOMPARE(bisectionOf("a,b\nb,c\nc,d\n"), 1.0);
        QCOMPARE(bisectionOf("a b 0.25\na b 0.5\n"), 0.75);
        const auto file = read("lonely\na b\n");
        QCOMPARE(file.value().graph.vertexCount(), 3u);
        QCOMPARE(QString::fromStdString(file.value().names[0]), QStringLiteral("lonely"));
    }

    void dotExpandsChainsSubgraphsAndDefaults() {
        const std::string text = "graph fabric {\n"
                                 "            // hosts weigh one each, switches nothing\n"
                                 "            edge [gbps=400]\n"
                                 "            subgraph cluster_h { node [weight=1] \"h0\" \"h\\\"1\" }\n"
                                 "            { \"h0\":p1:n \"h\\\"1\" } -- leaf0\n"
                                 "            leaf0 -- spine0 -- leaf1 [gbps=800, label=<a <b>x</b>>];\n"
                                 "            h2 [weight=1]; h3 [weight=1]\n"
                                 "            leaf1 -- { h2 h3 }\n"
                                 "        }";
        const auto file = read(text);
        QVERIFY2(file.ok(), file ? "" : file.error().text().c_str());
        QCOMPARE(file.value().graph.links.size(), std::size_t{6});
        QCOMPARE(bisectionOf(text), 800.0);
        QCOMPARE(
            bisectionOf(
                "graph { \"leaf0\" [tier=1]; \"spine0\" [tier=2]; {\"h0\" \"h1\"} -- \"leaf0\" [gbps=400];\n"
                "            \"leaf0\" -- \"spine0\" [gbps=800]; }"),
            400.0);
        QCOMPARE(bisectionOf("digraph { a -> b [gbps=3]; b -> a [gbps=3] }"), 3.0);
        QCOMPARE(bisectionOf("graph { a -- b [gbps=3]; b -- a [gbps=4] }"), 7.0);
        QCOMPARE(bisectionOf("strict graph { a -- b [gbps=3]; b -- a [gbps=4] }"), 4.0);
        QCOMPARE(bisectionOf("graph { rankdir=LR; a -- b -- c -- d -- a }"), 2.0);
    }

    void graphMlTakesKeysAndDefaults() {
        QCOMPARE(bisectionOf(kGraphMl), 400.0);
        QCOMPARE(bisectionOf(
                     "<g:graphml xmlns:g='x'><g:graph edgedefault='undirected'><g:node id='a'/>"
                     "<g:node id='&lt;b&#62;'/><g:edge source='a' target='&lt;b>'/></g:graph></g:graphml>"),
                 1.0);
    }

    void loopsAndEmptyLinksAreLeftOutWithANote() {
        const auto file = read("a a 5\na b 1\nb c 0\nc a 2\n");
        QCOMPARE(file.value().graph.links.size(), std::size_t{2});
        QStringList notes;
        for (const std::string& note : file.value().notes)
            notes << QString::fromStdString(note);
        QVERIFY2(notes.join(QLatin1Char('|')).contains(QStringLiteral("self loop")),
                 qPrintable(notes.join('|')));
        QVERIFY(notes.join(QLatin1Char('|')).contains(QStringLiteral("capacity 0")));
    }

    void smallNumbersKeepTheirDigits() {
        const auto file = read("a b 0.0000001234567\nb c 2\n");
        QVERIFY(file.ok());
        QCOMPARE(file.value().graph.links.size(), std::size_t{2});
        const double scale = static_cast<double>(file.value().capacityScale);
        QCOMPARE(static_cast<double>(file.value().graph.links[0].capacity) / scale, 1.23457e-7);
        QCOMPARE(static_cast<double>(file.value().graph.links[1].capacity) / scale, 2.0);
    }

    void dotTakesExponentsWithoutQuotes() {
        const auto file = read("graph { a -- b [gbps=2.5e-01] b -- c [gbps=1E+2,color=red] c -- 1e }");
        QVERIFY2(file.ok(), file ? "" : file.error().text().c_str());
        const auto& links = file.value().graph.links;
        const double scale = static_cast<double>(file.value().capacityScale);
        QCOMPARE(links.size(), std::size_t{3});
        QCOMPARE(static_cast<double>(links[0].capacity) / scale, 0.25);
        QCOMPARE(static_cast<double>(links[1].capacity) / scale, 100.0);
    }

    void badTextIsRefusedWithItsPlace_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* text, const char* says) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(says);
        };
        row("negative", "a b 1\nc d -4\n", "line 2: \"-4\" is negative");
        row("not a number", "a b nan\n", "line 1");
        row("infinite", "a b inf\n", "not a finite number");
        row("huge", "a b 1e300\n", "2^53");
        row("too small", "a b 3\nb c 1e-40\n", "line 2: a capacity above 0 has no digit");
        row("too far apart", "a b 1e-12\nb c 1e9\n", "too far apart");
        row("endpoint of no weight", "@ a 1e-30\na b 1\n", "line 1: a weight above 0");
        row("huge together", "a b 9007199254740000\nb c 900719925474000\n", "line 2");
        row("words", "a b 3 4 5\n", "line 1");
        row("string node", "n=2|e=0-2:1", "link 1");
        row("string loop ends", "n=2|e=0-1:1,", "no error");
        row("string capacity", "n=2|e=0-1:-1", "negative");
        row("string count", "n=99999999999|e=", "not a number of nodes");
        row("string many", "n=999999999|e=", "more than");
        row("string weights", "n=3|w=1,1|e=0-1:1", "2 weights");
        row("string part", "n=3|q=1", "unknown");
        row("dot open", "graph { a -- b", "\"}\" is expected");
        row("dot arrow", "graph { a -> b }", "joins nodes by");
        row("dot capacity", "graph {\n a -- b [gbps=x] }", "line 2");
        row("dot quote", "graph { \"a -- b }", "does not end");
        row("xml entity", "<!DOCTYPE x [<!ENTITY a 'b'>]><graphml/>", "document types");
        row("xml hyperedge", "<graphml><graph><hyperedge/></graph></graphml>", "hyperedges");
        row("xml nested", "<graphml><graph><node id='a'><graph/></node></graph></graphml>", "inside nodes");
        row("xml missing node",
            "<graphml><graph><node id='a'/><edge source='a' target='b'/></graph></graphml>", "not there");
        row("xml other", "<html></html>", "not GraphML");
        row("uneven", "digraph { a -> b [gbps=3]; b -> a [gbps=4] }", "different capacities");
        row("empty", "  \n# only this\n", "nothing to read");
    }

    void badTextIsRefusedWithItsPlace() {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const QString error = errorOf(text.toStdString());
        QVERIFY2(error.contains(says), qPrintable(error));
    }

    void deepAndWideTextsStayWithinBounds() {
        std::string deep = "graph {";
        for (int i = 0; i < 5000; ++i)
            deep += "{";
        QVERIFY(errorOf(deep).contains(QStringLiteral("nested")));
        GraphLimits limits;
        limits.vertices = 100;
        limits.links = 50;
        std::string wide = "graph { {";
        for (int i = 0; i < 40; ++i)
            wide += " a" + std::to_string(i);
        wide += "} -- { b0 b1 } }";
        QVERIFY(!readGraph(wide, "text", {}, limits).ok());
        std::string many;
        for (int i = 0; i < 200; ++i)
            many += std::to_string(i) + "\n";
        QVERIFY(!readGraph(many, "text", {}, limits).ok());
        limits.bytes = 10;
        QVERIFY(!readGraph("a b 1\nc d 1\n", "text", {}, limits).ok());
    }

    void anyCutTextIsReadOrRefused() {
        const std::string whole[] = {kGraphMl,
                                     "graph g { a:p -- {b; c} [gbps=\"4\"] /* x */ d [weight=1,tier=2] }",
                                     "n=4|w=1,1,0,0|e=0-2:4,1-2:4,2-3:1", "a b 3\n@ c 4\n"};
        for (const std::string& text : whole)
            for (std::size_t n = 0; n <= text.size(); ++n) {
                const auto file = read(text.substr(0, n));
                if (!file) QVERIFY(!file.error().reason.empty());
            }
    }
};

QTEST_APPLESS_MAIN(GraphFilesTest)
#include "graph_files_test.moc"
