// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/history.h"

namespace rackloom::model {

namespace {

std::size_t sizeOf(const DeviceType& type) {
    return sizeof type + type.ports.size() * sizeof(PortGroup) + type.components.size() * sizeof(Component);
}

std::size_t sizeOf(const RackDesign& design) {
    return sizeof design + design.slots.size() * sizeof(Slot);
}

std::size_t sizeOf(const Fabric& fabric) {
    std::size_t bytes =
        sizeof fabric + fabric.racks.size() * sizeof(RackId) + fabric.removed.size() * sizeof(CableKey);
    for (const SwitchTier& tier : fabric.tiers)
        bytes += tier.switches.size() * sizeof(DeviceRef);
    return bytes;
}

/// Chunks of a table of shared values, and the values that the other table does not hold.
template <class T, class IdT>
std::size_t sharedBytes(const Table<Shared<T>, IdT>& after, const Table<Shared<T>, IdT>& before) {
    std::size_t bytes = after.bytesBeyond(before);
    if (bytes == 0) return 0;
    Table<Shared<T>, IdT>::diff(before, after, [&](IdT, const Shared<T>*, const Shared<T>* now) {
        if (now) bytes += sizeOf(**now);
    });
    return bytes;
}

}  // namespace

std::size_t bytesBeyond(const Snapshot& a, const Snapshot& b) {
    constexpr std::size_t kMapNode = sizeof(OverrideMap::value_type) + 4 * sizeof(void*);
    std::size_t bytes = sizeof(Snapshot);
    if (!a.overrides.sameObject(b.overrides)) bytes += a.overrides->size() * kMapNode;
    if (!a.site.sameObject(b.site)) bytes += sizeof(Site) + a.site->notes.size();
    bytes +=
        sharedBytes(a.types, b.types) + sharedBytes(a.designs, b.designs) + sharedBytes(a.fabrics, b.fabrics);
    bytes += a.halls.bytesBeyond(b.halls) + a.rows.bytesBeyond(b.rows) + a.racks.bytesBeyond(b.racks);
    bytes += a.cables.bytesBeyond(b.cables) + a.powerNodes.bytesBeyond(b.powerNodes);
    bytes += a.coolingLoops.bytesBeyond(b.coolingLoops) + a.coolingUnits.bytesBeyond(b.coolingUnits);
    return bytes + a.jobs.bytesBeyond(b.jobs) + a.waivers.bytesBeyond(b.waivers);
}

History::History(SnapshotPtr first, std::string label, std::size_t maxBytes)
    : maxBytes_(maxBytes), saved_(first) {
    RL_CHECK(first != nullptr);
    entries_.push_back({std::move(label), std::move(first), WallClock::now(), 0});
}

bool History::merges(const std::string& mergeKey, WallClock::time_point now) const {
    if (mergeKey.empty() || mergeKey != mergeKey_ || index_ == 0 || canRedo()) return false;
    const auto pause = now - entries_[index_].time;
    return pause >= WallClock::duration::zero() && pause <= kGesture;
}

void History::truncate(std::size_t size) {
    for (std::size_t i = size; i < entries_.size(); ++i)
        bytes_ -= entries_[i].bytes;
    entries_.resize(size);
}

void History::dropOldest() {
    while (entries_.size() > 1 && (entries_.size() > kMaxEntries || bytes_ > maxBytes_)) {
        entries_.erase(entries_.begin());
        bytes_ -= entries_.front().bytes;
        entries_.front().bytes = 0;
    }
}

void History::record(std::string label, const std::string& mergeKey, SnapshotPtr snapshot,
                     WallClock::time_point now) {
    RL_CHECK(snapshot != nullptr);
    truncate(merges(mergeKey, now) ? index_ : index_ + 1);
    const std::size_t bytes = bytesBeyond(*snapshot, *entries_.back().snapshot);
    entries_.push_back({std::move(label), std::move(snapshot), now, bytes});
    bytes_ += bytes;
    dropOldest();
    index_ = entries_.size() - 1;
    mergeKey_ = mergeKey;
}

void History::undo() {
    RL_CHECK(canUndo());
    jumpTo(index_ - 1);
}

void History::redo() {
    RL_CHECK(canRedo());
    jumpTo(index_ + 1);
}

void History::jumpTo(std::size_t index) {
    RL_CHECK(index < entries_.size());
    index_ = index;
    endGesture();
}

void History::markSaved() {
    saved_ = current();
    endGesture();
}

}  // namespace rackloom::model
