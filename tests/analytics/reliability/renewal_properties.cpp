// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold for any rates and times: shares sum to one, goodput falls with every loss, limits agree.
#include "analytics/reliability/checkpoint.h"
#include "analytics/reliability/ettr.h"
#include "analytics/reliability/renewal.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

struct Case {
    std::vector<InterruptionClass> classes;
    Checkpointing checkpointing;
};

/// Rates and times over many decades, from a fixed seed.
class Cases {
public:
    Case next(std::size_t classCount = 1) {
        Case c;
        for (std::size_t i = 0; i < classCount; ++i)
            c.classes.push_back({decades(-4, 1.5) * unit::perHour, decades(-3, 0.3) * unit::hour,
                                 decades(-3, 0.3) * unit::hour});
        c.checkpointing = {decades(-2, 0.7) * unit::hour, decades(-4, -1) * unit::hour,
                           decades(-3, 0) * unit::hour, 0};
        return c;
    }
    double decades(double low, double high) {
        return std::pow(10.0, std::uniform_real_distribution<double>(low, high)(random_));
    }

private:
    std::mt19937 random_{20240607};
};

double sum(const Waterfall& w) {
    return w.useful + w.stall + w.slowdown + w.rework + w.down + w.restore;
}

bool sane(const Waterfall& w) {
    for (const double v : {w.useful, w.stall, w.slowdown, w.rework, w.down, w.restore})
        if (!(v >= 0 && v <= 1 + 1e-12)) return false;
    return true;
}

}  // namespace

