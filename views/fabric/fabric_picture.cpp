// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_picture.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rackloom::views {

namespace {

constexpr std::size_t kMany = 150, kVeryMany = 2000;  // edges

QString tr(const char* text) {
    return QCoreApplication::translate("FabricScene", text);
}

/// Many edges overlap; transparency keeps the weave readable.
int opacityOf(const FabricLayout& l) {
    const std::size_t edges = l.edges.size();
    if (l.flat) return edges > kVeryMany ? 60 : edges > 400 ? 110 : 170;
    return edges > kVeryMany ? 24 : edges > 400 ? 90 : 150;
}

}  // namespace

FabricPicture::FabricPicture(DisplayList& list, const SceneContext& context, const FabricLayout& layout)
    : list_(list), c_(context), l_(layout) {
    for (const FabricBox& box : l_.boxes)
        chosen_.push_back(chosen(box) ? 1 : 0);
    focus_ = std::find(chosen_.begin(), chosen_.end(), 1) != chosen_.end();
}

void FabricPicture::draw(const FabricCut& cut, const FabricTraffic& traffic) {
    const auto largest = [](const std::vector<double>& of, double least) {
        return of.empty() ? least : std::max(least, *std::max_element(of.begin(), of.end()));
    };
    if (c_.overlay == Overlay::Load && !traffic.loads.empty()) {
        drawHeat(traffic.loads, largest(traffic.loads, 1), true);
        drawBoxes(nullptr, nullptr);
    } else if (c_.overlay == Overlay::Critical && !traffic.over.empty()) {
        drawHeat(traffic.over, largest(traffic.over, 1e-12), false);
        drawBoxes(nullptr, &traffic.through);
    } else {
        drawEdges(cut);
        drawBoxes(cut.known ? &cut : nullptr, nullptr);
    }
    drawTierNames();
}

bool FabricPicture::chosen(const FabricBox& box) const {
    if (!c_.selected || c_.selected->empty()) return false;
    const auto has = [&](const ObjectRef& o) {
        return std::binary_search(c_.selected->begin(), c_.selected->end(), o);
    };
    const auto device = [&](const model::DeviceRef& d) { return has(deviceObject(d)); };
    return std::any_of(box.racks.begin(), box.racks.end(), [&](RackId r) { return has(rackObject(r)); }) ||
           std::any_of(box.devices.begin(), box.devices.end(), device) ||
           std::any_of(box.switches.begin(), box.switches.end(), device);
}

void FabricPicture::edge(const FabricEdge& e, const Stroke& stroke) {
    const QRectF way = e.curved ? e.path().boundingRect() : QRectF(e.from, e.to).normalized();
    if (!way.adjusted(-1, -1, 1, 1).intersects(c_.visible)) return;
    if (e.curved)
        list_.paths.push_back({e.path(), {}, stroke.colour, stroke.width, stroke.dashed});
    else
        list_.line(e.from, e.to, stroke.colour, stroke.width, stroke.dashed);
}

/// Rectangles lie under all lines; boxes that lines run behind are painted over them as paths.
void FabricPicture::fill(const QRectF& at, const QColor& colour) {
    if (!l_.flat) return list_.fill(at, colour);
    QPainterPath box;
    box.addRect(at);
    list_.paths.push_back({box, colour, {}, 0, false});
}

void FabricPicture::drawEdges(const FabricCut& cut) {
    const Theme& t = *c_.theme;
    const int alpha = opacityOf(l_);
    const bool few = l_.edges.size() <= kMany;
    double strongest = 1;
    for (const FabricEdge& e : l_.edges)
        strongest = std::max(strongest, static_cast<double>(e.cables));
    // The cut comes last, over the others.
    for (const bool red : {false, true})
        for (std::size_t i = 0; i < l_.edges.size(); ++i) {
            const FabricEdge& e = l_.edges[i];
            const bool isCut = cut.known && cut.cut[i] > 0;
            if (isCut != red) continue;
            const bool mine = focus_ && isChosen(e);
            QColor colour = isCut ? t.error : t.domain(Domain::ScaleOut);
            colour.setAlpha(mine        ? 255
                            : focus_    ? 25
                            : isCut     ? std::min(255, alpha + 70)
                            : cut.known ? alpha / 2
                                        : alpha);
            const double weight =
                std::log2(static_cast<double>(e.cables)) / std::max(1.0, std::log2(strongest));
            const double width = mine ? 2 : few ? std::clamp(1 + 2 * weight, 1.0, 3.0) : 1;
            edge(e, {colour, width, isCut && few});
        }
}

