// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/report.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace rackloom::analytics {

namespace {

// In the order of ObjectRef::Kind. These words are stored in waivers: never change one.
constexpr std::array<std::string_view, 12> kKindWords{"site",         "hall",         "rack",  "device",
                                                      "design",       "fabric",       "cable", "power_node",
                                                      "cooling_loop", "cooling_unit", "job",   "type"};

std::optional<std::uint32_t> parseNumber(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

std::string ObjectRef::key() const {
    std::string text(kKindWords[static_cast<std::size_t>(kind)]);
    if (kind == Kind::Site) return text;
    text += ':' + std::to_string(id);
    if (kind == Kind::Device) text += '/' + std::to_string(sub);
    return text;
}

std::optional<ObjectRef> ObjectRef::parse(std::string_view key) {
    const std::size_t colon = key.find(':');
    const auto word = std::find(kKindWords.begin(), kKindWords.end(), key.substr(0, colon));
    if (word == kKindWords.end()) return std::nullopt;
    ObjectRef ref;
    ref.kind = static_cast<Kind>(word - kKindWords.begin());
    if (ref.kind == Kind::Site) return colon == std::string_view::npos ? std::optional(ref) : std::nullopt;
    if (colon == std::string_view::npos) return std::nullopt;
    std::string_view numbers = key.substr(colon + 1);
    if (ref.kind == Kind::Device) {
        const std::size_t slash = numbers.find('/');
        if (slash == std::string_view::npos) return std::nullopt;
        const auto slot = parseNumber(numbers.substr(slash + 1));
        if (!slot) return std::nullopt;
        ref.sub = *slot;
        numbers = numbers.substr(0, slash);
    }
    const auto id = parseNumber(numbers);
    if (!id) return std::nullopt;
    ref.id = *id;
    return ref;
}

void BundleTable::add(std::shared_ptr<const Pieces> pieces) {
    if (pieces && !pieces->empty()) fabrics_.push_back(std::move(pieces));
}

std::size_t BundleTable::size() const {
    std::size_t rows = 0;
    for (const auto& fabric : fabrics_)
        for (const auto& piece : *fabric)
            rows += piece->size();
    return rows;
}

bool operator==(const BundleTable& a, const BundleTable& b) {
    const auto same = [](const auto& x, const auto& y) { return x == y || *x == *y; };
    return std::equal(a.fabrics_.begin(), a.fabrics_.end(), b.fabrics_.begin(), b.fabrics_.end(),
                      [&](const auto& x, const auto& y) {
                          return x == y || std::equal(x->begin(), x->end(), y->begin(), y->end(), same);
                      });
}

const MetricValue* Report::find(std::string_view id) const {
    const auto it = std::find_if(metrics.begin(), metrics.end(), [&](const auto& m) { return m.id == id; });
    return it == metrics.end() ? nullptr : &*it;
}

const RackResult* Report::rack(RackId id) const {
    const auto it = std::lower_bound(racks.begin(), racks.end(), id,
                                     [](const RackResult& r, RackId wanted) { return r.rack < wanted; });
    return it != racks.end() && it->rack == id ? &*it : nullptr;
}

}  // namespace rackloom::analytics
