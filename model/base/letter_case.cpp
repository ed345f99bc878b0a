// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/letter_case.h"

namespace rackloom {

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

}  // namespace rackloom
