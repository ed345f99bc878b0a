// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/json_text.h"

#include "model/storage/encoder.h"
#include "model/storage/json_writer.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace rackloom;
using namespace rackloom::model;

class JsonTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyValueKnowsItsLine();
    void wrongTextIsRefused_data();
    void wrongTextIsRefused();
    void nestingIsBounded();
    void numbersReadBackToTheSameBits();
    void numbersAreShort();
    void stringsReadBack();
    void unitsCarryTheirNumbersExactly();
    void temperaturesReadBackExactly();
};

void JsonTextTest::everyValueKnowsItsLine() {
    const std::string text = "{\"a\": 1,\n \"b\": [2\n, 3,\n\"x\"\n],\n\n\"c\": {\"d\": true}, \"e\": 4\n}\n";
    const Result<JsonValue> json = parseJson(text, "f");
    QVERIFY(json.ok());
    const JsonValue& root = json.value();
    QCOMPARE(root.line, 1u);
    QCOMPARE(root.find("a")->line, 1u);
    QCOMPARE(root.find("b")->line, 2u);
    const JsonArray& list = *root.find("b")->array();
    QCOMPARE(list[0].line, 2u);
    QCOMPARE(list[1].line, 3u);
    QCOMPARE(list[2].line, 4u);
    QCOMPARE(root.find("c")->find("d")->line, 7u);
    QCOMPARE(root.find("e")->line, 7u);
}

void JsonTextTest::wrongTextIsRefused_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* name, const QByteArray& text, const char* error) {
        QTest::newRow(name) << text << QString::fromUtf8(error);
    };
    row("empty", "", "f:1: the file is empty");
    row("blank", "\n\n", "f:2: the file ends in the middle");
    row("cut", "{\"a\": [1,\n", "f:1: the file ends in the middle");
    row("cut in text", "{\"a\": \"b", "f:1: the file ends in the middle");
    row("twice", "{\"a\": 1,\n\"b\": 2,\n\"a\": 3}", "f:3: the key \"a\" appears twice in one object");
    row("overflow", "[1,\n1e999]", "f:2: the number 1e999 is too large");
    row("nan", "[NaN]", "f:1: this is not valid JSON: unexpected");
    row("infinity", "[-Infinity]", "f:1: this is not valid JSON: unexpected");
    row("latin 1", "[\"caf\xE9\"]", "f:1: the text is not valid UTF-8");
    row("surrogate", "[\"\xED\xA0\x80\"]", "f:1: the text is not valid UTF-8");
    row("bom", "\xEF\xBB\xBF{}", "f:1: the file starts with a byte order mark");
    row("utf-16", QByteArray("\xFF\xFE{\0}\0", 6), "f:1: the file starts with a byte order mark");
    row("line comment", "{} // note", "f:1: comments are not part of JSON");
    row("block comment", "[1, /* two */ 2]", "f:1: comments are not part of JSON");
    row("trailing", "{}\n}", "f:2: there is text after the end of the document");
    row("trailing comma", "[1,]", "f:1: this is not valid JSON: unexpected");
    row("bare word", "{a: 1}", "f:1: this is not valid JSON: unexpected");
    row("single quotes", "{'a': 1}", "f:1: this is not valid JSON: unexpected");
    row("raw control", "[\"a\nb\"]", "f:1: a text holds a line break or a control character");
    row("zero byte", QByteArray("[1\0]", 4), "f:1: ");
    row("program",
        QByteArray("\x7f"
                   "ELF\x02\x01",
                   6),
        "f:1: this is not a text file but binary data");
    row("leading zero", "[01]", "f:1: ");
    row("hexadecimal", "[0x10]", "f:1: ");
}

void JsonTextTest::wrongTextIsRefused() {
    QFETCH(QByteArray, text);
    QFETCH(QString, error);
    const Result<JsonValue> json =
        parseJson(std::string_view(text.data(), static_cast<std::size_t>(text.size())), "f");
    QVERIFY(!json.ok());
    const QString got = QString::fromStdString(json.error().text());
    QVERIFY2(got.startsWith(error), qPrintable(got));
    QVERIFY(!json.error().remedy.empty());
}

void JsonTextTest::nestingIsBounded() {
    const auto nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '[') +
               std::string(static_cast<std::size_t>(depth), ']');
    };
    QVERIFY(parseJson(nested(kMaxJsonDepth), "f").ok());
    QVERIFY(parseJson(nested(kMaxJsonDepth + 1), "f").error().reason.find("deep") != std::string::npos);
    QVERIFY(!parseJson(std::string(1 << 20, '['), "f").ok());
    std::string objects;
    for (int i = 0; i < 100000; ++i)
        objects += "{\"a\":";
    QVERIFY(!parseJson(objects, "f").ok());
}

void JsonTextTest::numbersReadBackToTheSameBits() {
    std::mt19937_64 bits(1);
    for (int i = 0; i < 200000; ++i) {
        const std::uint64_t pattern = bits();
        double value = 0;
        static_assert(sizeof value == sizeof pattern);
        std::memcpy(&value, &pattern, sizeof value);
        if (!std::isfinite(value)) continue;
        const Result<JsonValue> json = parseJson(numberText(value), "f");
        QVERIFY2(json.ok(), numberText(value).c_str());
        QVERIFY(*json.value().number() == value);
        QCOMPARE(std::signbit(*json.value().number()), std::signbit(value));
    }
    QCOMPARE(std::signbit(*parseJson(numberText(-0.0), "f").value().number()), true);
}

void JsonTextTest::numbersAreShort() {
    QCOMPARE(numberText(0), std::string("0"));
    QCOMPARE(numberText(100000), std::string("100000"));
    QCOMPARE(numberText(-18), std::string("-18"));
    QCOMPARE(numberText(0.1), std::string("0.1"));
    QCOMPARE(numberText(8e12), std::string("8e+12"));
    QCOMPARE(numberText(131072), std::string("131072"));
    QCOMPARE(numberText(INFINITY), std::string("null"));
}

void JsonTextTest::stringsReadBack() {
    std::string all;
    for (int c = 1; c < 0x80; ++c)
        all += static_cast<char>(c);
    all += "äß\u2028\U0001F407";
    JsonWriter out;
    out.text(all);
    const Result<JsonValue> json = parseJson(std::move(out).take(), "f");
    QVERIFY(json.ok());
    QCOMPARE(*json.value().text(), all);
}

void JsonTextTest::unitsCarryTheirNumbersExactly() {
    for (int mm = 0; mm < 20000; ++mm) {
        const double si = (mm * unit::mm).si();
        const std::optional<double> v = exactIn(si, unit::mm.si());
        QVERIFY(v.has_value());
        QCOMPARE(*v, static_cast<double>(mm));
    }
    for (int fit = 1; fit < 60000; fit += 7)
        QCOMPARE(*exactIn((fit * unit::fit).si(), unit::fit.si()), static_cast<double>(fit));
}

void JsonTextTest::temperaturesReadBackExactly() {
    std::mt19937_64 bits(2);
    for (int i = -400; i < 1200; ++i)
        QCOMPARE(exactCelsius(Temperature::celsius(i / 10.0)), i / 10.0);
    for (int i = 0; i < 20000; ++i) {
        const Temperature t = Temperature::kelvin(233 + 160 * (static_cast<double>(bits() >> 11) * 0x1p-53));
        QVERIFY(Temperature::celsius(exactCelsius(t)) == t);
    }
}

QTEST_GUILESS_MAIN(JsonTextTest)
#include "json_text_test.moc"
