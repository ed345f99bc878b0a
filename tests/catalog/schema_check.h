// SPDX-License-Identifier: GPL-3.0-or-later
// A small JSON Schema checker: the keywords that resources/schema uses, nothing more; an unknown keyword is
// itself a complaint. Exists so that the published schemas and the strict loader cannot drift apart.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace rackloom::test {

/// Empty when `value` fits `schema`; else where and why not. `root` holds the $defs.
std::string schemaViolation(const nlohmann::json& root, const nlohmann::json& schema,
                            const nlohmann::json& value, const std::string& path = "");

}  // namespace rackloom::test
