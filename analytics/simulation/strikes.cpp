// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/strikes.h"

namespace rackloom::analytics::sim {

StrikeSource::StrikeSource(const Compiled& model, Stream stream) : model_(model), stream_(stream) {
    scheduleCommon(0);
    for (std::uint32_t c = 0; c < model.causes.size(); ++c) {
        const CompiledCause& cause = model.causes[c];
        if (!cause.aged) continue;
        if (cause.strikes == Strikes::Job) {
            clocks_.push_back({c, cause.job, true, cause.lifetime(stream_)});
            continue;
        }
        for (std::uint32_t i = 0; i < cause.instances; ++i)
            renew(c, i, 0);
    }
    findOwn();
}

void StrikeSource::scheduleCommon(double now) {
    if (model_.rate > 0) common_ = now + stream_.exponential() / (model_.rate * model_.burnIn);
}

void StrikeSource::renew(std::uint32_t cause, std::uint32_t instance, double now) {
    aged_.add(now + model_.causes[cause].lifetime(stream_), instance, cause);
}

void StrikeSource::findOwn() {
    own_ = kNever;
    for (const OwnClock& clock : clocks_)
        if (clock.running) own_ = std::min(own_, clock.left);
}

void StrikeSource::jobUp(std::size_t job, bool up, double now) {
    if (clocks_.empty()) return;
    for (OwnClock& clock : clocks_) {
        if (clock.job != job || clock.running == up) continue;
        clock.left = up ? now + clock.left : clock.left - now;
        clock.running = up;
    }
    findOwn();
}

std::optional<Strike> StrikeSource::take() {
    if (common_ <= aged_.nextTime() && common_ <= own_) return takeCommon();
    if (own_ <= aged_.nextTime()) return takeOwn();
    const EventHeap::Event event = aged_.take();
    return Strike{event.time, event.tag, event.item};
}

std::optional<Strike> StrikeSource::takeCommon() {
    const double now = common_;
    scheduleCommon(now);
    if (model_.burnIn > 1) {
        const double factor = 1 + (model_.burnIn - 1) * std::exp(-now / model_.burnInFade);
        if (!stream_.chance(factor / model_.burnIn)) return std::nullopt;
    }
    const double point = stream_.uniform() * model_.rate;
    std::size_t i = 0;
    if (model_.upTo.size() > 16)
        i = static_cast<std::size_t>(std::lower_bound(model_.upTo.begin(), model_.upTo.end() - 1, point) -
                                     model_.upTo.begin());
    else
        while (i + 1 < model_.upTo.size() && model_.upTo[i] < point)
            ++i;
    const double from = i == 0 ? 0 : model_.upTo[i - 1];
    const std::uint32_t count = model_.causes[model_.who[i]].instances;
    const auto instance = static_cast<std::uint32_t>((point - from) / (model_.upTo[i] - from) * count);
    return Strike{now, model_.who[i], std::min(instance, count - 1)};
}

Strike StrikeSource::takeOwn() {
    for (OwnClock& clock : clocks_) {
        if (!clock.running || clock.left != own_) continue;
        const Strike strike{own_, clock.cause, 0};
        clock.left = own_ + model_.causes[clock.cause].lifetime(stream_);
        findOwn();
        return strike;
    }
    return {own_, clocks_.front().cause, 0};
}

}  // namespace rackloom::analytics::sim
