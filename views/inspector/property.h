// SPDX-License-Identifier: GPL-3.0-or-later
// Property: one line of the inspector for everything that is selected: what it is called, its value if all
// agree, and the edit that typed text makes. Providers (properties_*.cpp) list properties by kind of object;
// the panel only shows them.
#pragma once

#include "model/base/result.h"
#include "model/edit/edit.h"
#include "views/workspace/workspace.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace rackloom::views {

struct Property {
    QString group, label;
    std::optional<QString> value;  ///< absent: the selected objects differ
    QStringList choices;           ///< not empty: pick one
    QString hint;                  ///< units taken, source of a figure
    /// Turns typed text into an edit; empty function: read only.
    std::function<Result<model::Edit>(const QString&)> apply;
    std::optional<ObjectRef> link = {};  ///< what a read-only value leads to when clicked
};

using Properties = std::vector<Property>;

/// Properties of objects of one kind; the selection is never mixed here.
Properties propertiesOf(const Workspace& workspace, const std::vector<ObjectRef>& objects);

// Providers, by topic.
Properties rackProperties(const Workspace&, const std::vector<RackId>&);
Properties deviceProperties(const Workspace&, const std::vector<model::DeviceRef>&);
Properties hallProperties(const Workspace&, HallId);
Properties designProperties(const Workspace&, RackDesignId);
Properties powerProperties(const Workspace&, const std::vector<PowerNodeId>&);
Properties loopProperties(const Workspace&, CoolingLoopId);
Properties unitProperties(const Workspace&, const std::vector<CoolingUnitId>&);
Properties fabricProperties(const Workspace&, FabricId);
Properties jobProperties(const Workspace&, JobId);
Properties siteProperties(const Workspace&);
Properties figureProperties(const Workspace&, DeviceTypeId);

// Pieces for providers.
Property readOnly(QString group, QString label, QString value);
Property textProperty(QString group, QString label, const std::string& value,
                      std::function<model::Edit(std::string)> make);
/// A number in SI unit `unit`, typed freely ("132kW"); `optional` lets an empty text mean "not set".
Property numberProperty(QString group, QString label, std::optional<double> value, std::string unit,
                        std::function<model::Edit(double)> make, std::function<model::Edit()> makeEmpty = {});
Property choiceProperty(QString group, QString label, std::optional<QString> value, QStringList choices,
                        std::function<model::Edit(int)> make);
/// The common value of a list, or nothing when they differ.
template <class T, class F>
auto common(const std::vector<T>& items, F&& f) -> std::optional<decltype(f(items.front()))> {
    std::optional<decltype(f(items.front()))> first;
    for (const T& item : items) {
        auto v = f(item);
        if (!first)
            first = v;
        else if (!(*first == v))
            return std::nullopt;
    }
    return first;
}

}  // namespace rackloom::views
