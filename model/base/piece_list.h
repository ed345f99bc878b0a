// SPDX-License-Identifier: GPL-3.0-or-later
// PieceList<T>: a list in pieces of 64 behind shared pointers. A copy costs the pointers, changing one item
// of it one piece, and two lists that share pieces are compared without looking into these. For values that
// are made anew with every edit although nearly all of them stays. Thread safety: a list that is being
// written must not be copied by another thread meanwhile.
#pragma once

#include "model/base/check.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace rackloom {

template <class T> class PieceList {
public:
    static constexpr std::size_t kPiece = 64;

    class const_iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = T;
        using difference_type = std::ptrdiff_t;
        using pointer = const T*;
        using reference = const T&;
        const_iterator() = default;
        const T& operator*() const { return *item_; }
        const T* operator->() const { return item_; }
        const_iterator& operator++() {
            ++item_;
            if (++at_ % kPiece == 0) settle();
            return *this;
        }
        const_iterator operator++(int) {
            const_iterator before = *this;
            ++*this;
            return before;
        }
        friend bool operator==(const const_iterator& a, const const_iterator& b) { return a.at_ == b.at_; }

    private:
        friend class PieceList;
        const_iterator(const PieceList* list, std::size_t at) : list_(list), at_(at) { settle(); }
        void settle() { item_ = at_ < list_->size_ ? &(*list_)[at_] : nullptr; }
        const PieceList* list_ = nullptr;
        std::size_t at_ = 0;
        const T* item_ = nullptr;
    };

    PieceList() = default;
    PieceList(std::initializer_list<T> items) {
        for (const T& item : items)
            push_back(item);
    }

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const T& operator[](std::size_t i) const { return (*pieces_[i / kPiece])[i % kPiece]; }
    /// For writing: a piece that another list shares is copied first.
    T& operator[](std::size_t i) { return own(i / kPiece)[i % kPiece]; }
    const T& front() const { return (*this)[0]; }
    const T& back() const { return (*this)[size_ - 1]; }
    const_iterator begin() const { return {this, 0}; }
    const_iterator end() const { return {this, size_}; }

    void push_back(T item) {
        if (size_ % kPiece == 0) {
            pieces_.push_back(std::make_shared<std::vector<T>>());
            pieces_.back()->reserve(kPiece);
        }
        own(size_ / kPiece).push_back(std::move(item));
        ++size_;
    }
    void pop_back() {
        RL_CHECK(size_ > 0);
        --size_;
        if (size_ % kPiece == 0)
            pieces_.pop_back();
        else
            own(size_ / kPiece).pop_back();
    }
    void resize(std::size_t n) {
        while (size_ > n)
            pop_back();
        while (size_ < n)
            push_back(T{});
    }
    void clear() {
        pieces_.clear();
        size_ = 0;
    }

    /// Calls f(i) for each place that both lists have and where they differ.
    template <class F> static void eachDifferent(const PieceList& a, const PieceList& b, const F& f) {
        const std::size_t n = std::min(a.size_, b.size_);
        for (std::size_t c = 0; c * kPiece < n; ++c) {
            if (a.pieces_[c] == b.pieces_[c]) continue;
            for (std::size_t i = c * kPiece; i < std::min(n, (c + 1) * kPiece); ++i)
                if (!(a[i] == b[i])) f(i);
        }
    }
    friend bool operator==(const PieceList& a, const PieceList& b) {
        if (a.size_ != b.size_) return false;
        for (std::size_t c = 0; c < a.pieces_.size(); ++c)
            if (a.pieces_[c] != b.pieces_[c] && *a.pieces_[c] != *b.pieces_[c]) return false;
        return true;
    }

private:
    std::vector<T>& own(std::size_t piece) {
        std::shared_ptr<std::vector<T>>& slot = pieces_[piece];
        if (slot.use_count() > 1) {
            auto copy = std::make_shared<std::vector<T>>();
            copy->reserve(kPiece);
            copy->assign(slot->begin(), slot->end());
            slot = std::move(copy);
        }
        return *slot;
    }

    std::vector<std::shared_ptr<std::vector<T>>> pieces_;
    std::size_t size_ = 0;
};

}  // namespace rackloom
