// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the editor can open a window. Qt ends the program with a core dump when it cannot, so a child
// process tries it first and tells what went wrong. Knows no window and no verb.
#pragma once

#include "model/base/result.h"

namespace rackloom::app {

/// Nothing is wrong where no child can be made: then Qt has the last word.
Result<void> checkDisplay(int argc, char** argv);

}  // namespace rackloom::app
