// SPDX-License-Identifier: GPL-3.0-or-later
// Query: all that a derived node may see. It hands out values of other nodes and records that they were read;
// that record is the dependency, so there is none to declare and none to forget.
// Must not offer the snapshot, the clock or anything else that is not recorded.
#pragma once

#include "analytics/engine/memo.h"

namespace rackloom::analytics {

class Query {
public:
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    /// The value of a node for the current snapshot. The reference holds until the report is finished.
    template <class Node> const typename Node::Value& get(const typename Node::Key& key);  // in node_store.h
    /// Of a node that exists once per design.
    template <class Node> const typename Node::Value& get() { return get<Node>(NoKey{}); }

    /// Long loops call this at least every millisecond; it throws Cancelled when the answer is not wanted.
    void poll() { memo_.poll(); }

private:
    friend class Memo;
    Query(Memo& memo, std::uint64_t run) : memo_(memo), run_(run) {}

    void record(Entry& entry) {
        if (entry.lastReader_ == run_) return;
        entry.lastReader_ = run_;
        reads_.push_back(&entry);
    }

    Memo& memo_;
    std::uint64_t run_;
    std::vector<Entry*> reads_;
};

template <class Node> const typename Node::Value& Memo::demand(const typename Node::Key& key) {
    Query outermost(*this, ++runs_);
    return outermost.get<Node>(key);
}

}  // namespace rackloom::analytics
