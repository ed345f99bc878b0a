// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/simulation/plant.h"

#include <bit>

namespace rackloom::analytics::sim {

Plant::Plant(const Compiled& model, Stream repairs)
    : model_(model),
      stream_(repairs),
      tray_(std::size_t{model.domains} * model.trays),
      ok_(model.domains, model.trays),
      active_(model.domains),
      blocked_(model.domains),
      holder_(model.domains, kNobody),
      usable_(model.jobs.size(), Bits((model.domains + 63) / 64)),
      held_(usable_),
      usableCount_(model.jobs.size()),
      down_(model.causes.size()) {
    for (std::uint32_t d = 0; d < model.domains; ++d)
        recheck(d);
    for (std::size_t c = 0; c < model.causes.size(); ++c)
        if (model.causes[c].strikes == Strikes::Domain || model.causes[c].strikes == Strikes::Unit)
            down_[c].resize(model.causes[c].instances);
    if (model.crewsPerDomain > 0) {
        forDomain_.resize(model.domains);
        busy_.resize(model.domains);
    }
    if (model.parts) stock_ = model.parts->stock;
}

Plant::Blow Plant::strike(std::uint32_t cause, std::uint32_t instance, double now, Stream& numbers) {
    return model_.causes[cause].strikes == Strikes::Tray ? strikeTray(cause, instance, now, numbers)
                                                         : strikeRange(cause, instance, now, numbers);
}

Plant::Blow Plant::strikeTray(std::uint32_t cause, std::uint32_t tray, double now, Stream& numbers) {
    std::uint8_t& state = tray_[tray];
    if ((state & kDown) != 0) return {.ignored = true};
    const bool active = (state & kActive) != 0;
    if (!active && model_.hotFactor < 1 && !numbers.chance(model_.hotFactor)) return {.ignored = true};
    const std::uint32_t domain = tray / model_.trays;
    Blow blow;
    if (active) blow.jobs = std::uint64_t{1} << holder_[domain];
    const double hard = model_.causes[cause].hardFraction;
    blow.hard = hard > 0 && (hard >= 1 || numbers.chance(hard));
    if (!blow.hard) return blow;
    state = kDown;
    --ok_[domain];
    if (active) {
        --active_[domain];
        worn_.push_back(domain);
    }
    recheck(domain);
    needRepair(cause, tray, now);
    return blow;
}

Plant::Blow Plant::strikeRange(std::uint32_t cause, std::uint32_t instance, double now, Stream& numbers) {
    if (down_[cause][instance]) return {.ignored = true};
    Blow blow;
    const DomainRange range = rangeOf(cause, instance);
    for (std::uint32_t d = range.first; d < range.last; ++d)
        if (holder_[d] != kNobody) blow.jobs |= std::uint64_t{1} << holder_[d];
    const double hard = model_.causes[cause].hardFraction;
    blow.hard = hard > 0 && (hard >= 1 || numbers.chance(hard));
    if (!blow.hard) return blow;
    down_[cause][instance] = true;
    block(range, 1);
    needRepair(cause, instance, now);
    return blow;
}

DomainRange Plant::rangeOf(std::uint32_t cause, std::uint32_t instance) const {
    if (model_.causes[cause].strikes == Strikes::Unit)
        return model_.units[model_.causes[cause].units[instance]];
    return {instance, instance + 1};
}

void Plant::block(DomainRange range, int change) {
    for (std::uint32_t d = range.first; d < range.last; ++d) {
        blocked_[d] += static_cast<std::uint32_t>(change);
        recheck(d);
    }
}

void Plant::recheck(std::uint32_t domain) {
    const std::uint64_t bit = std::uint64_t{1} << (domain % 64);
    for (std::size_t j = 0; j < usable_.size(); ++j) {
        const bool usable = blocked_[domain] == 0 && ok_[domain] >= model_.jobs[j].traysNeeded;
        std::uint64_t& word = usable_[j][domain / 64];
        if (((word & bit) != 0) == usable) continue;
        word ^= bit;
        usableCount_[j] += usable ? 1U : ~0U;
    }
}

void Plant::needRepair(std::uint32_t cause, std::uint32_t instance, double now) {
    if (!model_.parts) return needCrew(cause, instance, now);
    events_.add(now + model_.shipment(stream_), 0, kShipment);  // its replacement is ordered at once
    if (stock_ == 0) return forParts_.push_back({cause, instance});
    --stock_;
    needCrew(cause, instance, now);
}

void Plant::needCrew(std::uint32_t cause, std::uint32_t instance, double now) {
    if (model_.crewsOnSite > 0) {
        if (busyOnSite_ == model_.crewsOnSite) return forSite_.push_back({cause, instance});
        ++busyOnSite_;
    } else if (model_.crewsPerDomain > 0 && model_.causes[cause].strikes == Strikes::Tray) {
        const std::uint32_t domain = instance / model_.trays;
        if (busy_[domain] == model_.crewsPerDomain) return forDomain_[domain].push_back({cause, instance});
        ++busy_[domain];
    }
    start(cause, instance, now);
}

void Plant::start(std::uint32_t cause, std::uint32_t instance, double now) {
    events_.add(now + model_.causes[cause].repair(stream_), instance, cause);
}

void Plant::crewFree(std::uint32_t cause, std::uint32_t instance, double now) {
    if (model_.crewsOnSite > 0) {
        if (forSite_.empty()) {
            --busyOnSite_;
            return;
        }
        const Waiting first = forSite_.front();
        forSite_.pop_front();
        start(first.cause, first.instance, now);
    } else if (model_.crewsPerDomain > 0 && model_.causes[cause].strikes == Strikes::Tray) {
        const std::uint32_t domain = instance / model_.trays;
        std::vector<Waiting>& queue = forDomain_[domain];
        if (queue.empty()) {
            --busy_[domain];
            return;
        }
        const Waiting first = queue.front();
        queue.erase(queue.begin());
        start(first.cause, first.instance, now);
    }
}

Plant::Repaired Plant::advance() {
    const EventHeap::Event event = events_.take();
    if (event.tag == kShipment) {
        if (forParts_.empty()) {
            ++stock_;
        } else {
            const Waiting first = forParts_.front();
            forParts_.pop_front();
            needCrew(first.cause, first.instance, event.time);
        }
        return {};
    }
    if (model_.causes[event.tag].strikes == Strikes::Tray) {
        const std::uint32_t domain = event.item / model_.trays;
        tray_[event.item] = 0;
        ++ok_[domain];
        recheck(domain);
    } else {
        down_[event.tag][event.item] = false;
        block(rangeOf(event.tag, event.item), -1);
    }
    crewFree(event.tag, event.item, event.time);
    return {true, event.tag, event.item};
}

void Plant::hold(std::size_t job, std::uint32_t domain) {
    holder_[domain] = static_cast<std::uint32_t>(job);
    std::uint8_t* tray = tray_.data() + std::size_t{domain} * model_.trays;
    const std::uint32_t needed = model_.jobs[job].traysNeeded;
    for (std::uint32_t t = 0; t < model_.trays && active_[domain] < needed; ++t)
        if (tray[t] == 0) {
            tray[t] = kActive;
            ++active_[domain];
        }
}

void Plant::drop(std::uint32_t domain) {
    holder_[domain] = kNobody;
    active_[domain] = 0;
    std::uint8_t* tray = tray_.data() + std::size_t{domain} * model_.trays;
    for (std::uint32_t t = 0; t < model_.trays; ++t)
        tray[t] &= kDown;
}

void Plant::release(std::size_t job) {
    for (std::size_t w = 0; w < held_[job].size(); ++w)
        for (std::uint64_t& bits = held_[job][w]; bits != 0; bits &= bits - 1)
            drop(static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
}

bool Plant::place(std::size_t job) {
    std::uint32_t wanted = model_.jobs[job].needed;
    if (wanted == 0) return true;
    Bits& chosen = chosen_;
    chosen.assign(held_[job].size(), 0);
    for (std::size_t w = 0; w < chosen.size() && wanted > 0; ++w) {
        std::uint64_t bits = usable_[job][w];
        for (std::size_t other = 0; other < held_.size(); ++other)
            if (other != job) bits &= ~held_[other][w];
        while (static_cast<std::uint32_t>(std::popcount(bits)) > wanted)
            bits &= ~(std::uint64_t{1} << (63 - std::countl_zero(bits)));
        chosen[w] = bits;
        wanted -= static_cast<std::uint32_t>(std::popcount(bits));
    }
    if (wanted > 0) {
        release(job);
        return false;
    }
    for (const std::uint32_t domain : worn_)
        if (holder_[domain] == job) hold(job, domain);
    std::erase_if(worn_, [&](std::uint32_t d) { return holder_[d] == job || holder_[d] == kNobody; });
    for (std::size_t w = 0; w < chosen.size(); ++w) {
        for (std::uint64_t gone = held_[job][w] & ~chosen[w]; gone != 0; gone &= gone - 1)
            drop(static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(gone))));
        for (std::uint64_t fresh = chosen[w] & ~held_[job][w]; fresh != 0; fresh &= fresh - 1)
            hold(job, static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(fresh))));
    }
    held_[job].swap(chosen);
    return true;
}

}  // namespace rackloom::analytics::sim
