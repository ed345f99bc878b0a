// SPDX-License-Identifier: GPL-3.0-or-later
// Table<Row>: a persistent table. Rows live in chunks of 256 behind shared pointers, so a copy costs the
// spine and an edit clones one chunk. Ids index the table and are never reused; erased rows leave holes. A
// writer carries a token: only chunks it cloned itself are changed in place, never by reference count. Thread
// safety: const access from any thread; a table being written belongs to its transaction alone.
#pragma once

#include "model/base/check.h"
#include "model/base/id.h"

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace rackloom {

/// Marks the chunks that one transaction may change in place. Each transaction makes its own.
class WriteToken {
public:
    WriteToken() : mark_(std::make_shared<char>()) {}
    const void* mark() const { return mark_.get(); }
    const std::shared_ptr<char>& owner() const { return mark_; }

private:
    std::shared_ptr<char> mark_;
};

template <class RowT, class IdT> class Table {
public:
    static constexpr std::size_t kChunk = 256;
    using Row = RowT;
    using RowIdType = IdT;

    /// Number of living rows.
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    /// One past the largest id ever used.
    std::uint32_t end() const { return end_; }

    bool contains(IdT id) const {
        return id.value < end_ && chunks_[id.value / kChunk] &&
               chunks_[id.value / kChunk]->alive[id.value % kChunk];
    }
    const RowT* find(IdT id) const {
        return contains(id) ? &chunks_[id.value / kChunk]->rows[id.value % kChunk] : nullptr;
    }
    const RowT& at(IdT id) const {
        RL_CHECK(contains(id));
        return chunks_[id.value / kChunk]->rows[id.value % kChunk];
    }

    /// Calls f(id, row) for each living row in id order.
    template <class F> void forEach(F&& f) const {
        for (std::size_t c = 0; c < chunks_.size(); ++c) {
            if (!chunks_[c]) continue;
            const Chunk& chunk = *chunks_[c];
            for (std::size_t i = 0; i < kChunk; ++i)
                if (chunk.alive[i]) f(IdT{static_cast<std::uint32_t>(c * kChunk + i)}, chunk.rows[i]);
        }
    }
    /// All living ids, ascending.
    std::vector<IdT> ids() const {
        std::vector<IdT> out;
        out.reserve(size_);
        forEach([&](IdT id, const RowT&) { out.push_back(id); });
        return out;
    }

    IdT insert(const WriteToken& token, RowT row) {
        const IdT id{end_};
        insertAt(token, id, std::move(row));
        return id;
    }
    /// Places a row under a given free id (loading a file, undoing an erase by value).
    void insertAt(const WriteToken& token, IdT id, RowT row) {
        RL_CHECK(id.isValid() && !contains(id));
        while (chunks_.size() <= id.value / kChunk)
            chunks_.push_back(nullptr);
        Chunk& chunk = writable(token, id.value / kChunk);
        chunk.rows[id.value % kChunk] = std::move(row);
        chunk.alive.set(id.value % kChunk);
        if (end_ <= id.value) end_ = id.value + 1;
        ++size_;
    }
    /// Access for changing one row in place; only within a transaction.
    RowT& write(const WriteToken& token, IdT id) {
        RL_CHECK(contains(id));
        return writable(token, id.value / kChunk).rows[id.value % kChunk];
    }
    void erase(const WriteToken& token, IdT id) {
        RL_CHECK(contains(id));
        Chunk& chunk = writable(token, id.value / kChunk);
        chunk.rows[id.value % kChunk] = RowT{};
        chunk.alive.reset(id.value % kChunk);
        --size_;
    }
    /// Keeps ids below `end` from being handed out again (loading a file that had holes).
    void reserveIds(std::uint32_t end) {
        if (end_ < end) {
            end_ = end;
            while (chunks_.size() * kChunk < end_)
                chunks_.push_back(nullptr);
        }
    }

    /// Calls f(id, before-or-null, after-or-null) for each row that differs; cost is proportional to the
    /// chunks touched.
    template <class F> static void diff(const Table& a, const Table& b, F&& f) {
        const std::size_t n = a.chunks_.size() > b.chunks_.size() ? a.chunks_.size() : b.chunks_.size();
        for (std::size_t c = 0; c < n; ++c) {
            const Chunk* x = c < a.chunks_.size() ? a.chunks_[c].get() : nullptr;
            const Chunk* y = c < b.chunks_.size() ? b.chunks_[c].get() : nullptr;
            if (x == y) continue;
            for (std::size_t i = 0; i < kChunk; ++i) {
                const RowT* p = x && x->alive[i] ? &x->rows[i] : nullptr;
                const RowT* q = y && y->alive[i] ? &y->rows[i] : nullptr;
                if (!p && !q) continue;
                if (p && q && *p == *q) continue;
                f(IdT{static_cast<std::uint32_t>(c * kChunk + i)}, p, q);
            }
        }
    }
    /// Bytes of the chunks and the spine that this table does not share with another; what rows own elsewhere
    /// is left out.
    std::size_t bytesBeyond(const Table& other) const {
        if (sameChunks(other)) return 0;
        std::size_t bytes = chunks_.size() * sizeof(chunks_[0]);
        for (std::size_t c = 0; c < chunks_.size(); ++c)
            if (chunks_[c] && (c >= other.chunks_.size() || chunks_[c] != other.chunks_[c]))
                bytes += sizeof(Chunk);
        return bytes;
    }
    /// True when not even one chunk differs by identity: a cheap "surely unchanged".
    bool sameChunks(const Table& o) const { return end_ == o.end_ && chunks_ == o.chunks_; }

    friend bool operator==(const Table& a, const Table& b) {
        if (a.end_ != b.end_ || a.size_ != b.size_) return false;
        bool equal = true;
        diff(a, b, [&](IdT, const RowT*, const RowT*) { equal = false; });
        return equal;
    }

private:
    struct Chunk {
        std::array<RowT, kChunk> rows{};
        std::bitset<kChunk> alive;
        std::shared_ptr<char> writer;  // keeps the token's mark unique while a chunk carries it
    };

    Chunk& writable(const WriteToken& token, std::size_t index) {
        std::shared_ptr<Chunk>& slot = chunks_[index];
        if (!slot)
            slot = std::make_shared<Chunk>();
        else if (slot->writer.get() != token.mark())
            slot = std::make_shared<Chunk>(*slot);
        else
            return *slot;
        slot->writer = token.owner();
        return *slot;
    }

    std::vector<std::shared_ptr<Chunk>>
        chunks_;  // shared between revisions; written only under the token rule
    std::uint32_t end_ = 0;
    std::size_t size_ = 0;
};

}  // namespace rackloom
