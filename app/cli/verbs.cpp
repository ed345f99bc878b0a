// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"

#include "model/storage/decoder.h"

namespace rackloom::app {

namespace {

constexpr Verb kVerbs[] = {
    {"new", "Write a design from a template",
     "  rackloom new gb200-nvl72 -o rack.rackloom\n"
     "  rackloom new gb200-superpod su=4 -o pod.rackloom\n",
     declareNew},
    {"templates", "List the templates and their parameters",
     "  rackloom templates\n"
     "  rackloom templates --json\n",
     declareTemplates},
    {"prices", "List prices of rented accelerators, shipped or from SkyPilot's own catalogue",
     "  rackloom prices --accelerator H100\n"
     "  rackloom prices --catalog catalogs/v8 --accelerator B200\n"
     "  rackloom prices --json\n",
     declarePrices},
    {"catalog", "List the device types and rack designs, or show one with the source of every figure",
     "  rackloom catalog --kind accelerator\n"
     "  rackloom catalog --search \"power shelf\"\n"
     "  rackloom catalog nvidia-gb200-compute-tray\n",
     declareCatalog},
    {"analyze", "Print every metric and finding",
     "  rackloom analyze pod.rackloom\n"
     "  rackloom analyze pod.rackloom --metric power --metric delivered.flops\n"
     "  rackloom analyze pod.rackloom --set job.mfu=0.4 --set job.checkpoint_stall=30s --json\n",
     declareAnalyze},
    {"check", "Print the findings; the exit code tells whether an error-level rule is broken",
     "  rackloom check pod.rackloom\n"
     "  rackloom check pod.rackloom --warnings-as-errors --json\n",
     declareCheck},
    {"explain", "Show where a number comes from: formula, inputs, sources, limits",
     "  rackloom explain pod.rackloom power.it\n"
     "  rackloom explain pod.rackloom reliability.goodput\n",
     declareExplain},
    {"report", "Write the report of a design as PDF or HTML",
     "  rackloom report pod.rackloom -o pod.pdf\n"
     "  rackloom report pod.rackloom -o pod.html\n"
     "  rackloom report pod.rackloom -o pod.pdf --paper letter\n",
     declareReport},
    {"cables", "Print the cable schedule: both ends, length and medium of every cable, as CSV or JSON",
     "  rackloom cables pod.rackloom > cables.csv\n"
     "  rackloom cables pod.rackloom --fabric Compute --json\n",
     declareCables},
    {"chart", "List the charts of a design, or print the numbers of one",
     "  rackloom chart pod.rackloom\n"
     "  rackloom chart pod.rackloom reliability.goodput_waterfall\n"
     "  rackloom chart pod.rackloom goodput_waterfall --csv > waterfall.csv\n",
     declareChart},
    {"formula", "List the formulas, show what one takes, or try it with numbers",
     "  rackloom formula\n"
     "  rackloom formula fleet.job_mttf\n"
     "  rackloom formula fleet.job_mttf gpus=16384 gpus_per_node=8 rf_per_1000_node_days=6.5\n",
     declareFormula},
    {"diff", "Compare two designs: what was added, removed and changed, and what that does to the metrics",
     "  rackloom diff before.rackloom after.rackloom\n"
     "  rackloom diff before.rackloom after.rackloom --json\n",
     declareDiff},
    {"fail", "Show what the loss of a rack, a device or cables takes away",
     "  rackloom fail pod.rackloom \"Leaf 3 in A9\"\n"
     "  rackloom fail pod.rackloom A1--A9 --json\n",
     declareFail},
    {"import", "Draw a network that another program listed, or compare it with a plan",
     "  rackloom import ibnetdiscover dump.txt -o network.rackloom\n"
     "  rackloom import ibnetdiscover dump.txt --compare plan.rackloom\n"
     "  ibnetdiscover | rackloom import ibnetdiscover - --json\n",
     declareImport},
    {"simulate", "Simulate a job's interruptions and repairs, beside the closed form",
     "  rackloom simulate pod.rackloom\n"
     "  rackloom simulate pod.rackloom --incidents 100000 --seed 7 --json\n"
     "  rackloom simulate pod.rackloom --lifetimes weibull:0.7 --month\n",
     declareSimulate},
    {"bisect", "Bisect any graph: a certified interval, the two sides and the cut between them",
     "  rackloom bisect fabric.dot\n"
     "  rackloom bisect links.txt --tolerance 2 --json\n"
     "  echo 'n=4|e=0-1:1,1-2:1,2-3:1,3-0:1' | rackloom bisect -\n",
     declareBisect},
};

}  // namespace

std::span<const Verb> verbs() {
    return kVerbs;
}

const Verb* findVerb(std::string_view name) {
    for (const Verb& verb : kVerbs)
        if (verb.name == name) return &verb;
    return nullptr;
}

std::string didYouMean(std::string_view wrong, std::span<const std::string_view> words) {
    const std::string_view near = model::nearestWord(wrong, words);
    return near.empty() ? std::string() : " Did you mean \"" + std::string(near) + "\"?";
}

}  // namespace rackloom::app
