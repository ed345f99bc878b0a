// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/loads/energy_year.h"

#include "analytics/cooling/evaporation.h"
#include "analytics/cooling/humidity.h"
#include "analytics/energy/effectiveness.h"
#include "analytics/inputs/catalog.h"
#include "analytics/inputs/facility.h"
#include "analytics/inputs/work.h"
#include "analytics/loads/coolant_network.h"
#include "analytics/loads/power_solve.h"
#include "analytics/loads/units_by_loop.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace rackloom::analytics {

namespace {

/// Width of a bin, and how many deviations bins reach to each side.
constexpr double kBinWidth = 2, kReach = 4;

std::vector<std::pair<double, double>> normalBins(double mean, double deviation) {
    const auto below = [&](double t) { return 0.5 * std::erfc(-(t - mean) / deviation / std::sqrt(2.0)); };
    const int each = static_cast<int>(std::ceil(kReach * deviation / kBinWidth));
    std::vector<std::pair<double, double>> bins;
    double sum = 0;
    for (int i = -each; i <= each; ++i) {
        const double at = mean + i * kBinWidth;
        const double share = below(at + kBinWidth / 2) - below(at - kBinWidth / 2);
        bins.emplace_back(at, share);
        sum += share;
    }
    for (auto& [at, share] : bins)
        share /= sum;
    return bins;
}

struct PlantKinds {
    bool chiller = false, freeCooler = false;
};

/// A compressor makes a chiller.
bool liftsHeat(DeviceTypeId id, Query& q) {
    const model::DeviceType& type = *q.get<TypeOf>(id);
    return type.heatRemoval && type.heatRemoval->cop.known();
}

/// What takes the heat of a loop's units, through any units between; a chiller may serve the loop itself.
PlantKinds plantBehind(CoolingLoopId loop, const LoopUnitTable& units, Query& q) {
    PlantKinds kinds;
    std::vector<CoolingUnitId> open;
    std::set<CoolingUnitId> seen;
    units.each(loop, [&](CoolingUnitId, const model::CoolingUnit& row) {
        kinds.chiller = kinds.chiller || liftsHeat(row.type, q);
        open.insert(open.end(), row.plant.begin(), row.plant.end());
    });
    while (!open.empty()) {
        const CoolingUnitId id = open.back();
        open.pop_back();
        const model::CoolingUnit* row = units.units->find(id);
        if (!row || !seen.insert(id).second) continue;
        (liftsHeat(row->type, q) ? kinds.chiller : kinds.freeCooler) = true;
        open.insert(open.end(), row->plant.begin(), row->plant.end());
    }
    return kinds;
}

/// Facility water of a loop. Coils of air loops stay under their supply by the free cooler's approach.
Temperature waterOf(const LoopNetwork& loop, const PlantModel& plant) {
    if (loop.facilitySupply) return Temperature::kelvin(*loop.facilitySupply);
    return Temperature::kelvin(loop.setPoint) - plant.approach;
}

/// Years of the plants behind the loops, which are mostly alike.
class PlantYears {
public:
    explicit PlantYears(const std::vector<WeatherBin>& weather) : weather_(weather) {}

    const PlantYear& of(const PlantModel& plant, Power heat) {
        for (const Known& known : known_)
            if (known.heat.si() == heat.si() && known.plant == plant) return known.year;
        if (known_.size() == kMost) known_.clear();
        return known_.emplace_back(Known{plant, heat, plantYear(plant, heat, weather_)}).year;
    }

private:
    struct Known {
        PlantModel plant;
        Power heat;
        PlantYear year;
    };
    static constexpr std::size_t kMost = 16;

