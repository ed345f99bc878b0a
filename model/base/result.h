// SPDX-License-Identifier: GPL-3.0-or-later
// Result<T>: the outcome of anything that bad input can make fail, with the place, the reason and the remedy.
// Used at borders (files, command line, inspector, edits); inside, values are already valid.
#pragma once

#include "model/base/check.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace rackloom {

/// What went wrong, for a person: where ("design.rackloom:12, rack A3"), why, and what to do about it.
struct Error {
    std::string place;
    std::string reason;
    std::string remedy;
    friend bool operator==(const Error&, const Error&) = default;

    /// "place: reason. remedy" with the empty parts left out.
    std::string text() const;
};

template <class T> class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    const T& value() const& {
        RL_CHECK(ok());
        return std::get<0>(state_);
    }
    T& value() & {
        RL_CHECK(ok());
        return std::get<0>(state_);
    }
    T&& value() && {
        RL_CHECK(ok());
        return std::get<0>(std::move(state_));
    }
    const Error& error() const {
        RL_CHECK(!ok());
        return std::get<1>(state_);
    }

private:
    std::variant<T, Error> state_;
};

template <> class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    bool ok() const { return !error_.has_value(); }
    explicit operator bool() const { return ok(); }
    const Error& error() const {
        RL_CHECK(!ok());
        return *error_;
    }

private:
    std::optional<Error> error_;
};

}  // namespace rackloom
