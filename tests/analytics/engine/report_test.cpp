// SPDX-License-Identifier: GPL-3.0-or-later
// How answers become a report: failures stay alone, waivers apply, findings are in order, lanes merge.
#include "analytics/inputs/work.h"
#include "analytics/rules/rules.h"
#include "lists.h"
#include "sample_site.h"

#include <QtTest>

#include <limits>

using namespace rackloom;
using namespace rackloom::analytics;
using namespace rackloom::test;

namespace {

const RuleInfo kRackRule{"test.rack", "Rack", Severity::Warning, "{0} is {1} away", "Move it.", "a test"};

void complainOfEachRack(Query& q, std::vector<Finding>& findings, std::vector<std::string>& notChecked) {
    for (const auto& [id, member] : *q.get<RackMembers>())
        findings.push_back(findingOf(kRackRule, {{ObjectRef::Kind::Rack, id.value, Id<void>::kNone}},
                                     {textArgument("rack"), numberArgument(1.5, "m")}));
    notChecked.push_back("Nothing was weighed.");
}

void throwAlways(Query&, std::vector<Finding>& findings, std::vector<std::string>&) {
    findings.push_back({});
    throw std::runtime_error("the rule is broken");
}

const std::vector<Metric>& kinds() {
    static const std::vector<Metric> kAll{
        {infoOf("count"), [](Query& q) { return exactly(rackCount(q)); }},
        {infoOf("throws"),
         [](Query& q) -> MetricValue { throw std::runtime_error(rackCount(q) > 0 ? "no" : ""); }},
        {infoOf("throws.int"), [](Query&) -> MetricValue { throw 7; }},
        {infoOf("nan"), [](Query&) { return exactly(std::numeric_limits<double>::quiet_NaN()); }},
        {infoOf("half"),
         [](Query&) {
             MetricValue value;
             value.lower = 1;
             return value;
         }},
        {infoOf("slow", Lane::Slow), [](Query& q) { return exactly(farthestRack(q)); }},
        {infoOf("farthest"), [](Query& q) { return exactly(farthestRack(q)); }},
    };
    return kAll;
}

const std::vector<Rule>& checks() {
    static const std::vector<Rule> kAll{{{"test.broken", "Broken", Severity::Error, "", "", ""}, throwAlways},
                                        {kRackRule, complainOfEachRack}};
    return kAll;
}

Report reportOf(const model::SnapshotPtr& site, Part part = std::nullopt) {
    return Evaluator(assemblyOf(kinds(), checks())).evaluate(site, part);
}

}  // namespace

class ReportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aThrowingMetricFailsAlone();
    void aNumberThatIsNoneIsAFailure();
    void aThrowingRuleIsSaidNotToHaveChecked();
    void waiversFollowRuleAndObjects();
    void findingsAreInOrder();
    void theInteractivePartLeavesSlowMetricsOpen();
    void mergingMarksSlowValuesOfAnotherRevisionStale();
    void objectKeysReadBack();
    void keysOfNothingAreRefused();
};

void ReportTest::aThrowingMetricFailsAlone() {
    const Report report = reportOf(sampleSite());
    QCOMPARE(report.metrics.size(), kinds().size());
    QCOMPARE(report.find("throws")->state, State::Failed);
    QCOMPARE(report.find("throws")->unknownReason, std::string("no"));
    QCOMPARE(report.find("throws.int")->state, State::Failed);
    QVERIFY(!report.find("throws")->known());
    QCOMPARE(report.find("count")->state, State::Fresh);
    QCOMPARE(report.find("count")->value(), 3.0);
    const auto failures = std::count_if(report.findings.begin(), report.findings.end(),
                                        [](const Finding& f) { return f.rule == metricFailedRule().id; });
    QCOMPARE(failures, 4);
}

void ReportTest::aNumberThatIsNoneIsAFailure() {
    const Report report = reportOf(sampleSite());
    QCOMPARE(report.find("nan")->state, State::Failed);
    QVERIFY(!report.find("nan")->known());
    QCOMPARE(report.find("half")->state, State::Failed);
}

