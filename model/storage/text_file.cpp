// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/text_file.h"

#include "model/storage/json_text.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rackloom::model {

namespace {

constexpr std::string_view kUnchanged = "; the file on disk is unchanged";

/// An open file that closes itself; closing by hand tells whether it worked.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { (void)close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    bool isOpen() const { return number_ >= 0; }
    int number() const { return number_; }
    bool close() {
        const int number = number_;
        number_ = -1;
        return number < 0 || ::close(number) == 0;
    }

private:
    int number_;
};

std::string said(int code) {
    std::string text = std::generic_category().message(code);
    if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
}

Error folderError(const std::string& path) {
    return {path, "this is a folder", "Name a file inside it"};
}

std::optional<Error> nameError(const std::string& path) {
    if (path.empty()) return Error{"\"\"", "the name of the file is empty", "Name a file"};
    if (path.find('\0') == path.npos) return std::nullopt;
    return Error{path.substr(0, path.find('\0')), "the name holds a zero byte", "Name a file without one"};
}

Error readError(const std::string& path, int code) {
    if (code == ENOENT || code == ENOTDIR) return {path, "there is no such file", "Check the name"};
    if (code == EISDIR) return folderError(path);
    if (code == EACCES || code == EPERM)
        return {path, "you may not read this file", "Change its permissions or copy it"};
    if (code == ENAMETOOLONG) return {path, "the name is too long", "Check the name"};
    return {path, "reading failed: " + said(code), "Check the disk and try again"};
}

Error writeError(const std::string& path, int code, std::string_view unchanged) {
    const auto with = [&](std::string remedy) { return remedy.append(unchanged); };
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        return {path, "its folder does not exist", "Create the folder or choose another place"};
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return {path, "writing failed: " + said(code), with("Free some space or choose another place")};
    case EACCES:
    case EPERM:
    case EROFS:
        return {path, "you may not write here: " + said(code), with("Choose a place where you may write")};
    case ENAMETOOLONG:
        return {path, "the name is too long", "Choose a shorter one"};
    case ELOOP:
        return {path, "its symbolic links lead in a circle", "Choose another name"};
    default:
        return {path, "writing failed: " + said(code), with("Check the disk or choose another place")};
    }
}

/// Zero, or what the system said.
int writeAll(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t n = ::write(file, text.data(), text.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(n));
    }
    return 0;
}

/// Where a name leads when its last part is a symbolic link, whether or not anything stands there.
std::optional<std::string> linkTarget(const std::string& path) {
    constexpr int kMostLinks = 40;
    std::filesystem::path at(path);
    std::error_code error;
    for (int i = 0; i < kMostLinks; ++i) {
        if (!std::filesystem::is_symlink(std::filesystem::symlink_status(at, error))) return at.string();
        const std::filesystem::path next = std::filesystem::read_symlink(at, error);
        if (error) return std::nullopt;
        at = at.parent_path() / next;  // an absolute link replaces the whole
    }
    return std::nullopt;
}

/// Opens a new file beside the target. The process number keeps programs apart, the count threads and
/// leftovers.
int openBeside(const std::string& target, std::string& name) {
    constexpr int kMostLeftovers = 1000;
    constexpr std::size_t kLongestName = 230;
    const std::size_t begin = target.rfind('/') + 1;  // no slash: npos + 1 is 0
    const std::string stem = target.substr(0, std::min(target.size(), begin + kLongestName));
    for (int i = 0; i < kMostLeftovers; ++i) {
        name = stem + '.' + std::to_string(::getpid()) + '-' + std::to_string(i);
        const int file = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file >= 0 || errno != EEXIST) return file;
    }
    return -1;
}

/// `old` is the file that is replaced, whose owner and permissions stay where the system allows it.
Result<void> replaceFile(const std::string& path, const std::string& target, std::string_view text,
                         const struct stat* old) {
    const std::string_view unchanged = old != nullptr ? kUnchanged : std::string_view();
    std::string beside;
    Descriptor file(openBeside(target, beside));
    if (!file.isOpen()) return writeError(path, errno, unchanged);
    int code = 0;
    if (old != nullptr) {
        // A group or an owner that may not be given is no reason to refuse: the permissions still hold.
        [[maybe_unused]] const int owned = ::fchown(file.number(), old->st_uid, old->st_gid);
        if (::fchmod(file.number(), old->st_mode & 0777u) != 0) code = errno;
    }
    if (code == 0) code = writeAll(file.number(), text);
    if (code == 0 && ::fsync(file.number()) != 0) code = errno;
    if (!file.close() && code == 0) code = errno;
    if (code == 0 && ::rename(beside.c_str(), target.c_str()) != 0) code = errno;
    if (code == 0) return {};
    ::unlink(beside.c_str());
    return writeError(path, code, unchanged);
}

Result<void> writeStream(const std::string& path, std::string_view text) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
    if (!file.isOpen()) return writeError(path, errno, {});
    int code = writeAll(file.number(), text);
    if (!file.close() && code == 0) code = errno;
    if (code != 0) return writeError(path, code, {});
    return {};
}

FileKind kindOf(const struct stat& found) {
    if (S_ISREG(found.st_mode)) return FileKind::File;
    if (S_ISDIR(found.st_mode)) return FileKind::Folder;
    return S_ISFIFO(found.st_mode) || S_ISCHR(found.st_mode) ? FileKind::Stream : FileKind::Other;
}

}  // namespace

FileKind fileKind(const std::string& path) {
    struct stat found {};
    return ::stat(path.c_str(), &found) == 0 ? kindOf(found) : FileKind::None;
}

Result<std::string> readTextFile(const std::string& path) {
    if (const auto error = nameError(path)) return *error;
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    struct stat found {};
    if (!file.isOpen() || ::fstat(file.number(), &found) != 0) return readError(path, errno);
    const Error tooLarge{path, "the file is larger than 512 MB", "Split the design into several files"};
    if (S_ISREG(found.st_mode) && found.st_size > static_cast<off_t>(kMaxJsonBytes)) return tooLarge;
    std::string text;
    if (S_ISREG(found.st_mode)) text.reserve(static_cast<std::size_t>(found.st_size));
    std::array<char, 65536> block{};
    // Devices and pipes tell no size, so the limit is enforced on what arrives.
    while (text.size() <= kMaxJsonBytes) {
        const ssize_t n = ::read(file.number(), block.data(), block.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return readError(path, errno);
        if (n == 0) return text;
        text.append(block.data(), static_cast<std::size_t>(n));
    }
    return tooLarge;
}

Result<void> writeTextFile(const std::string& path, std::string_view text) {
    if (const auto error = nameError(path)) return *error;
    const std::optional<std::string> target = linkTarget(path);
    if (!target) return writeError(path, ELOOP, {});
    if (target->ends_with('/')) return folderError(path);
    struct stat old {};
    if (::stat(path.c_str(), &old) != 0) return replaceFile(path, *target, text, nullptr);
    switch (kindOf(old)) {
    case FileKind::Folder:
        return folderError(path);
    case FileKind::Stream:
        return writeStream(path, text);
    case FileKind::Other:
        return Error{path, "this is neither a file nor a pipe", "Name a file"};
    default:
        break;
    }
    // Renaming asks only for the folder, but a file that is protected is meant to stay.
    if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0)
        return Error{path, "this file is write-protected",
                     "Change its permissions or choose another name; the file on disk is unchanged"};
    return replaceFile(path, *target, text, &old);
}

}  // namespace rackloom::model
