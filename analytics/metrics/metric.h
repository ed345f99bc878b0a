// SPDX-License-Identifier: GPL-3.0-or-later
// Metric: one number (or interval) that the program states about a design, and what it means. A metric file
// analytics/metrics/<stem>.cpp defines `const Metric& <stem>Metric()` or, for a family,
// `std::vector<Metric> <stem>Metrics()`; metrics.cpp lists it.
// A compute function never throws for a bad design: it says what is unknown and why.
#pragma once

#include "analytics/engine/query.h"
#include "analytics/report.h"

namespace rackloom::analytics {

struct Metric {
    MetricInfo info;
    /// The id in the value is filled in by the caller.
    MetricValue (*compute)(Query&) = nullptr;
};

/// What is particular to one metric of a family; the file adds what its metrics share: family, lane, source,
/// limits.
MetricInfo described(std::string_view id, std::string_view label, std::string_view unit,
                     std::string_view sentence, std::string_view formula);

}  // namespace rackloom::analytics
