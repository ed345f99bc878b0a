// SPDX-License-Identifier: GPL-3.0-or-later
// What a drag from the palette carries: the kind of entry and its catalogue key. Shared by the palette and
// the canvases.
#pragma once

#include <QString>

#include <optional>

class QMimeData;

namespace rackloom::views {

enum class PaletteItem { RackDesign, Device };

/// New mime data for a catalogue entry; the caller owns it.
QMimeData* paletteMime(PaletteItem item, const QString& key);
/// The key carried, if the data is of that kind.
std::optional<QString> paletteKey(const QMimeData* data, PaletteItem item);

}  // namespace rackloom::views
