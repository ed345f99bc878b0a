// SPDX-License-Identifier: GPL-3.0-or-later
// The failure library: default rates by kind of part with their range, grade and source, and the named
// calibrations. A calibration is what one fleet was seen to do, all causes together, and is used whole or not
// at all: mixing it with rates of parts would count failures twice.
// The rows are data (resources/reliability); this reads them. Must not know any design.
#pragma once

#include "analytics/reliability/job_model.h"
#include "model/catalog/figure.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

struct CalibratedCause {
    std::string name;
    Strikes strikes = Strikes::Tray;
    double events = 0, gpuHours = 1;  ///< seen
    double hardFraction = 0;
    Duration repair;
    model::Provenance provenance;
    Frequency perGpu() const { return events / (gpuHours * unit::hour); }
};

struct Calibration {
    std::string id, title;
    std::vector<CalibratedCause> causes;
    Frequency perGpu() const;
};

const std::vector<Calibration>& calibrations();
const Calibration* findCalibration(std::string_view id);

/// Typical figures of one kind of part.
struct LibraryItem {
    std::string kind, name;
    Frequency rate;
    std::optional<Frequency> low, high;
    Duration repair;
    double hardFraction = 1;
    model::Provenance provenance;
};

const std::vector<LibraryItem>& failureLibrary();
/// By the catalogue's kind; null where the library says nothing.
const LibraryItem* libraryItem(std::string_view kind);

/// The files as they are.
std::string_view calibrationText();
std::string_view libraryText();

}  // namespace rackloom::analytics
