// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/text_file.h"

#include "model/storage/json_text.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace rackloom::model {

namespace {

Error readError(const std::string& path, const QFile& file) {
    const QFileInfo info(file.fileName());
    if (!info.exists()) return {path, "there is no such file", "Check the name"};
    if (info.isDir()) return {path, "this is a folder", "Name a file inside it"};
    if (!info.isReadable()) return {path, "you may not read this file", "Change its permissions or copy it"};
    return {path, "reading failed: " + file.errorString().toStdString(), "Check the disk and try again"};
}

Error writeError(const std::string& path, const QSaveFile& file) {
    const QFileInfo folder(QFileInfo(file.fileName()).absolutePath());
    if (!folder.isDir())
        return {path, "its folder does not exist", "Create the folder or choose another place"};
    if (file.error() == QFileDevice::ResourceError || file.error() == QFileDevice::WriteError)
        return {path, "writing failed: " + file.errorString().toStdString(),
                "Free some space or choose another place; the file on disk is unchanged"};
    return {path, "it cannot be written: " + file.errorString().toStdString(),
            "Choose a place where you may write; the file on disk is unchanged"};
}

}  // namespace

Result<std::string> readTextFile(const std::string& path) {
    QFile file(QString::fromStdString(path));
    if (QFileInfo(file.fileName()).isDir() || !file.open(QIODevice::ReadOnly)) return readError(path, file);
    if (file.size() > static_cast<qint64>(kMaxJsonBytes))
        return Error{path, "the file is larger than 512 MB", "Split the design into several files"};
    // Devices and pipes tell no size, so the limit is enforced on what arrives.
    const QByteArray bytes = file.read(static_cast<qint64>(kMaxJsonBytes) + 1);
    if (file.error() != QFileDevice::NoError) return readError(path, file);
    return bytes.toStdString();
}

Result<void> writeTextFile(const std::string& path, std::string_view text) {
    QSaveFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly)) return writeError(path, file);
    const auto size = static_cast<qint64>(text.size());
    if (file.write(text.data(), size) != size || !file.commit()) return writeError(path, file);
    return {};
}

}  // namespace rackloom::model
