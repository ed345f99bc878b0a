// SPDX-License-Identifier: GPL-3.0-or-later
// The generator against the known answers that its authors publish, and the shapes drawn from it.
#include "analytics/simulation/spread.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

struct Moments {
    double mean = 0, deviation = 0;
};

template <class Sample> Moments momentsOf(const Sample& sample) {
    constexpr int kCount = 400'000;
    double sum = 0, squares = 0;
    for (int i = 0; i < kCount; ++i) {
        const double x = sample();
        sum += x;
        squares += x * x;
    }
    const double mean = sum / kCount;
    return {mean, std::sqrt(squares / kCount - mean * mean)};
}

}  // namespace

class RandomNumbers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void philoxGivesThePublishedAnswers() {
        static_assert(sim::philox4x32({0, 0, 0, 0}, {0, 0}) ==
                      sim::PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
        static_assert(
            sim::philox4x32({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
            sim::PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
        QVERIFY(
            (sim::philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
             sim::PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
    }

    void streamsOfOneSeedShareNothing() {
        std::set<double> seen;
        for (std::uint64_t replication = 0; replication < 8; ++replication)
            for (const sim::Lane lane : {sim::Lane::Strikes, sim::Lane::Repairs, sim::Lane::Jobs}) {
                sim::Stream stream(7, replication, lane);
                for (int i = 0; i < 1000; ++i) {
                    const double u = stream.uniform();
                    QVERIFY(u > 0 && u <= 1);
                    seen.insert(u);
                }
            }
        QCOMPARE(seen.size(), std::size_t{24'000});
    }

    void sameStreamRepeatsItself() {
        sim::Stream a(3, 5, sim::Lane::Repairs, 2), b(3, 5, sim::Lane::Repairs, 2),
            c(4, 5, sim::Lane::Repairs, 2);
        int equal = 0;
        for (int i = 0; i < 100; ++i) {
            const double x = a.uniform();
            QCOMPARE(x, b.uniform());
            equal += x == c.uniform() ? 1 : 0;
        }
        QCOMPARE(equal, 0);
    }

    void drawsKeepTheirMean_data() {
        QTest::addColumn<int>("law");
        QTest::addColumn<double>("shape");
        QTest::addColumn<double>("deviation");
        const auto weibull = [](double k) {
            const double m = std::tgamma(1 + 1 / k);
            return std::sqrt(std::tgamma(1 + 2 / k) / (m * m) - 1);
        };
        QTest::newRow("exponential") << int(sim::Law::Exponential) << 1.0 << 1.0;
        QTest::newRow("Weibull 0.7") << int(sim::Law::Weibull) << 0.7 << weibull(0.7);
        QTest::newRow("Weibull 3") << int(sim::Law::Weibull) << 3.0 << weibull(3);
        QTest::newRow("lognormal 0.8") << int(sim::Law::Lognormal) << 0.8 << std::sqrt(std::exp(0.64) - 1);
        QTest::newRow("fixed") << int(sim::Law::Fixed) << 1.0 << 0.0;
    }
    void drawsKeepTheirMean() {
        QFETCH(int, law);
        QFETCH(double, shape);
        QFETCH(double, deviation);
        sim::Stream stream(11, 0, sim::Lane::Jobs);
        const sim::Draw draw(5 * unit::hour, {static_cast<sim::Law>(law), shape});
        const Moments m = momentsOf([&] { return draw(stream) / 18000; });
        QVERIFY2(std::abs(m.mean - 1) < 0.01, qPrintable(QString::number(m.mean)));
        QVERIFY2(std::abs(m.deviation - deviation) < 0.03 * (1 + deviation),
                 qPrintable(QString::number(m.deviation)));
    }
};

QTEST_APPLESS_MAIN(RandomNumbers)
#include "random_numbers_test.moc"
