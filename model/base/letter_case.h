// SPDX-License-Identifier: GPL-3.0-or-later
// Names that people type are compared without regard to capitals; only those of ASCII count, so that the
// answer does not hang on the locale. Must not know what the names stand for.
#pragma once

#include <string>
#include <string_view>

namespace rackloom {

std::string lowered(std::string_view text);

}  // namespace rackloom
