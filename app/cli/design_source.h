// SPDX-License-Identifier: GPL-3.0-or-later
// Where verbs get designs from and put them: files, standard input ("-"), the catalogue that ships.
// One place, so that each verb reports a missing or broken file in the same words.
#pragma once

#include "app/cli/console.h"
#include "model/base/result.h"
#include "model/catalog/catalog.h"
#include "model/site/snapshot.h"

#include <memory>
#include <string>

namespace rackloom::app {

/// `path` may be "-": then the design is read from the console.
Result<model::SnapshotPtr> readDesign(const std::string& path, const Console& console);
/// Refuses to overwrite unless `force`. "-" writes to the console.
Result<void> writeDesign(const model::Snapshot& design, const std::string& path, bool force,
                         const Console& console);
/// The catalogue beside the program.
Result<std::shared_ptr<const model::Catalog>> readCatalog();

}  // namespace rackloom::app
