// SPDX-License-Identifier: GPL-3.0-or-later
// AssumedRow: asks for what only a simulation can answer and no drawing says: how lifetimes and repairs
// scatter, crews and spare parts of the site, and whether other jobs take domains away.
// Must not run anything.
#pragma once

#include "analytics/simulation/assumed.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QHBoxLayout;
class QSpinBox;

namespace rackloom::app {

class AssumedRow : public QWidget {
    Q_OBJECT
public:
    explicit AssumedRow(QWidget* parent = nullptr);

    analytics::sim::Assumed assumed() const;
    /// With the other jobs of the same domains.
    bool together() const;
    /// Only a design of several jobs has others.
    void offerTogether(bool offered);

private:
    struct LawEditor {
        QComboBox* law = nullptr;
        QDoubleSpinBox* shape = nullptr;
        analytics::sim::Spread spread() const;
    };
    LawEditor addLaw(QHBoxLayout& row, const QString& name, const QString& tip);
    QSpinBox* addCount(QHBoxLayout& row, const QString& name, const QString& none, const QString& tip);

    LawEditor lifetimes_, repairs_;
    QSpinBox *crews_, *parts_, *shipment_;
    QCheckBox* together_;
};

}  // namespace rackloom::app
