// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_placement.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace rackloom::views {

namespace {

constexpr double kWidth = 120, kHeight = 46, kGap = 22, kUpWidth = 44, kUpHeight = 120, kUpGap = 16;
constexpr double kTierGap = 240, kAspect = 0.42;
constexpr std::size_t kMostAbreast = 12;  // wide boxes in a row before they stand upright
constexpr std::size_t kMostOnMap = 400;

using Row = std::vector<FabricBox*>;

std::vector<Row> rowsOf(FabricLayout& layout) {
    std::vector<Row> rows(std::max<std::size_t>(1, layout.tierNames.size()));
    for (FabricBox& b : layout.boxes)
        rows[static_cast<std::size_t>(b.tier)].push_back(&b);
    return rows;
}

void standAt(FabricBox& box, QPointF centre) {
    const QSizeF size = box.upright ? QSizeF(kUpWidth, kUpHeight) : QSizeF(kWidth, kHeight);
    box.at = QRectF(centre - QPointF(size.width(), size.height()) / 2, size);
}

/// Edges within a tier as arcs over its row, all others straight.
void layArcs(FabricLayout& layout, double gap) {
    for (FabricEdge& e : layout.edges) {
        const QRectF &a = layout.boxes[e.lower].at, &b = layout.boxes[e.upper].at;
        e.from = {a.center().x(), a.top()};
        e.to = {b.center().x(), b.bottom()};
        if (layout.boxes[e.lower].tier != layout.boxes[e.upper].tier) continue;
        e.to = {b.center().x(), b.top()};
        e.curved = true;
        const double rise = std::min(1.6 * gap, 40 + 0.5 * std::abs(e.to.x() - e.from.x()));
        e.bend = (e.from + e.to) / 2 - QPointF(0, rise);
    }
}

void placeRows(FabricLayout& layout) {
    std::vector<Row> rows = rowsOf(layout);
    double widest = 0, tallest = kHeight;
    for (const Row& row : rows) {
        const bool upright = row.size() > kMostAbreast;
        const double pitch = upright ? kUpWidth + kUpGap : kWidth + kGap;
        widest = std::max(widest, static_cast<double>(row.size()) * pitch);
    }
    for (const Row& row : rows)
        for (FabricBox* box : row) {
            box->upright = static_cast<double>(row.size()) * (kWidth + kGap) > widest + 1;
            if (box->upright) tallest = kUpHeight;
        }
    // Wide fabrics need tall gaps, or their weave closes into a solid band.
    const double gap =
        std::max(kTierGap, widest * kAspect / std::max(1.0, static_cast<double>(rows.size()) - 1));
    for (std::size_t t = 0; t < rows.size(); ++t)
        for (std::size_t i = 0; i < rows[t].size(); ++i) {
            const double pitch = widest / static_cast<double>(rows[t].size());
            standAt(*rows[t][i],
                    {(static_cast<double>(i) + 0.5) * pitch, -static_cast<double>(t) * (tallest + gap)});
        }
    layArcs(layout, gap);
}

/// Rings round the middle: switches inside, what hangs on them outside in the order of their angles.
class Ring {
public:
    /// `nodesInside`: switches that pass light only have no edges; the nodes are the network.
    Ring(FabricLayout& layout, bool nodesInside) : layout_(layout), rows_(rowsOf(layout)) {
        if (nodesInside) std::reverse(rows_.begin(), rows_.end());
    }

    void place() {
        Row& inner = rows_.back();
        const double radius = radiusFor(inner.size(), 260);
        std::vector<double> angles(layout_.boxes.size(), 0);
        put(inner, radius, 0, angles);
        if (rows_.size() > 1 && !rows_.front().empty()) {
            Row outer = rows_.front();
            const std::vector<double> wanted = meanAngles(angles);
            std::stable_sort(outer.begin(), outer.end(), [&](const FabricBox* a, const FabricBox* b) {
                return wanted[indexOf(a)] < wanted[indexOf(b)];
            });
            put(outer, std::max(radius + 230, radiusFor(outer.size(), 0)), wanted[indexOf(outer.front())],
                angles);
        }
        for (FabricEdge& e : layout_.edges)
            lay(e);
    }

private:
    std::size_t indexOf(const FabricBox* box) const {
        return static_cast<std::size_t>(box - layout_.boxes.data());
    }
    /// Half the height of the ring on which so many boxes have room side by side or above one another.
    static double radiusFor(std::size_t boxes, double least) {
        return std::max(least, static_cast<double>(boxes) / alongOf(1, 0).back());
    }
    /// A ring is wider than high, as screens are.
    static QPointF spot(double radius, double angle) {
        return {1.75 * radius * std::sin(angle), -radius * std::cos(angle)};
    }
    /// How many boxes have room up to each step round a ring.
    static std::vector<double> alongOf(double radius, double start) {
        std::vector<double> along{0};
        for (int i = 1; i <= kSteps; ++i) {
            const QPointF d =
                spot(radius, start + turn(i, kSteps)) - spot(radius, start + turn(i - 1, kSteps));
            along.push_back(along.back() +
                            std::max(std::abs(d.x()) / (kWidth + 10), std::abs(d.y()) / (kHeight + 12)));
        }
        return along;
    }

