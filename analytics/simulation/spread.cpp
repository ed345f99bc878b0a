// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/spread.h"

namespace rackloom::analytics::sim {

namespace {

constexpr double kLeastShape = 0.1, kMostShape = 20, kMostSigma = 4;

}  // namespace

bool meaningful(const Spread& spread) {
    switch (spread.law) {
    case Law::Weibull:
        return spread.shape >= kLeastShape && spread.shape <= kMostShape;
    case Law::Lognormal:
        return spread.shape >= 0 && spread.shape <= kMostSigma;
    case Law::Exponential:
    case Law::Fixed:
        return true;
    }
    return false;
}

Draw::Draw(Duration mean, const Spread& spread) : law_(spread.law), scale_(mean.si()), shape_(spread.shape) {
    if (law_ == Law::Weibull) {
        scale_ = mean.si() / std::tgamma(1 + 1 / spread.shape);
        shape_ = 1 / spread.shape;
    } else if (law_ == Law::Lognormal) {
        scale_ = mean.si() * std::exp(-spread.shape * spread.shape / 2);
    }
}

double Draw::other(Stream& stream) const {
    if (law_ == Law::Weibull) return scale_ * std::pow(stream.exponential(), shape_);
    return scale_ * std::exp(shape_ * stream.normal());
}

}  // namespace rackloom::analytics::sim
