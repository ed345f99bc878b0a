// SPDX-License-Identifier: GPL-3.0-or-later
// Files that somebody or something broke: each must give a clear error with its line, and never a crash.
#include "model/storage/design_file.h"
#include "model/storage/json_text.h"
#include "tests/support/random_design.h"

#include <QFile>
#include <QRegularExpression>
#include <QtTest>

using namespace rackloom;
using namespace rackloom::model;

namespace {

std::string sampleText() {
    QFile file(QStringLiteral(RACKLOOM_TEST_DATA "/format/v1.rackloom"));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// Empty when the text loads or is refused with file, line, reason; else what is wrong with the refusal.
std::string unclear(const std::string& text) {
    const Result<Snapshot> read = decodeDesign(text, "d.rackloom");
    if (read) return {};
    static const QRegularExpression kPlace(QStringLiteral("^d\\.rackloom:[1-9][0-9]*"));
    if (!kPlace.match(QString::fromStdString(read.error().place)).hasMatch())
        return "no line: " + read.error().text();
    return read.error().reason.empty() ? "no reason" : std::string();
}

bool isRefused(const std::string& text) {
    return !decodeDesign(text, "d.rackloom").ok();
}

struct Token {
    std::size_t begin = 0, end = 0;
    bool isKey = false;
};

/// Strings, numbers and literals of valid JSON text.
std::vector<Token> tokensOf(const std::string& text) {
    std::vector<Token> out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t from = i;
        if (text[i] == '"') {
            for (++i; text[i] != '"'; ++i)
                i += text[i] == '\\' ? 1 : 0;
            ++i;
            out.push_back({from, i, text[i] == ':'});
        } else if (std::string_view("+-.0123456789truefalsn").find(text[i]) != std::string_view::npos) {
            i = text.find_first_of(",]} \n", i);
            out.push_back({from, i, false});
        } else {
            ++i;
        }
    }
    return out;
}

std::string replaced(const std::string& text, const Token& token, std::string_view by) {
    return text.substr(0, token.begin) + std::string(by) + text.substr(token.end);
}

std::string withReplaced(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    return at == std::string::npos ? std::string() : text.replace(at, from.size(), to);
}

}  // namespace

class HostileFilesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mistakesAreExplained_data();
    void mistakesAreExplained();
    void everyTruncationIsRefused();
    void everyUnknownKeyIsRefused();
    void everyValueOfTheWrongTypeIsSurvived();
    void everyMissingLineIsSurvived();
    void randomDamageIsSurvived();
    void damagedRandomDesignsAreSurvived();
    void hugeFilesAreSurvived();
};

