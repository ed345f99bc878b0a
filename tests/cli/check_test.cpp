// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

namespace rackloom::cli_test {

class CheckTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRackWithinItsShelvesPasses() {
        const Run run = rackloom({QStringLiteral("check"), design(QStringLiteral("gb200-nvl72"))});
        QVERIFY2(run.code == 0, run.out.constData());
        QVERIFY(run.out.contains("0 errors"));
    }

    void aRackOverItsShelvesAfterALossBreaksARule() {
        const QString file = design(QStringLiteral("gb300-nvl72"));
        const Run run = rackloom({QStringLiteral("check"), file});
        QCOMPARE(run.code, 3);
        QVERIFY(run.out.contains("error  power.shelf_after_loss"));
        QVERIFY(run.out.contains("Remedy: "));
        const Run json = rackloom({QStringLiteral("check"), file, QStringLiteral("--json")});
        QCOMPARE(json.code, 3);
        bool found = false;
        for (const QJsonValue f : json.json()[QLatin1String("findings")].toArray()) {
            if (f[QLatin1String("rule")].toString() != QStringLiteral("power.shelf_after_loss")) continue;
            found = true;
            QCOMPARE(f[QLatin1String("severity")].toString(), QStringLiteral("error"));
            QVERIFY(!f[QLatin1String("waived")].toBool());
            QVERIFY(f[QLatin1String("objects")].toArray().size() >= 1);
        }
        QVERIFY(found);
        QVERIFY(!json.json().contains(QLatin1String("metrics")));
    }

    void badPowerTreesAreNamedObjectByObject() {
        const QByteArray text = readFile(design(QStringLiteral("gb200-superpod"), {QStringLiteral("su=1")}));
        const auto with = [&](const auto& spoil) {
            QJsonObject json = QJsonDocument::fromJson(text).object();
            spoil(json);
            return rackloom({QStringLiteral("check"), QStringLiteral("-")}, QJsonDocument(json).toJson());
        };
        const auto node = [](QJsonObject& json, int at, const char* key, const QJsonValue& value) {
            QJsonArray nodes = json[QLatin1String("power_nodes")].toArray();
            QJsonObject row = nodes[at].toObject();
            row[QLatin1String(key)] = value;
            nodes[at] = row;
            json[QLatin1String("power_nodes")] = nodes;
        };
        const Run cycle = with([&](QJsonObject& json) { node(json, 0, "parents", QJsonArray{2}); });
        QCOMPARE(cycle.code, 1);
        QVERIFY2(cycle.err.contains("Utility A") && cycle.err.contains("feeds itself"),
                 cycle.err.constData());
        const Run weights = with([&](QJsonObject& json) {
            node(json, 2, "parents", QJsonArray{0, 1});
            node(json, 2, "policy", QStringLiteral("share"));
            node(json, 2, "weights", QJsonArray{0, 0});
        });
        QCOMPARE(weights.code, 1);
        QVERIFY2(weights.err.contains("SU 1 transformer A"), weights.err.constData());
        const Run unfed = with([&](QJsonObject& json) {
            QJsonArray racks = json[QLatin1String("racks")].toArray();
            QJsonObject rack = racks[0].toObject();
            rack.remove(QLatin1String("feed_a"));
            rack.remove(QLatin1String("feed_b"));
            racks[0] = rack;
            json[QLatin1String("racks")] = racks;
        });
        QCOMPARE(unfed.code, 3);
        QVERIFY2(unfed.out.contains("power.unfed_rack") && unfed.out.contains("Rack A1 draws"),
                 unfed.out.constData());
    }

    void longChainsOfPowerElementsAreAnswered() {
        QJsonObject json = QJsonDocument::fromJson(
                               readFile(design(QStringLiteral("gb200-superpod"), {QStringLiteral("su=1")})))
                               .object();
        QJsonArray nodes = json[QLatin1String("power_nodes")].toArray();
        const int first = static_cast<int>(nodes.size());
        for (int i = 0; i < 200; ++i) {
            QJsonObject row = nodes[6].toObject();
            row[QLatin1String("id")] = first + i;
            row[QLatin1String("name")] = QStringLiteral("Link %1").arg(i);
            row[QLatin1String("parents")] = QJsonArray{i == 0 ? 4 : first + i - 1};
            nodes.append(row);
        }
        json[QLatin1String("power_nodes")] = nodes;
        QJsonArray racks = json[QLatin1String("racks")].toArray();
        QJsonObject rack = racks[0].toObject();
        rack[QLatin1String("feed_a")] = first + 199;
        rack[QLatin1String("feed_b")] = first + 198;
        racks[0] = rack;
        json[QLatin1String("racks")] = racks;
        const Run run =
            rackloom({QStringLiteral("check"), QStringLiteral("-")}, QJsonDocument(json).toJson());
        QCOMPARE(run.code, 3);
        QVERIFY2(run.out.contains("Side A and side B of Rack A1 both hang on Link 198"), run.out.constData());
    }

    void warningsCountOnlyWhenAsked() {
        // Unknown figures are warnings: published data has gaps in each template.
        const QString file = design(QStringLiteral("gb200-superpod"));
        const Run plain = rackloom({QStringLiteral("check"), file, QStringLiteral("--json")});
        int warnings = 0, errors = 0;
        for (const QJsonValue f : plain.json()[QLatin1String("findings")].toArray()) {
            warnings += f[QLatin1String("severity")].toString() == QStringLiteral("warning");
            errors += f[QLatin1String("severity")].toString() == QStringLiteral("error");
        }
        const Run strict = rackloom({QStringLiteral("check"), file, QStringLiteral("--warnings-as-errors")});
        QCOMPARE(plain.code, errors > 0 ? 3 : 0);
        QCOMPARE(strict.code, errors + warnings > 0 ? 3 : 0);
    }

    void aBudgetOfNoMetricIsNotChecked() {
        QByteArray text = readFile(design(QStringLiteral("gb200-superpod")));
        QVERIFY(text.contains("\"power.facility\""));
        text.replace("\"power.facility\"", "\"power.facilty\"");
        const Run run = rackloom({QStringLiteral("check"), QStringLiteral("-")}, text);
        const QByteArray said = run.out.simplified();
        QVERIFY2(said.contains("The budget of power.facilty was not checked: no metric has this id."),
                 run.out.constData());
    }

    void theSameFindingsComeTwice() {
        const QStringList call{QStringLiteral("check"), design(QStringLiteral("gb300-nvl72")),
                               QStringLiteral("--json")};
        QCOMPARE(rackloom(call).out, rackloom(call).out);
    }
};

std::unique_ptr<QObject> makeCheckTest() {
    return std::make_unique<CheckTest>();
}

}  // namespace rackloom::cli_test

#include "check_test.moc"
