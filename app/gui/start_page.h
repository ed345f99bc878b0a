// SPDX-License-Identifier: GPL-3.0-or-later
// StartPage: what a newcomer sees first: templates with their parameters, recent designs. The same chooser
// serves File ▸ New from template. Parameter fields come from each template's schema.
#pragma once

#include "views/workspace/workspace.h"

#include <QWidget>

#include <map>

class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QPushButton;

namespace rackloom::app {

/// A list of templates with their parameters.
class TemplateChooser : public QWidget {
    Q_OBJECT
public:
    explicit TemplateChooser(views::Workspace& workspace, QWidget* parent = nullptr);
    QString chosen() const;
    std::map<std::string, double> parameters() const;

Q_SIGNALS:
    void accepted();

private:
    void showTemplate();

    QListWidget* list_;
    QLabel* summary_;
    QFormLayout* form_;
    std::map<std::string, QDoubleSpinBox*> fields_;
};

class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(views::Workspace& workspace, QWidget* parent = nullptr);
    void refresh();
    TemplateChooser& chooser() const { return *chooser_; }

Q_SIGNALS:
    void createRequested();
    void openRequested();
    void recentRequested(const QString& path);

private:
    TemplateChooser* chooser_;
    QListWidget* recent_;
    QLabel* recentTitle_;
};

/// Recently used design files, newest first, existing ones only.
QStringList recentFiles();
void rememberFile(const QString& path);

}  // namespace rackloom::app
