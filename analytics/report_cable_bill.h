// SPDX-License-Identifier: GPL-3.0-or-later
// What a cable schedule adds up to when twin-port cages are counted as what they are: cages to fill, modules
// and cable heads in them, things to order. Exists because a cage of two ports takes one module for two
// cables, so that modules are not twice the cables. Must not choose media: the schedule did.
#pragma once

#include "analytics/report_cables.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

struct CableBill {
    /// One side of the cables: nodes, or switches.
    struct Side {
        std::size_t cages = 0;         ///< with at least one cable
        std::size_t transceivers = 0;  ///< those with fibre
        std::size_t heads = 0;         ///< those with the end of a copper or active cable
        friend bool operator==(const Side&, const Side&) = default;
    };
    struct Medium {
        std::string_view key;  ///< in the catalogue; empty = none reaches or no way is known
        std::size_t cables = 0, items = 0;
        double metres = 0;  ///< as sold, of all cables
        friend bool operator==(const Medium&, const Medium&) = default;
    };
    /// A cage whose ports ask for different media: it holds one module only.
    struct Mixed {
        model::PortRef port;  ///< the first one of the cage that differs
        std::string_view first, other;
        friend bool operator==(const Mixed&, const Mixed&) = default;
    };

    std::size_t cables = 0;  ///< one for each pair of ports
    /// Every cable is an item; the legs that split from one cage are one together.
    std::size_t items = 0;
    Side nodes, switches;
    std::vector<Medium> media;  ///< most cables first
    std::vector<Mixed> mixed;   ///< by device
    friend bool operator==(const CableBill&, const CableBill&) = default;
};

/// Cables that were taken away do not count. The design must outlive the answer.
CableBill cableBill(const model::Snapshot&, const std::vector<CableLine>&);

}  // namespace rackloom::analytics
