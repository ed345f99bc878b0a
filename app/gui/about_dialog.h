// SPDX-License-Identifier: GPL-3.0-or-later
// AboutDialog: what the program is, and whose data ships with it under which licences. The attributions are
// those beside the data, shown and not written down again.
#pragma once

#include "model/catalog/catalog.h"

#include <QDialog>

namespace rackloom::app {

class AboutDialog : public QDialog {
    Q_OBJECT
public:
    enum class Tab { Program, Data };
    explicit AboutDialog(const model::Catalog& catalog, QWidget* parent = nullptr, Tab tab = Tab::Program);
};

/// The attributions of all shipped data as rich text.
QString dataAndLicences(const model::Catalog& catalog);

}  // namespace rackloom::app
