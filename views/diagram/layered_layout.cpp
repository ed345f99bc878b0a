// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/diagram/layered_layout.h"

#include "views/diagram/wire_routes.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rackloom::views {

namespace {

constexpr double kGap = 20, kKnotGap = 14;
constexpr int kRounds = 10, kPlacing = 14;
constexpr std::size_t kMostFresh = 40;

/// A box, or a knot where a long wire passes a layer.
struct Point {
    int layer = 0;
    double width = 0;
    double order = 0;
    std::optional<std::uint32_t> box;
    std::vector<std::size_t> above, below;
    double x = 0;  ///< of its middle
};

struct Lattice {
    std::vector<Point> points;
    std::vector<std::vector<std::size_t>> layers;
    std::vector<std::vector<std::size_t>> chains;  ///< by wire: its points from top to bottom

    void join(std::size_t upper, std::size_t lower) {
        points[upper].below.push_back(lower);
        points[lower].above.push_back(upper);
    }
};

Lattice latticeOf(const Diagram& d) {
    Lattice l;
    int last = 0;
    for (const DiagramBox& b : d.boxes)
        last = std::max(last, b.layer);
    for (std::uint32_t i = 0; i < d.boxes.size(); ++i) {
        Point p;
        p.layer = d.boxes[i].layer;
        p.width = kBoxWidth + kGap;
        p.order = d.boxes[i].order;
        p.box = i;
        l.points.push_back(std::move(p));
    }
    for (const DiagramWire& w : d.wires) {
        std::vector<std::size_t> chain{w.upper};
        for (int layer = d.boxes[w.upper].layer + 1; layer < d.boxes[w.lower].layer; ++layer) {
            Point knot;
            knot.layer = layer;
            knot.width = kKnotGap;
            knot.order = d.boxes[w.lower].order;
            l.points.push_back(std::move(knot));
            chain.push_back(l.points.size() - 1);
        }
        chain.push_back(w.lower);
        for (std::size_t i = 1; i < chain.size(); ++i)
            l.join(chain[i - 1], chain[i]);
        l.chains.push_back(std::move(chain));
    }
    l.layers.resize(static_cast<std::size_t>(last) + 1);
    for (std::size_t i = 0; i < l.points.size(); ++i)
        l.layers[static_cast<std::size_t>(l.points[i].layer)].push_back(i);
    for (auto& layer : l.layers)
        std::stable_sort(layer.begin(), layer.end(),
                         [&](std::size_t a, std::size_t b) { return l.points[a].order < l.points[b].order; });
    return l;
}

std::vector<std::size_t> placesIn(const Lattice& l) {
    std::vector<std::size_t> place(l.points.size(), 0);
    for (const auto& layer : l.layers)
        for (std::size_t i = 0; i < layer.size(); ++i)
            place[layer[i]] = i;
    return place;
}

/// Inversions between neighbouring layers, counted with a binary indexed tree.
std::size_t crossingsOf(const Lattice& l) {
    const std::vector<std::size_t> place = placesIn(l);
    std::size_t total = 0;
    for (std::size_t k = 0; k + 1 < l.layers.size(); ++k) {
        std::vector<std::size_t> ends;
        for (const std::size_t p : l.layers[k]) {
            std::vector<std::size_t> mine;
            for (const std::size_t q : l.points[p].below)
                mine.push_back(place[q]);
            std::sort(mine.begin(), mine.end());
            ends.insert(ends.end(), mine.begin(), mine.end());
        }
        std::vector<std::size_t> tree(l.layers[k + 1].size() + 2, 0);
        for (std::size_t seen = 0; seen < ends.size(); ++seen) {
            std::size_t notAfter = 0;
            for (std::size_t i = ends[seen] + 1; i > 0; i -= i & (~i + 1))
                notAfter += tree[i];
            total += seen - notAfter;
            for (std::size_t i = ends[seen] + 1; i < tree.size(); i += i & (~i + 1))
                ++tree[i];
        }
    }
    return total;
}

/// Sorts each layer by the mean place of its neighbours above (or below); without any it stays.
void sweep(Lattice& l, bool down) {
    std::vector<std::size_t> place = placesIn(l);
    const std::size_t n = l.layers.size();
    for (std::size_t step = 1; step < n; ++step) {
        auto& layer = l.layers[down ? step : n - 1 - step];
        std::vector<std::pair<double, std::size_t>> keyed;
        for (const std::size_t p : layer) {
            const auto& next = down ? l.points[p].above : l.points[p].below;
            double sum = 0;
            for (const std::size_t q : next)
                sum += static_cast<double>(place[q]);
            keyed.emplace_back(
                next.empty() ? static_cast<double>(place[p]) : sum / static_cast<double>(next.size()), p);
        }
        std::stable_sort(keyed.begin(), keyed.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        for (std::size_t i = 0; i < keyed.size(); ++i) {
            layer[i] = keyed[i].second;
            place[layer[i]] = i;
        }
    }
}

void untangle(Lattice& l) {
    auto best = l.layers;
    std::size_t fewest = crossingsOf(l);
    for (int round = 0; round < kRounds && fewest > 0; ++round) {
        sweep(l, round % 2 == 0);
        const std::size_t now = crossingsOf(l);
        if (now < fewest) {
            fewest = now;
            best = l.layers;
        }
    }
    l.layers = std::move(best);
}

/// The places nearest to what each point wishes that keep their order and distances: least squares by
/// pooling neighbours that push each other.
void spread(Lattice& l, const std::vector<std::size_t>& layer, const std::vector<double>& wish) {
    struct Pool {
        double sum = 0, weight = 0;
        std::size_t count = 0;
        double at() const { return sum / weight; }
    };
    std::vector<Pool> pools;
    std::vector<double> offset(layer.size(), 0);
    for (std::size_t i = 0; i < layer.size(); ++i) {
        if (i > 0) offset[i] = offset[i - 1] + (l.points[layer[i - 1]].width + l.points[layer[i]].width) / 2;
        const double weight = l.points[layer[i]].box ? 1 : 4;  // long wires run straight
        pools.push_back({(wish[i] - offset[i]) * weight, weight, 1});
        while (pools.size() > 1 && pools[pools.size() - 2].at() > pools.back().at()) {
            const Pool last = pools.back();
            pools.pop_back();
            pools.back().sum += last.sum;
            pools.back().weight += last.weight;
            pools.back().count += last.count;
        }
    }
    std::size_t i = 0;
    for (const Pool& pool : pools)
        for (std::size_t k = 0; k < pool.count; ++k, ++i)
            l.points[layer[i]].x = pool.at() + offset[i];
}

void placeAcross(Lattice& l) {
    for (const auto& layer : l.layers) {
        double x = 0;
        for (const std::size_t p : layer) {
            l.points[p].x = x + l.points[p].width / 2;
            x += l.points[p].width;
        }
    }
    const std::size_t n = l.layers.size();
    for (int round = 0; round < kPlacing; ++round)
        for (std::size_t step = 0; step < n; ++step) {
            const bool down = round % 2 == 0;
            const auto& layer = l.layers[down ? step : n - 1 - step];
            std::vector<double> wish;
            for (const std::size_t p : layer) {
                const auto& next = down ? l.points[p].above : l.points[p].below;
                double sum = 0;
                for (const std::size_t q : next)
                    sum += l.points[q].x;
                wish.push_back(next.empty() ? l.points[p].x : sum / static_cast<double>(next.size()));
            }
            spread(l, layer, wish);
        }
}

/// Boxes that kept an older place or came new must not lie on each other: new ones go right until they are
/// free.
void keepPlaces(Diagram& d, const KeptPlaces& kept) {
    if (kept.empty()) return;
    const auto placeOf = [&](const DiagramBox& b) -> const KeptPlace* {
        const auto it = kept.find(b.first());
        return it != kept.end() && it->second.layer == b.layer ? &it->second : nullptr;
    };
    std::vector<std::uint32_t> fresh;
    for (std::uint32_t i = 0; i < d.boxes.size(); ++i)
        if (!placeOf(d.boxes[i])) fresh.push_back(i);
    if (fresh.size() * 3 > d.boxes.size() || fresh.size() > kMostFresh) return;  // another drawing altogether
    for (DiagramBox& b : d.boxes)
        if (const KeptPlace* place = placeOf(b)) b.at.moveLeft(place->x);
    for (const std::uint32_t i : fresh) {
        const auto lies = [&](const DiagramBox& other) {
            return &other != &d.boxes[i] && other.at.adjusted(-8, -8, 8, 8).intersects(d.boxes[i].at);
        };
        for (int tries = 0; tries < 400; ++tries) {
            if (std::none_of(d.boxes.begin(), d.boxes.end(), lies)) break;
            d.boxes[i].at.translate(kBoxWidth + kGap, 0);
        }
    }
}

/// What stands at the top stands in the middle, however wide the rest is: growth moves little.
void centre(Lattice& l) {
    double sum = 0;
    for (const std::size_t p : l.layers.front())
        sum += l.points[p].x;
    if (l.layers.front().empty()) return;
    const double middle = sum / static_cast<double>(l.layers.front().size());
    for (Point& p : l.points)
        p.x -= middle;
}

/// Boxes placed by hand push the others aside, to the right.
void makeRoom(Diagram& d) {
    std::vector<const DiagramBox*> hand;
    for (const DiagramBox& b : d.boxes)
        if (b.hand) hand.push_back(&b);
    for (DiagramBox& b : d.boxes) {
        if (b.hand) continue;
        for (int tries = 0; tries < 50; ++tries) {
            const auto lies = [&](const DiagramBox* h) { return h->at.intersects(b.at); };
            const auto it = std::find_if(hand.begin(), hand.end(), lies);
            if (it == hand.end()) break;
            b.at.moveLeft((*it)->at.right() + kGap);
        }
    }
}

}  // namespace

std::size_t crossings(const Diagram& d) {
    Lattice l = latticeOf(d);
    for (std::size_t i = 0; i < d.boxes.size(); ++i)
        l.points[i].order = d.boxes[i].at.center().x();
    for (auto& layer : l.layers)
        std::stable_sort(layer.begin(), layer.end(),
                         [&](std::size_t a, std::size_t b) { return l.points[a].order < l.points[b].order; });
    return crossingsOf(l);
}

void layOut(Diagram& d, const KeptPlaces& kept) {
    d.bounds = {};
    if (d.boxes.empty()) return;
    Lattice l = latticeOf(d);
    untangle(l);
    placeAcross(l);
    centre(l);
    for (std::size_t i = 0; i < d.boxes.size(); ++i)
        d.boxes[i].at = QRectF(std::round(l.points[i].x - kBoxWidth / 2), 0, kBoxWidth, kBoxHeight);
    WireRoutes routes(d);
    std::vector<std::vector<double>> knots;
    for (const auto& chain : l.chains) {
        knots.emplace_back();
        for (std::size_t i = 1; i + 1 < chain.size(); ++i)
            knots.back().push_back(l.points[chain[i]].x);
    }
    routes.placeLayers();
    keepPlaces(d, kept);
    for (DiagramBox& b : d.boxes)
        if (b.hand) b.at.moveTopLeft(QPointF(b.hand->x, b.hand->y));
    makeRoom(d);
    routes.run(knots);
    for (const DiagramBox& b : d.boxes)
        d.bounds |= b.at;
    d.bounds.adjust(-40, -56, 40, 40);
}

}  // namespace rackloom::views
