// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for any job model: bounds, monotony, limits in which one formula becomes another, and sizes
// at which naive sums break down.
#include "analytics/reliability/assembly.h"
#include "analytics/reliability/binomial.h"
#include "analytics/reliability/capacity.h"
#include "analytics/reliability/job_capacity.h"
#include "analytics/reliability/redundancy.h"
#include "analytics/reliability/replica_groups.h"
#include "analytics/reliability/two_level.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

class Models {
public:
    JobModel next() {
        JobModel job;
        job.trays = whole(1, 18);
        job.traysNeeded = whole(1, job.trays);
        const int perUnit = whole(1, 6), units = whole(1, 12);
        PieceList<std::size_t> all;
        for (int i = 0; i < units; ++i) {
            all.push_back(static_cast<std::size_t>(i));
            job.units.push_back({"unit", {}});
            job.groups.push_back({perUnit, all.back()});
        }
        job.domains = perUnit * units;
        job.needed = whole(1, job.domains);
        const auto cause = [&](const char* name, Strikes strikes, double low, double high) {
            job.causes.push_back({name, strikes, rate(low, high), share(), time(-1, 2), time(-3, 0),
                                  time(-3, 0), strikes == Strikes::Unit ? all : PieceList<std::size_t>{}});
        };
        cause("tray", Strikes::Tray, -6, -3);
        cause("domain", Strikes::Domain, -6, -3);
        cause("unit", Strikes::Unit, -6, -3);
        cause("job", Strikes::Job, -4, -1);
        job.checkpoint = {time(-1.5, 0), time(-4, -2), time(-3, -1), 0};
        return job;
    }
    double share() { return std::uniform_real_distribution<double>(0, 1)(random_); }
    int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
    Frequency rate(double low, double high) { return decades(low, high) * unit::perHour; }
    Duration time(double low, double high) { return decades(low, high) * unit::hour; }

private:
    double decades(double low, double high) {
        return std::pow(10.0, std::uniform_real_distribution<double>(low, high)(random_));
    }
    std::mt19937 random_{77};
};

double sumOf(const std::vector<Badput>& losses) {
    double sum = 0;
    for (const Badput& b : losses)
        sum += b.share;
    return sum;
}

double total(const JobModel& job) {
    return assembleQuickly(job).value().goodput;
}

}  // namespace

