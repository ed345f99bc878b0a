// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QtTest>

namespace rackloom::cli_test {

QJsonObject Run::json() const {
    return QJsonDocument::fromJson(out).object();
}

namespace {

QProcessEnvironment withoutDisplay() {
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    variables.remove(QStringLiteral("DISPLAY"));
    variables.remove(QStringLiteral("WAYLAND_DISPLAY"));
    variables.remove(QStringLiteral("QT_QPA_PLATFORM"));
    return variables;
}

Run finished(QProcess& process, const QString& command) {
    Run run;
    run.command = command;
    if (!process.waitForFinished(240000) || process.exitStatus() != QProcess::NormalExit) return run;
    run.code = process.exitCode();
    run.out = process.readAllStandardOutput();
    run.err = process.readAllStandardError();
    return run;
}

}  // namespace

Run rackloom(const QStringList& arguments, const QByteArray& input, const QStringList& environment) {
    QProcessEnvironment variables = withoutDisplay();
    for (const QString& entry : environment)
        variables.insert(entry.section(QLatin1Char('='), 0, 0), entry.section(QLatin1Char('='), 1));
    QProcess process;
    process.setProcessEnvironment(variables);
    process.start(QStringLiteral(RACKLOOM_PROGRAM), arguments);
    process.write(input);
    process.closeWriteChannel();
    return finished(process, arguments.join(QLatin1Char(' ')));
}

Run shell(const QString& line) {
    QProcess process;
    process.setProcessEnvironment(withoutDisplay());
    process.setWorkingDirectory(scratch(QString()));
    process.start(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), line, QStringLiteral(RACKLOOM_PROGRAM)});
    return finished(process, line);
}

QString scratch(const QString& name) {
    static const QTemporaryDir folder;
    return folder.filePath(name);
}

void writeFile(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (file.open(QIODevice::WriteOnly)) file.write(bytes);
}

QByteArray readFile(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString design(const QString& templateId, const QStringList& parameters) {
    const QString path =
        scratch(templateId + parameters.join(QLatin1Char('_')) + QStringLiteral(".rackloom"));
    if (!QFile::exists(path)) {
        const Run made = rackloom(QStringList{QStringLiteral("new"), templateId} + parameters +
                                  QStringList{QStringLiteral("-o"), path});
        if (made.code != 0) qWarning("%s", made.err.constData());
    }
    return path;
}

QJsonObject metric(const QJsonObject& analysis, const QString& id) {
    for (const QJsonValue entry : analysis[QLatin1String("metrics")].toArray())
        if (entry[QLatin1String("id")].toString() == id) return entry.toObject();
    return {};
}

QJsonObject metricOf(const QString& file, const QString& id, const QStringList& more) {
    const Run run = rackloom(QStringList{QStringLiteral("analyze"), file, QStringLiteral("--json"),
                                         QStringLiteral("--metric"), id} +
                             more);
    if (run.code != 0) qWarning("%s: %s", qPrintable(run.command), run.err.constData());
    return metric(run.json(), id);
}

std::optional<double> valueOf(const QString& file, const QString& id, const QStringList& more) {
    const QJsonObject entry = metricOf(file, id, more);
    const QJsonValue value = entry[QLatin1String("value")];
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

}  // namespace rackloom::cli_test
