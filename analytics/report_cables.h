// SPDX-License-Identifier: GPL-3.0-or-later
// The cable schedule: every cable of a design, one line each, with where both ends plug in, and length and
// medium of the bundle it runs in. Used by the command line, exporters and the cable panel.
// Length is that of the longest cable of the bundle (same two racks, tier and rate). Absent = an end stands
// in no hall, or the ends stand in different ones.
#pragma once

#include "analytics/report.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

enum class CableOrigin {
    Generated,  ///< the fabric's generator makes it
    Drawn,      ///< drawn by hand
    Removed     ///< the generator makes it, but it was taken away
};
inline constexpr std::string_view kCableOriginNames[] = {"generated", "drawn", "removed"};

struct CableLine {
    FabricId fabric;
    model::PortRef a, b;  ///< `a` is the lower end: endpoint, then leaf
    std::uint32_t tier = 0;
    double rate = 0;  ///< bit/s per direction; 0 = unknown
    CableOrigin origin = CableOrigin::Generated;
    std::optional<double> length;  ///< m
    std::string_view medium;  ///< catalogue key; empty = none reaches or unknown. Points into the report.
    friend bool operator==(const CableLine&, const CableLine&) = default;
};

/// Lines of one fabric, or of all when `fabric` is invalid: by fabric, as generated, then drawn, then
/// removed. The report must outlive them.
std::vector<CableLine> cableSchedule(const model::Snapshot&, const Report&, FabricId fabric = {});

/// A port as a technician finds it.
struct PortPlace {
    std::string rack, device, port;  ///< "A1", "Compute tray 3", "OSFP 2"
    int u = 0;                       ///< lowest rack unit; 0 = not in a rack unit
};
PortPlace portPlace(const model::Snapshot&, model::PortRef);

/// The schedule as comma-separated values (RFC 4180) with a header line; lengths in m, rates in Gb/s.
std::string cableScheduleCsv(const model::Snapshot&, const std::vector<CableLine>&);

}  // namespace rackloom::analytics
