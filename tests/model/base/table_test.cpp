// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/table.h"

#include "tests/support/random_edits.h"

#include <QTest>

#include <map>
#include <vector>

using namespace rackloom;
using rackloom::test::Dice;

namespace {

using IntTable = Table<int, RackId>;
using Plain = std::map<std::uint32_t, int>;

Plain plain(const IntTable& table) {
    Plain out;
    table.forEach([&](RackId id, int value) { out[id.value] = value; });
    return out;
}

}  // namespace

class TableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anEditLeavesOlderCopiesAlone() {
        // Against plain maps: a thousand revisions, each checked again at the end.
        Dice dice(9);
        std::vector<std::pair<IntTable, Plain>> revisions{{IntTable{}, Plain{}}};
        for (int i = 0; i < 1000; ++i) {
            auto [table, map] =
                revisions[dice.below(400) ? revisions.size() - 1 : dice.below(revisions.size())];
            const WriteToken token;
            for (std::size_t n = dice.below(8); n-- > 0;) {
                const RackId id{static_cast<std::uint32_t>(dice.below(table.end() + 1))};
                if (dice.once(2)) {
                    const RackId made = table.insert(token, i);
                    QVERIFY(!map.contains(made.value));
                    map[made.value] = i;
                } else if (table.contains(id) && dice.once(2)) {
                    table.write(token, id) = -i;
                    map[id.value] = -i;
                } else if (table.contains(id)) {
                    table.erase(token, id);
                    map.erase(id.value);
                }
            }
            revisions.emplace_back(std::move(table), std::move(map));
        }
        for (const auto& [table, map] : revisions) {
            QVERIFY(plain(table) == map);
            QCOMPARE(table.size(), map.size());
        }
        QVERIFY(revisions.back().first.end() > IntTable::kChunk);
    }

    void oneEditClonesOneChunk() {
        IntTable table;
        const WriteToken first;
        for (int i = 0; i < 2000; ++i)
            table.insert(first, i);
        const IntTable before = table;
        const WriteToken second;
        table.write(second, RackId{700}) = -1;
        table.write(second, RackId{701}) = -2;
        const std::size_t chunk = 256 * sizeof(int);
        QVERIFY(table.bytesBeyond(before) > chunk && table.bytesBeyond(before) < 2 * chunk);
        QCOMPARE(before.bytesBeyond(before), std::size_t{0});
        QCOMPARE(before.at(RackId{700}), 700);
        int differing = 0;
        IntTable::diff(before, table, [&](RackId, const int*, const int*) { ++differing; });
        QCOMPARE(differing, 2);
    }

    void aTokenNeverWritesWhatAnotherCloned() {
        IntTable table;
        const WriteToken a, b;
        const RackId id = table.insert(a, 1);
        IntTable shared = table;
        shared.write(b, id) = 2;
        QCOMPARE(table.at(id), 1);
        table.write(a, id) = 3;  // its own chunk still, which nobody else holds any more
        QCOMPARE(shared.at(id), 2);
    }

    void erasedIdsStayErased() {
        IntTable table;
        const WriteToken token;
        const RackId id = table.insert(token, 1);
        table.erase(token, id);
        QVERIFY(table.find(id) == nullptr);
        QVERIFY(table.insert(token, 2) != id);
        table.reserveIds(1000);
        QCOMPARE(table.insert(token, 3).value, 1000u);
    }
};

QTEST_GUILESS_MAIN(TableTest)
#include "table_test.moc"
