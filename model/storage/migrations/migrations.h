// SPDX-License-Identifier: GPL-3.0-or-later
// Migrations turn the parsed text of an older format into the next one, step by step, before anything is
// decoded; so only the newest format has codecs. To change the format: raise kDesignFormat, write
// vN_to_vM.cpp, add a line to migrations.cpp and a sample to tests/data/format.
// Must not know the types of the model: those move on, a migration never changes again.
#pragma once

#include "model/base/result.h"
#include "model/storage/json_value.h"

#include <string>

namespace rackloom::model {

struct Migration {
    int from = 0;
    /// Changes the document in place, all but its stamp.
    Result<void> (*apply)(JsonValue& document, const std::string& fileName) = nullptr;
};

/// Brings a document from its stamped format up to kDesignFormat; refuses newer and unstamped ones.
Result<void> migrate(JsonValue& document, const std::string& fileName);

namespace migration {
Result<void> v0ToV1(JsonValue& document, const std::string& fileName);
}

}  // namespace rackloom::model