    void put(Row& row, double radius, double start, std::vector<double>& angles) {
        const std::vector<double> along = alongOf(radius, start);
        for (std::size_t i = 0; i < row.size(); ++i) {
            const double wanted = along.back() * static_cast<double>(i) / static_cast<double>(row.size());
            const auto at = std::lower_bound(along.begin(), along.end(), wanted) - along.begin();
            const double angle = start + turn(static_cast<int>(at), kSteps);
            angles[indexOf(row[i])] = angle;
            standAt(*row[i], spot(radius, angle));
        }
    }
    static double turn(int i, int of) { return 2 * std::numbers::pi * i / of; }

    /// Of each outer box the direction in which its switches lie.
    std::vector<double> meanAngles(const std::vector<double>& angles) const {
        std::vector<QPointF> sum(layout_.boxes.size());
        for (const FabricEdge& e : layout_.edges) {
            if (layout_.boxes[e.lower].tier == layout_.boxes[e.upper].tier) continue;
            const double a = angles[e.upper], w = e.cables;
            sum[e.lower] += QPointF(w * std::sin(a), w * std::cos(a));
        }
        std::vector<double> out(sum.size());
        for (std::size_t i = 0; i < sum.size(); ++i) {
            out[i] = std::atan2(sum[i].x(), sum[i].y());
            if (out[i] < -1e-9) out[i] += 2 * std::numbers::pi;
        }
        return out;
    }

    void lay(FabricEdge& e) {
        e.from = layout_.boxes[e.lower].at.center();
        e.to = layout_.boxes[e.upper].at.center();
        if (layout_.boxes[e.lower].tier != layout_.boxes[e.upper].tier) return;
        e.curved = true;
        e.bend = (e.from + e.to) * 0.2;  // towards the middle: chords between the same parts run together
    }

    static constexpr int kSteps = 2000;

    FabricLayout& layout_;
    std::vector<Row> rows_;
};

/// Sizes of a torus or mesh as far as they are stated, none where boxes do not stand for its switches.
std::vector<std::size_t> gridOf(const FabricLayout& layout, const model::Fabric& fabric) {
    if (fabric.generator != "torus") return {};
    std::vector<std::size_t> size;
    std::size_t all = 1;
    for (const char* name : {"d1", "d2", "d3", "d4", "d5", "d6"}) {
        const auto it = fabric.parameters.find(name);
        const double n = it == fabric.parameters.end() ? 1 : it->second;
        if (!(n >= 1)) return {};
        size.push_back(static_cast<std::size_t>(n));
        all *= size.back();
    }
    const int tier = static_cast<int>(layout.tierNames.size()) - 1;
    const auto boxes = std::count_if(layout.boxes.begin(), layout.boxes.end(),
                                     [&](const FabricBox& b) { return b.tier == tier && b.members() == 1; });
    return static_cast<std::size_t>(boxes) == all && all > 3 ? size : std::vector<std::size_t>{};
}

/// As a cube is drawn on paper: the first dimension to the right, the second down, the third slanting up, so
/// that no link between neighbours runs behind a box. Further dimensions repeat the cube below.
class Grid {
public:
    Grid(FabricLayout& layout, std::vector<std::size_t> size)
        : layout_(layout), size_(std::move(size)), rows_(rowsOf(layout)) {
        const double deep = static_cast<double>(size_[2]);
        slantY_ = kHeight + 26;
        if (rows_.size() > 1 && rows_.front().size() <= rows_.back().size()) slantY_ += kHeight + 4;
        stepX_ = deep * kSlantX + 90;
        stepY_ = deep * slantY_ + 70;
    }

