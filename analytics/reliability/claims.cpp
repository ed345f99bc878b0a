// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/reliability/claims.h"

#include "analytics/reliability/efficiency.h"
#include "analytics/reliability/rates.h"

namespace rackloom::analytics {

std::vector<Claim> claimCheck() {
    const FleetRate rsc1{6.5, 8};
    const double hour = 3600;
    const Frequency small = 1 / (7.9 * unit::hour);
    const double llamaLost = lostGpuTime(16384, 54 * unit::day, 0.9).in(unit::hour);
    return {
        {"131,720 GPUs fail every 14 min", 14 * 60, meanTime(jobRate(rsc1, 131072)).si(), "s",
         "131,072 GPUs at 6.50 per 1,000 node-days: a projection, not a measurement", "arXiv 2410.21680"},
        {"7.9 h at 1,024 GPUs lies on the same line", 7.9 * hour, meanTime(jobRate(rsc1, 1024)).si(), "s",
         "measured on all causes of small jobs; the fleet rate gives 28.8 h", "arXiv 2410.21680"},
        {"7.9 h at 1,024 GPUs means 14 min at 131,072", 14 * 60, meanTime(small * (131072.0 / 1024)).si(),
         "s", "scaled by GPUs alone it is 3.7 min", "arXiv 2410.21680"},
        {"417 failures of 16,000 GPUs in 54 days", 54 * 24 * hour / 417,
         meanTime(observedRate(419, 54 * unit::day)).si(), "s", "419 unexpected ones on 16,384 GPUs",
         "arXiv 2407.21783"},
        {"GPU issues are 58.7 % of interruptions", 0.587, (148 + 72 + 19 + 17 + 6 + 6) / 419.0, "1",
         "one row of the published shares is misprinted; by counts it is 64.0 %", "arXiv 2407.21783"},
        {"15 million dollars were wasted", 15e6, llamaLost * 2.5, "USD",
         "unsourced; 2.12 million GPU-hours at 2.50 USD", "arXiv 2407.21783"},
        {"18.7 % of GPU time goes to recovery", 0.187, 0.002, "1",
         "0.2 % of jobs ended with an infrastructure failure and held 18.7 % of GPU time: exposure, not cost",
         "arXiv 2410.21680"},
        {"Training with a failure every 15 s is efficient", 0.812,
         runEfficiency({268, 888, 18.9, 30, 10.9 * unit::s, 15.46 * unit::s}).value(), "1",
         "81.2 % belongs to one failure a minute; at 15 s it was 13.4 %",
         "Fault-tolerant training report of 2025"},
        {"44 % effective time at 100,000 GPUs", 0.44,
         wallClockEfficiency(18 * unit::minute, 10 * unit::minute).value(), "1",
         "wall-clock accounting; per hour of up-time the same numbers give 0.64", "arXiv 2602.00277"},
    };
}

}  // namespace rackloom::analytics
