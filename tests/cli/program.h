// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the rackloom program and keeps what it said. Designs that several tests need are made once.
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace rackloom::cli_test {

struct Run {
    int code = -1;  ///< -1: it crashed or hung
    QByteArray out, err;
    QString command;

    /// Standard output as an object; empty when it is no JSON object.
    QJsonObject json() const;
};

/// `environment` adds "NAME=value" entries; "NAME=" removes one.
Run rackloom(const QStringList& arguments, const QByteArray& input = {}, const QStringList& environment = {});

/// Runs a line of sh in this run's folder; "$0" is the program.
Run shell(const QString& line);

/// A file of this run's folder.
QString scratch(const QString& name);
void writeFile(const QString& path, const QByteArray& bytes);
QByteArray readFile(const QString& path);

/// Path of a design made with `new`, once per set of arguments.
QString design(const QString& templateId, const QStringList& parameters = {});

/// The entry of `analyze --json` with this id; empty when there is none.
QJsonObject metric(const QJsonObject& analysis, const QString& id);
QJsonObject metricOf(const QString& file, const QString& id, const QStringList& more = {});
std::optional<double> valueOf(const QString& file, const QString& id, const QStringList& more = {});

std::unique_ptr<QObject> makeAnalyzeTest();
std::unique_ptr<QObject> makeBisectTest();
std::unique_ptr<QObject> makeCablesTest();
std::unique_ptr<QObject> makeCatalogTest();
std::unique_ptr<QObject> makeChartTest();
std::unique_ptr<QObject> makeCheckTest();
std::unique_ptr<QObject> makeDiffTest();
std::unique_ptr<QObject> makeExplainTest();
std::unique_ptr<QObject> makeFailTest();
std::unique_ptr<QObject> makeFormulaTest();
std::unique_ptr<QObject> makeHostileTest();
std::unique_ptr<QObject> makeImportTest();
std::unique_ptr<QObject> makeNewTest();
std::unique_ptr<QObject> makePricesTest();
std::unique_ptr<QObject> makeReportTest();
std::unique_ptr<QObject> makeSimulateTest();
std::unique_ptr<QObject> makeTemplatesTest();
std::unique_ptr<QObject> makeUsageTest();

}  // namespace rackloom::cli_test
