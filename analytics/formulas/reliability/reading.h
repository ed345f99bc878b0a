// SPDX-License-Identifier: GPL-3.0-or-later
// How the reliability formulas read their arguments: times under any unit ending, rates in the forms people
// publish, and refusals of the mathematics as complaints about an argument.
// Must not compute anything else.
#pragma once

#include "analytics/formulas/formula.h"
#include "analytics/reliability/renewal.h"

namespace rackloom::analytics::reading {

/// A list of parameters under construction. A time takes four names: stem_h, stem_min, stem_s, stem_d.
class Parameters {
public:
    Parameters& number(std::string_view name, std::string_view sentence, std::string_view initial = {});
    Parameters& time(const std::string& stem, std::string_view sentence, std::string_view initialHours = {});
    /// lam_per_h, mttf_…, or gpus with gpus_per_node and rf_per_1000_node_days.
    Parameters& rate();
    /// tau, stall or delta, drain, slowdown, D, R.
    Parameters& job();
    operator std::vector<FormulaParameter>() const { return list_; }

private:
    std::vector<FormulaParameter> list_;
};

Duration time(Arguments&, const std::string& stem);
/// Above zero.
Duration positiveTime(Arguments&, const std::string& stem);
bool hasTime(const Arguments&, const std::string& stem);
std::vector<Duration> times(Arguments&, const std::string& stem);
Frequency rate(Arguments&);
int whole(Arguments&, std::string_view name, double least = 0, double most = 1e6);
/// Unlimited when the text is "inf".
int crews(Arguments&);
/// One class from rate, D and R, or several from lists.
std::vector<InterruptionClass> classes(Arguments&);
/// With `tau=exact_optimum` the interval is the best one for the rate.
Checkpointing checkpointing(Arguments&, Frequency rate);
Frequency total(const std::vector<InterruptionClass>&);

FormulaAnswer answer(Arguments&, const Result<double>&, double unit = 1);

}  // namespace rackloom::analytics::reading
