// SPDX-License-Identifier: GPL-3.0-or-later
// Shared<T>: an immutable value behind a shared pointer, equal when the values are equal.
// Lets heavy rows (device types, rack designs, fabrics) sit in tables whose chunks are cloned on every edit.
#pragma once

#include "model/base/check.h"

#include <memory>
#include <utility>

namespace rackloom {

template <class T> class Shared {
public:
    Shared() : value_(empty()) {}
    Shared(T value) : value_(std::make_shared<const T>(std::move(value))) {}

    const T& operator*() const { return *value_; }
    const T* operator->() const { return value_.get(); }
    /// True when both are the very same object: cheap, never wrong, may miss equal copies.
    bool sameObject(const Shared& o) const { return value_ == o.value_; }

    friend bool operator==(const Shared& a, const Shared& b) {
        return a.value_ == b.value_ || *a.value_ == *b.value_;
    }

private:
    static const std::shared_ptr<const T>& empty() {
        static const std::shared_ptr<const T> kEmpty = std::make_shared<const T>();
        return kEmpty;
    }
    std::shared_ptr<const T> value_;
};

}  // namespace rackloom
