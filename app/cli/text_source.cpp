// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/text_source.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

namespace rackloom::app {

Result<std::string> readText(const std::string& path, std::size_t most, const Console& console,
                             const std::function<void()>& poll) {
    const bool standard = path == "-";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> opened(
        standard ? nullptr : std::fopen(path.c_str(), "rb"),
        [](std::FILE* f) { return f ? std::fclose(f) : 0; });
    std::FILE* file = standard ? console.in : opened.get();
    if (file == nullptr) return Error{path, std::strerror(errno), "Check the name."};
    std::string text;
    std::array<char, 65536> block{};
    while (const std::size_t n = std::fread(block.data(), 1, block.size(), file)) {
        if (poll) poll();
        text.append(block.data(), n);
        if (text.size() > most)
            return Error{path, "the text is longer than " + std::to_string(most >> 20) + " MiB",
                         "Give a smaller network."};
    }
    if (std::ferror(file) != 0) return Error{path, "it cannot be read", "Check that it is a file."};
    return text;
}

}  // namespace rackloom::app
