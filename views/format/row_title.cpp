// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/format/row_title.h"

#include <QCoreApplication>

namespace rackloom::views {

QString rowTitle(const std::string& name) {
    const QString own = QString::fromStdString(name).trimmed();
    const QString title = QCoreApplication::translate("RowTitle", "Row %1");
    const QString word = title.section(QLatin1Char(' '), 0, 0);
    const bool says = own.startsWith(word, Qt::CaseInsensitive) &&
                      (own.size() == word.size() || !own[word.size()].isLetter());
    return says ? own : title.arg(own);
}

}  // namespace rackloom::views
