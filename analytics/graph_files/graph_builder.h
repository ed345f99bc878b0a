// SPDX-License-Identifier: GPL-3.0-or-later
// GraphBuilder: gathers vertices and links while a reader walks through a text, and holds what is the same
// for all formats: names, decimal capacities kept exact, limits, parallel links that add up, loops left out.
// Must not know any format.
#pragma once

#include "analytics/graph_files/graph_file.h"

#include <unordered_map>

namespace rackloom::analytics {

/// A decimal number as written: mantissa × 10^exponent.
struct Decimal {
    std::int64_t mantissa = 1;
    int exponent = 0;
};

/// Reads a non-negative decimal number; the reason when it is none.
Result<Decimal> parseDecimal(std::string_view text);

/// Which capacity a direction of a directed link has.
enum class Direction { Both, There };

class GraphBuilder {
public:
    GraphBuilder(const GraphLimits& limits, const PollFunction& poll) : limits_(limits), poll_(poll) {}

    /// Number of the vertex called so; made when it is new.
    Result<std::uint32_t> vertex(std::string_view name);
    Result<void> addNumbered(std::uint64_t count);
    std::uint32_t vertexCount() const { return count_; }

    Result<void> weigh(std::uint32_t vertex, const Decimal& weight);
    void setTier(std::uint32_t vertex, std::uint32_t tier);
    Result<void> join(std::uint32_t a, std::uint32_t b, const Decimal& capacity,
                      Direction direction = Direction::Both);
    /// Of links between the same two vertices only the last counts (strict DOT).
    void keepLastOfParallel() { keepLast_ = true; }
    void note(std::string text) { notes_.push_back(std::move(text)); }
    void poll() {
        if (poll_ && ++steps_ % 4096 == 0) poll_();
    }

    Result<GraphFile> finish(GraphFormat format);

private:
    struct Link {
        std::uint32_t a = 0, b = 0;  ///< a < b
        bool forward = true, backward = true;
        std::int64_t capacity = 0;
    };

    Result<void> rescaleCapacities(int decimals);
    Result<void> rescaleWeights(int decimals);
    Result<void> mergeParallel();
    bool orderByNumber();
    void defaultWeights();
    void useTiers(FabricGraph& graph) const;

    const GraphLimits& limits_;
    const PollFunction& poll_;
    std::unordered_map<std::string, std::uint32_t> byName_;
    std::vector<std::string> names_;
    std::uint32_t count_ = 0;
    std::vector<std::uint64_t> weight_;
    std::vector<bool> weighed_;
    std::vector<std::uint32_t> tier_;  // shorter than count_ when no more were given
    std::vector<Link> links_;
    std::vector<std::string> notes_;
    int capacityDecimals_ = 0, weightDecimals_ = 0;
    std::int64_t capacitySum_ = 0;
    std::uint64_t loops_ = 0, empty_ = 0, parallel_ = 0, steps_ = 0;
    bool keepLast_ = false, anyWeight_ = false, directed_ = false;
};

}  // namespace rackloom::analytics