void ReportTest::aThrowingRuleIsSaidNotToHaveChecked() {
    const Report report = reportOf(sampleSite());
    QCOMPARE(report.notChecked, (std::vector<std::string>{"Broken: the check failed: the rule is broken.",
                                                          "Nothing was weighed."}));
}

void ReportTest::waiversFollowRuleAndObjects() {
    const auto waived = edited(sampleSite(), [](model::Transaction& tx) {
        tx.draft().waivers.insert(tx.token(), {"test.rack", {"rack:1"}, "agreed"});
        tx.draft().waivers.insert(tx.token(), {"test.other", {"rack:2"}, "another rule"});
    });
    const Report report = reportOf(waived);
    for (const Finding& finding : report.findings) {
        const bool accepted = finding.rule == "test.rack" && finding.objects.front().id == 1;
        QCOMPARE(finding.waived, accepted);
        QCOMPARE(finding.waiverReason, std::string(accepted ? "agreed" : ""));
    }
}

void ReportTest::findingsAreInOrder() {
    const Report report = reportOf(sampleSite());
    QCOMPARE(report.findings.size(), std::size_t{7});
    QVERIFY(std::is_sorted(report.findings.begin(), report.findings.end(), findingBefore));
    QCOMPARE(report.findings.front().severity, Severity::Error);
    QCOMPARE(report.findings.back().objects.front().id, 2u);
}

void ReportTest::theInteractivePartLeavesSlowMetricsOpen() {
    const Report part = reportOf(sampleSite(), Lane::Interactive);
    QCOMPARE(part.metrics.size(), kinds().size());
    QCOMPARE(part.find("slow")->state, State::Stale);
    QVERIFY(!part.find("slow")->known());
    const Report slow = reportOf(sampleSite(), Lane::Slow);
    QCOMPARE(slow.metrics.size(), std::size_t{1});
    QCOMPARE(slow.find("slow")->value(), 1800.0);
}

void ReportTest::mergingMarksSlowValuesOfAnotherRevisionStale() {
    Report fast = reportOf(sampleSite(), Lane::Interactive);
    Report slow = reportOf(sampleSite(), Lane::Slow);
    fast.revision = slow.revision = 5;
    QCOMPARE(mergedReport(fast, &slow).find("slow")->state, State::Fresh);
    QCOMPARE(mergedReport(fast, &slow).find("slow")->value(), 1800.0);
    fast.revision = 6;
    QCOMPARE(mergedReport(fast, &slow).find("slow")->state, State::Stale);
    QCOMPARE(mergedReport(fast, &slow).find("count")->state, State::Fresh);
    QVERIFY(!mergedReport(fast, nullptr).find("slow")->known());
}

void ReportTest::objectKeysReadBack() {
    for (int kind = 0; kind <= static_cast<int>(ObjectRef::Kind::Type); ++kind) {
        ObjectRef ref;
        ref.kind = static_cast<ObjectRef::Kind>(kind);
        if (ref.kind != ObjectRef::Kind::Site) ref.id = 12;
        if (ref.kind == ObjectRef::Kind::Device) ref.sub = 5;
        const auto parsed = ObjectRef::parse(ref.key());
        QVERIFY2(parsed.has_value(), ref.key().c_str());
        QCOMPARE(*parsed, ref);
    }
    QCOMPARE((ObjectRef{ObjectRef::Kind::Device, 12, 5}.key()), std::string("device:12/5"));
    QCOMPARE(ObjectRef{}.key(), std::string("site"));
}

void ReportTest::keysOfNothingAreRefused() {
    for (const char* key : {"", "rack", "rack:", "rack:x", "rack:1x", "rack:-1", "rack:99999999999",
                            "device:1", "device:1/", "device:/1", "shelf:1", "site:1", ":1"})
        QVERIFY2(!ObjectRef::parse(key), key);
}

QTEST_APPLESS_MAIN(ReportTest)
#include "report_test.moc"
