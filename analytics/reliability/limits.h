// SPDX-License-Identifier: GPL-3.0-or-later
// Limits: checks the inputs of a formula and keeps the first refusal, so that no formula ever answers
// nonsense with a number. Not-a-number is refused by every check.
// Must not know any formula.
#pragma once

#include "model/base/quantity.h"
#include "model/base/result.h"

#include <optional>
#include <string_view>

namespace rackloom::analytics {

class Limits {
public:
    /// `place` names the formula in the refusal.
    explicit Limits(std::string_view place) : place_(place) {}

    Limits& within(std::string_view name, double value, double low, double high);
    /// Finite and not negative.
    Limits& notNegative(std::string_view name, double value);
    /// Finite and above zero.
    Limits& positive(std::string_view name, double value);
    Limits& share(std::string_view name, double value) { return within(name, value, 0, 1); }
    Limits& whole(std::string_view name, double value, double low, double high);
    template <Dim D> Limits& notNegative(std::string_view name, Quantity<D> value) {
        return notNegative(name, value.si());
    }
    template <Dim D> Limits& positive(std::string_view name, Quantity<D> value) {
        return positive(name, value.si());
    }
    Limits& require(bool holds, std::string_view name, std::string_view reason, std::string_view remedy);

    bool ok() const { return !error_; }
    const Error& error() const { return *error_; }
    Result<void> outcome() const;

private:
    std::string_view place_;
    std::optional<Error> error_;
};

}  // namespace rackloom::analytics
