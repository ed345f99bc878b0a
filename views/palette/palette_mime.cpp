// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette/palette_mime.h"

#include <QMimeData>

namespace rackloom::views {

namespace {
QString formatOf(PaletteItem item) {
    return item == PaletteItem::RackDesign ? QStringLiteral("application/x-rackloom-rack-design")
                                           : QStringLiteral("application/x-rackloom-device");
}
}  // namespace

QMimeData* paletteMime(PaletteItem item, const QString& key) {
    auto* data = new QMimeData;
    data->setData(formatOf(item), key.toUtf8());
    data->setText(key);
    return data;
}

std::optional<QString> paletteKey(const QMimeData* data, PaletteItem item) {
    if (!data || !data->hasFormat(formatOf(item))) return std::nullopt;
    return QString::fromUtf8(data->data(formatOf(item)));
}

}  // namespace rackloom::views
