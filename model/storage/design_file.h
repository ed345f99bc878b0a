// SPDX-License-Identifier: GPL-3.0-or-later
// The design file: one JSON document, sorted, a row per line, ids stable, so that it compares and merges.
// Reading is strict and survives any bytes; every error names file, line and object. Saving is atomic.
// docs/file-format.md describes the format. Must not know of histories or windows.
#pragma once

#include "model/base/result.h"
#include "model/site/snapshot.h"

#include <string>
#include <string_view>

namespace rackloom::model {

/// The format this program writes, and the newest it reads.
inline constexpr int kDesignFormat = 1;
/// Suffix of design files, without dot.
inline constexpr std::string_view kDesignSuffix = "rackloom";

/// Parses, migrates, decodes and validates. `fileName` only names the place in errors.
Result<Snapshot> decodeDesign(std::string_view text, const std::string& fileName);
std::string encodeDesign(const Snapshot&);

Result<SnapshotPtr> loadDesign(const std::string& path);
/// Leaves the old file or the new one, never neither; refuses a design with a number that is not finite.
Result<void> saveDesign(const Snapshot&, const std::string& path);

}  // namespace rackloom::model
