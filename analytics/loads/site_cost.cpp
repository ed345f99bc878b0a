// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/site_cost.h"

#include "analytics/capacity/parts.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/bill.h"
#include "analytics/loads/energy_year.h"
#include "analytics/loads/job_outcome.h"

namespace rackloom::analytics {

namespace {

double gpuCount(Query& q) {
    double sum = 0;
    for (const auto& [rack, gpus] : *q.get<RackGpus>())
        sum += static_cast<double>(gpus);
    return sum;
}

void takeHardware(CostState& state, Query& q) {
    const BillOfMaterials& bill = *q.get<Bill>();
    const double stated = assumed(q, "economics.hardware_usd");
    if (stated > 0) {
        state.hardware = stated;
        return;
    }
    state.hardware = bill.known();
    state.pricedShare = bill.coverage();
    for (const BillLine& line : bill.lines) {
        if (!line.type.isValid()) continue;
        // Most of the money is in the GPUs: a sum without them says nothing.
        const model::DeviceType& type = *q.get<TypeOf>(line.type);
        if (!line.price && type.compute && type.compute->role == model::ComputeRole::Gpu)
            state.problem = "the price of " + type.name + " is unknown; set economics.hardware_usd";
    }
}

Ownership ownershipOf(const CostState& state, const EnergyState& energy, Query& q) {
    const double leased = assumed(q, "economics.leased");
    Ownership o;
    o.hardware = Money::si(state.hardware);
    o.hardwareRate = assumed(q, "economics.capital_rate");
    o.hardwareYears = assumed(q, "economics.hardware_years");
    o.salvage = assumed(q, "economics.salvage");
    o.facility = Money::si(state.building);
    o.facilityRate = assumed(q, "economics.facility_rate");
    o.facilityYears = assumed(q, "economics.facility_years");
    o.contracted = Power::si(energy.it * leased);
    o.lease = PowerRent::si(assumed(q, "economics.lease"));
    // The energy is known already, so it goes in as a power that is drawn all year.
    o.it = Energy::si(state.energy) / unit::year;
    o.energy = EnergyPrice::si(assumed(q, "economics.energy_price"));
    o.maintenance = assumed(q, "economics.maintenance");
    o.staff = MoneyRate::si(assumed(q, "economics.staff") * energy.it);
    return o;
}

}  // namespace

SiteCost::Value SiteCost::compute(const Key&, Query& q) {
    CostState state;
    const EnergyState& energy = *q.get<EnergyYear>();
    state.gpus = gpuCount(q);
    takeHardware(state, q);
    if (!(state.gpus > 0)) state.problem = "no GPU is drawn";
    if (!state.problem.empty()) return state;
    if (!(state.hardware > 0))
        state.problem = "the catalogue holds no price for anything drawn; set economics.hardware_usd";
    else if (!(energy.it > 0))
        state.problem = "the power of nothing drawn is known";
    if (!state.problem.empty()) return state;
    state.building =
        energy.it * assumed(q, "economics.facility_price") * (1 - assumed(q, "economics.leased"));
    state.assumedPue = !energy.cooled || !(energy.seconds() > 0);
    state.energy = state.assumedPue ? energy.it * energy.load * assumed(q, "energy.pue") * unit::year.si()
                                    : energy.total() * (unit::year.si() / energy.seconds());
    const auto cost = annualCost(ownershipOf(state, energy, q));
    if (!cost) {
        state.problem = "a life of the equipment or the building is not positive";
        return state;
    }
    state.year = *cost;
    state.utilisation = assumed(q, "economics.utilisation");
    state.availability = assumed(q, "economics.availability");
    const JobState& job = *q.get<JobOutcome>();
    if (job.problem.empty() && job.useful > 0) state.goodput = job.useful;
    return state;
}

}  // namespace rackloom::analytics
