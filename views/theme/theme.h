// SPDX-License-Identifier: GPL-3.0-or-later
// Theme: every colour and measure of the program as a named role, in light, dark and high contrast.
// The only place with colour literals. Domain hues follow Okabe and Ito, safe for colour-blind readers.
#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QPalette>
#include <QString>

#include <array>

class QApplication;

namespace rackloom::views {

enum class ThemeMode { Light, Dark, HighContrast };

/// Domains that keep one hue everywhere: canvas, charts, icons, report.
enum class Domain { Compute, ScaleUp, ScaleOut, Power, Cooling, Reliability, Cost, Facility };
inline constexpr int kDomainCount = 8;

struct Theme {
    ThemeMode mode = ThemeMode::Light;
    QColor surface;  ///< window background
    QColor panel;    ///< docks, cards
    QColor canvas;   ///< drawing ground
    QColor grid;     ///< floor grid, rack unit lines
    QColor line;     ///< hairlines and outlines
    QColor text, textMuted;
    QColor accent, accentText;
    QColor ok, warn, error;
    QColor hover;         ///< tint under the pointer
    QColor sideA, sideB;  ///< the two sides of a power supply; always with the letter
    std::array<QColor, kDomainCount> domains;

    const QColor& domain(Domain d) const { return domains[static_cast<std::size_t>(d)]; }
    /// A quiet fill of a domain hue on the canvas, with enough contrast for `text` on top.
    QColor domainFill(Domain d) const;
    /// A fill that says a state (warn, error) and still carries text.
    QColor soft(const QColor& state) const;
    /// A stronger fill for blocks of a few pixels that carry no text.
    QColor domainBlock(Domain d) const;
    /// Sequential heat map colour for 0 … 1, perceptually even, the same in charts and canvas.
    QColor heat(double fraction) const;
    QPalette palette() const;
};

Theme makeTheme(ThemeMode mode);
/// Fusion, our palette, our font sizes, and the style sheet that removes nested frames.
void applyTheme(QApplication& app, const Theme& theme);

/// The four text sizes of the program, in device-independent pixels.
enum class TextSize { Small = 11, Body = 13, Title = 16, Figure = 22 };
/// The program's family: the first present one with tabular numerals, else the system's.
QFont themeFont(TextSize size, bool bold = false);

/// An outline icon from the resources, tinted for the theme (normal, disabled and selected states).
QIcon themeIcon(const QString& name, const Theme& theme);
QIcon themeIcon(const QString& name, const QColor& colour);

}  // namespace rackloom::views
