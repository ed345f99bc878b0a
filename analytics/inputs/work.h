// SPDX-License-Identifier: GPL-3.0-or-later
// Inputs about the work and the document: jobs, assumptions and budgets, waivers.
// Must not compute anything: derived nodes do.
// They hand out rows as they are; what follows from them is computed by derived nodes.
#pragma once

#include "analytics/engine/node.h"
#include "analytics/inputs/column.h"
#include "model/base/shared.h"

namespace rackloom::analytics {

/// Name, assumptions and budgets of the design. Renaming it changes this too: read AssumptionOf for sums.
struct SiteInput {
    using Key = NoKey;
    using Value = Shared<model::Site>;
    static constexpr std::string_view kName = "site";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// An assumption in force, by id: the site's own or the default, with its source. The id must be listed in
/// model/site/assumptions.cpp.
struct AssumptionOf {
    using Key = std::string;
    using Value = model::Assumption;
    static constexpr std::string_view kName = "assumption";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

/// The number alone.
double assumed(Query&, const char* id);

struct Jobs {
    using Key = NoKey;
    using Value = Shared<Column<JobId, model::Job>>;
    static constexpr std::string_view kName = "jobs";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

struct Waivers {
    using Key = NoKey;
    using Value = Shared<Column<WaiverId, model::Waiver>>;
    static constexpr std::string_view kName = "waivers";
    static Value read(const model::Snapshot&, const Key&);
    static void touched(const model::Delta&, Touched<Key>&);
};

}  // namespace rackloom::analytics
