// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/result.h"

namespace rackloom {

std::string Error::text() const {
    std::string out;
    if (!place.empty()) out += place + ": ";
    out += reason;
    if (!remedy.empty()) {
        if (!out.empty() && out.back() != '.') out += '.';
        out += ' ' + remedy;
    }
    return out;
}

}  // namespace rackloom
