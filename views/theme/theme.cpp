// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/theme/theme.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QHash>
#include <QPainter>
#include <QProxyStyle>
#include <QStyleOption>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

// Resources of a static library are dropped by the linker unless asked for, and the macro must stand outside
// namespaces.
static void initialiseIcons() {
    Q_INIT_RESOURCE(icons);
}

namespace rackloom::views {

namespace {

Theme lightTheme() {
    Theme t;
    t.mode = ThemeMode::Light;
    t.surface = QColor(0xf3, 0xf4, 0xf6);
    t.panel = QColor(0xff, 0xff, 0xff);
    t.canvas = QColor(0xfb, 0xfb, 0xfa);
    t.grid = QColor(0xe6, 0xe7, 0xea);
    t.line = QColor(0xc6, 0xca, 0xd0);
    t.text = QColor(0x1d, 0x22, 0x2b);
    t.textMuted = QColor(0x5a, 0x63, 0x70);
    t.accent = QColor(0x1f, 0x6f, 0xd6);
    t.accentText = QColor(0xff, 0xff, 0xff);
    t.ok = QColor(0x0a, 0x7a, 0x56);
    t.warn = QColor(0x9a, 0x5b, 0x00);
    t.error = QColor(0xb8, 0x2a, 0x1c);
    t.hover = QColor(0x1f, 0x6f, 0xd6, 28);
    t.sideA = QColor(0xb3, 0x6b, 0x00);
    t.sideB = QColor(0x43, 0x4f, 0xb8);
    t.domains = {QColor(0x00, 0x7f, 0x5f), QColor(0x7a, 0x52, 0xc7), QColor(0x00, 0x6b, 0xb0),
                 QColor(0xb3, 0x6b, 0x00), QColor(0x00, 0x7d, 0x8f), QColor(0xb0, 0x3a, 0x7e),
                 QColor(0x55, 0x63, 0x78), QColor(0x6f, 0x76, 0x80)};
    return t;
}

Theme darkTheme() {
    Theme t;
    t.mode = ThemeMode::Dark;
    t.surface = QColor(0x1b, 0x1e, 0x24);
    t.panel = QColor(0x23, 0x27, 0x2e);
    t.canvas = QColor(0x15, 0x18, 0x1d);
    t.grid = QColor(0x26, 0x2b, 0x33);
    t.line = QColor(0x3d, 0x44, 0x4f);
    t.text = QColor(0xe8, 0xea, 0xee);
    t.textMuted = QColor(0x9f, 0xa8, 0xb5);
    t.accent = QColor(0x5a, 0xa2, 0xff);
    t.accentText = QColor(0x0c, 0x12, 0x1c);
    t.ok = QColor(0x4f, 0xc9, 0x9b);
    t.warn = QColor(0xf0, 0xb0, 0x4a);
    t.error = QColor(0xff, 0x7a, 0x66);
    t.hover = QColor(0x5a, 0xa2, 0xff, 36);
    t.sideA = QColor(0xe8, 0xa1, 0x2f);
    t.sideB = QColor(0x95, 0xa0, 0xff);
    t.domains = {QColor(0x2f, 0xc0, 0x94), QColor(0xb0, 0x92, 0xf2), QColor(0x56, 0xb4, 0xe9),
                 QColor(0xe8, 0xa1, 0x2f), QColor(0x3f, 0xc6, 0xd6), QColor(0xe8, 0x7f, 0xb8),
                 QColor(0x9c, 0xab, 0xc0), QColor(0x94, 0x9c, 0xa8)};
    return t;
}

Theme contrastTheme() {
    Theme t = darkTheme();
    t.mode = ThemeMode::HighContrast;
    t.surface = t.panel = t.canvas = QColor(0, 0, 0);
    t.grid = QColor(0x33, 0x33, 0x33);
    t.line = QColor(0xff, 0xff, 0xff);
    t.text = t.textMuted = QColor(0xff, 0xff, 0xff);
    t.accent = QColor(0xff, 0xe0, 0x4d);
    t.accentText = QColor(0, 0, 0);
    return t;
}

QColor mixed(const QColor& a, const QColor& b, double share) {
    const auto m = [share](int x, int y) {
        return static_cast<int>(std::lround(x * share + y * (1 - share)));
    };
    return QColor(m(a.red(), b.red()), m(a.green(), b.green()), m(a.blue(), b.blue()));
}

/// Fusion draws the frames of its fields as a darker window colour, which nobody can see on a dark ground.
class CalmStyle : public QProxyStyle {
public:
    CalmStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        const bool box = element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton;
        const bool field = element == PE_FrameLineEdit && !(option->state & State_HasFocus);
        if ((!box && !field) || option->palette.window().color().lightness() > 100) return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(option->palette.color(box ? QPalette::PlaceholderText : QPalette::Mid));
        painter->setBrush(Qt::NoBrush);
        const QRectF edge = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        if (element == PE_IndicatorRadioButton)
            painter->drawEllipse(edge);
        else
            painter->drawRoundedRect(edge, 2, 2);
        painter->restore();
    }

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* out) const override {
        if (hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;  // they come in colours of their own
        return QProxyStyle::styleHint(hint, option, widget, out);
    }
};

QString styleSheet(const Theme& t) {
    return QStringLiteral(
               "QToolTip { background:%1; color:%2; border:1px solid %3; padding:4px; }"
               "QMainWindow::separator { background:%3; width:1px; height:1px; margin:0; }"
               "QDockWidget { titlebar-close-icon:none; titlebar-normal-icon:none; }"
               "QDockWidget::title { background:%4; padding:6px 8px; text-align:left; border-bottom:1px "
               "solid %3; }"
               "QTreeView, QListView, QTableView, QPlainTextEdit, QTextBrowser, QScrollArea { border:none; "
               "background:%1; }"
               "QTreeView::item, QListView::item { min-height:22px; }"
               "QHeaderView::section { background:%1; color:%5; border:none; border-bottom:1px solid %3; "
               "padding:4px 6px; }"
               "QDialog QListView, QDialog QTreeView, rackloom--app--StartPage QListView { border:1px solid "
               "%3; border-radius:3px; }"
               "QTabWidget::pane { border:none; }"
               "QTabBar::tab { background:transparent; color:%5; padding:7px 14px; border:none; "
               "border-bottom:2px solid transparent; }"
               "QTabBar::tab:selected { color:%2; border-bottom:2px solid %6; }"
               "QTabBar::tab:hover { color:%2; }"
               "QToolBar { background:%4; border:none; border-bottom:1px solid %3; spacing:2px; padding:2px "
               "4px; }"
               "QStatusBar { background:%4; border-top:1px solid %3; color:%5; } QStatusBar::item { "
               "border:none; }"
               "QMenuBar { background:%4; } QGroupBox { border:none; margin-top:18px; font-weight:600; }"
               "QGroupBox::title { subcontrol-origin:margin; left:0; }")
        .arg(t.panel.name(), t.text.name(), t.line.name(), t.surface.name(), t.textMuted.name(),
             t.accent.name());
}

}  // namespace

