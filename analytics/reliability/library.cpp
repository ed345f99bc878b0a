// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/library.h"

#include "analytics/reliability/plain_table.h"

#include <algorithm>
#include <array>

namespace rackloom::analytics {

namespace {

using plain::Cells;
using plain::number;
using plain::rowsOf;

model::Provenance provenance(std::string_view source, std::string_view grade, std::string_view note) {
    const auto it = std::find(std::begin(model::kGradeNames), std::end(model::kGradeNames), grade);
    const auto index = it == std::end(model::kGradeNames)
                           ? static_cast<std::ptrdiff_t>(model::Grade::Unverified)
                           : it - std::begin(model::kGradeNames);
    return {std::string(source), static_cast<model::Grade>(index), std::string(note)};
}

CalibratedCause causeOf(const Cells& c) {
    CalibratedCause cause;
    cause.name = c[2];
    cause.strikes = c[3] == "job" ? Strikes::Job : Strikes::Tray;
    cause.events = number(c[4]).value_or(0);
    cause.gpuHours = number(c[5]).value_or(1);
    cause.hardFraction = number(c[6]).value_or(0);
    cause.repair = number(c[7]).value_or(0) * unit::hour;
    cause.provenance = provenance(c[8], c[9], c[10]);
    return cause;
}

LibraryItem itemOf(const Cells& c) {
    const auto rate = [&](std::size_t i) {
        const std::optional<double> fit = number(c[i]);
        return fit ? std::optional(*fit * unit::fit) : std::nullopt;
    };
    LibraryItem item;
    item.kind = c[0];
    item.name = c[1];
    item.rate = rate(2).value_or(Frequency{});
    item.low = rate(3);
    item.high = rate(4);
    item.repair = number(c[5]).value_or(0) * unit::hour;
    item.hardFraction = number(c[6]).value_or(1);
    item.provenance = provenance(c[7], c[8], c[9]);
    return item;
}

}  // namespace

Frequency Calibration::perGpu() const {
    Frequency sum;
    for (const CalibratedCause& cause : causes)
        sum += cause.perGpu();
    return sum;
}

const std::vector<Calibration>& calibrations() {
    static const std::vector<Calibration> kAll = [] {
        std::vector<Calibration> all;
        for (const Cells& row : rowsOf(calibrationText())) {
            if (all.empty() || all.back().id != row[0])
                all.push_back({std::string(row[0]), std::string(row[1]), {}});
            all.back().causes.push_back(causeOf(row));
        }
        return all;
    }();
    return kAll;
}

const Calibration* findCalibration(std::string_view id) {
    for (const Calibration& c : calibrations())
        if (c.id == id) return &c;
    return nullptr;
}

const std::vector<LibraryItem>& failureLibrary() {
    static const std::vector<LibraryItem> kAll = [] {
        std::vector<LibraryItem> all;
        for (const Cells& row : rowsOf(libraryText()))
            all.push_back(itemOf(row));
        return all;
    }();
    return kAll;
}

const LibraryItem* libraryItem(std::string_view kind) {
    for (const LibraryItem& item : failureLibrary())
        if (item.kind == kind) return &item;
    return nullptr;
}

}  // namespace rackloom::analytics
