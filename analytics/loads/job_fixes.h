// SPDX-License-Identifier: GPL-3.0-or-later
// JobFixes: what could be added to the drawing so that failures cost a job less, what each addition would
// gain and what it costs as far as the catalogue knows prices. The cheapest per useful GPU first. Must not
// change the drawing; a price that is not known stays unknown.
#pragma once

#include "analytics/loads/drawn_job.h"

#include <optional>
#include <string>
#include <vector>

namespace rackloom::analytics {

struct JobFix {
    std::string what;           ///< "a second Coolant distribution unit on 12 loops"
    double goodput = 0;         ///< with waiting, when it is done
    double gain = 0;            ///< useful GPUs more
    std::optional<double> usd;  ///< what is known of its price
    bool wholePrice = false;    ///< all of it is known; else it costs more than `usd`
    std::optional<double> usdPerGpu() const {
        return usd && wholePrice && gain > 0 ? std::optional(*usd / gain) : std::nullopt;
    }
    friend bool operator==(const JobFix&, const JobFix&) = default;
};

struct JobFixList {
    double useful = 0;          ///< GPUs, now, with waiting
    std::vector<JobFix> fixes;  ///< whole prices first, cheapest per useful GPU first; then by gain
    friend bool operator==(const JobFixList&, const JobFixList&) = default;
};

struct JobFixes {
    using Key = JobId;
    using Value = Shared<JobFixList>;
    static constexpr std::string_view kName = "job fixes";
    static Value compute(const Key&, Query&);
};

}  // namespace rackloom::analytics
