// SPDX-License-Identifier: GPL-3.0-or-later
// How the values of one node type are remembered, and Query::get, which rests on it. Kept out of query.h:
// every reader of a node would compile all of it again. The nodes.cpp of a folder includes this and
// instantiates Query::get for the nodes of that folder; a node that only one .cpp knows needs nothing but the
// include. Must not know any particular node, metric or rule.
#pragma once

#include "analytics/engine/query.h"

namespace rackloom::analytics {

template <class Node> class TypedEntry final : public Entry {
public:
    explicit TypedEntry(const typename Node::Key& key) : key_(key) {}
    const typename Node::Value& value() const { return *value_; }
    const typename Node::Key& key() const { return key_; }

private:
    friend class Memo;
    template <class N> friend class Store;

    bool run(const model::Snapshot& snapshot, Query& query) override {
        if constexpr (InputNode<Node>)
            return keep(Node::read(snapshot, key_));
        else if constexpr (PatchingNode<Node>)
            return keep(Node::compute(key_, query, value_ ? &*value_ : nullptr));
        else
            return keep(Node::compute(key_, query));
    }
    bool drop() override {
        const bool had = value_.has_value();
        value_.reset();
        return had;
    }
    bool isInput() const override { return InputNode<Node>; }
    std::string label() const override {
        const std::string key = keyText(key_);
        return std::string(Node::kName) + (key.empty() ? key : "(" + key + ")");
    }
    bool keep(typename Node::Value fresh) {
        if (value_ && *value_ == fresh) return false;
        value_ = std::move(fresh);
        return true;
    }

    typename Node::Key key_;
    std::optional<typename Node::Value> value_;
};

template <class Node> class Store final : public StoreBase {
public:
    TypedEntry<Node>& entry(const typename Node::Key& key) {
        return entries_.try_emplace(key, key).first->second;
    }
    void touch(const model::Delta& delta) override {
        if constexpr (InputNode<Node>) {
            Touched<typename Node::Key> touched;
            Node::touched(delta, touched);
            if (touched.all())
                for (auto& [key, entry] : entries_)
                    entry.touched_ = true;
            else
                for (const auto& key : touched.keys())
                    if (const auto it = entries_.find(key); it != entries_.end()) it->second.touched_ = true;
        }
    }
    void evictBefore(std::uint64_t revision) override {
        std::erase_if(entries_, [&](const auto& item) { return item.second.verifiedAt_ < revision; });
    }
    std::size_t size() const override { return entries_.size(); }
    void dishonest(const model::Snapshot& snapshot, std::vector<std::string>& out) const override {
        if constexpr (InputNode<Node>)
            for (const auto& [key, entry] : entries_)
                if (!entry.touched_ && entry.value_ && !(*entry.value_ == Node::read(snapshot, key)))
                    out.push_back(entry.label());
    }

private:
    std::unordered_map<typename Node::Key, TypedEntry<Node>> entries_;
};

template <class Node> Store<Node>& Memo::store() {
    std::unique_ptr<StoreBase>& slot = stores_[&kMark<Node>];
    if (!slot) slot = std::make_unique<Store<Node>>();
    return static_cast<Store<Node>&>(*slot);
}

template <class Node> const typename Node::Value& Query::get(const typename Node::Key& key) {
    TypedEntry<Node>& entry = memo_.store<Node>().entry(key);
    memo_.refresh(entry);
    record(entry);
    Memo::rethrowFailure(entry);
    return entry.value();
}

}  // namespace rackloom::analytics
