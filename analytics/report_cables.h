// SPDX-License-Identifier: GPL-3.0-or-later
// The cable schedule: every cable of a design, one line each, with where both ends plug in, the way it takes,
// the length to buy and what it is made of. Used by the command line, exporters and the cable panel.
// A way is absent where an end stands in no hall, or the ends stand in different ones.
#pragma once

#include "analytics/fabric/cable_length.h"
#include "model/site/snapshot.h"
#include "model/topology/plan.h"

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
    DeviceTypeId type;                    ///< that a cable drawn by hand names itself; else invalid
    std::optional<CableWay> way;          ///< none for cables that were taken away
    std::optional<model::LightPath> via;  ///< the patch device it passes; the way leaves it out
    std::string_view medium;  ///< catalogue key; empty = none reaches or unknown. Lives in the design.
    std::optional<double> length() const {  ///< m, as sold
        return way ? std::optional(way->sold.si()) : std::nullopt;
    }
    friend bool operator==(const CableLine&, const CableLine&) = default;
};

/// Lines of one fabric, or of all when `fabric` is invalid: by fabric, as generated, then drawn, then
/// removed. The design must outlive them.
std::vector<CableLine> cableSchedule(const model::Snapshot&, FabricId fabric = {});

/// A port as a technician finds it.
struct PortPlace {
    std::string rack, device, port;  ///< "A1", "Compute tray 3", "OSFP 2"
    int u = 0;                       ///< lowest rack unit; 0 = not in a rack unit
    std::string cage;                ///< "3.1": first port of the third cage; empty where a cage is a port
};
PortPlace portPlace(const model::Snapshot&, model::PortRef);

/// The schedule as comma-separated values (RFC 4180) with a header line; lengths in m, rates in Gb/s.
std::string cableScheduleCsv(const model::Snapshot&, const std::vector<CableLine>&);

}  // namespace rackloom::analytics
