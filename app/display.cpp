// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/display.h"

#include <QGuiApplication>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>

#ifdef Q_OS_LINUX
#include <cerrno>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace rackloom::app {

namespace {

constexpr const char* kRemedy =
    "Set DISPLAY or WAYLAND_DISPLAY to a display that answers, or use a verb; \"rackloom --help\" lists them";

#ifdef Q_OS_LINUX

std::string_view variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

bool namesPlatform(int argc, char** argv) {
    return std::any_of(argv + 1, argv + argc, [](const char* arg) {
        const std::string_view word(arg);
        return word == "-platform" || word == "--platform";
    });
}

int toParent = -1;

void tell(QtMsgType type, const QMessageLogContext&, const QString& text) {
    if (type == QtDebugMsg || type == QtInfoMsg) return;
    const QByteArray line = text.toUtf8() + '\n';
    [[maybe_unused]] const ssize_t sent =
        ::write(toParent, line.constData(), static_cast<std::size_t>(line.size()));
    if (type == QtFatalMsg) ::_exit(1);
}

// In the child: opens what the editor would open, and says nothing but through the pipe.
[[noreturn]] void openWindowSystem(int argc, char** argv, int pipeEnd) {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::unsetenv("SESSION_MANAGER");
    const int sink = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::dup2(sink, stream);
    toParent = pipeEnd;
    qInstallMessageHandler(tell);
    const QGuiApplication application(argc, argv);
    ::_exit(0);
}

// What the child wrote, and whether it could open the display.
struct Attempt {
    bool opened = true;
    std::string said;
};

Attempt attempt(int argc, char** argv) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return {};
    const pid_t child = ::fork();
    if (child == 0) openWindowSystem(argc, argv, ends[1]);
    ::close(ends[1]);
    Attempt out;
    std::array<char, 4096> block{};
    while (child > 0) {
        const ssize_t n = ::read(ends[0], block.data(), block.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) break;
        out.said.append(block.data(), static_cast<std::size_t>(n));
    }
    ::close(ends[0]);
    int status = 0;
    if (child > 0 && ::waitpid(child, &status, 0) == child)
        out.opened = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    return out;
}

#endif

}  // namespace

Result<void> checkDisplay([[maybe_unused]] int argc, [[maybe_unused]] char** argv) {
#ifdef Q_OS_LINUX
    const std::string_view platform = variable("QT_QPA_PLATFORM");
    const bool named = namesPlatform(argc, argv);
    if (!named && platform.empty() && variable("DISPLAY").empty() && variable("WAYLAND_DISPLAY").empty())
        return Error{"display", "the editor needs one and there is none", kRemedy};
    if (!named && (platform == "offscreen" || platform == "minimal")) return {};
    const Attempt tried = attempt(argc, argv);
    if (tried.opened) return {};
    std::string reason = tried.said.substr(0, tried.said.find('\n'));
    if (reason.ends_with(" in \"\"")) reason.resize(reason.size() - 6);
    if (reason.empty()) reason = "the window system could not be opened";
    return Error{"display", reason, kRemedy};
#else
    return {};
#endif
}

}  // namespace rackloom::app
