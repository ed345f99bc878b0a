// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fail_text.h"

#include "analytics/report_text.h"
#include "app/cli/console.h"

#include <nlohmann/json.hpp>

namespace rackloom::app {

using analytics::CoolingLoss;
using analytics::FailureStudy;

namespace {

constexpr std::size_t kRacksShown = 8;

std::string shown(const std::optional<double>& value, std::string_view unit) {
    return value ? analytics::quantityText(*value, unit, 4) : std::string("unknown");
}

Json standingJson(const FailureStudy::JobStanding& s) {
    Json out = {{"gpus", s.gpus}, {"domains", s.domains}, {"trays", s.trays}, {"needed_trays", s.needed}};
    out["mtti_s"] = numberOrNull(s.mtti);
    out["goodput"] = numberOrNull(s.goodput);
    out["checkpoint_write_bps"] = numberOrNull(s.storageWrite);
    return out;
}

std::uint64_t whole(double value) {
    return static_cast<std::uint64_t>(value > 0 ? value : 0);
}

}  // namespace

std::string counted(std::uint64_t count) {
    return analytics::quantityText(static_cast<double>(count), "1", 12);
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
    return counted(count) + ' ' + std::string(count == 1 ? one : many);
}

std::string racksText(const model::Snapshot& site, const std::vector<RackId>& racks) {
    std::string out;
    for (std::size_t i = 0; i < racks.size() && i < kRacksShown; ++i)
        if (const model::Rack* rack = site.racks.find(racks[i])) out += (i > 0 ? ", " : "") + rack->name;
    if (racks.size() > kRacksShown) out += " and " + std::to_string(racks.size() - kRacksShown) + " more";
    return out;
}

Json racksJson(const std::vector<RackId>& racks) {
    Json out = Json::array();
    for (const RackId rack : racks)
        out.push_back(analytics::ObjectRef{analytics::ObjectRef::Kind::Rack, rack.value}.key());
    return out;
}

std::string nodeKey(PowerNodeId id) {
    return analytics::ObjectRef{analytics::ObjectRef::Kind::PowerNode, id.value}.key();
}

std::string nodeName(const model::Snapshot& site, PowerNodeId id) {
    return analytics::objectName(site, {analytics::ObjectRef::Kind::PowerNode, id.value});
}

Json numberOrNull(const std::optional<double>& value) {
    return value ? Json(*value) : Json();
}

std::string lostText(const FailureStudy& study) {
    const FailureStudy::Lost& lost = study.lost;
    TextTable table("rl");
    table.add({counted(whole(lost.trays)), "trays that jobs could use"});
    table.add({counted(whole(lost.domains)), "scale-up domains"});
    table.add({counted(whole(lost.gpus)), "GPUs in them"});
    table.add({shown(lost.bandwidth, "bit/s"), "of scale-out bisection"});
    table.add({shown(lost.power, "W"), "of IT load"});
    return table.text(2);
}

Json lostJson(const FailureStudy& study) {
    Json out = {{"gpus", study.lost.gpus}, {"domains", study.lost.domains}, {"trays", study.lost.trays}};
    out["power_w"] = numberOrNull(study.lost.power);
    out["bisection_bps"] = numberOrNull(study.lost.bandwidth);
    return out;
}

std::string coolingText(const model::Snapshot& site, const CoolingLoss& cooling) {
    std::string out = "Cooling\n";
    TextTable table("lrlrlrl");
    for (const CoolingLoss::Loop& loop : cooling.loops) {
        const std::string name =
            analytics::objectName(site, {analytics::ObjectRef::Kind::CoolingLoop, loop.loop.value});
        table.add({name, counted(whole(loop.left)), "of",
                   counted(whole(loop.units), "unit", "units") + " left,", "they carry",
                   shown(loop.after, "W"),
                   "of " + analytics::quantityText(loop.heat, "W", 4) + (loop.holds ? "" : ", not enough")});
    }
    out += table.text(2);
    if (!cooling.racksStopped.empty())
        out += wrapped(counted(cooling.racksStopped.size(), "rack is", "racks are") +
                           " no longer cooled: " + racksText(site, cooling.racksStopped),
                       2);
    return out;
}

Json coolingJson(const CoolingLoss& cooling) {
    Json loops = Json::array();
    for (const CoolingLoss::Loop& loop : cooling.loops) {
        Json row = {
            {"loop", analytics::ObjectRef{analytics::ObjectRef::Kind::CoolingLoop, loop.loop.value}.key()},
            {"units", loop.units},
            {"units_left", loop.left},
            {"heat_w", loop.heat},
            {"holds", loop.holds}};
        row["capacity_before_w"] = numberOrNull(loop.before);
        row["capacity_after_w"] = numberOrNull(loop.after);
        loops.push_back(std::move(row));
    }
    return {{"loops", std::move(loops)},
            {"racks_stopped", racksJson(cooling.racksStopped)},
            {"heat_w", cooling.heat}};
}

std::string jobsText(const FailureStudy& study) {
    TextTable table("lrlrlrl");
    std::string storage;
    for (const FailureStudy::JobLoss& job : study.jobs) {
        const auto &was = job.before, &is = job.after;
        table.add({was.name, counted(whole(was.trays - is.trays)), "trays lost, mean time",
                   shown(was.mtti, "s"), "→", shown(is.mtti, "s"),
                   job.stops() ? "stops: it needs " + counted(whole(was.needed), "tray", "trays")
                               : "goodput " + shown(was.goodput, "1") + " → " + shown(is.goodput, "1")});
        if (was.storageWrite != is.storageWrite)
            storage += "  " + was.name + ": checkpoints are written at " + shown(was.storageWrite, "bit/s") +
                       " → " + shown(is.storageWrite, "bit/s") + "\n";
    }
    return table.text(2) + storage;
}

Json jobsJson(const FailureStudy& study) {
    Json rows = Json::array();
    for (const FailureStudy::JobLoss& job : study.jobs)
        rows.push_back({{"job", job.before.name},
                        {"stops", job.stops()},
                        {"before", standingJson(job.before)},
                        {"after", standingJson(job.after)}});
    return rows;
}

}  // namespace rackloom::app
