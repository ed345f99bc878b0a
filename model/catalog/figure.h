// SPDX-License-Identifier: GPL-3.0-or-later
// Figure<Q>: one number of the catalogue with its provenance. A figure may be unknown, with a reason; unknown
// is never zero. Where published numbers conflict the rivals are kept beside the chosen value.
#pragma once

#include "model/base/quantity.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::model {

/// How good the evidence for a figure is.
enum class Grade { Vendor, Relayed, ThirdParty, Derived, Unverified };
inline constexpr std::string_view kGradeNames[] = {"vendor", "relayed", "third-party", "derived",
                                                   "unverified"};
constexpr std::string_view gradeName(Grade grade) {
    return kGradeNames[static_cast<int>(grade)];
}

/// Where a figure comes from. `source` is a key of the catalogue's source list (or "user").
struct Provenance {
    std::string source;
    Grade grade = Grade::Unverified;
    std::string note;
    friend bool operator==(const Provenance&, const Provenance&) = default;
};

template <class Q> struct RivalFigure {
    Q value{};
    Provenance provenance;
    friend bool operator==(const RivalFigure&, const RivalFigure&) = default;
};

template <class Q> struct Figure {
    std::optional<Q> value;
    Provenance provenance;
    std::string unknownReason = "not stated";  ///< meaningful while `value` is empty
    std::vector<RivalFigure<Q>> rivals;

    bool known() const { return value.has_value(); }
    friend bool operator==(const Figure&, const Figure&) = default;

    static Figure of(Q v, std::string source, Grade grade, std::string note = {}) {
        Figure f;
        f.value = v;
        f.provenance = {std::move(source), grade, std::move(note)};
        f.unknownReason.clear();
        return f;
    }
    static Figure unknown(std::string reason) {
        Figure f;
        f.unknownReason = std::move(reason);
        return f;
    }
};

}  // namespace rackloom::model
