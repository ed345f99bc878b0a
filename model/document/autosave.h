// SPDX-License-Identifier: GPL-3.0-or-later
// Autosave: keeps a recovery file of a document while it holds unsaved changes. Writes from the recorded
// snapshot, so that editing never waits for it; once the changes are saved, or the document is closed in
// order, the file goes. Must not know windows: a failure is a signal.
#pragma once

#include "model/base/result.h"
#include "model/document/document.h"
#include "model/storage/recovery.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <string>

namespace rackloom::model {

class Autosave : public QObject {
    Q_OBJECT
public:
    explicit Autosave(Document& document, std::string directory = recoveryDirectory(),
                      std::chrono::milliseconds every = std::chrono::seconds(30), QObject* parent = nullptr);

    /// Writes the recovery file if there is something that neither it nor the design's own file holds.
    Result<void> saveNow();
    /// Closed in order: nothing to recover.
    void finish();

Q_SIGNALS:
    void failed(const QString& reason);

private:
    void follow();

    Document& document_;
    RecoveryFile file_;
    QTimer timer_;
    SnapshotPtr written_;
    QString writtenPath_;
};

}  // namespace rackloom::model
