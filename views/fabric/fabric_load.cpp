// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_load.h"

#include <algorithm>
#include <cmath>
#include <queue>

namespace rackloom::views {

namespace {

constexpr double kMostWork = 1.5e8;  // sources times edges; beyond that nobody could read it

struct Way {
    std::uint32_t to = 0, edge = 0;
    bool upward = false;  ///< from `lower` to `upper`
    double rate = 0;
};

class Spreading {
public:
    explicit Spreading(const FabricLayout& l) : l_(l), ways_(l.boxes.size()), sends_(l.boxes.size(), 0) {
        for (std::uint32_t i = 0; i < l.edges.size(); ++i) {
            const FabricEdge& e = l.edges[i];
            if (!(e.rate > 0)) continue;
            ways_[e.lower].push_back({e.upper, i, true, e.rate});
            ways_[e.upper].push_back({e.lower, i, false, e.rate});
            if (l.boxes[e.lower].tier == 0) sends_[e.lower] += e.rate;
            if (l.boxes[e.upper].tier == 0) sends_[e.upper] += e.rate;
        }
        for (const double s : sends_) {
            total_ += s;
            sources_ += s > 0 ? 1 : 0;
        }
    }

    FabricTraffic run() {
        if (!(total_ > 0) || static_cast<double>(sources_) * static_cast<double>(l_.edges.size()) > kMostWork)
            return {};
        up_.assign(l_.edges.size(), 0);
        down_.assign(l_.edges.size(), 0);
        through_.assign(l_.boxes.size(), 0);
        for (std::uint32_t d = 0; d < sends_.size(); ++d)
            if (sends_[d] > 0) sendTo(d);
        FabricTraffic out;
        for (std::size_t i = 0; i < l_.edges.size(); ++i) {
            const double rate = l_.edges[i].rate;
            out.loads.push_back(rate > 0 ? std::max(up_[i], down_[i]) / rate : 0);
            out.over.push_back((up_[i] + down_[i]) / total_);
        }
        for (const double t : through_)
            out.through.push_back(t / total_);
        return out;
    }

private:
    /// All boxes send their share to `goal`, each over the cables that bring it nearer.
    void sendTo(std::uint32_t goal) {
        std::vector<int> hops(l_.boxes.size(), -1);
        std::vector<std::uint32_t> order{goal};
        hops[goal] = 0;
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (i > 0 && l_.boxes[order[i]].tier == 0 && l_.tierNames.size() > 1)
                continue;  // racks relay nothing
            for (const Way& w : ways_[order[i]])
                if (hops[w.to] < 0) {
                    hops[w.to] = hops[order[i]] + 1;
                    order.push_back(w.to);
                }
        }
        std::vector<double> flow(l_.boxes.size(), 0);
        for (std::size_t i = order.size(); i-- > 1;) {
            const std::uint32_t at = order[i];
            flow[at] += sends_[at] * sends_[goal] / total_;
            through_[at] += flow[at];
            pass(at, hops, flow);
        }
        through_[goal] += flow[goal];
    }

    void pass(std::uint32_t at, const std::vector<int>& hops, std::vector<double>& flow) {
        const auto nearer = [&](const Way& w) {
            return hops[w.to] == hops[at] - 1 &&
                   (hops[w.to] == 0 || l_.boxes[w.to].tier > 0 || l_.tierNames.size() < 2);
        };
        double rate = 0;
        for (const Way& w : ways_[at])
            if (nearer(w)) rate += w.rate;
        if (!(rate > 0)) return;
        for (const Way& w : ways_[at]) {
            if (!nearer(w)) continue;
            const double part = flow[at] * w.rate / rate;
            (w.upward ? up_ : down_)[w.edge] += part;
            flow[w.to] += part;
        }
    }

    const FabricLayout& l_;
    std::vector<std::vector<Way>> ways_;
    std::vector<double> sends_;
    std::vector<double> up_, down_, through_;
    double total_ = 0;
    std::size_t sources_ = 0;
};

}  // namespace

FabricTraffic fabricTraffic(const FabricLayout& layout) {
    return Spreading(layout).run();
}

std::vector<double> fabricLoads(const FabricLayout& layout) {
    return fabricTraffic(layout).loads;
}

}  // namespace rackloom::views
