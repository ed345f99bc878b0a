// SPDX-License-Identifier: GPL-3.0-or-later
// Builds what a job stands on from the drawing: where it is placed, what it shares, what strikes it.
// Must not solve anything but the capacity.
#pragma once

#include "analytics/loads/job_ground.h"
#include "analytics/loads/job_pool.h"
#include "analytics/loads/unit_hazards.h"
#include "analytics/reliability/belonging.h"

#include <set>
#include <span>

namespace rackloom::analytics {

class JobBuilder {
public:
    JobBuilder(Query& query, const JobDemandState& demand) : query_(query), demand_(demand) {}
    /// A problem where nothing can be placed.
    JobGroundState build();

private:
    /// Racks that hang on the same units.
    struct RackGroup {
        std::uint32_t first = 0;  ///< the first of them, by its number in `racks_`
        int domains = 0;
        std::optional<std::size_t> unit;  ///< innermost unit above
    };
    using Units = std::vector<const UnitHazard*>;

    void choosePool();
    void place();
    Units unitHazards();
    /// Units above each rack, by their places in the list of hazards.
    Belonging unitsAbove(const Units& units) const;
    void groupRacks(const Belonging& above);
    /// Nests units that take whole groups; one that cuts across others becomes a cause of the job alone.
    void nest(const Units& units, const Belonging& above);
    /// Whether it found a place among the others; it interrupts all the same.
    bool nest(const UnitHazard& hazard, std::span<const std::uint32_t> groups);
    bool isCause(std::size_t cause, const UnitHazard& hazard, bool nests) const;
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
    std::vector<RackId> racks_;           ///< that the job may use, rising
    std::vector<const RackPool*> pools_;  ///< of each
    RackPool kind_;
    double filled_ =
        1;  ///< share of the trays' GPUs that the job uses, where its number does not come out even
    std::vector<RackGroup> groups_;
    Belonging::Numbers groupOf_;      ///< of each rack
    std::size_t lastCause_ = 0;       ///< that a hazard was told to be
    std::vector<UnitHazard> merged_;  ///< hazards of power and cooling at once
    std::set<std::size_t> scaled_;    ///< causes whose parts were scaled before redundancy was solved
};

}  // namespace rackloom::analytics
