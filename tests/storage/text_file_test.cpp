// SPDX-License-Identifier: GPL-3.0-or-later
// What saving does to everything that may stand at a name: files, links, pipes, folders, nothing.
#include "model/storage/text_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

#include <thread>

#include <sys/stat.h>
#include <unistd.h>

using namespace rackloom;
using namespace rackloom::model;

namespace {

std::string in(const QTemporaryDir& dir, const char* name) {
    return dir.filePath(QString::fromUtf8(name)).toStdString();
}

std::string contents(const std::string& path) {
    const Result<std::string> text = readTextFile(path);
    return text ? text.value() : "refused: " + text.error().text();
}

std::string refusal(const Result<void>& written) {
    return written ? "written" : written.error().text();
}

bool says(const std::string& text, std::string_view part) {
    const bool found = text.find(part) != text.npos;
    if (!found) qWarning("%s", text.c_str());
    return found;
}

// A mode or an owner that a name has on the disk.
struct stat statusOf(const std::string& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) qWarning("%s is missing", path.c_str());
    return status;
}

}  // namespace

class TextFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPipeStaysAPipeAndItsReaderGetsTheText() {
        const QTemporaryDir dir;
        const std::string path = in(dir, "pipe");
        QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
        std::string got;
        std::thread reader([&] { got = contents(path); });
        const std::string text(200'000, 'x');
        const Result<void> written = writeTextFile(path, text);
        reader.join();
        QVERIFY2(written.ok(), refusal(written).c_str());
        QVERIFY(got == text);
        QVERIFY(S_ISFIFO(statusOf(path).st_mode));
    }

    void aLinkToAPipeStaysALink() {
        const QTemporaryDir dir;
        const std::string pipe = in(dir, "pipe"), link = in(dir, "link");
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        QCOMPARE(::symlink("pipe", link.c_str()), 0);
        std::string got;
        std::thread reader([&] { got = contents(pipe); });
        const Result<void> written = writeTextFile(link, "text");
        reader.join();
        QVERIFY2(written.ok(), refusal(written).c_str());
        QCOMPARE(got, std::string("text"));
        QVERIFY(S_ISLNK(statusOf(link).st_mode) && S_ISFIFO(statusOf(pipe).st_mode));
    }

    void aLinkToAFileStaysALinkAndTheFileChanges() {
        const QTemporaryDir dir;
        QVERIFY(QDir(dir.path()).mkdir(QStringLiteral("deep")));
        const std::string file = in(dir, "deep/file"), link = in(dir, "link"), second = in(dir, "second");
        QVERIFY(writeTextFile(file, "old").ok());
        QCOMPARE(::symlink("deep/file", link.c_str()), 0);
        QCOMPARE(::symlink(link.c_str(), second.c_str()), 0);
        QVERIFY(writeTextFile(second, "new").ok());
        QCOMPARE(contents(file), std::string("new"));
        QVERIFY(S_ISLNK(statusOf(link).st_mode) && S_ISLNK(statusOf(second).st_mode));
    }

    void aLinkToNothingMakesItsTarget() {
        const QTemporaryDir dir;
        const std::string link = in(dir, "link");
        QCOMPARE(::symlink("later", link.c_str()), 0);
        QVERIFY(writeTextFile(link, "text").ok());
        QCOMPARE(contents(in(dir, "later")), std::string("text"));
        QVERIFY(S_ISLNK(statusOf(link).st_mode));
    }

    void linksInACircleAreRefused() {
        const QTemporaryDir dir;
        QCOMPARE(::symlink("b", in(dir, "a").c_str()), 0);
        QCOMPARE(::symlink("a", in(dir, "b").c_str()), 0);
        QVERIFY(says(refusal(writeTextFile(in(dir, "a"), "text")), "circle"));
        QVERIFY(S_ISLNK(statusOf(in(dir, "a")).st_mode));
    }

    void aFileKeepsItsPermissionsAndNothingIsLeftBeside() {
        const QTemporaryDir dir;
        const std::string path = in(dir, "file");
        QVERIFY(writeTextFile(path, "old").ok());
        QCOMPARE(::chmod(path.c_str(), 0640), 0);
        QVERIFY(writeTextFile(path, "new").ok());
        QCOMPARE(statusOf(path).st_mode & 0777u, 0640u);
        QCOMPARE(contents(path), std::string("new"));
        QCOMPARE(QDir(dir.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{QStringLiteral("file")});
    }

    void aNameThatIsNotUtf8IsTakenAsItIs() {
        const QTemporaryDir dir;
        const std::string path = in(dir, "bad") + '\xff' + "name";
        QVERIFY(writeTextFile(path, "text").ok());
        QCOMPARE(contents(path), std::string("text"));
        QCOMPARE(::unlink(path.c_str()), 0);
    }

    void aFolderIsRefusedWithoutTalkOfSpace() {
        const QTemporaryDir dir;
        const std::string said = refusal(writeTextFile(dir.path().toStdString(), "text"));
        QVERIFY(says(said, "this is a folder") && says(said, "Name a file inside it"));
        QVERIFY(says(refusal(writeTextFile(in(dir, "new/"), "text")), "folder"));
        QVERIFY(says(contents(dir.path().toStdString()), "this is a folder"));
    }

    void wrongNamesAreRefusedWithTheirOwnRemedy() {
        const QTemporaryDir dir;
        QVERIFY(says(refusal(writeTextFile("", "text")), "\"\": the name of the file is empty"));
        QVERIFY(says(contents(""), "\"\": the name of the file is empty"));
        QVERIFY(says(refusal(writeTextFile(in(dir, "no/file"), "text")), "Create the folder"));
        QVERIFY(says(refusal(writeTextFile(in(dir, "") + std::string(300, 'x'), "text")), "too long"));
        QVERIFY(says(contents(in(dir, "none")), "there is no such file"));
        QVERIFY(QDir(dir.path()).isEmpty());
    }

    void longNamesThatTheSystemTakesAreWritten() {
        const QTemporaryDir dir;
        const std::string path = in(dir, "x") + std::string(254, 'x');
        QVERIFY(writeTextFile(path, "text").ok());
        QCOMPARE(contents(path), std::string("text"));
    }

    void aProtectedFileIsKept() {
        if (::geteuid() == 0) QSKIP("nothing is protected from root");
        const QTemporaryDir dir;
        const std::string path = in(dir, "file");
        QVERIFY(writeTextFile(path, "old").ok());
        QCOMPARE(::chmod(path.c_str(), 0444), 0);
        const std::string said = refusal(writeTextFile(path, "new"));
        QVERIFY(says(said, "write-protected") && !said.empty() && said.find("space") == said.npos);
        QCOMPARE(contents(path), std::string("old"));
    }

    void aFolderThatIsClosedIsNotCalledFull() {
        if (::geteuid() == 0) QSKIP("nothing is closed to root");
        const QTemporaryDir dir;
        QCOMPARE(::chmod(dir.path().toUtf8().constData(), 0500), 0);
        QVERIFY(says(refusal(writeTextFile(in(dir, "file"), "text")), "Choose a place where you may write"));
        QCOMPARE(::chmod(dir.path().toUtf8().constData(), 0700), 0);
    }
};

QTEST_GUILESS_MAIN(TextFileTest)
#include "text_file_test.moc"
