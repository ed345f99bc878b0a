// SPDX-License-Identifier: GPL-3.0-or-later
// Lower bounds for networks whose vertices all carry endpoints, such as tori, dragonflies and random graphs:
// how fast a vibration of the network can be (spectral), and how much each pair of endpoints can exchange at
// once (uniform). Both say how little a cut with a given weight on its smaller side can be; pendants that
// balance moves across are charged with their own links.
#pragma once

#include "analytics/fabric/core_graph.h"

#include <functional>

namespace rackloom::analytics {

/// Certificate of the form: a core cut with weights a and total - a costs at least rate × a × (total - a).
struct ProductBound {
    double rate = 0;
    std::vector<double> position;  ///< per vertex, along the slowest vibration; empty when not computed
};

/// Lower bound on all balanced cuts that follows from the certificate, rounded up to what cuts can be.
std::int64_t boundFromRate(const CoreGraph& core, const SideRange& range, double rate);

/// Second smallest eigenvalue of the capacity Laplacian over the loads. The rate is 0 where vertices carry
/// nothing.
ProductBound spectralBound(const CoreGraph& core, const PollFunction& poll = {},
                           const std::function<bool()>& timeIsUp = {});

/// All pairs exchange traffic over all their shortest paths; none when that takes more than `maxWork` steps.
std::optional<ProductBound> uniformBound(const CoreGraph& core, double maxWork, const PollFunction& poll = {},
                                         const std::function<bool()>& timeIsUp = {});

}  // namespace rackloom::analytics
