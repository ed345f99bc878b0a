// SPDX-License-Identifier: GPL-3.0-or-later
// Changes that no edit would make: rows written past every check, often leading nowhere. They show whether
// checking only what changed finds what a full check finds.
#pragma once

#include "model/edit/transaction.h"
#include "tests/support/random_edits.h"

namespace rackloom::test {

/// Writes, inserts or erases one row of a random table with half-random references.
void corrupt(Dice& dice, model::Transaction& tx);

}  // namespace rackloom::test
