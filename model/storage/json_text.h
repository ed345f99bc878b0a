// SPDX-License-Identifier: GPL-3.0-or-later
// parseJson: strict JSON text into a tree with line numbers. Refuses what plain parsers let through:
// duplicate keys, byte order marks, numbers beyond double, nesting or sizes that would exhaust the machine.
// Survives any bytes. Must not know what the values mean.
#pragma once

#include "model/base/result.h"
#include "model/storage/json_value.h"

#include <cstddef>
#include <string_view>

namespace rackloom::model {

inline constexpr int kMaxJsonDepth = 64;
inline constexpr std::size_t kMaxJsonBytes = std::size_t{512} << 20;
inline constexpr std::size_t kMaxJsonValues = std::size_t{16} << 20;

/// `fileName` only names the place in errors: "design.rackloom:12".
Result<JsonValue> parseJson(std::string_view text, std::string_view fileName);

}  // namespace rackloom::model
