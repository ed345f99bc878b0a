// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/storage/figure_codec.h"

#include <cmath>

namespace rackloom::model {

void checkSource(ObjectReader& in, const std::string& source) {
    const SourceKeys* known = in.run().sources;
    if (in.failed() || known == nullptr || known->contains(source)) return;
    const JsonValue* at = in.json().find("source");
    in.fail(at != nullptr ? *at : in.json(), "source", "the source \"" + source + "\" is not in sources.json",
            "Add it there, or correct its key");
}

bool readFigureNumber(ObjectReader& in, FileUnit unit, double& si) {
    const bool plain = in.has("value");
    const bool raw = !plain && in.has("value_si");
    if (!plain && !raw) return false;
    double number = 0;
    in.number(plain ? "value" : "value_si", number);
    si = raw ? number : unit.celsius ? Temperature::celsius(number).inKelvin() : number * unit.factor;
    if (!std::isfinite(si)) in.fail(in.json(), "value", numberText(number) + " is too large");
    return true;
}

void writeFigureNumber(ObjectWriter& out, FileUnit unit, double si) {
    std::optional<double> number;
    if (!unit.celsius)
        number = exactIn(si, unit.factor);
    else if (const double c = exactCelsius(Temperature::kelvin(si)); Temperature::celsius(c).inKelvin() == si)
        number = c;
    out.number(number ? "value" : "value_si", number.value_or(si));
}

}  // namespace rackloom::model
