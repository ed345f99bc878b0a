// SPDX-License-Identifier: GPL-3.0-or-later
// Where racks and facility equipment stand on hall floors, as boxes in millimetres. Shared by cable lengths
// and by the rules of the floor. Sizes are those of the enclosure or device type, turned; 600 × 1200 where
// they are unknown.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/report.h"
#include "model/base/shared.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace rackloom::analytics {

struct FloorBox {
    HallId hall;
    int x = 0, y = 0, width = 0, depth = 0;
    bool sizeKnown = true;

    double centreX() const { return x + width / 2.0; }
    double centreY() const { return y + depth / 2.0; }
    bool overlaps(const FloorBox& o) const {
        return hall == o.hall && x < o.x + o.width && o.x < x + width && y < o.y + o.depth && o.y < y + depth;
    }
    friend bool operator==(const FloorBox&, const FloorBox&) = default;
};

/// The boxes of all racks, in pieces by rack id. An edit keeps the pieces that it does not concern, so that
/// two tables are told apart by looking at a few.
class FloorTable {
public:
    static constexpr std::uint32_t kPiece = 64;
    struct Piece {
        std::array<std::optional<FloorBox>, kPiece> boxes;
        friend bool operator==(const Piece&, const Piece&) = default;
    };

    void add(RackId rack, const FloorBox& box);  ///< in the order of the ids
    /// Takes over what an older table has alike, and ends the making of this one.
    void finish(const FloorTable* older);

    const FloorBox* find(RackId rack) const {
        const std::size_t piece = rack.value / kPiece;
        if (piece >= pieces_.size()) return nullptr;
        const std::optional<FloorBox>& box = pieces_[piece]->boxes[rack.value % kPiece];
        return box ? &*box : nullptr;
    }
    /// One past the largest id that may have a box.
    std::size_t end() const { return pieces_.size() * kPiece; }

    /// Calls f(rack, box) for each rack.
    template <class F> void forEach(F&& f) const {
        for (std::size_t p = 0; p < pieces_.size(); ++p)
            for (std::uint32_t i = 0; i < kPiece; ++i)
                if (const auto& box = pieces_[p]->boxes[i])
                    f(RackId{static_cast<std::uint32_t>(p * kPiece + i)}, *box);
    }
    /// Calls f(rack id) for each rack whose box differs.
    template <class F> static void eachDifference(const FloorTable& a, const FloorTable& b, F&& f) {
        const Shared<Piece> none;
        for (std::size_t p = 0; p < std::max(a.pieces_.size(), b.pieces_.size()); ++p) {
            const Shared<Piece>& x = p < a.pieces_.size() ? a.pieces_[p] : none;
            const Shared<Piece>& y = p < b.pieces_.size() ? b.pieces_[p] : none;
            for (std::uint32_t i = 0; !x.sameObject(y) && i < kPiece; ++i)
                if (!(x->boxes[i] == y->boxes[i])) f(static_cast<std::uint32_t>(p * kPiece + i));
        }
    }
    friend bool operator==(const FloorTable& a, const FloorTable& b) { return a.pieces_ == b.pieces_; }

private:
    void close();

    std::vector<Shared<Piece>> pieces_;  // racks may be far apart: all empty pieces are one
    Piece open_;                         // comes after pieces_
    bool any_ = false;                   // in open_
};

struct RackFootprints {
    using Key = NoKey;
    using Value = Shared<FloorTable>;
    static constexpr std::string_view kName = "rack footprints";
    static Value compute(const Key&, Query&, const Value* last);
};

struct StandingObject {
    ObjectRef object;
    FloorBox box;
    friend bool operator==(const StandingObject&, const StandingObject&) = default;
};

/// Everything that stands on a floor: racks, power equipment, cooling units.
struct FloorObjects {
    using Key = NoKey;
    using Value = Shared<std::vector<StandingObject>>;
    static constexpr std::string_view kName = "floor objects";
    static Value compute(const Key&, Query&);
};

/// "Rack A1", or the name of the equipment.
std::string standingName(Query&, ObjectRef);

}  // namespace rackloom::analytics