void HostileFilesTest::mistakesAreExplained_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const char* from, const char* to, const char* error) {
        QTest::newRow(name) << QString::fromUtf8(from) << QString::fromUtf8(to) << QString::fromUtf8(error);
    };
    const char* const a2 = "d.rackloom:47, rack 1 \"A2\"";
    row("misspelt key", "\"A2\", \"hall\"", "\"A2\", \"hal\"",
        qPrintable(QString(a2) + ": unknown key \"hal\". Did you mean \"hall\"?"));
    row("missing key", "\"A2\", \"hall\": 0, ", "\"A2\", ",
        qPrintable(QString(a2) + ": the key \"hall\" is missing. Add it"));
    row("text for a number", "\"mfu\": 0.35", "\"mfu\": \"0.35\"",
        "d.rackloom:73, job 3 \"Training\", mfu: expected a number, found text");
    row("number for text", "\"name\": \"A2\"", "\"name\": 2",
        "d.rackloom:47, rack 1, name: expected text, found a number");
    row("fraction for an id", "\"feed_a\": 0, \"liquid_loop\": 0}\n]", "\"feed_a\": 0.5}\n]",
        qPrintable(QString(a2) + ", feed_a: expected a whole number from 0 to 16777215, found 0.5"));
    row("huge id", "{\"id\": 1, \"name\": \"A2\"", "{\"id\": 4294967295, \"name\": \"A2\"",
        "d.rackloom:47, rack 4294967295 \"A2\", id: expected a whole number from 0 to 16777215, found "
        "4294967295");
    row("same id twice", "{\"id\": 1, \"name\": \"A2\"", "{\"id\": 0, \"name\": \"A2\"",
        "d.rackloom:47, rack 0 \"A2\": line 46 already has this id. Give one of the two rows an id of its "
        "own");
    row("unknown word", "\"policy\": \"single\"", "\"policy\": \"double\"",
        "d.rackloom:64, power node 0 \"Grid\", policy: unknown word \"double\". Use one of: single, share, "
        "transfer");
    row("turned askew", "\"rotation_deg\": 180", "\"rotation_deg\": 45",
        qPrintable(QString(a2) + ", rotation_deg: a rotation of 45 is not possible. Use 0, 90, 180 or 270"));
    row("half a position", "[1800, 600]", "[1800]",
        qPrintable(QString(a2) + ", position_mm: expected a list of 2 numbers"));
    row("no such hall", "\"A2\", \"hall\": 0", "\"A2\", \"hall\": 9",
        "d.rackloom:47, rack A2: it stands in a hall");
    row("no such design", "\"design\": 0, \"position_mm\": [1800", "\"design\": 7, \"position_mm\": [1800",
        "d.rackloom:47, rack A2: its rack design does not exist");
    row("no such feed", "\"feed_a\": 0, \"liquid_loop\": 0}\n]", "\"feed_a\": 8}\n]",
        "d.rackloom:47, rack A2: it is fed from a power node that does not exist");
    row("no such slot", "\"slot\": 3", "\"slot\": 8",
        "d.rackloom:50, rack A2, slot 8: the deviation belongs to");
    row("no such component", "\"type\": \"gpu\"", "\"type\": \"tpu\"",
        "d.rackloom:11, device type tray: its component tpu is not in the design");
    row("contains itself", "\"type\": \"gpu\"", "\"type\": \"tray\"",
        "d.rackloom:11, device type tray: it contains itself");
    row("feeds itself", "\"count\": 1, \"placement\"", "\"parents\": [0], \"count\": 1, \"placement\"",
        "d.rackloom:64, power node Grid: it is fed from");
    row("cooled by itself", "\"redundant\": 1", "\"plant\": [0], \"redundant\": 1",
        "d.rackloom:70, cooling unit CDU 1: its plant names");
    row("no such kind", "\"kind\": \"utility\"", "\"kind\": \"fusion\"",
        "d.rackloom:22, device type grid: \"fusion\" is");
    row("kind without its part", "\"kind\": \"utility\"", "\"kind\": \"ups\"",
        "d.rackloom:22, device type grid: a ups must state conversion. Add it");
    row("negative mass", "\"value\": 1600", "\"value\": -1600",
        "d.rackloom:8, device type cabinet: its figure enclosure.max_mass is out of range");
    row("too hot", "\"supply_c\": 30.5", "\"supply_c\": 3e9",
        "d.rackloom:67, cooling loop TCS: its supply temperature");
    row("overflow in SI", "\"value\": 1.86e+11", "\"value\": 1.5e+308",
        "d.rackloom:19, device type 3 \"GPU\", compute, memory_usable_bytes, value: 1.5e+308 is too large");
    row("figure without a value", "{\"value\": 600, \"source\"", "{\"source\"",
        "d.rackloom:9, device type 0 \"Cabinet\", form, width_mm: unknown key");
    row("bad grade", "\"grade\": \"relayed\"", "\"grade\": \"heard\"",
        "d.rackloom:15, device type 2 \"Tray\", power, provisioned_w, grade: unknown word \"heard\"");
    row("scattered rows", "{\"id\": 0, \"name\": \"A\", \"hall\": 0}",
        "{\"id\": 0, \"name\": \"A\", \"hall\": 0},", "d.rackloom:44: this is not valid JSON");
    row("endless floor", "[12000, 8000]", "[12000, 2147483648]",
        "d.rackloom:40, hall 0 \"Hall 1\", size_mm: expected");
    row("assumption nobody knows", "\"id\": \"cable.slack\"", "\"id\": \"cable.slick\"",
        "d.rackloom:4, assumption cable.slick: there is no such assumption");
    row("ports that are not there", "\"a\": [0, 1, 1]", "\"a\": [0, 1, 77]", "d.rackloom:61, cable number 0");
    row("cable to itself", "\"b\": [1, 1, 1]", "\"b\": [0, 1, 1]", "d.rackloom:61, cable number 0");
    row("list for an object", "\"site\": {", "\"site\": [], \"sight\": {",
        "d.rackloom:2, site: expected an object");
    row("not a design at all", "{\"format\": 1,", "{\"form\": 1,",
        "d.rackloom:1: this is no Rackloom design");
}

void HostileFilesTest::mistakesAreExplained() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, error);
    const std::string text = withReplaced(sampleText(), from.toStdString(), to.toStdString());
    QVERIFY2(!text.empty(), "the sample no longer holds the text to be broken");
    const Result<Snapshot> read = decodeDesign(text, "d.rackloom");
    QVERIFY(!read.ok());
    const QString got = QString::fromStdString(read.error().text());
    QVERIFY2(got.startsWith(error), qPrintable(got));
}

void HostileFilesTest::everyTruncationIsRefused() {
    const std::string text = sampleText();
    int cases = 0;
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        if (std::string_view("{}[],:\"").find(text[i]) == std::string_view::npos) continue;
        for (const std::size_t length : {i, i + 1}) {
            const std::string cut = text.substr(0, length);
            QVERIFY2(isRefused(cut), cut.c_str());
            const std::string problem = unclear(cut);
            QVERIFY2(problem.empty(), problem.c_str());
            ++cases;
        }
    }
    QVERIFY(cases > 1000);
}

