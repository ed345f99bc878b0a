// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/job_edits.h"

#include "model/edit/names.h"
#include "model/edit/references.h"
#include "model/edit/rewrite.h"
#include "model/site/job_fields.h"

namespace rackloom::model {

namespace {

template <class V> Edit setField(std::string label, JobId id, V Job::*field, V value) {
    std::string key = mergeKey(label, id);
    return {std::move(label), std::move(key), [id, field, value](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().jobs, id, "job"); !there) return there;
                tx.draft().jobs.write(tx.token(), id).*field = value;
                return {};
            }};
}

}  // namespace

Edit addJob(Job job) {
    return {"Add job", {}, [job = std::move(job)](Transaction& tx) -> Result<void> {
                Job row = job;
                NameSet taken = namesOf(tx.draft().jobs);
                if (row.name.empty()) {
                    row.name = freeName(taken, "Job 1");
                } else {
                    Result<std::string> name = unusedName(tx.draft().jobs, JobId{}, "job", row.name);
                    if (!name) return name.error();
                    row.name = std::move(name).value();
                }
                tx.draft().jobs.insert(tx.token(), std::move(row));
                return {};
            }};
}

Edit removeJob(JobId id) {
    return {"Remove job", {}, [id](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().jobs, id, "job"); !there) return there;
                const std::string key = "job:" + std::to_string(id.value);
                forgetWaivers(tx, [&](std::string_view object) { return object == key; });
                tx.draft().jobs.erase(tx.token(), id);
                return {};
            }};
}

Edit renameJob(JobId id, std::string name) {
    return {"Rename job", mergeKey("rename job", id),
            [id, name = std::move(name)](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().jobs, id, "job"); !there) return there;
                Result<std::string> checked = unusedName(tx.draft().jobs, id, "job", name);
                if (!checked) return checked.error();
                tx.draft().jobs.write(tx.token(), id).name = std::move(checked).value();
                return {};
            }};
}

Edit setPrecision(JobId id, Precision precision) {
    return setField("Set precision", id, &Job::precision, precision);
}
Edit setMfu(JobId id, double mfu) {
    return setField("Set MFU", id, &Job::mfu, mfu);
}
Edit setJobGpus(JobId id, std::optional<double> gpus) {
    return setField("Set GPUs of job", id, &Job::gpus, gpus);
}
Edit setCheckpointStall(JobId id, Duration stall) {
    return setField("Set checkpoint stall", id, &Job::checkpointStall, stall);
}
Edit setCheckpointDrain(JobId id, Duration drain) {
    return setField("Set checkpoint drain", id, &Job::checkpointDrain, drain);
}
Edit setDetectTime(JobId id, Duration detect) {
    return setField("Set detection time", id, &Job::detect, detect);
}
Edit setRestoreTime(JobId id, Duration restore) {
    return setField("Set restore time", id, &Job::restore, restore);
}
Edit setCheckpointInterval(JobId id, std::optional<Duration> interval) {
    return setField("Set checkpoint interval", id, &Job::interval, interval);
}

Edit setJobField(JobId id, std::string key, std::optional<double> value) {
    const JobField* field = findJobField(key);
    std::string label = field ? "Set " + std::string(field->label) : "Set " + key;
    return {std::move(label), mergeKey("job " + key, id),
            [id, field, key, value](Transaction& tx) -> Result<void> {
                if (Result<void> there = need(tx.draft().jobs, id, "job"); !there) return there;
                if (!field)
                    return Error{"job field " + key, "there is no such field", "See the list of job fields."};
                if (!value && !field->mayBeEmpty)
                    return Error{std::string(field->label), "it needs a value", "Type a number."};
                field->assign(tx.draft().jobs.write(tx.token(), id), value);
                return {};
            }};
}

Edit setJobRacks(JobId id, std::vector<RackId> racks) {
    return setField("Place job", id, &Job::racks, distinct(std::move(racks)));
}

}  // namespace rackloom::model
