// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/base/version.h"

namespace rackloom::model {

std::string_view programName() {
    return "Rackloom";
}

std::string_view programVersion() {
    return RACKLOOM_VERSION;
}

}  // namespace rackloom::model
