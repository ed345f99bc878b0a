// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/inputs/work.h"

#include "analytics/engine/query.h"
#include "model/site/assumptions.h"

namespace rackloom::analytics {

SiteInput::Value SiteInput::read(const model::Snapshot& s, const Key&) {
    return s.site;
}
void SiteInput::touched(const model::Delta& delta, Touched<Key>& out) {
    if (delta.site) out.addAll();
}

double assumed(Query& q, const char* id) {
    return q.get<AssumptionOf>(id).value;
}

AssumptionOf::Value AssumptionOf::read(const model::Snapshot& s, const Key& id) {
    if (const auto own = s.site->assumptions.find(id); own != s.site->assumptions.end()) return own->second;
    const model::AssumptionSpec* spec = model::findAssumption(id);
    return spec ? Value{spec->initial, std::string(spec->source)} : Value{};
}
void AssumptionOf::touched(const model::Delta& delta, Touched<Key>& out) {
    if (delta.site) out.addAll();
}

Jobs::Value Jobs::read(const model::Snapshot& s, const Key&) {
    return columnOf(s.jobs, [](const model::Job& job) { return job; });
}
void Jobs::touched(const model::Delta& delta, Touched<Key>& out) {
    if (!delta.jobs.empty()) out.addAll();
}

Waivers::Value Waivers::read(const model::Snapshot& s, const Key&) {
    return columnOf(s.waivers, [](const model::Waiver& waiver) { return waiver; });
}
void Waivers::touched(const model::Delta& delta, Touched<Key>& out) {
    if (!delta.waivers.empty()) out.addAll();
}

}  // namespace rackloom::analytics
