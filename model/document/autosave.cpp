// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/document/autosave.h"

namespace rackloom::model {

Autosave::Autosave(Document& document, std::string directory, std::chrono::milliseconds every,
                   QObject* parent)
    : QObject(parent), document_(document), file_(std::move(directory)) {
    connect(&timer_, &QTimer::timeout, this, [this] {
        if (const Result<void> saved = saveNow(); !saved)
            Q_EMIT failed(QString::fromStdString(saved.error().text()));
    });
    connect(&document_, &Document::fileChanged, this, &Autosave::follow);
    timer_.start(every);
}

Result<void> Autosave::saveNow() {
    const SnapshotPtr now = document_.recorded();
    if (!document_.modified() || (now == written_ && document_.path() == writtenPath_)) return {};
    const Result<void> saved = file_.write(*now, document_.path().toStdString());
    if (!saved) return saved;
    written_ = now;
    writtenPath_ = document_.path();
    return {};
}

void Autosave::finish() {
    timer_.stop();
    file_.discard();
    written_.reset();
}

void Autosave::follow() {
    if (document_.modified() || !written_) return;
    file_.discard();
    written_.reset();
}

}  // namespace rackloom::model
