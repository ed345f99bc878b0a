// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/templates/cray_2.h"

#include "model/templates/parts/design_builder.h"
#include "model/templates/parts/hall_layout.h"

namespace rackloom::model {

namespace {

constexpr const char* kNotes =
    "A Cray-2 of 1985 as a system on the floor: four processors of 488 MFLOP/s, 256 Mword of memory, about "
    "195 kW. The immersion fluid inside gives its heat to chilled water. Power conversion by motor "
    "generators, "
    "disks and front-end computers are not drawn; several figures have no primary source and are marked so.";

PowerNodeId addNode(DesignBuilder& b, const char* name, const char* type, PowerNodeId parent) {
    PowerNode node;
    node.name = name;
    node.type = b.type(type);
    if (parent.isValid()) node.parents = {parent};
    return b.add(std::move(node));
}

void addChillers(DesignBuilder& b, CoolingLoopId loop, PowerNodeId feed) {
    CoolingUnit unit;
    unit.name = "Chillers";
    unit.type = b.type("generic-chiller-1mw");
    unit.loop = loop;
    unit.redundant = 1;
    unit.count = 2;
    unit.feed = feed;
    b.add(std::move(unit));
}

}  // namespace

std::vector<ParameterSpec> parametersOfCray2() {
    return {};
}

Result<Snapshot> buildCray2(const Catalog& catalog, const ParameterValues&) {
    DesignBuilder b(catalog);
    HallLayout layout(b, "Machine room", 1, 0);
    layout.startRow();
    const PowerNodeId utility = addNode(b, "Utility", "utility-feed-750kw", {});
    const PowerNodeId transformer = addNode(b, "Transformer", "transformer-1500kva", utility);
    Rack machine;
    machine.design = b.design("cray-2-room");
    machine.feeds[0] = addNode(b, "Machine feed", "busway-415v-1600a", transformer);
    machine.liquidLoop = b.add(CoolingLoop{"Chilled water", CoolingMedium::Liquid, Coolant::Water,
                                           Temperature::celsius(15), 10 * unit::K});
    addChillers(b, machine.liquidLoop, transformer);
    layout.place(std::move(machine));
    layout.close();
    Job job;
    job.name = "Simulation";
    job.precision = Precision::Fp64;
    b.add(job);
    Site site;
    site.name = "Cray-2";
    site.notes = kNotes;
    site.templateId = "cray-2";
    return std::move(b).finish(std::move(site));
}

}  // namespace rackloom::model