    const std::vector<WeatherBin>& weather_;
    std::vector<Known> known_;
};

void addYear(PlantYear& sum, const PlantYear& one) {
    if (sum.bins.empty()) {
        sum = one;
        return;
    }
    for (std::size_t i = 0; i < sum.bins.size(); ++i) {
        sum.bins[i].compressor += one.bins[i].compressor;
        sum.bins[i].fans += one.bins[i].fans;
        sum.bins[i].pumps += one.bins[i].pumps;
        sum.bins[i].uncooled += one.bins[i].uncooled;
        sum.bins[i].free = std::min(sum.bins[i].free, one.bins[i].free);
    }
    sum.compressor += one.compressor;
    sum.fans += one.fans;
    sum.pumps += one.pumps;
    sum.heat += one.heat;
    sum.free = std::min(sum.free, one.free);
}

/// Make-up of what evaporates, where the free cooler is wet.
double makeUpOf(const PlantYear& year, const std::vector<WeatherBin>& weather, Power heat, Query& q) {
    if (assumed(q, "plant.wet") < 0.5) return 0;
    const auto perHeat =
        makeUpWater(SpecificEnergy::si(assumed(q, "plant.latent_heat")), assumed(q, "plant.cycles"));
    double water = 0;
    for (std::size_t i = 0; i < year.bins.size() && perHeat; ++i) {
        const PlantBin& bin = year.bins[i];
        water += ((heat - bin.uncooled + bin.compressor) * weather[i].length * *perHeat).si();
    }
    return water;
}

void addLoops(EnergyState& state, Query& q) {
    const CoolingState& heat = *q.get<CoolingSolve>();
    const Shared<LoopUnitTable> units = q.get<UnitsByLoop>();
    const PlantModel anywhere = plantModel(q, Temperature{});
    PlantYears years(state.weather);
    PlantYear full;
    for (const LoopNetwork& loop : q.get<CoolantNetwork>()->loops) {
        double into = loop.heat;
        units->each(loop.loop, [&](CoolingUnitId id, const model::CoolingUnit& row) {
            const UnitState* unit = heat.unit(id);
            // The work of a chiller is told by the plant's bins.
            if (!unit || !unit->power || liftsHeat(row.type, q)) return;
            state.units += *unit->power;
            into += *unit->power;
        });
        if (!(into > 0)) continue;
        state.cooled = true;
        state.heat += into;
        PlantModel plant = anywhere;
        plant.supply = waterOf(loop, anywhere);
        const PlantKinds kinds = plantBehind(loop.loop, *units, q);
        const bool drawn = kinds.chiller || kinds.freeCooler;
        state.assumedPlant = state.assumedPlant || !drawn;
        plant.chiller = kinds.chiller || !drawn;
        plant.freeCooler = kinds.freeCooler || !drawn;
        const PlantYear& year = years.of(plant, Power::si(into * state.load));
        state.water += makeUpOf(year, state.weather, Power::si(into * state.load), q);
        addYear(state.plant, year);
        addYear(full, years.of(plant, Power::si(into)));
    }
    for (const PlantBin& bin : full.bins) {
        state.worstPlant = std::max(state.worstPlant, bin.electrical().si());
        state.uncooled = std::max(state.uncooled, bin.uncooled.si());
    }
    state.unplaced = heat.liquidUnplaced + heat.airUnplaced;
}

}  // namespace

double EnergyState::total() const {
    return itEnergy() + shelfEnergy() + treeEnergy() + unitEnergy() + otherEnergy() + plantEnergy();
}

std::optional<double> EnergyState::annualPue(bool atRackInput) const {
    const double boundary = itEnergy() + (atRackInput ? shelfEnergy() : 0);
    return usageEffectiveness(itEnergy() + shelfEnergy() + treeEnergy(), unitEnergy() + plantEnergy(),
                              otherEnergy(), boundary);
}

std::optional<double> EnergyState::designPue(bool atRackInput) const {
    const double boundary = it + (atRackInput ? shelfLoss : 0);
    return usageEffectiveness(it + shelfLoss + treeLoss, units + worstPlant, other, boundary);
}

std::vector<WeatherBin> weatherOf(Query& q) {
    const double humidity = assumed(q, "climate.humidity");
    const bool wet = assumed(q, "plant.wet") > 0.5;
    std::vector<WeatherBin> weather;
    const auto add = [&](Temperature dry, std::optional<Temperature> given, Duration length) {
        Temperature rejection = dry;
        if (wet) rejection = given ? *given : wetBulb(dry, humidity).value_or(dry);
        weather.push_back({dry, rejection, length});
    };
    const auto& climate = q.get<SiteInput>()->climate;
    for (const model::ClimateBin& bin : climate)
        add(bin.dryBulb, bin.wetBulb, bin.duration);
    if (climate.empty())
        for (const auto& [at, share] :
             normalBins(assumed(q, "climate.mean"), assumed(q, "climate.deviation")))
            add(Temperature::kelvin(at), {}, share * unit::year);
    return weather;
}

PlantModel plantModel(Query& q, Temperature facilityWater) {
    PlantModel plant;
    plant.supply = facilityWater;
    plant.rise = TemperatureDifference::si(assumed(q, "cooling.facility_rise"));
    plant.approach = TemperatureDifference::si(assumed(q, "plant.approach"));
    plant.carnot = assumed(q, "plant.carnot");
    plant.evaporatorDrop = TemperatureDifference::si(assumed(q, "plant.evaporator_drop"));
    plant.condenserRise = TemperatureDifference::si(assumed(q, "plant.condenser_rise"));
    plant.leastLift = TemperatureDifference::si(assumed(q, "plant.least_lift"));
    plant.fan = assumed(q, "plant.fan");
    plant.pump = assumed(q, "plant.pump");
    return plant;
}

EnergyYear::Value EnergyYear::compute(const Key&, Query& q) {
    const PowerState& power = *q.get<PowerSolve>();
    EnergyState state;
    state.load = assumed(q, "energy.load");
    state.it = power.planning.sum;
    state.itCoverage =
        power.planning.counted > 0 ? static_cast<double>(power.planning.known) / power.planning.counted : 1;
    state.shelfLoss = power.supplyLoss;
    state.treeLoss = power.nodeLoss;
    state.other = assumed(q, "energy.other") * state.it;
    state.weather = weatherOf(q);
    addLoops(state, q);
    if (state.plant.bins.empty())
        for (const WeatherBin& bin : state.weather)
            state.plant.length += bin.length;
    return state;
}

}  // namespace rackloom::analytics
