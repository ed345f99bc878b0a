// SPDX-License-Identifier: GPL-3.0-or-later
// Report: everything analytics says about one snapshot, as an immutable value. Views, exporters and the
// command line see this and nothing else of the engine. Numbers are in SI units of the metric (bit/s, W, K,
// s, FLOP/s, USD), per direction and dense where that matters. Findings carry no prose: the rule's pattern
// and the arguments make the sentence (analytics/report_text.h).
#pragma once

#include "analytics/chart.h"
#include "model/base/id.h"
#include "model/catalog/figure.h"
#include "model/site/fabric.h"
#include "model/site/refs.h"
#include "model/site/snapshot.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackloom::analytics {

enum class Family { Capacity, Fabric, Power, Cooling, Reliability, Workload, Economics, Delivered };
enum class Lane { Interactive, Slow };
enum class Severity { Info, Warning, Error };
inline constexpr std::string_view kSeverityNames[] = {"info", "warning", "error"};
enum class State { Fresh, Stale, Failed };
inline constexpr std::string_view kStateNames[] = {"fresh", "stale", "failed"};

/// What a metric is, independent of any design. Texts are whole sentences in plain English.
struct MetricInfo {
    std::string_view id;     ///< "power.it": stable, scripts rely on it
    std::string_view label;  ///< "IT power"
    std::string_view
        unit;  ///< SI: "W", "bit/s", "FLOP/s", "s", "K", "m3/s", "byte", "byte/s", "FLOP/s/W", "1"
    Family family = Family::Capacity;
    Lane lane = Lane::Interactive;
    bool higherIsBetter = true;
    std::string_view sentence;  ///< what it tells
    std::string_view formula;   ///< in plain text, symbols named
    std::string_view source;    ///< paper, datasheet, standard
    std::string_view validFor;
    std::string_view ignores;
    std::string_view brief = {};  ///< the label where there is little room; empty: the label itself
};

/// A number that went into a metric, with where it comes from. Unknown inputs are listed too.
struct Input {
    std::string name;
    std::optional<double> value;
    std::string unit;
    std::string source;
    std::optional<model::Grade> grade;  ///< absent for values read off the drawing
    std::string note;
    struct Rival {
        double value = 0;
        std::string source;
        friend bool operator==(const Rival&, const Rival&) = default;
    };
    std::vector<Rival> rivals;
    friend bool operator==(const Input&, const Input&) = default;
};

/// A part of a total, largest first.
struct Contribution {
    std::string name;
    double value = 0;
    friend bool operator==(const Contribution&, const Contribution&) = default;
};

struct MetricValue {
    std::string_view id;
    std::optional<double> lower, upper;  ///< equal for a plain number; both absent = unknown
    bool exact = true;                   ///< false: a certified interval
    State state = State::Fresh;
    std::string unknownReason;          ///< why there is no value
    double coverage = 1;                ///< share of the devices counted whose figure is known
    std::vector<std::string> missing;   ///< device types whose figure is unknown
    std::vector<std::string> warnings;  ///< validity limits hit by this design
    std::vector<Input> inputs;
    std::vector<Contribution> contributions;

    bool known() const { return lower.has_value(); }
    double value() const { return lower.value_or(0); }
    friend bool operator==(const MetricValue&, const MetricValue&) = default;
};

/// A drawn thing that a finding or a view points at.
struct ObjectRef {
    enum class Kind {
        Site,
        Hall,
        Rack,
        Device,
        Design,
        Fabric,
        Cable,
        PowerNode,
        CoolingLoop,
        CoolingUnit,
        Job,
        Type
    };
    Kind kind = Kind::Site;
    std::uint32_t id = Id<void>::kNone;   ///< row id; the rack of a device
    std::uint32_t sub = Id<void>::kNone;  ///< slot of a device
    friend constexpr auto operator<=>(const ObjectRef&, const ObjectRef&) = default;
    friend constexpr bool operator==(const ObjectRef&, const ObjectRef&) = default;

    /// Stable text key such as "rack:12" or "device:12/5": what waivers store.
    std::string key() const;
    static std::optional<ObjectRef> parse(std::string_view key);
};

/// An argument of a finding's sentence: text, or a number with its SI unit.
struct Argument {
    std::string text;
    std::optional<double> value;
    std::string unit;
    friend bool operator==(const Argument&, const Argument&) = default;
};

struct RuleInfo {
    std::string_view id;  ///< "power.shelf_after_loss"
    std::string_view title;
    Severity severity = Severity::Error;
    std::string_view pattern;  ///< "{0}: {1} after losing side {2} …": arguments by number
    std::string_view remedy;   ///< what to do about it
    std::string_view source;
};

