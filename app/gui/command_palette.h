// SPDX-License-Identifier: GPL-3.0-or-later
// A box to find something by typing a part of its name: any command (Ctrl+K), any object (Ctrl+G).
#pragma once

#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace rackloom::app {

struct Choice {
    QString text, hint;
    std::function<void()> act;
};

/// Shows the box; runs what was chosen after it has closed.
void choose(QWidget* parent, const QString& title, const QString& prompt, std::vector<Choice> choices);

}  // namespace rackloom::app
