// SPDX-License-Identifier: GPL-3.0-or-later
// Bookmarks for a finished PDF. Qt's writer has none, so they are appended as an incremental update, which
// leaves every byte written so far as it is. Knows nothing of reports.
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace rackloom::views {

struct PdfBookmark {
    QString title;
    int page = 0;    ///< from 0
    double top = 0;  ///< points above the lower edge of the page
};

/// The file with a list of bookmarks; unchanged when it is not built as Qt 6 builds its files.
QByteArray withBookmarks(const QByteArray& pdf, const std::vector<PdfBookmark>& bookmarks);

}  // namespace rackloom::views