struct Finding {
    std::string_view rule;
    Severity severity = Severity::Error;
    std::vector<ObjectRef> objects;
    std::vector<Argument> arguments;
    bool waived = false;
    std::string waiverReason;
    friend bool operator==(const Finding&, const Finding&) = default;
};

/// Per rack, for canvases and tables. Absent numbers are unknown.
struct RackResult {
    RackId rack;
    std::optional<double> power;                ///< W at the planning figure
    std::optional<double> shelfLimit;           ///< W left after losing the worse side; absent without sides
    std::optional<double> liquidHeat, airHeat;  ///< W
    std::optional<double> mass;                 ///< kg
    int gpus = 0;
    std::string redundancy;  ///< of its supply, proven on the drawing: "2N", "N+1", "N"; empty = not judged
    PowerNodeId sharedElement;        ///< the element whose loss alone darkens it; invalid = none
    Severity worst = Severity::Info;  ///< of its unwaived findings
    bool anyFinding = false;
    friend bool operator==(const RackResult&, const RackResult&) = default;
};

struct PowerNodeResult {
    PowerNodeId node;
    std::optional<double> load, limit, loss;  ///< W: output load, continuous limit, own loss
    std::optional<double> worstLoad;          ///< W, the largest load after any single loss
    PowerNodeId worstFailure;                 ///< the loss that brings it; invalid = the normal state
    friend bool operator==(const PowerNodeResult&, const PowerNodeResult&) = default;
};

/// What the loss of one element of the power tree does.
struct PowerFailureResult {
    /// An element beyond its limit: load as a share of the limit.
    struct Over {
        PowerNodeId node;
        double load = 0;
        friend bool operator==(const Over&, const Over&) = default;
    };
    PowerNodeId failed;
    double unserved = 0;  ///< W of racks that go dark
    std::uint32_t racksDark = 0;
    std::vector<Over> over;                ///< worst first
    std::optional<double> smallestMargin;  ///< of any limit that is left, share of it; negative = over
    PowerNodeId tightest;                  ///< where that is
    std::optional<double> ridesFor;        ///< s until the first short-time limit trips; absent = for good
    bool severe = false;                   ///< unserved load, or over a short-time curve
    friend bool operator==(const PowerFailureResult&, const PowerFailureResult&) = default;
};

struct CoolingLoopResult {
    CoolingLoopId loop;
    std::optional<double> heat, capacity, capacityAfterLoss, flow;  ///< W, W, W, m³/s
    std::optional<double> flowAvailable, flowAfterLoss;             ///< m³/s that the units can move
    std::optional<double> facilitySupply, supply, supplyAfterLoss, returns;  ///< K
    std::optional<double>
        warmestFacility;                 ///< K of facility water at which the loop still passes after a loss
    std::optional<double> pressureDrop;  ///< Pa around the loop at its flow
    std::optional<double> rideThrough;   ///< s until the limit when the facility water stops
    std::optional<double> flowMargin;    ///< flow after a loss over what the racks need, less one
    std::optional<double> pumpSpeed, pumpHead, pumpPower;  ///< share of full speed, Pa, W at its flow
    friend bool operator==(const CoolingLoopResult&, const CoolingLoopResult&) = default;
};

struct CoolingUnitResult {
    CoolingUnitId unit;
    std::optional<double> heat, capacity;         ///< W: carried now, and at most at the present water
    std::optional<double> flow, approach, power;  ///< m³/s, K, W
    friend bool operator==(const CoolingUnitResult&, const CoolingUnitResult&) = default;
};

/// What is bought of one type, with its price where one is known. A type with a price of its own stands for
/// its parts.
struct MaterialResult {
    DeviceTypeId type;            ///< invalid: cables for which no medium could be chosen
    double count = 0;             ///< whole things; of cables, with what sits at both ends
    std::optional<double> price;  ///< USD of one
    bool cable = false;
    friend bool operator==(const MaterialResult&, const MaterialResult&) = default;
};

/// What failures leave of a job.
struct JobResult {
    /// One cause of interruptions, most harmful first.
    struct Cause {
        std::string name;
        double rate = 0;        ///< 1/s over the whole job
        double down = 0;        ///< s until the job restores
        double elasticity = 0;  ///< change of goodput, relative, for a relative change of this rate
        friend bool operator==(const Cause&, const Cause&) = default;
    };
    JobId job;
    std::optional<double> rate, interval, goodput, capacity;  ///< 1/s, s, 1, share of time enough of it works
    std::optional<double> regime;                             ///< Λ (D + R + P + ω)
    std::vector<Cause> causes;
    std::vector<Contribution> waterfall;  ///< shares of the wall clock, useful first, sum 1
    std::string unknownReason;
    friend bool operator==(const JobResult&, const JobResult&) = default;
};

