// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/recovery.h"

#include "model/storage/design_file.h"
#include "model/storage/json_text.h"
#include "model/storage/json_writer.h"
#include "model/storage/text_file.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QStandardPaths>
#include <QUuid>

#include <algorithm>

namespace rackloom::model {

namespace {

QString withSuffix(const std::string& path, const char* suffix) {
    return QString::fromStdString(path.substr(0, path.rfind('.'))) + QLatin1String(suffix);
}

constexpr const char* kLockSuffix = ".lock";
constexpr const char* kOriginSuffix = ".origin";

std::string originText(const std::string& original) {
    JsonWriter out;
    out.beginObject();
    out.key("original");
    out.text(original);
    out.key("process");
    out.number(static_cast<double>(QCoreApplication::applicationPid()));
    out.endObject();
    return std::move(out).take() + "\n";
}

/// A missing or damaged origin costs only the name of the original file.
void readOrigin(Recoverable& found) {
    const Result<std::string> text = readTextFile(withSuffix(found.path, kOriginSuffix).toStdString());
    if (!text) return;
    const Result<JsonValue> json = parseJson(text.value(), found.path);
    if (!json) return;
    if (const JsonValue* original = json.value().find("original"); original && original->text())
        found.original = *original->text();
    constexpr double kMostProcess = 4294967295.0;
    if (const JsonValue* process = json.value().find("process"); process && process->number())
        if (*process->number() >= 0 && *process->number() <= kMostProcess)
            found.processId = static_cast<std::int64_t>(*process->number());
}

/// A lock whose process is gone can be taken; one that is held cannot.
bool isHeld(const std::string& path) {
    QLockFile lock(withSuffix(path, kLockSuffix));
    lock.setStaleLockTime(0);
    const bool taken = lock.tryLock(0);
    return !taken && lock.error() == QLockFile::LockFailedError;
}

void removeFiles(const std::string& path) {
    QFile::remove(QString::fromStdString(path));
    QFile::remove(withSuffix(path, kOriginSuffix));
}

}  // namespace

std::string recoveryDirectory() {
    QString base = qEnvironmentVariable("XDG_STATE_HOME");
#ifdef Q_OS_UNIX
    if (base.isEmpty()) base = QDir::homePath() + QStringLiteral("/.local/state");
#else
    if (base.isEmpty()) base = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
#endif
    return QDir::cleanPath(base + QStringLiteral("/rackloom/recovery")).toStdString();
}

RecoveryFile::RecoveryFile(std::string directory) : directory_(std::move(directory)) {}

RecoveryFile::~RecoveryFile() {
    discard();
}

Result<void> RecoveryFile::begin() {
    if (!QDir().mkpath(QString::fromStdString(directory_)))
        return Error{directory_, "the folder for recovery files cannot be made",
                     "Check its permissions; autosave is off until then"};
    const std::string path = directory_ + "/" +
                             QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString() + "." +
                             std::string(kDesignSuffix);
    auto lock = std::make_unique<QLockFile>(withSuffix(path, kLockSuffix));
    lock->setStaleLockTime(0);
    if (!lock->tryLock(0))
        return Error{path, "the recovery file cannot be locked",
                     "Check the permissions of its folder; autosave is off until then"};
    lock_ = std::move(lock);
    path_ = path;
    return {};
}

Result<void> RecoveryFile::write(const Snapshot& design, const std::string& original) {
    if (path_.empty())
        if (Result<void> begun = begin(); !begun) return begun;
    if (Result<void> done =
            writeTextFile(withSuffix(path_, kOriginSuffix).toStdString(), originText(original));
        !done)
        return done;
    return saveDesign(design, path_);
}

void RecoveryFile::discard() {
    if (path_.empty()) return;
    removeFiles(path_);
    lock_.reset();  // unlocking removes the lock file
    path_.clear();
}

std::vector<Recoverable> recoverableDesigns(const std::string& directory) {
    std::vector<Recoverable> out;
    const QDir dir(QString::fromStdString(directory));
    const QString pattern = QStringLiteral("*.") + QString::fromUtf8(kDesignSuffix.data());
    for (const QFileInfo& info : dir.entryInfoList({pattern}, QDir::Files, QDir::Name)) {
        Recoverable found;
        found.path = info.absoluteFilePath().toStdString();
        if (isHeld(found.path)) continue;
        found.savedAt = info.lastModified().toSecsSinceEpoch();
        readOrigin(found);
        out.push_back(std::move(found));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const Recoverable& a, const Recoverable& b) { return a.savedAt > b.savedAt; });
    return out;
}

void discard(const Recoverable& found) {
    if (isHeld(found.path)) return;
    removeFiles(found.path);
    QFile::remove(withSuffix(found.path, kLockSuffix));
}

}  // namespace rackloom::model
