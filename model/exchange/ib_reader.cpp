// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange/ib_dump.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <tuple>
#include <unordered_map>

namespace rackloom::model {

namespace {

constexpr std::size_t kLinesBetweenPolls = 1024, kLongestLine = 4096, kLongestName = 256;
constexpr std::uint32_t kMostPorts = 4096;

bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/// Walks through one line.
class Cursor {
public:
    explicit Cursor(std::string_view text) : text_(text) {}

    void skipBlanks() {
        while (!text_.empty() && blank(text_.front()))
            text_.remove_prefix(1);
    }
    bool take(char c) {
        if (text_.empty() || text_.front() != c) return false;
        text_.remove_prefix(1);
        return true;
    }
    std::optional<std::uint32_t> number() {
        std::uint32_t out = 0;
        const auto [end, error] = std::from_chars(text_.data(), text_.data() + text_.size(), out);
        if (error != std::errc()) return std::nullopt;
        text_.remove_prefix(static_cast<std::size_t>(end - text_.data()));
        return out;
    }
    /// What stands before `c`, which is taken as well.
    std::optional<std::string_view> until(char c) {
        const std::size_t at = text_.find(c);
        if (at == std::string_view::npos) return std::nullopt;
        const std::string_view out = text_.substr(0, at);
        text_.remove_prefix(at + 1);
        return out;
    }
    std::string_view rest() const { return text_; }

private:
    std::string_view text_;
};

/// "S-2c5e…" → kind and GUID.
struct Address {
    IbNode::Kind kind = IbNode::Kind::Adapter;
    std::string_view guid;
};

std::optional<Address> addressOf(std::string_view text) {
    if (text.size() < 3 || text[1] != '-') return std::nullopt;
    Address out;
    if (text[0] == 'S')
        out.kind = IbNode::Kind::Switch;
    else if (text[0] == 'R')
        out.kind = IbNode::Kind::Router;
    else if (text[0] != 'H')
        return std::nullopt;
    out.guid = text.substr(2);
    if (out.guid.starts_with("0x")) out.guid.remove_prefix(2);
    if (out.guid.empty() || out.guid.size() > 16) return std::nullopt;
    for (const char c : out.guid)
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F'))
            return std::nullopt;
    while (out.guid.size() > 1 && out.guid.front() == '0')
        out.guid.remove_prefix(1);
    return out;
}

/// "4xNDR" → Gb/s per direction.
std::optional<double> rateOf(std::string_view word) {
    constexpr std::pair<std::string_view, double> kLanes[] = {{"SDR", 2.5},  {"DDR", 5},   {"QDR", 10},
                                                              {"FDR10", 10}, {"FDR", 14},  {"EDR", 25},
                                                              {"HDR", 50},   {"NDR", 100}, {"XDR", 200}};
    Cursor cursor(word);
    const auto lanes = cursor.number();
    if (!lanes || !cursor.take('x')) return std::nullopt;
    if (*lanes != 1 && *lanes != 2 && *lanes != 4 && *lanes != 8 && *lanes != 12) return std::nullopt;
    for (const auto& [name, each] : kLanes)
        if (cursor.rest() == name) return each * *lanes;
    return std::nullopt;
}

std::string_view lastWord(std::string_view text) {
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    const std::size_t at = text.find_last_of(" \t");
    return at == std::string_view::npos ? text : text.substr(at + 1);
}

bool isAttribute(std::string_view line) {
    for (const std::string_view key :
         {"vendid=", "devid=", "sysimgguid=", "switchguid=", "caguid=", "rtguid="})
        if (line.starts_with(key)) return true;
    return false;
}

class Reader {
public:
    Reader(const IbLimits& limits, const std::function<void()>& poll) : limits_(limits), poll_(poll) {}

    Result<IbDump> read(std::string_view text);

private:
    struct HalfLink {
        std::uint32_t a = 0, portA = 0, b = 0, portB = 0;
        double gbps = 0;
        std::size_t line = 0;
        bool turned = false;
    };

    void odd(std::size_t line, std::string text) {
        ++out_.oddCount;
        if (out_.odd.size() < IbDump::kMostOddities) out_.odd.push_back({line, std::move(text)});
    }
    void readLine(std::string_view line, std::size_t number);
    bool readHeader(std::string_view line, std::size_t number);
    bool readPort(std::string_view line, std::size_t number);
    std::uint32_t node(const Address& address);
    void describe(std::uint32_t node, std::string_view description);
    void addLink(HalfLink link);
    void joinHalves();
    void keep(const HalfLink& link);
    void dropBusyPorts();