Theme makeTheme(ThemeMode mode) {
    switch (mode) {
    case ThemeMode::Dark:
        return darkTheme();
    case ThemeMode::HighContrast:
        return contrastTheme();
    case ThemeMode::Light:
        break;
    }
    return lightTheme();
}

QColor Theme::domainFill(Domain d) const {
    return mixed(domain(d), canvas, mode == ThemeMode::Light ? 0.20 : 0.30);
}

QColor Theme::soft(const QColor& state) const {
    return mixed(state, canvas, 0.40);
}

QColor Theme::domainBlock(Domain d) const {
    return mixed(domain(d), canvas, mode == ThemeMode::Light ? 0.45 : 0.60);
}

QColor Theme::heat(double fraction) const {
    // Five anchors of a single-hue-to-warm ramp with even lightness steps; reversed lightness on dark ground.
    static constexpr int kRamp[5][3] = {
        {0xf3, 0xe9, 0xc9}, {0xf2, 0xc1, 0x6b}, {0xe0, 0x82, 0x3f}, {0xb2, 0x3f, 0x3f}, {0x6a, 0x17, 0x48}};
    double f = std::clamp(std::isfinite(fraction) ? fraction : 0.0, 0.0, 1.0);
    if (mode != ThemeMode::Light) f = 1 - f;
    const double x = f * 4;
    const int i = std::min(3, static_cast<int>(x));
    const double r = x - i;
    const QColor a(kRamp[i][0], kRamp[i][1], kRamp[i][2]),
        b(kRamp[i + 1][0], kRamp[i + 1][1], kRamp[i + 1][2]);
    return mixed(b, a, r);
}

