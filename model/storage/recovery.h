// SPDX-License-Identifier: GPL-3.0-or-later
// Autosave and recovery. Each open document keeps one recovery file, held by a lock; a file whose holder is
// gone was left by a crash or a kill and is offered for recovery. Closing a document removes its file.
// The recovery file is an ordinary design file. Must not know of windows or of when to save.
#pragma once

#include "model/base/result.h"
#include "model/site/snapshot.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

class QLockFile;

namespace rackloom::model {

/// The user's folder for recovery files: $XDG_STATE_HOME/rackloom/recovery or its default.
std::string recoveryDirectory();

/// The recovery file of one open document.
class RecoveryFile {
public:
    explicit RecoveryFile(std::string directory = recoveryDirectory());
    ~RecoveryFile();  ///< a document that is closed in order needs no recovery: discards
    RecoveryFile(const RecoveryFile&) = delete;
    RecoveryFile& operator=(const RecoveryFile&) = delete;

    /// Writes atomically. `original` is the file the design was opened from, or empty.
    Result<void> write(const Snapshot&, const std::string& original);
    void discard();
    /// Where the design is written; empty before the first write.
    const std::string& path() const { return path_; }

private:
    Result<void> begin();

    std::string directory_, path_;
    std::unique_ptr<QLockFile> lock_;
};

/// A design that its program did not close.
struct Recoverable {
    std::string path;      ///< of the recovery file: load it with loadDesign
    std::string original;  ///< the file it was opened from, or empty when it was never saved
    std::int64_t processId = 0;
    std::int64_t savedAt = 0;  ///< seconds since 1970, UTC
    friend bool operator==(const Recoverable&, const Recoverable&) = default;
};

/// Newest first. Files of programs that still run are left out.
std::vector<Recoverable> recoverableDesigns(const std::string& directory = recoveryDirectory());
void discard(const Recoverable&);

}  // namespace rackloom::model
