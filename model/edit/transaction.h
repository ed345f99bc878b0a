// SPDX-License-Identifier: GPL-3.0-or-later
// Transaction: the draft of the next snapshot while one edit runs. Rows are written through the tables with
// this transaction's token, so only chunks it cloned are changed. A refused edit leaves the old snapshot
// untouched.
#pragma once

#include "model/site/snapshot.h"

namespace rackloom::model {

class Transaction {
public:
    explicit Transaction(SnapshotPtr before) : before_(std::move(before)), draft_(*before_) {}

    const Snapshot& before() const { return *before_; }
    /// Read and change: `tx.draft().racks.write(tx.token(), id).position = p`.
    Snapshot& draft() { return draft_; }
    const Snapshot& draft() const { return draft_; }
    const WriteToken& token() const { return token_; }
    Snapshot take() && { return std::move(draft_); }

private:
    SnapshotPtr before_;
    Snapshot draft_;
    WriteToken token_;
};

}  // namespace rackloom::model