    void place() {
        const double storey = static_cast<double>(size_[1]) * stepY_ + 160;
        Row& switches = rows_.back();
        double bottom = 0, right = 0;
        for (std::size_t i = 0; i < switches.size(); ++i) {
            std::size_t left = i;
            double at[3];
            for (std::size_t d = 0; d < 3; left /= size_[d], ++d)
                at[d] = static_cast<double>(left % size_[d]);
            standAt(*switches[i], {at[0] * stepX_ + at[2] * kSlantX,
                                   at[1] * stepY_ - at[2] * slantY_ + static_cast<double>(left) * storey});
            bottom = std::max(bottom, switches[i]->at.bottom());
            right = std::max(right, switches[i]->at.right());
        }
        if (rows_.size() > 1 && !placeRacksBelow()) placeRacks(bottom + 190, right);
        for (FabricEdge& e : layout_.edges)
            lay(e);
    }

private:
    /// Each under the switch that it hangs on, where no two hang on the same one.
    bool placeRacksBelow() {
        std::vector<const FabricEdge*> main(layout_.boxes.size(), nullptr);
        for (const FabricEdge& e : layout_.edges)
            if (layout_.boxes[e.lower].tier < layout_.boxes[e.upper].tier)
                if (!main[e.lower] || main[e.lower]->cables < e.cables) main[e.lower] = &e;
        std::vector<char> taken(layout_.boxes.size(), 0);
        for (const FabricBox* rack : rows_.front()) {
            const FabricEdge* edge = main[static_cast<std::size_t>(rack - layout_.boxes.data())];
            if (!edge || taken[edge->upper]) return false;
            taken[edge->upper] = 1;
        }
        for (FabricBox* rack : rows_.front()) {
            const FabricEdge* edge = main[static_cast<std::size_t>(rack - layout_.boxes.data())];
            standAt(*rack, layout_.boxes[edge->upper].at.center() + QPointF(0, kHeight + 4));
        }
        return true;
    }

    /// In as many rows below as the width of the planes asks for.
    void placeRacks(double top, double width) {
        Row& racks = rows_.front();
        const auto abreast =
            std::max<std::size_t>(4, static_cast<std::size_t>(std::max(0.0, width) / (kWidth + kGap)));
        for (std::size_t i = 0; i < racks.size(); ++i)
            standAt(*racks[i], {static_cast<double>(i % abreast) * (kWidth + kGap),
                                top + static_cast<double>(i / abreast) * (kHeight + 40)});
    }

    /// Neighbours straight, links that close a ring round the boxes between.
    void lay(FabricEdge& e) {
        e.from = layout_.boxes[e.lower].at.center();
        e.to = layout_.boxes[e.upper].at.center();
        if (layout_.boxes[e.lower].tier != layout_.boxes[e.upper].tier) return;
        const QPointF d = e.to - e.from;
        const double length = std::hypot(d.x(), d.y());
        if (length <= 1.01 * std::max(stepX_, stepY_)) {
            const bool slants = std::abs(d.x()) > 1 && std::abs(d.y()) > 1;
            if (!slants || length <= 1.01 * std::hypot(kSlantX, slantY_)) return;
        }
        e.curved = true;
        const double lift = std::min(0.2 * length, 130.0);
        e.bend = (e.from + e.to) / 2 + QPointF(d.y(), -d.x()) / std::max(1.0, length) * 2 * lift;
    }

    static constexpr double kSlantX = kWidth + 26;

    FabricLayout& layout_;
    std::vector<std::size_t> size_;
    std::vector<Row> rows_;
    double slantY_ = 0, stepX_ = 0, stepY_ = 0;
};

bool linksWithin(const FabricLayout& layout, int tier) {
    return std::any_of(layout.edges.begin(), layout.edges.end(), [&](const FabricEdge& e) {
        return layout.boxes[e.lower].tier == tier && layout.boxes[e.upper].tier == tier;
    });
}

}  // namespace

void placeFabric(FabricLayout& layout, const model::Fabric& fabric) {
    const int tiers = static_cast<int>(layout.tierNames.size());
    const bool nodesInside = tiers == 2 && linksWithin(layout, 0) && !linksWithin(layout, 1);
    layout.flat = nodesInside || (tiers <= 2 && linksWithin(layout, tiers - 1));
    if (!layout.flat)
        placeRows(layout);
    else if (std::vector<std::size_t> grid = gridOf(layout, fabric); !grid.empty())
        Grid(layout, std::move(grid)).place();
    else if (fabric.generator.empty() && layout.boxes.size() <= kMostOnMap)
        placeByNearness(layout);
    else
        Ring(layout, nodesInside).place();
    layout.bounds = {};
    for (const FabricBox& box : layout.boxes)
        layout.bounds |= box.at;
    for (const FabricEdge& e : layout.edges)
        if (e.curved) layout.bounds |= e.path().boundingRect();
    // Room for the legend below, and for the names of tiers at the left, however large the fabric is.
    const double below = std::max(60.0, 0.13 * layout.bounds.height());
    const double left = layout.flat ? 60 : std::max(220.0, 0.1 * layout.bounds.width());
    layout.bounds.adjust(-left, layout.flat ? -60 : -80, 60, below);
}

}  // namespace rackloom::views
