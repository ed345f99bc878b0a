// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a thing that is named can fail in a design, and what to say when it is not there.
// Must not know what its failure does.
#pragma once

#include "analytics/failure_study.h"

namespace rackloom::analytics {

bool exists(const model::Snapshot&, const ObjectRef&);
Error unknownObject(std::string_view text);

}  // namespace rackloom::analytics
