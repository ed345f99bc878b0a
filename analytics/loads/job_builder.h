// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the model of one job from the drawing: where it is placed, what it shares, what strikes it.
// Must not solve anything.
#pragma once

#include "analytics/loads/drawn_job.h"
#include "analytics/loads/job_pool.h"
#include "analytics/loads/unit_hazards.h"

#include <map>

namespace rackloom::analytics {

class JobBuilder {
public:
    JobBuilder(Query& query, const model::Job& job) : query_(query), job_(job) {}
    /// The state without the answer; a problem where nothing can be placed.
    DrawnJobState build();

private:
    struct RackGroup {
        std::vector<RackId> racks;
        std::optional<std::size_t> unit;  ///< innermost unit above
    };

    void choosePool();
    void place();
    void groupRacks(const std::vector<UnitHazard>& units);
    /// Nests units that take whole groups; one that cuts across others becomes a cause of the job alone.
    void nest(const std::vector<UnitHazard>& units);
    void addRackUnits();
    void addDomainGroups();
    void addParts();
    void addCalibration();
    void addSoftware();
    void addCause(const Hazard& hazard, Strikes strikes, double elements);
    void addCause(InterruptionCause cause, CauseOrigin origin);
    void setCheckpoints();
    void setOptions();
    double assumption(const char* id);
    std::vector<UnitHazard> unitHazards();

    Query& query_;
    const model::Job& job_;
    DrawnJobState out_;
    std::map<RackId, Shared<RackPool>> pools_;  ///< racks that the job may use
    RackPool kind_;
    double filled_ =
        1;  ///< share of the trays' GPUs that the job uses, where its number does not come out even
    std::vector<RackGroup> groups_;
    std::map<RackId, std::size_t> groupOf_;
};

}  // namespace rackloom::analytics
