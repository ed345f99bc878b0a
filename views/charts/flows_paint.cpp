// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/charts/chart_parts.h"
#include "views/charts/flow_layout.h"

#include <algorithm>

namespace rackloom::views {

namespace {

constexpr double kTop = 6, kBottom = 8;

QPainterPath ribbonPath(const QRectF& from, const QRectF& to, const FlowLayout::Ribbon& ribbon) {
    const double x0 = from.right(), x1 = to.left(), middle = (x0 + x1) / 2;
    const double thick = std::max(1.0, ribbon.thickness);
    QPainterPath path(QPointF(x0, ribbon.fromTop));
    path.cubicTo(middle, ribbon.fromTop, middle, ribbon.toTop, x1, ribbon.toTop);
    path.lineTo(x1, ribbon.toTop + thick);
    path.cubicTo(middle, ribbon.toTop + thick, middle, ribbon.fromTop + thick, x0, ribbon.fromTop + thick);
    path.closeSubpath();
    return path;
}

/// What a node handles: the larger of what comes in and what goes out.
std::vector<double> amounts(const analytics::Chart& chart) {
    std::vector<double> in(chart.nodes.size()), out(chart.nodes.size());
    for (const analytics::ChartFlow& f : chart.flows) {
        out[f.from] += f.value;
        in[f.to] += f.value;
    }
    std::transform(in.begin(), in.end(), out.begin(), in.begin(),
                   [](double a, double b) { return std::max(a, b); });
    return in;
}

bool isLost(const analytics::Chart& chart, std::size_t node) {
    bool lost = false;
    for (const analytics::ChartFlow& f : chart.flows) {
        if (f.to != node) continue;
        if (!f.loss) return false;
        lost = true;
    }
    return lost;
}

constexpr const char* kBetween = "  ";  // name and amount

/// "2 × Transformer" breaks behind the count, not inside it.
QStringList wordsOf(QString name) {
    name.replace(QStringLiteral(" × "), QStringLiteral("\u00a0×\u00a0"));
    return name.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

FlowText widthsOf(const QString& name, const QString& amount) {
    const QFont font = themeFont(TextSize::Small);
    FlowText text;
    for (const QString& word : wordsOf(name))
        text.words.push_back(textWidth(font, word));
    text.space = textWidth(font, QStringLiteral(" "));
    text.amount = textWidth(font, amount);
    text.gap = textWidth(font, QLatin1String(kBetween)) + 1;
    return text;
}

/// As FlowText::linesAt breaks them; what is left over stays on the last line.
QStringList brokenName(const QString& name, int lines, double width) {
    const QFont font = themeFont(TextSize::Small);
    QStringList out;
    for (const QString& word : wordsOf(name)) {
        const QString longer = out.isEmpty() ? word : out.back() + QLatin1Char(' ') + word;
        const bool first = out.isEmpty();
        if (first || (textWidth(font, longer) > width + 1 && out.size() < lines))
            out << word;
        else
            out.back() = longer;
    }
    return out;
}

/// One line where both fit, more where the layout made room; else the amount stays whole, the name does not.
void drawLabel(QPainter& painter, const ChartSubject& s, const QRectF& box, int nameLines,
               const QString& name, const QString& value) {
    const QFont font = themeFont(TextSize::Small);
    const int left = Qt::AlignLeft | Qt::AlignVCenter;
    if (nameLines > 0) {
        QStringList lines = brokenName(name, nameLines, box.width());
        const double height = box.height() / (nameLines + 1);
        const auto row = [&](double i) {
            return QRectF(box.left(), box.top() + i * height, box.width(), height);
        };
        // Words may need fewer lines than were kept for them: the block stays in the middle.
        double at = (nameLines - static_cast<double>(lines.size())) / 2;
        for (const QString& line : lines)
            drawHaloText(painter, row(at++), line, s.theme.text, s.theme.panel, font, left);
        drawHaloText(painter, row(at), value, s.theme.textMuted, s.theme.panel, font, left);
        return;
    }
    const QString amount = QLatin1String(kBetween) + value;
    const double room = box.width() - textWidth(font, amount);
    const QString shown = textWidth(font, name) <= room + 1
                              ? name
                              : QFontMetricsF(font).elidedText(name, Qt::ElideMiddle, room);
    drawHaloText(painter, box, shown + amount, s.theme.text, s.theme.panel, font, left);
}

}  // namespace

double flowsHeight(const analytics::Chart& chart) {
    return flowLayoutHeight(chart) + kTop + kBottom;
}

ChartSpots paintFlows(QPainter& painter, const QRectF& area, const ChartSubject& s) {
    const std::vector<double> amount = amounts(s.chart);
    std::vector<FlowText> texts;
    for (std::size_t i = 0; i < s.chart.nodes.size(); ++i)
        texts.push_back(widthsOf(chartText(s.chart.nodes[i].label), chartValue(s.info.y, amount[i])));
    const FlowLayout layout = layoutFlows(s.chart, area.adjusted(0, kTop, 0, -kBottom), texts);
    ChartSpots spots;
    painter.setPen(Qt::NoPen);
    for (std::size_t i = 0; i < s.chart.flows.size(); ++i) {
        const analytics::ChartFlow& f = s.chart.flows[i];
        const QPainterPath path = ribbonPath(layout.nodes[f.from], layout.nodes[f.to], layout.ribbons[i]);
        QColor tint = f.loss ? s.theme.error : s.hue();
        tint.setAlpha(f.loss ? 120 : 90);
        painter.setBrush(tint);
        painter.drawPath(path);
        spots.push_back({path,
                         QStringLiteral("%1 → %2\n%3")
                             .arg(chartText(s.chart.nodes[f.from].label),
                                  chartText(s.chart.nodes[f.to].label), chartValue(s.info.y, f.value)),
                         {}});
    }
    for (std::size_t i = 0; i < s.chart.nodes.size(); ++i) {
        const analytics::ChartNode& node = s.chart.nodes[i];
        painter.fillRect(layout.nodes[i], isLost(s.chart, i) ? s.theme.error : s.hue());
        const QString name = chartText(node.label), value = chartValue(s.info.y, amount[i]);
        drawLabel(painter, s, layout.labels[i], layout.nameLines[i], name, value);
        spots.push_back({boxPath(layout.nodes[i].united(layout.labels[i])), name + QLatin1Char('\n') + value,
                         chartText(node.object)});
    }
    return spots;
}

}  // namespace rackloom::views