QPalette Theme::palette() const {
    QPalette p;
    p.setColor(QPalette::Window, surface);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, panel);
    p.setColor(QPalette::AlternateBase, mixed(surface, panel, 0.5));
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, textMuted);
    p.setColor(QPalette::Button, mixed(surface, panel, 0.4));
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, error);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, accentText);
    p.setColor(QPalette::Link, accent);
    p.setColor(QPalette::LinkVisited, accent);
    p.setColor(QPalette::ToolTipBase, panel);
    p.setColor(QPalette::ToolTipText, text);
    p.setColor(QPalette::Light, mixed(panel, surface, 0.6));
    p.setColor(QPalette::Mid, line);
    p.setColor(QPalette::Dark, line);
    p.setColor(QPalette::Shadow, mode == ThemeMode::Light ? line : QColor(0, 0, 0));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, mixed(textMuted, surface, 0.6));
    return p;
}

void applyTheme(QApplication& app, const Theme& theme) {
    app.setStyle(new CalmStyle);
    app.setPalette(theme.palette());
    app.setFont(themeFont(TextSize::Body));
    app.setStyleSheet(styleSheet(theme));
}

QFont themeFont(TextSize size, bool bold) {
    // Families whose digits are tabular without font features, which Qt 6.4 cannot switch on.
    static const QString family = [] {
        const QStringList present = QFontDatabase::families();
        for (const char* name : {"Roboto", "Noto Sans", "Open Sans"})
            if (present.contains(QLatin1String(name))) return QString::fromLatin1(name);
        return QString();
    }();
    QFont font;
    if (!family.isEmpty()) font.setFamily(family);
    font.setPixelSize(static_cast<int>(size));
    font.setBold(bold);
    return font;
}

namespace {

QIcon drawnIcon(const QByteArray& outline, const QColor& colour, const QColor& selected) {
    QIcon icon;
    const auto add = [&](QIcon::Mode mode, const QColor& ink, double opacity) {
        QByteArray svg = outline;
        svg.replace("currentColor", ink.name().toLatin1());
        QSvgRenderer renderer(svg);
        for (const int size : {16, 20, 24, 32, 40, 48, 64}) {
            QPixmap map(size, size);
            map.fill(Qt::transparent);
            QPainter painter(&map);
            painter.setOpacity(opacity);
            renderer.render(&painter);
            painter.end();
            icon.addPixmap(map, mode);
        }
    };
    add(QIcon::Normal, colour, 1);
    add(QIcon::Disabled, colour, 0.35);  // Qt's own would be as bright on a dark ground
    add(QIcon::Selected, selected, 1);
    return icon;
}

// Lists ask for the same few icons at every row they paint. Pixmaps must not outlive the application.
QHash<QString, QIcon>& drawnIcons() {
    static QHash<QString, QIcon> icons;
    static const bool cleared = [] {
        qAddPostRoutine([] { drawnIcons().clear(); });
        return true;
    }();
    Q_UNUSED(cleared)
    return icons;
}

}  // namespace

QIcon themeIcon(const QString& name, const QColor& colour) {
    initialiseIcons();
    const QColor selected = QGuiApplication::palette().color(QPalette::HighlightedText);
    const QString key = name + colour.name() + selected.name();
    QHash<QString, QIcon>& icons = drawnIcons();
    if (const auto known = icons.constFind(key); known != icons.constEnd()) return *known;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly)) return {};
    return *icons.insert(key, drawnIcon(file.readAll(), colour, selected));
}

QIcon themeIcon(const QString& name, const Theme& theme) {
    return themeIcon(name, theme.text);
}

}  // namespace rackloom::views
