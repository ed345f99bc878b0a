// SPDX-License-Identifier: GPL-3.0-or-later
// Where a further switch can stand: free units of a rack whose supply still carries it, and free floor beside
// racks of a hall. Must not know of fabrics.
#pragma once

#include "model/edit/transaction.h"

#include <optional>

namespace rackloom::model {

/// The unit at which this rack could take one more device of the type: free, and within what each power side
/// of the rack carries alone. Nothing when there is none, or when a draw or rating is unknown.
std::optional<int> roomFor(const Snapshot&, RackId rack, DeviceTypeId type);

/// A free place beside a rack of the hall, as near as possible to `near`; the place continues that row.
struct FreePlace {
    FloorPoint position;
    Rotation rotation = Rotation::R0;
    RowId row;
};
std::optional<FreePlace> freePlaceBeside(const Snapshot&, const Rack& near, DeviceTypeId enclosure);

}  // namespace rackloom::model
