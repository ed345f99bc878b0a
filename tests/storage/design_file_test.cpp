// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/design_file.h"

#include "model/site/validate.h"
#include "tests/support/random_design.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace rackloom;
using namespace rackloom::model;

namespace {

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t from = 0;
    for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', from)) {
        lines.push_back(text.substr(from, at - from));
        from = at + 1;
    }
    return lines;
}

std::string sample(const char* name) {
    QFile file(QStringLiteral(RACKLOOM_TEST_DATA "/format/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

std::string errorOf(const std::string& text) {
    const Result<Snapshot> read = decodeDesign(text, "d.rackloom");
    return read ? std::string("no error") : read.error().text();
}

}  // namespace

class DesignFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomDesignsAreValid();
    void savingAndLoadingIsTheIdentity();
    void savingAgainGivesTheSameBytes();
    void movingARackChangesOneLine();
    void rowsStandSortedOneALine();
    void idsOfErasedRowsAreNotUsedAgain();
    void lengthsThatMillimetresCannotCarryStayExact();
    void bytesThatAreNoTextAreReplaced();
    void aDesignThatIsNotFiniteIsNotSaved();
    void filesGoToDiskAndBack();
    void savingSaysWhyItFailed();
    void aNewerFormatIsRefused();
    void aFileWithoutStampIsRefused();
    void samplesOfEveryFormatLoad_data();
    void samplesOfEveryFormatLoad();
    void aDraftRackWithoutPositionIsRefused();
};

void DesignFileTest::randomDesignsAreValid() {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const Result<void> valid = validate(test::randomDesign(seed));
        QVERIFY2(valid.ok(), valid ? "" : (std::to_string(seed) + ": " + valid.error().text()).c_str());
    }
}

void DesignFileTest::savingAndLoadingIsTheIdentity() {
#ifdef NDEBUG
    constexpr std::uint64_t kDesigns = 3000;
#else
    constexpr std::uint64_t kDesigns = 400;  // unoptimised and instrumented programs are slow
#endif
    for (std::uint64_t seed = 0; seed < kDesigns; ++seed) {
        const Snapshot before = test::randomDesign(seed, 4);
        const Result<Snapshot> after = decodeDesign(encodeDesign(before), "d.rackloom");
        QVERIFY2(after.ok(), after ? "" : (std::to_string(seed) + ": " + after.error().text()).c_str());
        QVERIFY2(after.value() == before, std::to_string(seed).c_str());
    }
}

void DesignFileTest::savingAgainGivesTheSameBytes() {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const std::string first = encodeDesign(test::randomDesign(seed, 8));
        const Result<Snapshot> read = decodeDesign(first, "d.rackloom");
        QVERIFY(read.ok());
        QCOMPARE(encodeDesign(read.value()), first);
    }
}

void DesignFileTest::movingARackChangesOneLine() {
    const Snapshot before = test::randomDesign(7, 10);
    Snapshot after = before;
    const RackId rack = after.racks.ids().front();
    after.racks.write(WriteToken(), rack).position.x += 600;
    const std::vector<std::string> a = linesOf(encodeDesign(before)), b = linesOf(encodeDesign(after));
    QCOMPARE(a.size(), b.size());
    std::size_t changed = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        changed += a[i] != b[i] ? 1 : 0;
    QCOMPARE(changed, std::size_t{1});
}

void DesignFileTest::rowsStandSortedOneALine() {
    const Snapshot design = test::randomDesign(11, 10);
    const std::string text = encodeDesign(design);
    QVERIFY(text.starts_with("{\"format\": 1,\n"));
    const std::vector<std::string> lines = linesOf(text);
    auto line = std::find(lines.begin(), lines.end(), "\"racks\": [");
    QVERIFY(line != lines.end());
    for (const RackId id : design.racks.ids()) {
        ++line;
        QVERIFY2(line->starts_with("{\"id\": " + std::to_string(id.value) + ", "), line->c_str());
    }
    QCOMPARE(*std::next(line), std::string("],"));
}

void DesignFileTest::idsOfErasedRowsAreNotUsedAgain() {
    Snapshot design = test::randomDesign(3);
    const WriteToken token;
    const JobId last = design.jobs.insert(token, Job{});
    design.jobs.erase(token, last);
    Result<Snapshot> read = decodeDesign(encodeDesign(design), "d.rackloom");
    QVERIFY(read.ok());
    QVERIFY(read.value().jobs.insert(token, Job{}).value > last.value);
}

void DesignFileTest::lengthsThatMillimetresCannotCarryStayExact() {
    Snapshot design = test::randomDesign(5);
    const WriteToken token;
    const DeviceTypeId id = design.types.ids().front();
    bool usedSi = false;
    for (int i = 1; i < 400; ++i) {
        DeviceType type = *design.types.at(id);
        type.form.width = Figure<Length>::of(Length::si(0.3048 * i / 7.0), "user", Grade::Derived);
        design.types.write(token, id) = Shared<DeviceType>(type);
        const std::string text = encodeDesign(design);
        usedSi = usedSi || text.find("value_si") != std::string::npos;
        const Result<Snapshot> read = decodeDesign(text, "d.rackloom");
        QVERIFY(read.ok());
        QVERIFY(read.value() == design);
    }
    QVERIFY(usedSi);
}

