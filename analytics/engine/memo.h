// SPDX-License-Identifier: GPL-3.0-or-later
// Memo: the remembered values of all nodes for one thread, and what each of them read. On a new snapshot the
// diff marks inputs; a demanded node checks its reads in the order it made them and runs only if one changed.
// A run that gives an equal value stops the change there. No locks: one thread owns one memo.
// Must not know any particular node, metric or rule.
#pragma once

#include "analytics/engine/node.h"
#include "model/base/check.h"

#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace rackloom::analytics {

/// One remembered value without its type.
class Entry {
public:
    Entry() = default;
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;
    virtual ~Entry() = default;

private:
    friend class Memo;
    friend class Query;
    template <class Node> friend class Store;

    /// Reads or computes; true when the value differs from the remembered one.
    virtual bool run(const model::Snapshot&, Query&) = 0;
    /// Forgets the value because computing failed; true when there was one.
    virtual bool drop() = 0;
    virtual bool isInput() const = 0;
    virtual std::string label() const = 0;

    std::uint64_t changedAt_ = 0;   // revision of the memo that last gave another value
    std::uint64_t verifiedAt_ = 0;  // revision for which the value is known to hold; 0 = never had one
    std::uint64_t lastReader_ = 0;  // run that last recorded this entry, to record it once
    std::vector<Entry*> reads_;     // in the order they were made
    std::exception_ptr failure_;
    std::string failureText_;
    bool touched_ = false;  // inputs only: the diff named it
    bool running_ = false;
};

/// All remembered values of one node type, without the type.
class StoreBase {
public:
    StoreBase() = default;
    StoreBase(const StoreBase&) = delete;
    StoreBase& operator=(const StoreBase&) = delete;
    virtual ~StoreBase() = default;
    virtual void touch(const model::Delta&) = 0;
    virtual void evictBefore(std::uint64_t revision) = 0;
    virtual std::size_t size() const = 0;
    /// Labels of untouched inputs whose remembered value is not what the snapshot says now.
    virtual void dishonest(const model::Snapshot&, std::vector<std::string>& out) const = 0;
};

template <class Node> class TypedEntry;
template <class Node> class Store;

class Memo {
public:
    /// Entries that no revision of the last 64 asked for are dropped.
    static constexpr std::uint64_t kKeep = 64;

    /// Makes `next` the snapshot that inputs read, and marks the inputs that differ.
    void advance(model::SnapshotPtr next);
    /// Says whether to stop; asked at every poll of a running node. Empty: never.
    void stopWhen(std::function<bool()> wanted) { stopWanted_ = std::move(wanted); }
    /// Throws Cancelled if somebody wants to stop.
    void poll() const;

    /// Hears what is being worked on; `step` says it.
    void onStep(std::function<void(std::string_view)> listener) { stepListener_ = std::move(listener); }
    void step(std::string_view label) const {
        if (stepListener_) stepListener_(label);
    }

    /// Value of a node that nothing records, for the outermost caller. Rethrows what computing threw.
    template <class Node> const typename Node::Value& demand(const typename Node::Key& key);

    /// For tests: labels of nodes in the order they ran since the log was started.
    void startLog() { log_.emplace(); }
    std::vector<std::string> takeLog();
    /// For tests: inputs that changed although touched() did not name them.
    std::vector<std::string> dishonestInputs() const;
    std::size_t entryCount() const;
    std::uint64_t revision() const { return revision_; }

private:
    friend class Query;

    template <class Node> Store<Node>& store();  // in node_store.h
    /// Brings an entry up to date with the current snapshot. Throws Cancelled only.
    void refresh(Entry& entry);
    bool readsChanged(const Entry& entry);
    void run(Entry& entry);
    static void rethrowFailure(const Entry& entry);

    // The address tells node types apart without run-time type information.
    template <class Node> static constexpr char kMark = 0;

    model::SnapshotPtr snapshot_;
    std::uint64_t revision_ = 0;
    std::uint64_t runs_ = 0;
    std::function<bool()> stopWanted_;
    std::function<void(std::string_view)> stepListener_;
    std::unordered_map<const void*, std::unique_ptr<StoreBase>> stores_;
    std::optional<std::vector<std::string>> log_;
};

}  // namespace rackloom::analytics
