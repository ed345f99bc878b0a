// SPDX-License-Identifier: GPL-3.0-or-later
// How likely enough domains are usable, against every state of random trees of units and against a plain
// convolution without classes of equal units.
#include "analytics/reliability/belonging.h"
#include "analytics/reliability/capacity.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace rackloom;
using namespace rackloom::analytics;

namespace {

using Losses = std::vector<double>;

Losses together(const Losses& a, const Losses& b) {
    Losses out(a.size() + b.size() - 1, 0.0);
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < b.size(); ++j)
            out[i + j] += a[i] * b[j];
    return out;
}

/// P(j domains are lost), one domain after the other.
Losses lostOf(int domains, Chance c) {
    Losses out{1};
    for (int i = 0; i < domains; ++i)
        out = together(out, {c.up, c.down});
    return out;
}

double withAtMost(const Losses& losses, std::size_t lost) {
    double sum = 0;
    for (std::size_t j = 0; j < losses.size() && j <= lost; ++j)
        sum += losses[j];
    return sum;
}

struct Pool {
    std::vector<CapacityUnit> units;
    std::vector<CapacityGroup> groups;
    int domains = 0;
};

class Pools {
public:
    /// Few values, so that alike units and alike branches are common.
    Pool next() {
        Pool out;
        const int units = whole(0, 7), groups = whole(1, 8);
        for (int i = 0; i < units; ++i)
            out.units.push_back({place(i), chance()});
        for (int i = 0; i < groups; ++i) {
            out.groups.push_back({whole(0, 3), place(units), chance()});
            out.domains += out.groups.back().domains;
        }
        return out;
    }
    int whole(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }

private:
    std::optional<std::size_t> place(int below) {
        const int at = whole(-1, below - 1);
        return at < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(at));
    }
    Chance chance() {
        constexpr Chance kSome[] = {{0.9, 0.1}, {0.9, 0.1}, {0.75, 0.25}, {0.75, 0.25}, {1, 0}, {0, 1}};
        return kSome[static_cast<std::size_t>(whole(0, 5))];
    }
    std::mt19937 random_{11};
};

/// Goes through every state of the units.
double byStates(const Pool& pool, int needed) {
    double sum = 0;
    for (std::size_t state = 0; state < (std::size_t{1} << pool.units.size()); ++state) {
        double chance = 1;
        std::vector<bool> up(pool.units.size());
        for (std::size_t u = 0; u < pool.units.size(); ++u) {
            const bool works = (state >> u) & 1;
            const CapacityUnit& unit = pool.units[u];
            chance *= works ? unit.chance.up : unit.chance.down;
            up[u] = works && (!unit.parent || up[*unit.parent]);
        }
        Losses lost{1};
        for (const CapacityGroup& g : pool.groups)
            lost = together(lost, lostOf(g.domains, !g.unit || up[*g.unit] ? g.domain : Chance{0, 1}));
        sum += chance * withAtMost(lost, static_cast<std::size_t>(pool.domains - needed));
    }
    return sum;
}

class DomainCapacity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void randomTreesAreTheSumOfTheirStates() {
        Pools pools;
        for (int i = 0; i < 1500; ++i) {
            const Pool pool = pools.next();
            const int needed = pools.whole(0, pool.domains);
            const double found = enoughDomains(pool.units, pool.groups, needed).value();
            const double wanted = byStates(pool, needed);
            QVERIFY2(std::abs(found - wanted) < 1e-12,
                     qPrintable(QString("%1: %2, %3").arg(i).arg(found, 0, 'g', 17).arg(wanted, 0, 'g', 17)));
        }
    }

    /// Units that are alike are solved once and raised to their number; rare losses are left out on the way.
    void manyAlikeUnitsAreWhatOneAfterTheOtherGives_data() {
        QTest::addColumn<double>("up");
        QTest::addColumn<int>("spares");
        for (const double up : {0.9999, 0.97, 0.5})
            for (const int spares : {0, 1, 7, 8, 100, 700, 799})
                QTest::addRow("%g, %d", up, spares) << up << spares;
    }
    void manyAlikeUnitsAreWhatOneAfterTheOtherGives() {
        QFETCH(double, up);
        QFETCH(int, spares);
        const Chance loop{up, 1 - up}, rack{0.999, 0.001}, domain{0.998, 0.002};
        std::vector<CapacityUnit> units;
        std::vector<CapacityGroup> groups;
        Losses plain{1};
        for (int l = 0; l < 100; ++l) {
            const std::size_t at = units.size();
            units.push_back({{}, loop});
            Losses below{1};
            for (int r = 0; r < 8; ++r) {
                groups.push_back({1, units.size(), domain});
                units.push_back({at, rack});
                below = together(below, {rack.up * domain.up, 1 - rack.up * domain.up});
            }
            for (double& p : below)
                p *= loop.up;
            below.back() += loop.down;
            plain = together(plain, below);
        }
        const double wanted = withAtMost(plain, static_cast<std::size_t>(spares));
        const double found = enoughDomains(units, groups, 800 - spares).value();
        QVERIFY2(std::abs(found - wanted) <= 1e-12 * wanted,
                 qPrintable(QString("%1, %2").arg(found, 0, 'g', 17).arg(wanted, 0, 'g', 17)));
    }

    void numbersBelongToTheirPlaces() {
        const Belonging b(4, {2, 0, 2, 3, 0}), named(4, {2, 0, 2, 3, 0}, {10, 11, 12, 13, 14});
        const auto list = [](std::span<const std::uint32_t> s) {
            return Belonging::Numbers(s.begin(), s.end());
        };
        QVERIFY(list(b.of(0)) == (Belonging::Numbers{1, 4}));
        QVERIFY(b.of(1).empty());
        QVERIFY(list(b.of(2)) == (Belonging::Numbers{0, 2}));
        QVERIFY(list(named.of(3)) == (Belonging::Numbers{13}));
        QVERIFY(list(named.of(0)) == (Belonging::Numbers{11, 14}));
        QVERIFY(Belonging(1, {}).of(0).empty());
    }
};

}  // namespace

QTEST_GUILESS_MAIN(DomainCapacity)
#include "domain_capacity.moc"
