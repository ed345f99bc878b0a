// SPDX-License-Identifier: GPL-3.0-or-later
// A device type as JSON: the same fields in a catalogue file and embedded in a design.
// Exists so that a type which was copied into a design reads back as it left the catalogue.
// Must not know where the object lies (that is the caller's id or format stamp).
#pragma once

#include "model/catalog/device_type.h"
#include "model/storage/decoder.h"
#include "model/storage/encoder.h"

namespace rackloom::model {

/// Reads every field but leaves `finish` to the caller, who may know further keys.
void describe(ObjectReader& in, DeviceType& type);
void describe(ObjectWriter& out, const DeviceType& type);

}  // namespace rackloom::model
