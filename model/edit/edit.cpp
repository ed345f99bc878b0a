// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/edit.h"

#include "model/edit/diff.h"
#include "model/edit/validate_change.h"

#include <utility>

namespace rackloom::model {

Result<SnapshotPtr> applyEdit(const SnapshotPtr& before, const Edit& edit) {
    Transaction tx(before);
    if (Result<void> done = edit.apply(tx); !done) return done.error();
    const auto after = std::make_shared<const Snapshot>(std::move(tx).take());
    const Delta delta = diff(*before, *after);
    if (delta.empty()) return before;
    if (Result<void> valid = validateChange(*before, *after, delta); !valid) return valid.error();
    return SnapshotPtr(after);
}

Edit combined(std::string label, std::vector<Edit> edits) {
    std::string key = edits.empty() ? std::string() : edits.front().mergeKey;
    for (const Edit& edit : edits)
        if (edit.mergeKey != key) key.clear();
    return {std::move(label), std::move(key), [edits = std::move(edits)](Transaction& tx) -> Result<void> {
                for (const Edit& edit : edits)
                    if (Result<void> done = edit.apply(tx); !done) return done;
                return {};
            }};
}

Edit together(std::vector<Edit> edits) {
    if (edits.size() == 1) return std::move(edits.front());
    std::string label = edits.front().label;
    return combined(std::move(label), std::move(edits));
}

}  // namespace rackloom::model
