// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/inspector/property.h"

#include "analytics/report_text.h"
#include "model/base/quantity_text.h"

#include <QCoreApplication>

namespace rackloom::views {

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("Property", text);
}
}  // namespace

Property readOnly(QString group, QString label, QString value) {
    return {std::move(group), std::move(label), std::move(value), {}, {}, {}};
}

Property textProperty(QString group, QString label, const std::string& value,
                      std::function<model::Edit(std::string)> make) {
    Property p{std::move(group), std::move(label), QString::fromStdString(value), {}, {}, {}};
    p.apply = [make = std::move(make)](const QString& text) -> Result<model::Edit> {
        return make(text.trimmed().toStdString());
    };
    return p;
}

Property numberProperty(QString group, QString label, std::optional<double> value, std::string unit,
                        std::function<model::Edit(double)> make, std::function<model::Edit()> makeEmpty) {
    Property p{std::move(group),
               std::move(label),
               value ? QString::fromStdString(analytics::quantityText(*value, unit, 6)) : QString(),
               {},
               {},
               {}};
    p.hint = QString::fromStdString(unitsTaken(unit));
    p.apply = [unit, make = std::move(make),
               makeEmpty = std::move(makeEmpty)](const QString& text) -> Result<model::Edit> {
        if (text.trimmed().isEmpty() && makeEmpty) return makeEmpty();
        // Numbers are shown with thin spaces and separators; take them back the same way.
        QString plain = text;
        plain.remove(QLatin1Char(',')).replace(QChar(0x2009), QLatin1Char(' '));
        const Result<double> si = parseQuantity(plain.toStdString(), unit);
        if (!si) return si.error();
        return make(si.value());
    };
    return p;
}

Property choiceProperty(QString group, QString label, std::optional<QString> value, QStringList choices,
                        std::function<model::Edit(int)> make) {
    Property p{std::move(group), std::move(label), std::move(value), choices, {}, {}};
    p.apply = [make = std::move(make), choices](const QString& text) -> Result<model::Edit> {
        const qsizetype i = choices.indexOf(text);
        if (i < 0)
            return Error{"", tr("“%1” is not one of the choices").arg(text).toStdString(),
                         tr("Pick one from the list.").toStdString()};
        return make(static_cast<int>(i));
    };
    return p;
}

Properties propertiesOf(const Workspace& w, const std::vector<ObjectRef>& objects) {
    using Kind = ObjectRef::Kind;
    if (objects.empty()) return siteProperties(w);
    const auto ids = [&]<class IdT>(IdT) {
        std::vector<IdT> out;
        for (const ObjectRef& o : objects)
            out.push_back(IdT{o.id});
        return out;
    };
    switch (objects.front().kind) {
    case Kind::Rack:
        return rackProperties(w, ids(RackId{}));
    case Kind::Device: {
        std::vector<model::DeviceRef> devices;
        for (const ObjectRef& o : objects)
            devices.push_back({RackId{o.id}, SlotId{o.sub}});
        return deviceProperties(w, devices);
    }
    case Kind::Hall:
        return hallProperties(w, HallId{objects.front().id});
    case Kind::Design:
        return designProperties(w, RackDesignId{objects.front().id});
    case Kind::PowerNode:
        return powerProperties(w, ids(PowerNodeId{}));
    case Kind::CoolingLoop:
        return loopProperties(w, CoolingLoopId{objects.front().id});
    case Kind::CoolingUnit:
        return unitProperties(w, ids(CoolingUnitId{}));
    case Kind::Fabric:
        return fabricProperties(w, FabricId{objects.front().id});
    case Kind::Job:
        return jobProperties(w, JobId{objects.front().id});
    case Kind::Type:
        return figureProperties(w, DeviceTypeId{objects.front().id});
    case Kind::Site:
        return siteProperties(w);
    case Kind::Cable:
        break;
    }
    return {};
}

}  // namespace rackloom::views
