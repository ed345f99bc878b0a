// SPDX-License-Identifier: GPL-3.0-or-later
// PalettePanel: the catalogue to place from: rack designs and devices by group, with search. Drag onto a
// canvas, or press Enter to place at the selection.
#pragma once

#include "views/palette/palette_mime.h"
#include "views/workspace/workspace.h"

#include <QTreeWidget>
#include <QWidget>

class QLineEdit;
class QLabel;

namespace rackloom::views {

class PaletteTree : public QTreeWidget {
    Q_OBJECT
public:
    using QTreeWidget::QTreeWidget;

protected:
    QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override;
    QStringList mimeTypes() const override;
    void keyPressEvent(QKeyEvent* e) override;
};

class PalettePanel : public QWidget {
    Q_OBJECT
public:
    explicit PalettePanel(Workspace& workspace, QWidget* parent = nullptr);

Q_SIGNALS:
    /// Enter or double click on an entry: place it where the selection says.
    void placeRequested(rackloom::views::PaletteItem item, const QString& key);

private:
    void fill();
    void filter(const QString& text);
    void describe();

    Workspace& workspace_;
    QLineEdit* search_;
    PaletteTree* tree_;
    QLabel* details_;
};

}  // namespace rackloom::views