/// Lighter ones first, so that the heaviest stay on top.
void FabricPicture::drawHeat(const std::vector<double>& heat, double largest, bool overIsRed) {
    const Theme& t = *c_.theme;
    std::vector<std::size_t> order(l_.edges.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return heat[a] < heat[b]; });
    for (const std::size_t i : order) {
        const bool over = overIsRed && heat[i] > 1 + 1e-9;
        const bool mine = isChosen(l_.edges[i]);
        QColor colour = over ? t.error : l_.edges[i].rate > 0 ? t.heat(heat[i] / largest) : t.textMuted;
        if (focus_ && !mine) colour.setAlpha(40);
        edge(l_.edges[i], {colour, mine || over ? 2.5 : 1.5, over && l_.edges.size() < kMany});
    }
}

void FabricPicture::drawBoxes(const FabricCut* cut, const std::vector<double>* heat) {
    const Theme& t = *c_.theme;
    const double largest = heat && !heat->empty() ? *std::max_element(heat->begin(), heat->end()) : 0;
    for (std::size_t i = 0; i < l_.boxes.size(); ++i) {
        const FabricBox& b = l_.boxes[i];
        if (!b.at.intersects(c_.visible)) continue;
        const Domain domain = b.tier == 0 ? Domain::Compute : Domain::ScaleOut;
        const double px = b.at.width() * c_.scale;
        if (l_.flat) fill(b.at, t.canvas);
        if (b.present) fill(b.at, t.domainFill(domain));
        if (heat && largest > 0) {  // beside the name, which keeps its ground and its contrast
            QRectF bar = b.at;
            b.upright ? bar.setHeight(0.22 * b.at.height()) : bar.setWidth(0.22 * b.at.width());
            fill(bar, t.heat((*heat)[i] / largest));
        }
        if (cut && cut->onA[i] > 0)
            fill(QRectF(b.at.left(), b.at.top(), b.at.width() * cut->onA[i],
                        std::max(b.at.height() * (b.upright ? 0.06 : 0.14),
                                 std::min(3 / c_.scale, b.at.height() / 2))),
                 t.error);
        drawName(b);
        if (chosen_[i])
            list_.frame(b.at, t.accent, 2);
        else if (px >= 8)
            list_.frame(b.at, b.present ? t.domain(domain) : t.textMuted, 1, !b.present);
    }
}

void FabricPicture::drawName(const FabricBox& b) {
    const double along = (b.upright ? b.at.height() : b.at.width()) * c_.scale;
    const double across = (b.upright ? b.at.width() : b.at.height()) * c_.scale;
    if (along < 30 || across < 10) return;
    DisplayList::Text text;
    const double px = 1 / c_.scale;
    text.at = b.upright ? b.at.adjusted(0, b.at.height() * 0.08, 0, -2 * px)
                        : b.at.adjusted(px, b.at.height() * 0.16, -px, 0);
    text.colour = b.present ? c_.theme->text : c_.theme->textMuted;
    text.pixels = std::clamp(across * 0.5, 8.0, 12.0);
    text.align = Qt::AlignCenter;
    text.turns = b.upright ? 1 : 0;
    // Names of one kind differ at their ends.
    QFont font = themeFont(TextSize::Small);
    font.setPixelSize(static_cast<int>(std::lround(text.pixels)));
    text.text =
        QFontMetricsF(font).elidedText(b.present ? b.name : tr("removed"), Qt::ElideMiddle, along - 4);
    list_.texts.push_back(std::move(text));
}

/// Left of the tiers where every name has room, else all of them above the first box of their tier.
void FabricPicture::drawTierNames() {
    if (l_.flat) return;
    std::vector<const FabricBox*> first(l_.tierNames.size(), nullptr);
    for (const FabricBox& b : l_.boxes)
        if (!first[static_cast<std::size_t>(b.tier)]) first[static_cast<std::size_t>(b.tier)] = &b;
    const QFontMetricsF metrics(themeFont(TextSize::Body, true));
    const double h = 20 / c_.scale, gap = 8 / c_.scale;
    bool beside = true;
    for (std::size_t t = 0; t < first.size(); ++t)
        if (first[t])
            beside = beside && metrics.horizontalAdvance(l_.tierNames[t]) / c_.scale + 2 * gap <=
                                   first[t]->at.left() - l_.bounds.left();
    for (std::size_t t = 0; t < first.size(); ++t) {
        if (!first[t]) continue;
        const QRectF at = first[t]->at;
        const QRectF box = beside ? QRectF(l_.bounds.left() + gap, at.center().y() - h / 2, 240 / c_.scale, h)
                                  : QRectF(at.left(), at.top() - h, 240 / c_.scale, h);
        list_.text(box, l_.tierNames[t], c_.theme->textMuted, 13, Qt::AlignLeft | Qt::AlignVCenter, true);
    }
}

}  // namespace rackloom::views
