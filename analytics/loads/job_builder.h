// SPDX-License-Identifier: GPL-3.0-or-later
// Builds what a job stands on from the drawing: where it is placed, what it shares, what strikes it.
// Must not solve anything but the capacity.
#pragma once

#include "analytics/loads/job_ground.h"
#include "analytics/loads/job_pool.h"
#include "analytics/loads/unit_hazards.h"

#include <set>

namespace rackloom::analytics {

class JobBuilder {
public:
    JobBuilder(Query& query, const JobDemandState& demand) : query_(query), demand_(demand) {}
    /// A problem where nothing can be placed.
    JobGroundState build();

private:
    /// Racks that hang on the same units.
    struct RackGroup {
        std::vector<std::size_t> racks;    ///< numbers in `racks_`
        std::vector<std::uint32_t> above;  ///< units, by their place in the list of hazards
        std::optional<std::size_t> unit;   ///< innermost unit above
    };
    using Units = std::vector<const UnitHazard*>;

    void choosePool();
    void place();
    Units unitHazards();
    void groupRacks(const Units& units);
    /// Nests units that take whole groups; one that cuts across others becomes a cause of the job alone.
    void nest(const Units& units);
    std::size_t causeOf(const UnitHazard& hazard, bool nests);
    void addRackUnits();
    void addDomainGroups();
    void addParts();
    void addFabric();
    void addStorage();
    void addCalibration();
    void addSoftware();
    void setPolicy();
    void addCause(const Hazard& hazard, Strikes strikes, double elements);
    void addCause(InterruptionCause cause, CauseOrigin origin);
    double assumption(const char* id);

    Query& query_;
    const JobDemandState& demand_;
    JobGroundState out_;
    std::vector<RackId> racks_;            ///< that the job may use, rising
    std::vector<Shared<RackPool>> pools_;  ///< of each
    RackPool kind_;
    double filled_ =
        1;  ///< share of the trays' GPUs that the job uses, where its number does not come out even
    std::vector<RackGroup> groups_;
    std::vector<UnitHazard> merged_;  ///< hazards of power and cooling at once
    std::set<std::size_t> scaled_;    ///< causes whose parts were scaled before redundancy was solved
};

}  // namespace rackloom::analytics
