// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/graph_files/readers.h"
#include "model/exchange/drawn_dump.h"

namespace rackloom::analytics {

namespace {

/// Rates are multiples of 2.5 Gb/s.
Decimal decimalOf(double gbps) {
    return {static_cast<std::int64_t>(gbps * 10 + 0.5), -1};
}

}  // namespace

Result<void> readIbNetwork(std::string_view text, const GraphLimits& limits, GraphBuilder& builder) {
    model::IbLimits most;
    most.nodes = std::min<std::size_t>(most.nodes, limits.vertices);
    most.links = std::min(most.links, limits.links);
    const Result<model::IbDump> read = model::readIbDump(text, {}, most, [&builder] { builder.poll(); });
    if (!read) return read.error();
    const model::IbDump& dump = read.value();
    const model::DumpDevices devices = model::devicesOf(dump);
    std::vector<std::uint32_t> vertex;
    for (const model::DumpDevice& device : devices.devices) {
        const Result<std::uint32_t> v = builder.vertex(device.label);
        if (!v) return v.error();
        vertex.push_back(v.value());
        const auto ports = static_cast<std::int64_t>(device.isSwitch ? 0 : device.nodes.size());
        if (const Result<void> done = builder.weigh(v.value(), {ports, 0}); !done) return done;
    }
    for (const model::IbLink& link : dump.links) {
        const Result<void> done = builder.join(vertex[devices.deviceOf[link.a]],
                                               vertex[devices.deviceOf[link.b]], decimalOf(link.gbps));
        if (!done) return done;
    }
    builder.note("each adapter of a host weighs 1");
    if (dump.aggregationLinks > 0)
        builder.note(std::to_string(dump.aggregationLinks) + " aggregation ports are left out");
    if (dump.oddCount > 0)
        builder.note(std::to_string(dump.oddCount) + " odd lines; rackloom import shows them");
    return {};
}

}  // namespace rackloom::analytics
