// SPDX-License-Identifier: GPL-3.0-or-later
// Spread: how a time scatters around its mean, and Draw, the sampler made from it. The closed form knows only
// exponential lifetimes and means of repairs; these are what it cannot know.
// Must not know what the time is of.
#pragma once

#include "analytics/simulation/stream.h"
#include "model/base/quantity.h"

namespace rackloom::analytics::sim {

enum class Law { Exponential, Weibull, Lognormal, Fixed };

struct Spread {
    Law law = Law::Exponential;
    double shape = 1;  ///< Weibull: below 1 early failures dominate; Lognormal: sigma of the logarithm
    friend bool operator==(const Spread&, const Spread&) = default;
};

inline constexpr Spread kFixed{Law::Fixed, 1};

/// Whether the shape means something; the mean is checked by whoever knows what it is.
bool meaningful(const Spread&);

/// Times in seconds with a given mean.
class Draw {
public:
    Draw() = default;
    Draw(Duration mean, const Spread&);

    double operator()(Stream& stream) const {
        if (law_ == Law::Fixed) return scale_;
        if (law_ == Law::Exponential) return scale_ * stream.exponential();
        return other(stream);
    }
    bool memoryless() const { return law_ == Law::Exponential; }

private:
    double other(Stream&) const;

    Law law_ = Law::Fixed;
    double scale_ = 0, shape_ = 1;
};

}  // namespace rackloom::analytics::sim