/// Cables between the same two racks with the same tier and rate: what canvases draw instead of single
/// cables.
struct Bundle {
    FabricId fabric;
    RackId a, b;  ///< a ≤ b
    std::uint32_t tier = 0, count = 0;
    double rate = 0;     ///< bit/s per cable per direction
    double length = 0;   ///< m, longest routed length in the bundle
    std::string medium;  ///< catalogue key of the chosen cable type, empty when none reaches
    friend bool operator==(const Bundle&, const Bundle&) = default;
};

/// Bundles of all fabrics, by fabric and rack. Kept in pieces that reports share, because a large site has a
/// hundred thousand and an edit changes a few. To be walked from begin to end.
class BundleTable {
public:
    using Piece = std::vector<Bundle>;
    using Pieces = std::vector<std::shared_ptr<const Piece>>;  ///< of one fabric; none of them empty

    class const_iterator {
    public:
        const Bundle& operator*() const { return (*(**fabric_)[piece_])[row_]; }
        const Bundle* operator->() const { return &**this; }
        const_iterator& operator++() {
            if (++row_ < (**fabric_)[piece_]->size()) return *this;
            row_ = 0;
            if (++piece_ < (*fabric_)->size()) return *this;
            piece_ = 0;
            ++fabric_;
            return *this;
        }
        friend bool operator==(const const_iterator&, const const_iterator&) = default;

    private:
        friend class BundleTable;
        explicit const_iterator(const std::shared_ptr<const Pieces>* fabric) : fabric_(fabric) {}
        const std::shared_ptr<const Pieces>* fabric_;
        std::size_t piece_ = 0, row_ = 0;
    };

    /// Pieces of the next fabric; an empty list is passed over.
    void add(std::shared_ptr<const Pieces> pieces);
    const_iterator begin() const { return const_iterator(fabrics_.data()); }
    const_iterator end() const { return const_iterator(fabrics_.data() + fabrics_.size()); }
    std::size_t size() const;
    bool empty() const { return fabrics_.empty(); }
    friend bool operator==(const BundleTable&, const BundleTable&);

private:
    std::vector<std::shared_ptr<const Pieces>> fabrics_;
};

/// The minimum cut of one fabric's graph, for overlays.
struct FabricResult {
    FabricId fabric;
    std::optional<double> lower, upper;       ///< bisection, bit/s per direction
    std::vector<RackId> sideA;                ///< racks whose endpoints are on side A, sorted
    std::vector<model::DeviceRef> switchesA;  ///< switches on side A, sorted
    std::vector<RackId> divided;              ///< racks with endpoints on both sides, sorted
    std::vector<model::DeviceRef> devicesA;   ///< devices of those racks that are rather on side A, sorted
    std::uint32_t cutCables = 0;
    std::uint32_t cables = 0;
    std::string method;  ///< "hub certificate + max-flow"
    friend bool operator==(const FabricResult&, const FabricResult&) = default;
};

struct Report {
    std::uint64_t revision = 0;           ///< of the document, set by whoever submitted
    std::vector<MetricValue> metrics;     ///< in the order of the metric list
    std::vector<Finding> findings;        ///< errors first, then by rule and object
    std::vector<std::string> notChecked;  ///< what no rule could judge, and why
    std::vector<RackResult> racks;        ///< by rack id
    std::vector<PowerNodeResult> powerNodes;
    std::vector<PowerFailureResult> powerFailures;  ///< by element; of the slow lane
    std::vector<CoolingLoopResult> coolingLoops;
    std::vector<CoolingUnitResult> coolingUnits;
    std::vector<MaterialResult> materials;  ///< devices, then cables, each by type
    std::vector<JobResult> jobs;
    std::vector<std::shared_ptr<const Chart>> charts;  ///< in the order of the list; of the slow lane
    std::uint64_t slowRevision = 0;              ///< the revision that powerFailures and charts describe
    std::shared_ptr<const BundleTable> bundles;  ///< all fabrics; never null
    std::vector<std::shared_ptr<const FabricResult>> fabrics;

    const MetricValue* find(std::string_view id) const;
    const RackResult* rack(RackId) const;
};

using ReportPtr = std::shared_ptr<const Report>;

/// The lists that give meaning to the ids in a report.
const std::vector<MetricInfo>& metricInfos();
const MetricInfo* metricInfo(std::string_view id);
const std::vector<RuleInfo>& ruleInfos();
const RuleInfo* ruleInfo(std::string_view id);

}  // namespace rackloom::analytics
