// SPDX-License-Identifier: GPL-3.0-or-later
// The two kinds of node. An input node reads a snapshot and does no sums; a derived node computes and sees
// only Query. They are different types, so a dependency that nobody recorded does not compile.
//
//   struct RackFeeds {  // input                            struct RowPower {  // derived
//       using Key = NoKey;  using Value = …;                    using Key = RowId;  using Value = …;
//       static constexpr std::string_view kName = "…";          static constexpr std::string_view kName =
//       "…"; static Value read(const model::Snapshot&, const Key&);  static Value compute(const Key&,
//       Query&); static void touched(const model::Delta&, Touched<Key>&);
//   };                                                      };
//
// Keys are hashable and comparable. Values are compared with ==; heavy ones belong in a Shared<T>.
#pragma once

#include "model/base/id.h"
#include "model/edit/diff.h"
#include "model/site/snapshot.h"

#include <concepts>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace rackloom::analytics {

class Query;

/// Thrown by Query::poll when nobody waits for the answer any more; only Evaluator lets it out.
struct Cancelled {};

/// The key of a node that exists once per design.
struct NoKey {
    friend constexpr auto operator<=>(NoKey, NoKey) = default;
    friend constexpr bool operator==(NoKey, NoKey) = default;
};

/// Which keys of an input a diff may have changed. Naming too many is slow, too few is wrong.
template <class Key> class Touched {
public:
    void add(Key key) { keys_.push_back(std::move(key)); }
    void addAll() { all_ = true; }
    bool all() const { return all_; }
    const std::vector<Key>& keys() const { return keys_; }

private:
    std::vector<Key> keys_;
    bool all_ = false;
};

template <class Node>
concept InputNode = requires(const model::Snapshot& s, const typename Node::Key& k, const model::Delta& d,
                             Touched<typename Node::Key>& t) {
    { Node::read(s, k) } -> std::convertible_to<typename Node::Value>;
    Node::touched(d, t);
    { Node::kName } -> std::convertible_to<std::string_view>;
};

/// A derived node that is also handed the value it gave before, or null. It may take parts of it over instead
/// of making them again; what it returns must be what it would return without. Every read that the parts rest
/// on is made again, so that it stays recorded.
template <class Node>
concept PatchingNode = requires(const typename Node::Key& k, Query& q, const typename Node::Value* last) {
    { Node::compute(k, q, last) } -> std::convertible_to<typename Node::Value>;
    { Node::kName } -> std::convertible_to<std::string_view>;
};

template <class Node>
concept DerivedNode = PatchingNode<Node> || requires(const typename Node::Key& k, Query& q) {
    { Node::compute(k, q) } -> std::convertible_to<typename Node::Value>;
    { Node::kName } -> std::convertible_to<std::string_view>;
};

inline std::string keyText(NoKey) {
    return {};
}
template <class Tag> std::string keyText(Id<Tag> id) {
    return std::to_string(id.value);
}
inline std::string keyText(const std::string& key) {
    return key;
}
template <class K>
requires std::is_integral_v<K> || std::is_enum_v<K> std::string keyText(K key) {
    return std::to_string(static_cast<long long>(key));
}

}  // namespace rackloom::analytics

template <> struct std::hash<rackloom::analytics::NoKey> {
    std::size_t operator()(rackloom::analytics::NoKey) const noexcept { return 0; }
};
