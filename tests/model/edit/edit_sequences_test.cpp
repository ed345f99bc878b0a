// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/diff.h"
#include "model/edit/fabric_edits.h"
#include "model/edit/history.h"
#include "model/edit/validate_change.h"
#include "model/site/validate.h"
#include "tests/model/edit/corruptions.h"
#include "tests/support/random_edits.h"
#include "tests/support/sample_design.h"

#include <QTest>

#include <map>

using namespace rackloom;
using namespace rackloom::model;
using namespace rackloom::test;

namespace {

/// Every row of both tables, compared one by one: what diff() must say, without any shortcut.
template <class RowT, class IdT>
std::vector<std::uint32_t> bruteForce(const Table<RowT, IdT>& a, const Table<RowT, IdT>& b) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t i = 0; i < std::max(a.end(), b.end()); ++i) {
        const RowT *x = a.find(IdT{i}), *y = b.find(IdT{i});
        if ((x == nullptr) != (y == nullptr) || (x && !(*x == *y))) out.push_back(i);
    }
    return out;
}

template <class IdT, class RowT>
std::vector<std::uint32_t> idsOf(const std::vector<RowChange<IdT, RowT>>& changes) {
    std::vector<std::uint32_t> out;
    for (const auto& change : changes)
        out.push_back(change.id.value);
    return out;
}

bool sameAsBruteForce(const Snapshot& a, const Snapshot& b) {
    const Delta d = diff(a, b);
    std::vector<DeviceRef> overrides;
    std::map<DeviceRef, int> devices;
    for (const auto& entry : *a.overrides)
        devices[entry.first];
    for (const auto& entry : *b.overrides)
        devices[entry.first];
    for (const auto& [device, unused] : devices) {
        const auto x = a.overrides->find(device), y = b.overrides->find(device);
        const bool there = x != a.overrides->end(), here = y != b.overrides->end();
        if (there != here || (there && !(x->second == y->second))) overrides.push_back(device);
    }
    return d.overrides == overrides && d.site == !(*a.site == *b.site) &&
           idsOf(d.types) == bruteForce(a.types, b.types) &&
           idsOf(d.designs) == bruteForce(a.designs, b.designs) &&
           idsOf(d.halls) == bruteForce(a.halls, b.halls) && idsOf(d.rows) == bruteForce(a.rows, b.rows) &&
           idsOf(d.racks) == bruteForce(a.racks, b.racks) &&
           idsOf(d.fabrics) == bruteForce(a.fabrics, b.fabrics) &&
           idsOf(d.cables) == bruteForce(a.cables, b.cables) &&
           idsOf(d.powerNodes) == bruteForce(a.powerNodes, b.powerNodes) &&
           idsOf(d.coolingLoops) == bruteForce(a.coolingLoops, b.coolingLoops) &&
           idsOf(d.coolingUnits) == bruteForce(a.coolingUnits, b.coolingUnits) &&
           idsOf(d.jobs) == bruteForce(a.jobs, b.jobs) &&
           idsOf(d.waivers) == bruteForce(a.waivers, b.waivers);
}

/// A copy that shares no chunk and no value with the original: what the original must still equal later.
template <class RowT, class IdT> void copyInto(Table<RowT, IdT>& to, const Table<RowT, IdT>& from) {
    const WriteToken token;
    from.forEach([&](IdT id, const RowT& row) {
        if constexpr (requires { *row; })
            to.insertAt(token, id, RowT(*row));
        else
            to.insertAt(token, id, row);
    });
    to.reserveIds(from.end());
}

Snapshot deepCopy(const Snapshot& s) {
    Snapshot out;
    out.site = Shared<Site>(*s.site);
    out.overrides = Shared<OverrideMap>(*s.overrides);
    copyInto(out.types, s.types);
    copyInto(out.designs, s.designs);
    copyInto(out.halls, s.halls);
    copyInto(out.rows, s.rows);
    copyInto(out.racks, s.racks);
    copyInto(out.fabrics, s.fabrics);
    copyInto(out.cables, s.cables);
    copyInto(out.powerNodes, s.powerNodes);
    copyInto(out.coolingLoops, s.coolingLoops);
    copyInto(out.coolingUnits, s.coolingUnits);
    copyInto(out.jobs, s.jobs);
    copyInto(out.waivers, s.waivers);
    return out;
}

}  // namespace

class EditSequencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSampleIsValid() {
        const auto sample = sampleDesign();
        const Result<void> valid = validate(*sample);
        QVERIFY2(valid.ok(), valid ? "" : valid.error().text().c_str());
    }

    void everyAcceptedEditLeavesAValidDesign_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }

    void everyAcceptedEditLeavesAValidDesign() {
        QFETCH(int, seed);
        Dice dice(static_cast<std::uint64_t>(seed));
        SnapshotPtr now = sampleDesign();
        int accepted = 0, refused = 0;
        for (int i = 0; i < 1000; ++i) {
            const Edit edit = randomEdit(dice, *now);
            const Result<SnapshotPtr> next = applyEdit(now, edit);
            if (!next) {
                ++refused;
                QVERIFY2(!next.error().reason.empty() && !next.error().remedy.empty(), edit.label.c_str());
                continue;
            }
            ++accepted;
            QVERIFY(!edit.label.empty());
            const Result<void> valid = validate(*next.value());
            QVERIFY2(valid.ok(), (edit.label + ": " + (valid ? "" : valid.error().text())).c_str());
            QVERIFY2(sameAsBruteForce(*now, *next.value()), edit.label.c_str());
            now = next.value();
        }
        qInfo("accepted %d, refused %d, racks %zu, cables %zu", accepted, refused, now->racks.size(),
              now->cables.size());
        QVERIFY(accepted > 300);
        QVERIFY(refused > 30);
    }

    void checkingOnlyTheChangeFindsWhatAFullCheckFinds() {
        Dice dice(2025);
        SnapshotPtr now = sampleDesign();
        const SnapshotPtr detached = applyEdit(now, detachFabric(FabricId{0})).value();
        QVERIFY(detached->cables.size() > 20);
        int good = 0, bad = 0;
        for (int i = 0; i < 6000; ++i) {
            if (dice.once(100)) now = dice.once(2) ? sampleDesign() : detached;
            Transaction tx(now);
            corrupt(dice, tx);
            const auto next = std::make_shared<const Snapshot>(std::move(tx).take());
            const Result<void> change = validateChange(*now, *next, diff(*now, *next));
            const Result<void> full = validate(*next);
            if (change.ok() != full.ok())
                QFAIL(("step " + std::to_string(i) + ": " +
                       (full ? "refused: " + change.error().text() : "missed: " + full.error().text()))
                          .c_str());
            (full ? good : bad)++;
            if (full) now = next;
        }
        qInfo("consistent %d, not %d", good, bad);
        QVERIFY(good > 1000);
        QVERIFY(bad > 1000);
    }

    void undoRestoresAnEqualSnapshot() {
        Dice dice(77);
        const SnapshotPtr first = sampleDesign();
        History history(first);
        std::vector<Snapshot> copies{deepCopy(*first)};
        for (int i = 0; i < 600; ++i) {
            const Edit edit = randomEdit(dice, *history.current());
            const Result<SnapshotPtr> next = applyEdit(history.current(), edit);
            if (!next || next.value() == history.current()) continue;
            history.record(edit.label, {}, next.value());
            copies.push_back(deepCopy(*next.value()));
        }
        QCOMPARE(history.entries().size(), copies.size());
        while (history.canUndo()) {
            history.undo();
            QVERIFY(*history.current() == copies[history.index()]);
        }
        QVERIFY(history.current() == first);
        while (history.canRedo()) {
            history.redo();
            QVERIFY(*history.current() == copies[history.index()]);
        }
    }

    void aRefusedEditLeavesTheSnapshotAlone() {
        const SnapshotPtr before = sampleDesign();
        const Snapshot copy = deepCopy(*before);
        Dice dice(5);
        int refused = 0;
        for (int i = 0; i < 3000 && refused < 200; ++i) {
            const Result<SnapshotPtr> next = applyEdit(before, randomEdit(dice, *before));
            if (next) continue;
            ++refused;
            QVERIFY(*before == copy);
        }
        QVERIFY(refused >= 200);
    }

    void idsAreNeverGivenOutAgain() {
        Dice dice(11);
        SnapshotPtr now = sampleDesign();
        std::uint32_t racks = now->racks.end(), cables = now->cables.end();
        for (int i = 0; i < 1500; ++i) {
            const Result<SnapshotPtr> next = applyEdit(now, randomEdit(dice, *now));
            if (!next) continue;
            for (const auto& change : diff(*now, *next.value()).racks)
                if (!change.before) QVERIFY(change.id.value >= racks);
            for (const auto& change : diff(*now, *next.value()).cables)
                if (!change.before) QVERIFY(change.id.value >= cables);
            now = next.value();
            QVERIFY(now->racks.end() >= racks);
            racks = now->racks.end();
            cables = now->cables.end();
        }
    }

    void theSameSeedGivesTheSameDesign() {
        SnapshotPtr a = sampleDesign(), b = sampleDesign();
        Dice x(3), y(3);
        for (int i = 0; i < 300; ++i) {
            const Edit first = randomEdit(x, *a), second = randomEdit(y, *b);
            QCOMPARE(first.label, second.label);
            if (const auto next = applyEdit(a, first)) a = next.value();
            if (const auto next = applyEdit(b, second)) b = next.value();
        }
        QVERIFY(*a == *b);
    }
};

QTEST_GUILESS_MAIN(EditSequencesTest)
#include "edit_sequences_test.moc"
