// SPDX-License-Identifier: GPL-3.0-or-later
// All input nodes in one list, so that a test can hold each of them to its word: what touched() does not name
// must not change.
#pragma once

#include "model/site/snapshot.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

struct InputCheck {
    std::string_view name;
    /// Keys (as text) whose value differs between both snapshots although touched() is silent about them.
    std::vector<std::string> (*unnamedChanges)(const model::Snapshot& before, const model::Snapshot& after);
};

std::span<const InputCheck> inputChecks();

}  // namespace rackloom::analytics
