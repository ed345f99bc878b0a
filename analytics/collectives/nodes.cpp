// SPDX-License-Identifier: GPL-3.0-or-later
// Every node of this folder that other files read, compiled once.
#include "analytics/collectives/job_collectives.h"
#include "analytics/collectives/job_network.h"

#include "analytics/engine/node_store.h"

namespace rackloom::analytics {

template const JobCollectives::Value& Query::get<JobCollectives>(const JobCollectives::Key&);
template const JobNetwork::Value& Query::get<JobNetwork>(const JobNetwork::Key&);

}  // namespace rackloom::analytics