    const IbLimits& limits_;
    const std::function<void()>& poll_;
    IbDump out_;
    std::unordered_map<std::string, std::uint32_t> byGuid_;
    std::vector<HalfLink> halves_;
    std::uint32_t current_ = kNone;
    bool tooMany_ = false;
    static constexpr std::uint32_t kNone = 0xffffffffu;
};

std::uint32_t Reader::node(const Address& address) {
    const auto [it, fresh] =
        byGuid_.emplace(std::string(address.guid), static_cast<std::uint32_t>(out_.nodes.size()));
    if (fresh) {
        if (out_.nodes.size() >= limits_.nodes) tooMany_ = true;
        out_.nodes.push_back({address.kind, std::string(address.guid), {}, 0, false, false});
    }
    return it->second;
}

void Reader::describe(std::uint32_t node, std::string_view description) {
    IbNode& n = out_.nodes[node];
    if (n.description.empty()) n.description = std::string(description.substr(0, kLongestName));
    if (n.kind == IbNode::Kind::Adapter && description.ends_with("Aggregation Node")) n.aggregation = true;
}

/// Switch	65 "S-2c5e…"		# "MF0;leaf-1:MQM9701/U1" enhanced port 0 lid 73 lmc 0
bool Reader::readHeader(std::string_view line, std::size_t number) {
    Cursor cursor(line.substr(line.find_first_of(" \t")));
    cursor.skipBlanks();
    const auto ports = cursor.number();
    cursor.skipBlanks();
    if (!ports || *ports > kMostPorts || !cursor.take('"')) return false;
    const auto quoted = cursor.until('"');
    const auto address = quoted ? addressOf(*quoted) : std::nullopt;
    if (!address) return false;
    current_ = node(*address);
    IbNode& n = out_.nodes[current_];
    if (n.listed) odd(number, "node " + n.guid + " is listed again");
    if (n.kind != address->kind) odd(number, "node " + n.guid + " is of two kinds");
    n.listed = true;
    n.ports = std::max(n.ports, *ports);
    if (cursor.until('"'))
        if (const auto description = cursor.until('"')) describe(current_, *description);
    return true;
}

/// [1]	"H-e09d…"[1](e09d…) 		# "n01 mlx5_0" lid 647 4xNDR
bool Reader::readPort(std::string_view line, std::size_t number) {
    Cursor cursor(line);
    cursor.take('[');
    const auto port = cursor.number();
    if (!port || !cursor.take(']')) return false;
    if (cursor.take('(') && !cursor.until(')')) return false;
    cursor.skipBlanks();
    if (!cursor.take('"')) return false;
    const auto quoted = cursor.until('"');
    const auto address = quoted ? addressOf(*quoted) : std::nullopt;
    if (!address || !cursor.take('[')) return false;
    const auto far = cursor.number();
    if (!far || !cursor.take(']') || *port == 0 || *far == 0 || *port > kMostPorts || *far > kMostPorts)
        return false;
    const std::size_t hash = cursor.rest().find('#');
    const auto rate = rateOf(lastWord(line));
    if (!rate || hash == std::string_view::npos) return false;
    if (current_ == kNone) {
        odd(number, "a port is listed before any node");
        return true;
    }
    const std::uint32_t other = node(*address);
    Cursor comment(cursor.rest().substr(hash));
    if (comment.until('"'))
        if (const auto description = comment.until('"')) describe(other, *description);
    addLink({current_, *port, other, *far, *rate, number, false});
    return true;
}

void Reader::addLink(HalfLink link) {
    if (link.a == link.b) {
        odd(link.line, "node " + out_.nodes[link.a].guid + " is linked to itself");
        return;
    }
    if (halves_.size() >= 2 * limits_.links) {
        tooMany_ = true;
        return;
    }
    if (std::tie(link.b, link.portB) < std::tie(link.a, link.portA)) {
        std::swap(link.a, link.b);
        std::swap(link.portA, link.portB);
        link.turned = true;
    }
    halves_.push_back(link);
}

void Reader::readLine(std::string_view line, std::size_t number) {
    while (!line.empty() && blank(line.back()))
        line.remove_suffix(1);
    if (line.empty() || line.front() == '#' || isAttribute(line)) return;
    bool understood = false;
    if (line.size() <= kLongestLine) {
        if (line.front() == '[')
            understood = readPort(line, number);
        else if (line.starts_with("Switch") || line.starts_with("Ca") || line.starts_with("Rt"))
            understood = line.find_first_of(" \t") != std::string_view::npos && readHeader(line, number);
    }
    if (understood) return;
    std::string shown(line.substr(0, 60));
    if (line.size() > 60) shown += " …";
    odd(number, "not understood: " + shown);
}

void Reader::keep(const HalfLink& link) {
    IbNode &a = out_.nodes[link.a], &b = out_.nodes[link.b];
    if (!a.aggregation && !b.aggregation) {
        out_.links.push_back({link.a, link.portA, link.b, link.portB, link.gbps});
        return;
    }
    ++out_.aggregationLinks;  // the last port of the switch, and no cage on its front
    IbNode& owner = a.aggregation ? b : a;
    if (owner.ports == (a.aggregation ? link.portB : link.portA)) --owner.ports;
}

void Reader::joinHalves() {
    const auto ends = [](const HalfLink& l) { return std::tie(l.a, l.portA, l.b, l.portB); };
    std::stable_sort(halves_.begin(), halves_.end(),
                     [&](const HalfLink& x, const HalfLink& y) { return ends(x) < ends(y); });
    for (std::size_t i = 0; i < halves_.size();) {
        std::size_t end = i + 1;
        bool there = !halves_[i].turned, back = halves_[i].turned;
        for (; end < halves_.size() && ends(halves_[end]) == ends(halves_[i]); ++end) {
            (halves_[end].turned ? back : there) = true;
            if (halves_[end].gbps != halves_[i].gbps)
                odd(halves_[end].line, "the two ends of a link tell different rates; the first counts");
        }
        if (end - i > 2) odd(halves_[end - 1].line, "a link is listed more than twice");
        if (!(there && back)) odd(halves_[i].line, "this link is listed from one end only");
        keep(halves_[i]);
        i = end;
    }
}

/// A port carries one cable: of several links at one port the first counts.
void Reader::dropBusyPorts() {
    std::unordered_map<std::uint64_t, bool> busy;
    std::size_t kept = 0;
    for (const IbLink& link : out_.links) {
        const std::uint64_t a = std::uint64_t{link.a} << 32 | link.portA;
        const std::uint64_t b = std::uint64_t{link.b} << 32 | link.portB;
        if (busy.contains(a) || busy.contains(b)) {
            odd(0, "a port of " + out_.nodes[busy.contains(a) ? link.a : link.b].host() +
                       " has more than one link; the first counts");
            continue;
        }
        busy.emplace(a, true);
        busy.emplace(b, true);
        out_.links[kept++] = link;
    }
    out_.links.resize(kept);
}

Result<IbDump> Reader::read(std::string_view text) {
    std::size_t number = 0;
    while (!text.empty() && !tooMany_) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        readLine(text.substr(0, end), ++number);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (poll_ && number % kLinesBetweenPolls == 0) poll_();
    }
    if (tooMany_)
        return Error{"line " + std::to_string(number),
                     "there are more than " + std::to_string(limits_.nodes) + " nodes or " +
                         std::to_string(limits_.links) + " links",
                     "Give a part of the network."};
    joinHalves();
    dropBusyPorts();
    for (IbNode& n : out_.nodes)
        if (!n.listed) odd(0, "node " + n.guid + " (" + n.description + ") has no section of its own");
    for (const IbLink& link : out_.links) {
        out_.nodes[link.a].ports = std::max(out_.nodes[link.a].ports, link.portA);
        out_.nodes[link.b].ports = std::max(out_.nodes[link.b].ports, link.portB);
    }
    if (out_.nodes.empty())
        return Error{"", "it lists no switch and no adapter", "Give the output of ibnetdiscover."};
    return std::move(out_);
}

}  // namespace

Result<IbDump> readIbDump(std::string_view text, const std::string& place, const IbLimits& limits,
                          const std::function<void()>& poll) {
    if (text.size() > limits.bytes)
        return Error{place, "the text is longer than " + std::to_string(limits.bytes >> 20) + " MiB",
                     "Give a part of the network."};
    if (text.find('\0') != std::string_view::npos)
        return Error{place, "this is not a text file", "Give the output of ibnetdiscover."};
    Result<IbDump> out = Reader(limits, poll).read(text);
    if (out) return out;
    Error error = out.error();
    error.place = error.place.empty() ? place : place + ", " + error.place;
    return error;
}

}  // namespace rackloom::model
