// SPDX-License-Identifier: GPL-3.0-or-later
// InspectorPanel: the properties of what is selected, editable in place; several objects of a kind are edited
// together. Values are typed freely with units; a refusal stays beside the field until it is mended.
#pragma once

#include "views/inspector/property.h"

#include <QWidget>

class QLabel;
class QScrollArea;
class QFormLayout;

namespace rackloom::views {

class InspectorPanel : public QWidget {
    Q_OBJECT
public:
    explicit InspectorPanel(Workspace& workspace, QWidget* parent = nullptr);

private:
    void schedule();
    void rebuild();
    void updateValues(const Properties& properties);
    void addField(QFormLayout& form, std::size_t index);
    void submit(std::size_t index, const QString& text);
    void showValue(QLabel& label, const Property& property) const;
    void follow(std::size_t index);
    QString title() const;
    /// The selected objects that are shown: those of the first one's kind.
    std::vector<ObjectRef> shownObjects() const;

    struct Field {
        QWidget* editor = nullptr;
        QLabel* refusal = nullptr;
    };

    Workspace& workspace_;
    QLabel* title_;
    QScrollArea* area_;
    Properties properties_;
    std::vector<Field> fields_;
    std::vector<ObjectRef> shown_;
    bool pending_ = false;
};

}  // namespace rackloom::views
