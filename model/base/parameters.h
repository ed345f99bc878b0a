// SPDX-License-Identifier: GPL-3.0-or-later
// Parameter schemas of templates and topology generators. The dialog in the window and the k=v flags of the
// command line both come from them, so neither is written by hand.
#pragma once

#include "model/base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom {

struct ParameterSpec {
    std::string key;    ///< "su", "racks"
    std::string label;  ///< "Scalable units"
    std::string help;
    double initial = 0, minimum = 0, maximum = 0;
    bool integer = true;
};

using ParameterValues = std::map<std::string, double>;

/// Checks names and ranges and fills in defaults; the error lists what is allowed.
Result<ParameterValues> completeParameters(const std::vector<ParameterSpec>& specs,
                                           const ParameterValues& given);
/// Parses "su=4"; the error shows the expected form.
Result<ParameterValues> parseParameters(const std::vector<std::string>& assignments);

}  // namespace rackloom