void HostileFilesTest::everyUnknownKeyIsRefused() {
    const std::string text = sampleText();
    for (const Token& token : tokensOf(text)) {
        if (!token.isKey) continue;
        const std::string key = text.substr(token.begin, token.end - token.begin);
        if (key == "\"spines\"" || key == "\"power.facility\"") continue;  // names chosen by the user
        const std::string broken = replaced(text, token, key.substr(0, key.size() - 1) + "_x\"");
        QVERIFY2(isRefused(broken), key.c_str());
        const std::string problem = unclear(broken);
        QVERIFY2(problem.empty(), problem.c_str());
    }
}

void HostileFilesTest::everyValueOfTheWrongTypeIsSurvived() {
    const std::string text = sampleText();
    const std::string_view values[] = {"null",  "true",       "\"x\"",      "[]",    "{}",
                                       "-1",    "0.5",        "1e308",      "1e999", "NaN",
                                       "[[1]]", "2147483648", "4294967295", "\"\""};
    int refused = 0;
    for (const Token& token : tokensOf(text)) {
        if (token.isKey) continue;
        for (const std::string_view value : values) {
            const std::string broken = replaced(text, token, value);
            const std::string problem = unclear(broken);
            QVERIFY2(problem.empty(), (problem + " after " + broken.substr(token.begin, 60)).c_str());
            refused += isRefused(broken) ? 1 : 0;
        }
    }
    QVERIFY(refused > 2000);
}

void HostileFilesTest::everyMissingLineIsSurvived() {
    const std::string text = sampleText();
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = text.find('\n', from) + 1;
        const std::string problem = unclear(text.substr(0, from) + text.substr(end));
        QVERIFY2(problem.empty(), problem.c_str());
        from = end;
    }
}

void HostileFilesTest::randomDamageIsSurvived() {
    const std::string text = sampleText();
    test::Choice choice(99);
    for (int i = 0; i < 1500; ++i) {
        std::string broken = text;
        for (int n = choice.between(1, 3); n > 0; --n)
            broken[choice.bits() % broken.size()] = static_cast<char>(choice.bits());
        const std::string problem = unclear(broken);
        QVERIFY2(problem.empty(), (problem + " in round " + std::to_string(i)).c_str());
    }
}

void HostileFilesTest::damagedRandomDesignsAreSurvived() {
    test::Choice choice(7);
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        const std::string text = encodeDesign(test::randomDesign(seed, 3));
        const std::vector<Token> tokens = tokensOf(text);
        const Token& from = tokens[choice.bits() % tokens.size()];
        const Token& to = tokens[choice.bits() % tokens.size()];
        const std::string problem =
            unclear(replaced(text, to, text.substr(from.begin, from.end - from.begin)));
        QVERIFY2(problem.empty(), (problem + " with seed " + std::to_string(seed)).c_str());
    }
}

void HostileFilesTest::hugeFilesAreSurvived() {
    const std::string head = "{\"format\": 1, \"site\": {\"name\": \"x\"},\n";
#ifdef NDEBUG
    constexpr std::size_t kLine = 100'000'000;
#else
    constexpr std::size_t kLine = 5'000'000;  // unoptimised and instrumented programs are slow
#endif
    const auto error = [](const std::string& text) {
        return decodeDesign(text, "d.rackloom").error().text();
    };
    QVERIFY(error(head + "\"" + std::string(kLine, 'k') + "\": 1}")
                .starts_with("d.rackloom:2: unknown key \"kkk"));
    QVERIFY(error(head + "\"racks\": " + std::string(kLine, '7') + "}")
                .starts_with("d.rackloom:2: the number 777"));
    QVERIFY(error(head + "\"racks\": " + std::string(kLine, '[')).find("nested more than") !=
            std::string::npos);
    QVERIFY(error(std::string(kLine, '\n')).starts_with("d.rackloom:" + std::to_string(kLine) + ": "));

    std::string many = head + "\"racks\": [0";
    for (int i = 0; i < 300'000; ++i)
        many += ",0";
    QVERIFY(error(many + "]}").find("rack: expected an object, found a number") != std::string::npos);

    std::string keys = head + "\"budgets\": {\"k0\": 0";
    for (int i = 1; i < 50'000; ++i)
        keys += ",\"k" + std::to_string(i) + "\": 0";
    QVERIFY(error(keys + ",\"k7\": 1}}").find("\"k7\" appears twice") != std::string::npos);

    std::string scattered = head + "\"racks\": [";
    for (int i = 0; i < 65'000; ++i)
        scattered += (i == 0 ? "" : ",\n") + std::string("{\"id\": ") + std::to_string(i * 256) + "}";
    QVERIFY(error(scattered + "]}").starts_with("d.rackloom:2, racks: the ids are scattered so widely"));
}

QTEST_GUILESS_MAIN(HostileFilesTest)
#include "hostile_files_test.moc"
