// SPDX-License-Identifier: GPL-3.0-or-later
// A catalogue of a few files in a temporary folder, to be broken one way at a time.
// Exists so that tests of the loader do not depend on what ships.
#pragma once

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace rackloom::test {

/// The bytes of a file, or nothing.
QByteArray contents(const QString& path);

class SmallCatalog {
public:
    SmallCatalog();
    void write(const QString& name, const QByteArray& text);
    /// False when the file does not hold `from`.
    bool replace(const QString& name, const QByteArray& from, const QByteArray& to);
    /// The error of loading with the folder left out; empty when it loads.
    QString error() const;
    QString path() const { return dir_.path(); }

private:
    QTemporaryDir dir_;
};

}  // namespace rackloom::test
