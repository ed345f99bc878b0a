// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/edit/rewrite.h"

namespace rackloom::model {

Result<std::string> checkedName(std::string_view what, std::string_view name) {
    constexpr std::string_view kBlank = " \t\r\n";
    constexpr std::size_t kLongest = 200;
    const std::size_t first = name.find_first_not_of(kBlank);
    if (first == std::string_view::npos)
        return Error{std::string(what), "the name is empty", "Give it a name."};
    name = name.substr(first, name.find_last_not_of(kBlank) + 1 - first);
    if (name.size() > kLongest)
        return Error{std::string(what), "the name is longer than 200 bytes", "Choose a shorter one."};
    for (const char c : name)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            return Error{std::string(what), "the name holds a character that cannot be shown",
                         "Use letters, digits and signs."};
    return std::string(name);
}

std::string counted(std::size_t count, std::string_view one) {
    if (count == 1) return std::string(one);
    return std::to_string(count) + ' ' + std::string(one) + 's';
}

}  // namespace rackloom::model
