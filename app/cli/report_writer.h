// SPDX-License-Identifier: GPL-3.0-or-later
// ReportWriter: the door from the command line to whoever can draw. main.cpp supplies the implementation, so
// that this library links neither QtGui nor QtWidgets.
#pragma once

#include "analytics/report.h"
#include "model/base/result.h"
#include "model/catalog/catalog.h"

#include <string>

namespace rackloom::app {

enum class Paper { A4, Letter };

struct ReportOrder {
    std::string path;  ///< ends in .pdf or .html
    Paper paper = Paper::A4;
};

class ReportWriter {
public:
    virtual ~ReportWriter() = default;
    virtual Result<void> write(const model::Snapshot& snapshot, const analytics::Report& report,
                               const model::Catalog& catalog, const ReportOrder& order) = 0;
};

}  // namespace rackloom::app
