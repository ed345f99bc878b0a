// SPDX-License-Identifier: GPL-3.0-or-later
// What is left on the disk when the program is killed: a whole design file, and an autosave to recover.
#include "model/storage/design_file.h"
#include "model/storage/recovery.h"
#include "tests/support/random_design.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace rackloom;
using namespace rackloom::model;

namespace {

/// Runs `work` in a child process until the child is killed `after` microseconds later.
template <class F> void runAndKill(F&& work, int after) {
    const pid_t child = fork();
    if (child == 0) {
        work();
        for (;;)
            pause();
    }
    usleep(static_cast<useconds_t>(after));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/// Kills the child at the moment `work` calls what it is given.
template <class F> void runAndKillWhenTold(F&& work) {
    int ends[2] = {};
    QCOMPARE(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        work([&] {
            if (write(ends[1], "x", 1) != 1) _exit(1);
            for (;;)
                pause();
        });
        _exit(1);
    }
    close(ends[1]);
    char told = 0;
    QCOMPARE(read(ends[0], &told, 1), ssize_t{1});
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(ends[0]);
}

std::string recoveryFolder(const QTemporaryDir& dir) {
    return dir.filePath(QStringLiteral("state/recovery")).toStdString();
}

}  // namespace

class KillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aKillDuringSaveLeavesOldOrNew();
    void aKilledProgramsDesignIsOffered();
    void aRunningProgramsDesignIsNotOffered();
    void aClosedDocumentLeavesNothing();
    void laterWritesReplaceEarlierOnes();
    void aDamagedOriginCostsOnlyTheName();
    void theNewestComesFirst();
    void aFolderThatCannotBeMadeIsExplained();
};

void KillTest::aKillDuringSaveLeavesOldOrNew() {
    QTemporaryDir dir;
    const std::string path = dir.filePath(QStringLiteral("d.rackloom")).toStdString();
    const Snapshot a = test::randomDesign(1, 20), b = test::randomDesign(2, 20);
    QVERIFY(saveDesign(a, path).ok());
    test::Choice choice(5);
    int sawA = 0, sawB = 0;
    for (int i = 0; i < 80; ++i) {
        runAndKill(
            [&] {
                for (;;) {
                    (void)saveDesign(b, path);
                    (void)saveDesign(a, path);
                }
            },
            choice.between(0, 30'000));
        const Result<SnapshotPtr> left = loadDesign(path);
        QVERIFY2(left.ok(), left ? "" : left.error().text().c_str());
        const bool isA = *left.value() == a, isB = *left.value() == b;
        QVERIFY(isA || isB);
        sawA += isA ? 1 : 0;
        sawB += isB ? 1 : 0;
    }
    QCOMPARE(sawA + sawB, 80);
}

void KillTest::aKilledProgramsDesignIsOffered() {
    QTemporaryDir dir;
    const std::string folder = recoveryFolder(dir);
    const Snapshot design = test::randomDesign(3);
    const std::string original = "pläne/d.rackloom";
    runAndKillWhenTold([&](const auto& dieNow) {
        RecoveryFile file(folder);
        if (file.write(design, original)) dieNow();
    });
    const std::vector<Recoverable> found = recoverableDesigns(folder);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].original, original);
    QVERIFY(found[0].processId > 0 && found[0].savedAt > 0);
    QVERIFY(*loadDesign(found[0].path).value() == design);
    QCOMPARE(recoverableDesigns(folder), found);  // looking does not take it away
    discard(found[0]);
    QVERIFY(recoverableDesigns(folder).empty());
    QVERIFY(QDir(QString::fromStdString(folder)).isEmpty());
}

void KillTest::aRunningProgramsDesignIsNotOffered() {
    QTemporaryDir dir;
    RecoveryFile file(recoveryFolder(dir));
    QVERIFY(file.write(test::randomDesign(1), "").ok());
    QVERIFY(recoverableDesigns(recoveryFolder(dir)).empty());
    discard(Recoverable{file.path(), "", 0, 0});
    QVERIFY(QFile::exists(QString::fromStdString(file.path())));
}

void KillTest::aClosedDocumentLeavesNothing() {
    QTemporaryDir dir;
    {
        RecoveryFile file(recoveryFolder(dir));
        QVERIFY(file.path().empty());
        QVERIFY(file.write(test::randomDesign(1), "").ok());
    }
    QVERIFY(QDir(QString::fromStdString(recoveryFolder(dir))).isEmpty());
}

void KillTest::laterWritesReplaceEarlierOnes() {
    QTemporaryDir dir;
    RecoveryFile file(recoveryFolder(dir));
    QVERIFY(file.write(test::randomDesign(1), "").ok());
    const std::string first = file.path();
    const Snapshot second = test::randomDesign(2);
    QVERIFY(file.write(second, "d.rackloom").ok());
    QCOMPARE(file.path(), first);
    QVERIFY(*loadDesign(first).value() == second);
}

void KillTest::aDamagedOriginCostsOnlyTheName() {
    QTemporaryDir dir;
    const std::string folder = recoveryFolder(dir);
    QVERIFY(QDir().mkpath(QString::fromStdString(folder)));
    QVERIFY(saveDesign(test::randomDesign(4), folder + "/lost.rackloom").ok());
    QFile origin(QString::fromStdString(folder + "/lost.origin"));
    QVERIFY(origin.open(QIODevice::WriteOnly) && origin.write("{\"original\": 3, \"process\": -1e300}") > 0);
    origin.close();
    const std::vector<Recoverable> found = recoverableDesigns(folder);
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].original, std::string());
    QVERIFY(loadDesign(found[0].path).ok());
}

void KillTest::theNewestComesFirst() {
    QTemporaryDir dir;
    const std::string folder = dir.path().toStdString();
    for (const char* name : {"/a.rackloom", "/b.rackloom"})
        QVERIFY(saveDesign(test::randomDesign(1), folder + name).ok());
    QFile older(QString::fromStdString(folder + "/a.rackloom"));
    QVERIFY(older.open(QIODevice::ReadWrite));
    QVERIFY(
        older.setFileTime(QDateTime::currentDateTimeUtc().addDays(-1), QFileDevice::FileModificationTime));
    older.close();
    const std::vector<Recoverable> found = recoverableDesigns(folder);
    QCOMPARE(found.size(), std::size_t{2});
    QVERIFY(found[0].path.ends_with("/b.rackloom"));
    QVERIFY(found[0].savedAt > found[1].savedAt);
}

void KillTest::aFolderThatCannotBeMadeIsExplained() {
    RecoveryFile file("/dev/null/recovery");
    const Result<void> written = file.write(test::randomDesign(1), "");
    QVERIFY(!written.ok());
    QVERIFY(written.error().reason.find("cannot be made") != std::string::npos);
    QVERIFY(recoverableDesigns("/dev/null/recovery").empty());
}

QTEST_GUILESS_MAIN(KillTest)
#include "kill_test.moc"
