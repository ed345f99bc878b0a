// SPDX-License-Identifier: GPL-3.0-or-later
// The report writer that main.cpp hands to the command line: joins the content and the PDF and HTML writers
// of views/report with an atomic file. Needs a QGuiApplication for fonts, on any platform, offscreen
// included.
#pragma once

#include "app/cli/report_writer.h"

namespace rackloom::app {

class DrawnReport : public ReportWriter {
public:
    Result<void> write(const model::Snapshot& snapshot, const analytics::Report& report,
                       const model::Catalog& catalog, const ReportOrder& order) override;
};

}  // namespace rackloom::app