void DesignFileTest::bytesThatAreNoTextAreReplaced() {
    Snapshot design;
    Site site;
    site.name = "caf\xE9 \xF0\x9F tail \xED\xA0\x80";
    design.site = site;
    const Result<Snapshot> read = decodeDesign(encodeDesign(design), "d.rackloom");
    QVERIFY2(read.ok(), read ? "" : read.error().text().c_str());
    QVERIFY(read.value().site->name.starts_with("caf\xEF\xBF\xBD "));
}

void DesignFileTest::aDesignThatIsNotFiniteIsNotSaved() {
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("d.rackloom")).toStdString();
    const Snapshot good = test::randomDesign(1);
    QVERIFY(saveDesign(good, path).ok());
    Snapshot bad = good;
    Job job;
    job.mfu = std::nan("");
    bad.jobs.insert(WriteToken(), job);
    const Result<void> saved = saveDesign(bad, path);
    QVERIFY(!saved.ok());
    QVERIFY(saved.error().reason.find("not finite") != std::string::npos);
    QVERIFY(*loadDesign(path).value() == good);
}

void DesignFileTest::filesGoToDiskAndBack() {
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("Entwürfe 1.rackloom")).toStdString();
    const Snapshot design = test::randomDesign(2, 12);
    QVERIFY(saveDesign(design, path).ok());
    const Result<SnapshotPtr> read = loadDesign(path);
    QVERIFY(read.ok());
    QVERIFY(*read.value() == design);
    QVERIFY(QDir(dir.path()).entryList(QDir::Files).size() == 1);
}

void DesignFileTest::savingSaysWhyItFailed() {
    QTemporaryDir dir;
    const std::string missing = dir.filePath(QStringLiteral("no/such/d.rackloom")).toStdString();
    QVERIFY(saveDesign({}, missing).error().reason.find("folder does not exist") != std::string::npos);
    const std::string folder = dir.path().toStdString();
    QVERIFY(!saveDesign({}, folder).ok());
    QVERIFY(loadDesign(folder).error().reason.find("folder") != std::string::npos);
    QVERIFY(loadDesign(missing).error().reason.find("no such file") != std::string::npos);
    if (QFile::exists(QStringLiteral("/dev/full"))) {
        const Result<void> full = saveDesign(test::randomDesign(1), "/dev/full/d.rackloom");
        QVERIFY(!full.ok());
        QVERIFY(!full.error().remedy.empty());
    }
}

void DesignFileTest::aNewerFormatIsRefused() {
    const std::string error = errorOf("{\"format\": 7, \"future\": {}}");
    QCOMPARE(error,
             std::string("d.rackloom:1: this file needs Rackloom with format 7; this program reads up to 1. "
                         "Update the program"));
}

void DesignFileTest::aFileWithoutStampIsRefused() {
    QVERIFY(errorOf("{\"site\": {\"name\": \"x\"}}").find("no Rackloom design") != std::string::npos);
    QVERIFY(errorOf("[]").find("expected an object, found a list") != std::string::npos);
    QVERIFY(errorOf("{\"format\": \"1\"}").find("expected a whole number") != std::string::npos);
}

void DesignFileTest::samplesOfEveryFormatLoad_data() {
    QTest::addColumn<QString>("file");
    for (int format = 0; format <= kDesignFormat; ++format) {
        const QString name = QStringLiteral("v%1.rackloom").arg(format);
        QTest::newRow(qPrintable(name)) << name;
    }
}

void DesignFileTest::samplesOfEveryFormatLoad() {
    QFETCH(QString, file);
    const std::string text = sample(qPrintable(file));
    QVERIFY2(!text.empty(), "each format that was ever written needs a sample in tests/data/format");
    const Result<Snapshot> read = decodeDesign(text, file.toStdString());
    QVERIFY2(read.ok(), read ? "" : read.error().text().c_str());
    QCOMPARE(read.value().site->name, std::string("Sample hall"));
    QCOMPARE(read.value().racks.size(), std::size_t{2});
    QCOMPARE(read.value().racks.at(RackId{1}).position, (FloorPoint{1800, 600}));
    // All samples tell of the same design.
    QVERIFY(read.value() == decodeDesign(sample("v1.rackloom"), "v1").value());
}

void DesignFileTest::aDraftRackWithoutPositionIsRefused() {
    std::string text = sample("v0.rackloom");
    const std::size_t at = text.find("\"x_mm\"");
    QVERIFY(at != std::string::npos);
    text.replace(at, 6, "\"x_xx\"");
    QVERIFY(errorOf(text).find("needs the numbers \"x_mm\" and \"y_mm\"") != std::string::npos);
}

QTEST_GUILESS_MAIN(DesignFileTest)
#include "design_file_test.moc"
