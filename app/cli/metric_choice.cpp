// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/metric_choice.h"

#include "app/cli/verbs.h"

#include <algorithm>

namespace rackloom::app {

namespace {

bool covers(std::string_view word, std::string_view id) {
    return id == word || (id.starts_with(word) && id.size() > word.size() && id[word.size()] == '.');
}

/// "goodput" for "reliability.goodput".
std::vector<std::string_view> idsEndingWith(std::string_view word) {
    std::vector<std::string_view> ids;
    for (const analytics::MetricInfo& info : analytics::metricInfos())
        if (info.id.size() > word.size() && info.id.ends_with(word) &&
            info.id[info.id.size() - word.size() - 1] == '.')
            ids.push_back(info.id);
    return ids;
}

/// "power.it" and others for "power".
std::vector<std::string_view> idsBelow(std::string_view word) {
    std::vector<std::string_view> ids;
    for (const analytics::MetricInfo& info : analytics::metricInfos())
        if (covers(word, info.id)) ids.push_back(info.id);
    return ids;
}

Error severalMetrics(std::string_view word, std::string reason, const std::vector<std::string_view>& ids) {
    std::string which;
    for (const std::string_view id : ids)
        which += (which.empty() ? "" : ", ") + std::string(id);
    return {"metric " + std::string(word), std::move(reason), "Name one of " + which};
}

Error noSuchMetric(std::string_view word) {
    std::vector<std::string_view> ids;
    for (const analytics::MetricInfo& info : analytics::metricInfos())
        ids.push_back(info.id);
    const std::string near = didYouMean(word, ids);
    return {"metric " + std::string(word), "there is no such metric",
            (near.empty() ? "" : near.substr(1) + ' ') + "\"rackloom analyze FILE\" lists them all."};
}

}  // namespace

Result<MetricChoice> MetricChoice::parse(const std::vector<std::string>& words) {
    MetricChoice choice;
    for (std::string word : words) {
        while (word.ends_with('.') || word.ends_with('*'))
            word.pop_back();
        const auto& infos = analytics::metricInfos();
        if (word.empty()) return noSuchMetric(word);
        if (std::any_of(infos.begin(), infos.end(),
                        [&](const auto& info) { return covers(word, info.id); })) {
            choice.words_.push_back(std::move(word));
            continue;
        }
        const std::vector<std::string_view> ids = idsEndingWith(word);
        if (ids.empty()) return noSuchMetric(word);
        choice.words_.insert(choice.words_.end(), ids.begin(), ids.end());
    }
    return choice;
}

bool MetricChoice::contains(std::string_view id) const {
    return words_.empty() || std::any_of(words_.begin(), words_.end(),
                                         [&](const std::string& word) { return covers(word, id); });
}

Result<const analytics::MetricInfo*> findMetric(std::string_view id) {
    if (const analytics::MetricInfo* info = analytics::metricInfo(id)) return info;
    const std::vector<std::string_view> ids = idsEndingWith(id);
    if (ids.size() == 1) return analytics::metricInfo(ids.front());
    if (!ids.empty()) return severalMetrics(id, "several metrics end like this", ids);
    const std::vector<std::string_view> below = idsBelow(id);
    if (!below.empty()) return severalMetrics(id, "this is a family of metrics", below);
    return noSuchMetric(id);
}

std::string_view familyTitle(analytics::Family family) {
    static constexpr std::string_view kTitles[] = {"Capacity",    "Fabric",   "Power",     "Cooling",
                                                   "Reliability", "Workload", "Economics", "Delivered"};
    return kTitles[static_cast<int>(family)];
}

}  // namespace rackloom::app
