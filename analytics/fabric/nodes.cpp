// SPDX-License-Identifier: GPL-3.0-or-later
// Every node of this folder that other files read, compiled once.
#include "analytics/fabric/cable_bundles.h"
#include "analytics/fabric/cable_graph.h"
#include "analytics/fabric/cable_groups.h"
#include "analytics/fabric/cable_sockets.h"
#include "analytics/fabric/combined_bisection.h"
#include "analytics/fabric/compute_paths.h"
#include "analytics/fabric/device_facts.h"
#include "analytics/fabric/domain_map.h"
#include "analytics/fabric/drawn_fabric.h"
#include "analytics/fabric/fabric_bisection.h"
#include "analytics/fabric/fabric_cut.h"
#include "analytics/fabric/fabric_ends.h"
#include "analytics/fabric/fabric_plan.h"
#include "analytics/fabric/footprints.h"
#include "analytics/fabric/hanging_together.h"
#include "analytics/fabric/leaf_table.h"
#include "analytics/fabric/port_use.h"
#include "analytics/fabric/scale_up.h"
#include "analytics/fabric/tiers.h"
#include "analytics/fabric/tight_bisection.h"
#include "analytics/fabric/wiring.h"

#include "analytics/engine/node_store.h"

namespace rackloom::analytics {

template const FabricRuns::Value& Query::get<FabricRuns>(const FabricRuns::Key&);
template const CableRuns::Value& Query::get<CableRuns>(const CableRuns::Key&);
template const CableBundles::Value& Query::get<CableBundles>(const CableBundles::Key&);
template const CableGraph::Value& Query::get<CableGraph>(const CableGraph::Key&);
template const JoinedCableGraph::Value& Query::get<JoinedCableGraph>(const JoinedCableGraph::Key&);
template const PlanGroups::Value& Query::get<PlanGroups>(const PlanGroups::Key&);
template const CableGroups::Value& Query::get<CableGroups>(const CableGroups::Key&);
template const FabricDeviceTypes::Value& Query::get<FabricDeviceTypes>(const FabricDeviceTypes::Key&);
template const PlanSockets::Value& Query::get<PlanSockets>(const PlanSockets::Key&);
template const FabricSockets::Value& Query::get<FabricSockets>(const FabricSockets::Key&);
template const ComputeKnownAligned::Value& Query::get<ComputeKnownAligned>(const ComputeKnownAligned::Key&);
template const CombinedBisection::Value& Query::get<CombinedBisection>(const CombinedBisection::Key&);
template const ComputeHops::Value& Query::get<ComputeHops>(const ComputeHops::Key&);
template const ComputeShortestPaths::Value&
Query::get<ComputeShortestPaths>(const ComputeShortestPaths::Key&);
template const ComputeDisjointPaths::Value&
Query::get<ComputeDisjointPaths>(const ComputeDisjointPaths::Key&);
template const ComputeSinglePoints::Value& Query::get<ComputeSinglePoints>(const ComputeSinglePoints::Key&);
template const ComputeDelays::Value& Query::get<ComputeDelays>(const ComputeDelays::Key&);
template const DesignGpus::Value& Query::get<DesignGpus>(const DesignGpus::Key&);
template const SiteGpus::Value& Query::get<SiteGpus>(const SiteGpus::Key&);
template const ReplacedTypes::Value& Query::get<ReplacedTypes>(const ReplacedTypes::Key&);
template const DesignHeights::Value& Query::get<DesignHeights>(const DesignHeights::Key&);
template const SwitchHeights::Value& Query::get<SwitchHeights>(const SwitchHeights::Key&);
template const ComputeDomains::Value& Query::get<ComputeDomains>(const ComputeDomains::Key&);
template const ComputeWholeDomains::Value& Query::get<ComputeWholeDomains>(const ComputeWholeDomains::Key&);
template const FabricGpus::Value& Query::get<FabricGpus>(const FabricGpus::Key&);
template const FabricPlanGraph::Value& Query::get<FabricPlanGraph>(const FabricPlanGraph::Key&);
template const ComputePlanGraph::Value& Query::get<ComputePlanGraph>(const ComputePlanGraph::Key&);
template const FabricGraphNode::Value& Query::get<FabricGraphNode>(const FabricGraphNode::Key&);
template const ComputeGraph::Value& Query::get<ComputeGraph>(const ComputeGraph::Key&);
template const ComputeLinks::Value& Query::get<ComputeLinks>(const ComputeLinks::Key&);
template const FabricBisection::Value& Query::get<FabricBisection>(const FabricBisection::Key&);
template const ComputeHubs::Value& Query::get<ComputeHubs>(const ComputeHubs::Key&);
template const FabricCut::Value& Query::get<FabricCut>(const FabricCut::Key&);
template const ComputeCut::Value& Query::get<ComputeCut>(const ComputeCut::Key&);
template const ComputeKnownCut::Value& Query::get<ComputeKnownCut>(const ComputeKnownCut::Key&);
template const FabricEndsNode::Value& Query::get<FabricEndsNode>(const FabricEndsNode::Key&);
template const FabricGenerator::Value& Query::get<FabricGenerator>(const FabricGenerator::Key&);
template const FabricRoleNode::Value& Query::get<FabricRoleNode>(const FabricRoleNode::Key&);
template const FabricPlanNode::Value& Query::get<FabricPlanNode>(const FabricPlanNode::Key&);
template const FabricCables::Value& Query::get<FabricCables>(const FabricCables::Key&);
template const FabricsOfRole::Value& Query::get<FabricsOfRole>(const FabricsOfRole::Key&);
template const ComputeTogether::Value& Query::get<ComputeTogether>(const ComputeTogether::Key&);
template const RackFootprints::Value& Query::get<RackFootprints>(const RackFootprints::Key&);
template const FloorObjects::Value& Query::get<FloorObjects>(const FloorObjects::Key&);
template const PlanLeaves::Value& Query::get<PlanLeaves>(const PlanLeaves::Key&);
template const FabricLeaves::Value& Query::get<FabricLeaves>(const FabricLeaves::Key&);
template const PlanPortUse::Value& Query::get<PlanPortUse>(const PlanPortUse::Key&);
template const PlanPortClashes::Value& Query::get<PlanPortClashes>(const PlanPortClashes::Key&);
template const FabricSpeedCheck::Value& Query::get<FabricSpeedCheck>(const FabricSpeedCheck::Key&);
template const DesignDomains::Value& Query::get<DesignDomains>(const DesignDomains::Key&);
template const RackDomains::Value& Query::get<RackDomains>(const RackDomains::Key&);
template const SiteDomains::Value& Query::get<SiteDomains>(const SiteDomains::Key&);
template const TightFabricCut::Value& Query::get<TightFabricCut>(const TightFabricCut::Key&);
template const TightComputeCut::Value& Query::get<TightComputeCut>(const TightComputeCut::Key&);
template const TightFabricBisection::Value&
Query::get<TightFabricBisection>(const TightFabricBisection::Key&);
template const FabricSubscription::Value& Query::get<FabricSubscription>(const FabricSubscription::Key&);
template const ComputeSubscription::Value& Query::get<ComputeSubscription>(const ComputeSubscription::Key&);
template const FabricWiring::Value& Query::get<FabricWiring>(const FabricWiring::Key&);

}  // namespace rackloom::analytics
