// SPDX-License-Identifier: GPL-3.0-or-later
// Every node of this folder that other files read, compiled once.
#include "analytics/loads/bill.h"
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/cooling_racks.h"
#include "analytics/loads/cooling_solve.h"
#include "analytics/loads/drawn_job.h"
#include "analytics/loads/energy_year.h"
#include "analytics/loads/fabric_hazards.h"
#include "analytics/loads/job_fixes.h"
#include "analytics/loads/job_ground.h"
#include "analytics/loads/job_outcome.h"
#include "analytics/loads/job_pool.h"
#include "analytics/loads/power_drawing.h"
#include "analytics/loads/power_drop.h"
#include "analytics/loads/power_jobs.h"
#include "analytics/loads/power_parking.h"
#include "analytics/loads/power_quantile.h"
#include "analytics/loads/power_ride.h"
#include "analytics/loads/power_solve.h"
#include "analytics/loads/power_sweep.h"
#include "analytics/loads/rack_load.h"
#include "analytics/loads/rack_results.h"
#include "analytics/loads/rent_market.h"
#include "analytics/loads/site_cost.h"
#include "analytics/loads/switch_losses.h"
#include "analytics/loads/type_facts.h"
#include "analytics/loads/unit_hazards.h"
#include "analytics/loads/units_by_loop.h"

#include "analytics/engine/node_store.h"

namespace rackloom::analytics {

template const Bill::Value& Query::get<Bill>(const Bill::Key&);
template const BoughtCables::Value& Query::get<BoughtCables>(const BoughtCables::Key&);
template const CoolantNetwork::Value& Query::get<CoolantNetwork>(const CoolantNetwork::Key&);
template const LoopRacks::Value& Query::get<LoopRacks>(const LoopRacks::Key&);
template const CoolingHeat::Value& Query::get<CoolingHeat>(const CoolingHeat::Key&);
template const CoolingSolve::Value& Query::get<CoolingSolve>(const CoolingSolve::Key&);
template const DrawnJob::Value& Query::get<DrawnJob>(const DrawnJob::Key&);
template const JobResults::Value& Query::get<JobResults>(const JobResults::Key&);
template const StorageWrite::Value& Query::get<StorageWrite>(const StorageWrite::Key&);
template const EnergyYear::Value& Query::get<EnergyYear>(const EnergyYear::Key&);
template const FabricHazards::Value& Query::get<FabricHazards>(const FabricHazards::Key&);
template const SwitchLosses::Value& Query::get<SwitchLosses>(const SwitchLosses::Key&);
template const UnitsByLoop::Value& Query::get<UnitsByLoop>(const UnitsByLoop::Key&);
template const AccessCables::Value& Query::get<AccessCables>(const AccessCables::Key&);
template const PowerHazards::Value& Query::get<PowerHazards>(const PowerHazards::Key&);
template const JobFixes::Value& Query::get<JobFixes>(const JobFixes::Key&);
template const JobGround::Value& Query::get<JobGround>(const JobGround::Key&);
template const JobOutcome::Value& Query::get<JobOutcome>(const JobOutcome::Key&);
template const WholeSiteJob::Value& Query::get<WholeSiteJob>(const WholeSiteJob::Key&);
template const DesignPool::Value& Query::get<DesignPool>(const DesignPool::Key&);
template const DeviatingPool::Value& Query::get<DeviatingPool>(const DeviatingPool::Key&);
template const DrawnPower::Value& Query::get<DrawnPower>(const DrawnPower::Key&);
template const PowerJobs::Value& Query::get<PowerJobs>(const PowerJobs::Key&);
template const PowerDrop::Value& Query::get<PowerDrop>(const PowerDrop::Key&);
template const PowerParking::Value& Query::get<PowerParking>(const PowerParking::Key&);
template const PowerQuantile::Value& Query::get<PowerQuantile>(const PowerQuantile::Key&);
template const PowerRide::Value& Query::get<PowerRide>(const PowerRide::Key&);
template const PowerTypes::Value& Query::get<PowerTypes>(const PowerTypes::Key&);
template const PowerSolve::Value& Query::get<PowerSolve>(const PowerSolve::Key&);
template const PowerSweep::Value& Query::get<PowerSweep>(const PowerSweep::Key&);
template const RackSupplies::Value& Query::get<RackSupplies>(const RackSupplies::Key&);
template const DesignLoad::Value& Query::get<DesignLoad>(const DesignLoad::Key&);
template const RackLoads::Value& Query::get<RackLoads>(const RackLoads::Key&);
template const SiteDevices::Value& Query::get<SiteDevices>(const SiteDevices::Key&);
template const RackResults::Value& Query::get<RackResults>(const RackResults::Key&);
template const RentMarket::Value& Query::get<RentMarket>(const RentMarket::Key&);
template const SiteCost::Value& Query::get<SiteCost>(const SiteCost::Key&);
template const TypeFacts::Value& Query::get<TypeFacts>(const TypeFacts::Key&);
template const CoolingHazards::Value& Query::get<CoolingHazards>(const CoolingHazards::Key&);

}  // namespace rackloom::analytics