class RenewalProperties : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sharesSumToOne() {
        Cases cases;
        for (int i = 0; i < 2000; ++i) {
            Case c = cases.next(1 + static_cast<std::size_t>(i % 4));
            c.checkpointing.slowdown = i % 3 == 0 ? 0.2 : 0;
            for (const Downtime d : {Downtime::Protected, Downtime::Vulnerable}) {
                const Waterfall w = waterfall(c.classes, c.checkpointing, d);
                QVERIFY(sane(w));
                QVERIFY2(std::abs(sum(w) - 1) < 1e-12, qPrintable(QString::number(sum(w), 'g', 17)));
            }
        }
    }

    void sharesMatchTheStatedFormulae() {
        const double lambda = 0.4, tau = 0.5, sigma = 0.02, omega = 0.1, d = 0.2, r = 0.1;
        const Waterfall w = waterfall({{lambda * unit::perHour, d * unit::hour, r * unit::hour}},
                                      {tau * unit::hour, sigma * unit::hour, omega * unit::hour, 0});
        const double c = std::exp(lambda * r) * (1 / lambda + d), period = std::expm1(lambda * (tau + sigma));
        QVERIFY(std::abs(w.useful - tau * std::exp(-lambda * omega) / period / c) < 1e-14);
        QVERIFY(std::abs(w.stall - std::expm1(lambda * sigma) / (lambda * period) / c) < 1e-14);
        QVERIFY(std::abs(w.down - d * std::exp(lambda * r) / c) < 1e-14);
        QVERIFY(std::abs(w.restore - std::expm1(lambda * r) / (lambda * c)) < 1e-14);
    }

    void goodputFallsWithEveryLoss() {
        Cases cases;
        for (int i = 0; i < 500; ++i) {
            const Case c = cases.next();
            const double before = goodput(c.classes, c.checkpointing);
            for (int which = 0; which < 5; ++which) {
                Case worse = c;
                InterruptionClass& k = worse.classes[0];
                if (which == 0) k.rate *= 1.3;
                if (which == 1) k.down *= 1.3;
                if (which == 2) k.restore *= 1.3;
                if (which == 3) worse.checkpointing.drain *= 1.3;
                if (which == 4) worse.checkpointing.stall *= 1.3;
                QVERIFY(goodput(worse.classes, worse.checkpointing) < before);
            }
        }
    }

    void equalClassesAreOneClass() {
        Cases cases;
        for (int i = 0; i < 500; ++i) {
            const Case c = cases.next();
            std::vector<InterruptionClass> split(3, c.classes[0]);
            split[0].rate *= 0.5;
            split[1].rate *= 0.3;
            split[2].rate *= 0.2;
            const double whole = goodput(c.classes, c.checkpointing);
            QVERIFY(std::abs(goodput(split, c.checkpointing) - whole) <= 1e-12 * whole);
        }
    }

    void firstOrderIsTheLimitOfRareInterruptions() {
        const Checkpointing c{1 * unit::hour, 10 * unit::s, 60 * unit::s, 0};
        const Duration down = 6 * unit::minute, restore = 4 * unit::minute;
        for (const double perHour : {1e-3, 1e-4, 1e-5}) {
            const Frequency rate = perHour * unit::perHour;
            const Duration period = c.interval + c.stall;
            const double linear =
                1 - c.stall / period - rate * (down + restore + c.drain + period / 2) * (c.interval / period);
            const double exact = goodput({{rate, down, restore}}, c);
            QVERIFY(std::abs(exact - linear) < 2 * perHour * perHour);
        }
    }

    void withoutInterruptionsOnlyTheStallIsLost() {
        const Checkpointing c{59 * unit::minute, 1 * unit::minute, 5 * unit::minute, 0};
        QCOMPARE(goodput({}, c), 59.0 / 60);
        QCOMPARE(goodput({{Frequency{}, 1 * unit::hour, 1 * unit::hour}}, c), 59.0 / 60);
        const double tiny = goodput({{Frequency::si(1e-300), 1 * unit::hour, 1 * unit::hour}}, c);
        QVERIFY(std::abs(tiny - 59.0 / 60) < 1e-12);
    }

    void extremesNeverGiveNonsense() {
        const double huge = 1e300, inf = std::numeric_limits<double>::infinity();
        for (const double rate : {0.0, 1e-300, 1e-12, 1.0, 1e12, huge, inf, std::nan("")})
            for (const double t : {0.0, 1e-300, 1.0, 1e12, huge, inf, -1.0, std::nan("")})
                for (const double s : {0.0, 1e-9, 1.0, huge}) {
                    const Duration d = Duration::si(t);
                    const Waterfall w =
                        waterfall({{Frequency::si(rate), d, d}}, {Duration::si(s), d, Duration::si(s), 0.1});
                    QVERIFY2(
                        sane(w) && std::abs(sum(w) - 1) < 1e-9,
                        qPrintable(QString("rate %1 t %2 s %3: sum %4").arg(rate).arg(t).arg(s).arg(sum(w))));
                }
    }

    void theOptimumIsAMaximum() {
        Cases cases;
        for (int i = 0; i < 500; ++i) {
            Case c = cases.next();
            const auto best = exactInterval(c.classes[0].rate, c.checkpointing.stall);
            QVERIFY(best.has_value());
            c.checkpointing.interval = *best;
            const double top = goodput(c.classes, c.checkpointing);
            for (const double factor : {0.5, 0.9, 1.1, 2.0}) {
                c.checkpointing.interval = *best * factor;
                QVERIFY(goodput(c.classes, c.checkpointing) < top);
            }
        }
    }

    void theOptimumSolvesItsEquation() {
        for (double s = 1e-14; s < 1e3; s *= 1.7) {
            const auto best = exactInterval(1 * unit::perHour, s * unit::hour);
            QVERIFY(best.has_value());
            const double u = best->in(unit::hour);
            // log1p(-u) + u loses digits for small u; its series does not.
            const double left =
                u < 1e-3 ? -u * u * (0.5 + u * (1.0 / 3 + u * (0.25 + u * 0.2))) : std::log1p(-u) + u;
            QVERIFY2(u > 0.9999 || std::abs(left + s) < 1e-9 * s,
                     qPrintable(QString("s %1 u %2 off %3").arg(s).arg(u).arg((left + s) / s)));
        }
    }

    void lambertInvertsItsDefinition() {
        for (double w = -0.999; w < 20; w += 0.037) {
            const double back = lambertW0(w * std::exp(w));
            QVERIFY2(std::abs(back - w) < 1e-9, qPrintable(QString("%1 -> %2").arg(w).arg(back)));
        }
        QCOMPARE(lambertW0(-1), -1.0);
        QCOMPARE(lambertW0(0), 0.0);
        QVERIFY(std::abs(lambertW0(std::exp(1.0)) - 1) < 1e-15);
    }

    void aDrainIsNotCutShort() {
        const auto best = bestInterval(10 * unit::perHour, 1 * unit::s, 30 * unit::minute);
        QVERIFY(best.has_value());
        QCOMPARE(best->in(unit::s), 1799.0);
        QVERIFY(!bestInterval(Frequency{}, 1 * unit::s, 1 * unit::s).has_value());
    }

    void vulnerableDowntimeCostsMore() {
        Cases cases;
        for (int i = 0; i < 200; ++i) {
            const Case c = cases.next();
            QVERIFY(goodput(c.classes, c.checkpointing, Downtime::Vulnerable) <
                    goodput(c.classes, c.checkpointing));
        }
    }

    /// Where a drain reaches into the next stall there is nothing left to slow: the job loses its compute
    /// time once, never more.
    void aDrainIntoTheNextStallSlowsOnlyWhatComputes() {
        const std::vector<InterruptionClass> classes{{0.01 * unit::perHour, {}, {}}};
        Checkpointing c{0.1 * unit::hour, 0.1 * unit::hour, 0.1 * unit::hour, 1};
        const Waterfall reaching = waterfall(classes, c);
        c.drain = 0.2 * unit::hour;
        const Waterfall into = waterfall(classes, c);
        for (const Waterfall& w : {reaching, into}) {
            QVERIFY(w.useful > 0);
            QVERIFY(std::abs(w.useful + w.stall + w.slowdown + w.rework + w.down + w.restore - 1) < 1e-12);
            QVERIFY(w.slowdown <= 0.5 + 1e-9);  // the share of the clock that computes
        }
        // Only what waits longer to become durable is lost besides.
        QVERIFY(into.useful <= reaching.useful);
        QVERIFY(reaching.useful - into.useful < 2 * 0.01 * 0.1);
    }
};

QTEST_GUILESS_MAIN(RenewalProperties)
#include "renewal_properties.moc"
