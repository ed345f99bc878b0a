// SPDX-License-Identifier: GPL-3.0-or-later
// IbDump: an InfiniBand network as its subnet lists it (the text of ibnetdiscover): switches, adapters and
// links with their rates. Each link is listed from both of its ends and kept once. Lines that do not fit are
// told, never swallowed and never guessed at. Must not know of files, racks or designs.
#pragma once

#include "model/base/result.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::model {

struct IbNode {
    enum class Kind : std::uint8_t { Switch, Adapter, Router };
    Kind kind = Kind::Adapter;
    std::string guid;         ///< hexadecimal, without 0x and leading zeros
    std::string description;  ///< as set by the node: "MF0;leaf-1:MQM9701/U1", "n01 mlx5_0"
    std::uint32_t ports = 0;
    bool listed = false;  ///< it has a section of its own; else only others name it
    /// A switch's own reduction engine, which answers as an adapter: its port carries no cable.
    bool aggregation = false;

    /// The name before the model: "leaf-1" of a switch, "n01" of an adapter; the GUID when nothing names it.
    std::string host() const;
    /// The adapter's number within its host: "HCA-1" and "mlx5_0" are 1; 0 when it is not told.
    std::uint32_t adapterNumber() const;
    /// Several nodes may go by such a description: it names a product or nothing at all.
    bool anonymous() const;
};

struct IbLink {
    std::uint32_t a = 0, portA = 0, b = 0, portB = 0;  ///< nodes; (a, portA) < (b, portB); ports from 1
    double gbps = 0;                                   ///< per direction
    friend bool operator==(const IbLink&, const IbLink&) = default;
};

struct IbOddity {
    std::size_t line = 0;  ///< from 1; 0 when it concerns no single line
    std::string text;
};

struct IbDump {
    std::vector<IbNode> nodes;
    std::vector<IbLink> links;  ///< sorted; those of aggregation ports are left out
    std::vector<IbOddity> odd;  ///< the first kMostOddities
    std::size_t oddCount = 0;   ///< all
    std::size_t aggregationLinks = 0;
    std::string technology = "InfiniBand";  ///< what a drawing calls its fabric

    static constexpr std::size_t kMostOddities = 200;
    std::size_t count(IbNode::Kind kind) const;
};

struct IbLimits {
    std::size_t bytes = std::size_t{512} << 20;
    std::size_t nodes = 1'000'000, links = 2'000'000;
};

/// `place` names the text in errors. Refused when it is no such text, or larger than the limits. `poll` is
/// called now and then and may throw.
Result<IbDump> readIbDump(std::string_view text, const std::string& place, const IbLimits& limits = {},
                          const std::function<void()>& poll = {});

/// Whether a text looks like one.
bool looksLikeIbDump(std::string_view text);

/// Tier of each switch, 0 = adapters hang on it, then by distance from those; adapters and switches that
/// reach none have kNoIbTier.
inline constexpr std::uint32_t kNoIbTier = 0xffffffffu;
std::vector<std::uint32_t> switchTiers(const IbDump&);

}  // namespace rackloom::model
