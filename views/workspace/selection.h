// SPDX-License-Identifier: GPL-3.0-or-later
// Selection: which drawn things are selected, shared by every view. Holds ids only; it is not part of the
// design.
#pragma once

#include "analytics/report.h"

#include <QObject>

#include <vector>

namespace rackloom::views {

using analytics::ObjectRef;

class Selection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    const std::vector<ObjectRef>& objects() const { return objects_; }  ///< sorted
    bool contains(const ObjectRef& object) const;
    bool empty() const { return objects_.empty(); }
    std::vector<RackId> racks() const;  ///< selected racks, and racks of selected devices
    std::vector<model::DeviceRef> devices() const;

    void replace(std::vector<ObjectRef> objects);
    void toggle(const ObjectRef& object);
    void clear() { replace({}); }
    /// Drops what no longer exists in the design.
    void prune(const model::Snapshot& snapshot);

Q_SIGNALS:
    void changed();

private:
    std::vector<ObjectRef> objects_;
};

ObjectRef rackObject(RackId id);
ObjectRef deviceObject(model::DeviceRef ref);

}  // namespace rackloom::views
