// SPDX-License-Identifier: GPL-3.0-or-later
#include "analytics/cooling/plant.h"

#include <algorithm>
#include <cmath>

namespace rackloom::analytics {

std::optional<double> chillerCop(Temperature evaporating, Temperature condensing, double carnot) {
    const double lift = (condensing - evaporating).si();
    if (!(lift > 0) || !(carnot > 0)) return std::nullopt;
    return carnot * evaporating.inKelvin() / lift;
}

double freeShare(const PlantModel& plant, Temperature rejection) {
    if (!plant.freeCooler) return 0;
    const Temperature reached = rejection + plant.approach;
    if (reached <= plant.supply) return 1;
    const Temperature back = plant.supply + plant.rise;
    if (reached >= back || !(plant.rise.si() > 0)) return 0;
    return (back - reached) / plant.rise;
}

PlantBin plantAt(const PlantModel& plant, Power heat, Temperature dryBulb, Temperature rejection) {
    PlantBin bin;
    bin.free = freeShare(plant, rejection);
    const Power left = heat * (1 - bin.free);
    const Temperature evaporating = plant.supply - plant.evaporatorDrop;
    const Temperature condensing = std::max(dryBulb + plant.condenserRise, evaporating + plant.leastLift);
    const auto cop = chillerCop(evaporating, condensing, plant.carnot);
    if (plant.chiller && cop)
        bin.compressor = left / *cop;
    else
        bin.uncooled = left;
    bin.fans = plant.fan * (heat - bin.uncooled + bin.compressor);
    bin.pumps = plant.pump * heat;
    return bin;
}

PlantYear plantYear(const PlantModel& plant, Power heat, const std::vector<WeatherBin>& weather) {
    PlantYear year;
    for (const WeatherBin& w : weather) {
        const PlantBin bin = plantAt(plant, heat, w.dryBulb, w.rejection);
        year.bins.push_back(bin);
        year.compressor += bin.compressor * w.length;
        year.fans += bin.fans * w.length;
        year.pumps += bin.pumps * w.length;
        year.heat += heat * w.length;
        year.length += w.length;
        if (bin.free >= 1) year.free += w.length;
    }
    return year;
}

std::optional<Duration> gaussianFreeTime(Temperature mean, TemperatureDifference deviation,
                                         Temperature supply, TemperatureDifference approach, Duration year) {
    if (!(deviation.si() > 0)) return std::nullopt;
    const double z = ((supply - approach) - mean) / deviation;
    return year * (0.5 * std::erfc(-z / std::sqrt(2.0)));
}

}  // namespace rackloom::analytics
