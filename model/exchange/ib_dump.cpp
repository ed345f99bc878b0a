// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/ib_dump.h"

#include <algorithm>
#include <cctype>

namespace rackloom::model {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool startsWithNoCase(std::string_view text, std::string_view lower) {
    return text.size() >= lower.size() &&
           std::equal(lower.begin(), lower.end(), text.begin(), [](char a, char b) {
               return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
           });
}

std::string_view firstWord(std::string_view text) {
    return text.substr(0, text.find(' '));
}

std::string_view secondWord(std::string_view text) {
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos) return {};
    return firstWord(text.substr(blank + 1));
}

/// "mlx5_3" → 4, "HCA-3" → 3, "ib2"… → 0.
std::uint32_t numberOf(std::string_view word) {
    const bool fromOne = startsWithNoCase(word, "hca-");
    const std::size_t mark = fromOne ? 3 : word.rfind('_');
    if (mark == std::string_view::npos || (!fromOne && !startsWithNoCase(word, "mlx"))) return 0;
    const std::string_view digits = word.substr(mark + 1);
    if (digits.empty() || digits.size() > 6 || !std::all_of(digits.begin(), digits.end(), isDigit)) return 0;
    std::uint32_t out = 0;
    for (const char c : digits)
        out = out * 10 + static_cast<std::uint32_t>(c - '0');
    return fromOne ? out : out + 1;
}

}  // namespace

std::string IbNode::host() const {
    std::string_view text = description;
    if (kind == Kind::Switch) {
        if (text.starts_with("MF0;")) text.remove_prefix(4);
        text = text.substr(0, text.rfind(':'));
    } else if (!anonymous()) {
        text = firstWord(text);
    }
    return text.empty() ? guid : std::string(text);
}

std::uint32_t IbNode::adapterNumber() const {
    return kind == Kind::Adapter ? numberOf(secondWord(description)) : 0;
}

bool IbNode::anonymous() const {
    if (kind == Kind::Switch) return description.empty();
    const std::string_view host = firstWord(description);
    return host.empty() || host == "localhost" || host == "ubuntu" || host == "Mellanox" ||
           numberOf(secondWord(description)) == 0;
}

std::size_t IbDump::count(IbNode::Kind kind) const {
    return static_cast<std::size_t>(
        std::count_if(nodes.begin(), nodes.end(), [kind](const IbNode& n) { return n.kind == kind; }));
}

std::vector<std::uint32_t> switchTiers(const IbDump& dump) {
    std::vector<std::vector<std::uint32_t>> next(dump.nodes.size());
    std::vector<std::uint32_t> out(dump.nodes.size(), kNoIbTier), wave;
    const auto isSwitch = [&](std::uint32_t n) { return dump.nodes[n].kind == IbNode::Kind::Switch; };
    for (const IbLink& link : dump.links) {
        if (isSwitch(link.a) && isSwitch(link.b)) {
            next[link.a].push_back(link.b);
            next[link.b].push_back(link.a);
            continue;
        }
        for (const std::uint32_t n : {link.a, link.b})
            if (isSwitch(n) && out[n] == kNoIbTier) {
                out[n] = 0;
                wave.push_back(n);
            }
    }
    for (std::uint32_t tier = 1; !wave.empty(); ++tier) {
        std::vector<std::uint32_t> above;
        for (const std::uint32_t n : wave)
            for (const std::uint32_t m : next[n])
                if (out[m] == kNoIbTier) {
                    out[m] = tier;
                    above.push_back(m);
                }
        wave.swap(above);
    }
    return out;
}

bool looksLikeIbDump(std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        for (const std::string_view start :
             {"vendid=0x", "devid=0x", "sysimgguid=0x", "switchguid=0x", "caguid=0x", "Switch\t", "Ca\t"})
            if (line.starts_with(start)) return true;
        if (!line.empty() && line.front() != '#' && line.front() != '\r') return false;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return false;
}

}  // namespace rackloom::model
