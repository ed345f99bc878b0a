// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/assumed.h"

#include <charconv>
#include <utility>

namespace rackloom::analytics::sim {

void assume(const Assumed& assumed, Scenario& scenario) {
    for (Cause& cause : scenario.causes) {
        cause.lifetime = assumed.lifetimes;
        cause.repairSpread = assumed.repairs;
    }
    for (JobSpec& job : scenario.jobs)
        if (job.degraded) job.degraded->repairSpread = assumed.repairs;
    scenario.crewsOnSite = assumed.crewsOnSite;
    scenario.parts = assumed.parts;
}

std::optional<Spread> spreadNamed(std::string_view text) {
    constexpr std::pair<std::string_view, Law> kLaws[] = {{"exponential", Law::Exponential},
                                                          {"fixed", Law::Fixed},
                                                          {"weibull", Law::Weibull},
                                                          {"lognormal", Law::Lognormal}};
    const std::size_t colon = text.find(':');
    for (const auto& [name, law] : kLaws) {
        if (text.substr(0, colon) != name) continue;
        Spread out{law, 1};
        const bool shaped = law == Law::Weibull || law == Law::Lognormal;
        if (shaped != (colon != text.npos)) return std::nullopt;
        if (!shaped) return out;
        const std::string_view number = text.substr(colon + 1);
        const auto end = std::from_chars(number.data(), number.data() + number.size(), out.shape);
        const bool whole = end.ec == std::errc{} && end.ptr == number.data() + number.size();
        return whole && meaningful(out) ? std::optional(out) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace rackloom::analytics::sim
