// SPDX-License-Identifier: GPL-3.0-or-later
// The name and version of the program, as project() of the build states them.
// Every layer prints and stores the same words because it asks here.
// Must not know which layer asks.
#pragma once

#include <string_view>

namespace rackloom::model {

std::string_view programName();
std::string_view programVersion();

}  // namespace rackloom::model