class ModelProperties : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lossesAddToOneAndStayInBounds() {
        Models models;
        for (int i = 0; i < 400; ++i) {
            JobModel job = models.next();
            if (i % 3 == 1) job.replicas = ReplicaGroups{models.whole(1, 20), 1, models.time(-1, 1), {}};
            if (i % 4 == 1)
                job.copies = MemoryCopies{
                    models.whole(1, 20), {}, models.share(), models.time(-3, -1), models.time(-1, 0)};
            if (i % 5 == 1) job.degraded = DegradedDomains{ShortDomain::Gates, 1.05, {}};
            job.stragglers = Stragglers{models.rate(-6, -3), models.time(-1, 1), 1.3};
            job.silent = SilentErrors{models.rate(-6, -3), models.time(-1, 1), {}};
            const JobAnswer a = assemble(job).value();
            QVERIFY2(std::abs(sumOf(a.losses) - 1) < 1e-12,
                     qPrintable(QString::number(sumOf(a.losses), 'g', 17)));
            for (const Badput& b : a.losses)
                QVERIFY2(b.share >= -1e-15 && b.share <= 1, qPrintable(QString::number(b.share)));
            QVERIFY(a.goodput >= 0 && a.goodput <= 1 && a.purchased <= a.goodput);
        }
    }

    void goodputFallsWithEveryRateAndTime() {
        Models models;
        for (int i = 0; i < 200; ++i) {
            const JobModel job = models.next();
            const double before = total(job);
            const auto falls = [&](auto change) {
                JobModel worse = job;
                change(worse);
                return total(worse) <= before + 1e-12;
            };
            for (std::size_t c = 0; c < job.causes.size(); ++c) {
                QVERIFY(falls([c](JobModel& j) { j.causes[c].rate *= 1.5; }));
                QVERIFY(falls([c](JobModel& j) { j.causes[c].down *= 1.5; }));
                QVERIFY(falls([c](JobModel& j) { j.causes[c].restore *= 1.5; }));
                QVERIFY(falls([c](JobModel& j) { j.causes[c].repair *= 1.5; }));
            }
            QVERIFY(falls([](JobModel& j) { j.checkpoint.drain *= 1.5; }));
            QVERIFY(falls([](JobModel& j) { j.checkpoint.stall *= 1.5; }));
        }
    }

    void addingASpareDomainHelpsAndRemovingItRestores() {
        Models models;
        for (int i = 0; i < 100; ++i) {
            JobModel job = models.next();
            job.groups.push_back({1, {}});
            job.domains += 1;
            const double with = total(job);
            job.groups.pop_back();
            job.domains -= 1;
            const double without = total(job);
            QVERIFY(with >= without - 1e-12);
            job.groups.push_back({1, {}});
            job.domains += 1;
            QVERIFY(std::abs(total(job) - with) <= 1e-12);
        }
    }

    void oneCheckpointPerDurableOneIsTheOneLevelForm() {
        const Frequency rate = 0.4 * unit::perHour;
        for (const double q : {0.0, 0.3, 0.9, 1.0}) {
            const Duration c1 = 0.05 * unit::hour, c2 = 0.5 * unit::hour;
            const auto two = twoLevelWaterfall({rate, q, 0.1 * unit::hour, 10 * unit::s, 1, {}, c1, c2});
            const double one =
                goodput({{rate, q * c1 + (1 - q) * c2, {}}}, {0.1 * unit::hour, 10 * unit::s, {}, 0});
            QVERIFY(std::abs(two.value().useful - one) < 1e-12);
        }
    }

    void equalClassesAreOneClass() {
        const Checkpointing c{0.3 * unit::hour, 10 * unit::s, 60 * unit::s, 0};
        const InterruptionClass part{0.1 * unit::perHour, 0.1 * unit::hour, 0.05 * unit::hour};
        const InterruptionClass whole{0.3 * unit::perHour, 0.1 * unit::hour, 0.05 * unit::hour};
        QVERIFY(std::abs(goodput({part, part, part}, c) - goodput({whole}, c)) < 1e-14);
    }

    void groupsWithoutStallAreTheirAvailability() {
        const auto g = groupGoodput({40, 1, 0.02 * unit::perHour, 3 * unit::hour, {}});
        QVERIFY(std::abs(g.value().goodput - 1 / 1.06) < 1e-14);
    }

    void allNeededIsThePowerOfOne() {
        const Chance a = availability(1 / (12000 * unit::hour), 24 * unit::hour);
        for (const int n : {1, 18, 1000, 100000})
            QVERIFY(std::abs(binomialAtLeast(n, n, a) - std::pow(a.up, n)) < 1e-12);
    }

    void binomialsHoldForAHundredThousandUnits() {
        const Chance c{0.99, 0.01};
        const int n = 100000;
        double sum = 0;
        for (int k = 98000; k <= n; ++k)
            sum += binomialExactly(n, k, c);
        QVERIFY(std::abs(sum - 1) < 1e-12);
        for (const int k : {98500, 99000, 99100, 99500})
            QVERIFY(std::abs(binomialAtLeast(n, k, c) + binomialAtMost(n, k - 1, c) - 1) < 1e-12);
        QVERIFY(binomialAtLeast(n, n, c) >= 0 && binomialAtMost(n, 0, c) >= 0);
    }

    void crewsWithoutShortageAreTheBinomialForm() {
        // Not so deep in the tail that both are zero.
        for (const auto& [n, k] : {std::pair{4, 4}, {18, 16}, {500, 438}, {20000, 18900}}) {
            const auto pool = sparePool({n, k, 1 / (1000 * unit::hour), 48 * unit::hour, n, 1});
            const auto group = redundantGroup({n, k, 1 / (1000 * unit::hour), 48 * unit::hour, 0});
            QVERIFY(std::abs(pool.value().group.chance.up - group.value().chance.up) < 1e-9);
            QVERIFY(std::abs(pool.value().group.lossRate.si() / group.value().lossRate.si() - 1) < 1e-6);
        }
    }

    void domainsWithoutSharedUnitsAreBinomial() {
        const Chance a{0.97, 0.03};
        const double plain = enoughDomains({}, {{200, {}, a}}, 190).value();
        const double split = enoughDomains({}, {{80, {}, a}, {120, {}, a}}, 190).value();
        QVERIFY(std::abs(plain - split) < 1e-12);
        // A unit that never fails changes nothing, wherever it sits in the tree.
        const double under =
            enoughDomains({{{}, {1, 0}}, {0, {1, 0}}}, {{80, 0, a}, {120, 1, a}}, 190).value();
        QVERIFY(std::abs(plain - under) < 1e-12);
    }

    void nestedUnitsTakeEverythingBelowThem() {
        // A feed over two loops of 2 racks each that never fail otherwise: all four, or none.
        const double two =
            enoughDomains({{{}, {0.9, 0.1}}, {0, {0.8, 0.2}}, {0, {0.8, 0.2}}}, {{2, 1, {}}, {2, 2, {}}}, 2)
                .value();
        QVERIFY(std::abs(two - 0.9 * (1 - 0.2 * 0.2)) < 1e-14);
    }

    void nonsenseIsRefused() {
        Models models;
        const JobModel good = models.next();
        const auto refused = [&](auto change) {
            JobModel bad = good;
            change(bad);
            return !assemble(bad).ok();
        };
        QVERIFY(assemble(good).ok());
        QVERIFY(refused([](JobModel& j) { j.causes[0].rate = -1 * unit::perHour; }));
        QVERIFY(refused([](JobModel& j) { j.causes[0].rate = Frequency::si(std::nan("")); }));
        QVERIFY(refused([](JobModel& j) { j.causes[0].hardFraction = 1.5; }));
        QVERIFY(refused([](JobModel& j) { j.needed = j.domains + 1; }));
        QVERIFY(refused([](JobModel& j) { j.traysNeeded = j.trays + 1; }));
        QVERIFY(refused([](JobModel& j) { j.checkpoint.stall = -1 * unit::s; }));
        QVERIFY(refused([](JobModel& j) { j.groups[0].unit = 999; }));
        QVERIFY(refused([](JobModel& j) { j.domains += 1; }));
        // Repairs that take no time are meaningful.
        JobModel instant = good;
        for (InterruptionCause& c : instant.causes)
            c.repair = {};
        QVERIFY(assemble(instant).value().capacity == 1);
    }
};

QTEST_GUILESS_MAIN(ModelProperties)
#include "model_properties.moc"
