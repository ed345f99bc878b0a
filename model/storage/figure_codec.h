// SPDX-License-Identifier: GPL-3.0-or-later
// A catalogue figure as JSON: {"value", "source", "grade", "note", "rivals"} or {"unknown": reason}. The unit
// is part of the figure's key. Where that unit cannot carry the number exactly (an imported length that is no
// decimal number of millimetres), "value_si" holds it in SI base units instead.
// Must not know which figures a device has.
#pragma once

#include "model/catalog/figure.h"
#include "model/storage/decoder.h"
#include "model/storage/encoder.h"

namespace rackloom::model {

/// How a number in a file becomes a value: a factor to SI, or degrees Celsius.
struct FileUnit {
    double factor = 1;
    bool celsius = false;
};

template <Dim D> double siOf(Quantity<D> q) {
    return q.si();
}
inline double siOf(double v) {
    return v;
}
inline double siOf(Temperature t) {
    return t.inKelvin();
}

template <Dim D> void assignSi(Quantity<D>& q, double si) {
    q = Quantity<D>::si(si);
}
inline void assignSi(double& v, double si) {
    v = si;
}
inline void assignSi(Temperature& t, double si) {
    t = Temperature::kelvin(si);
}

/// Reads "value" or "value_si"; false when neither is there. Numbers that overflow in SI are errors.
bool readFigureNumber(ObjectReader& in, FileUnit unit, double& si);
void writeFigureNumber(ObjectWriter& out, FileUnit unit, double si);

/// Figures of the catalogue may only name sources that it lists.
void checkSource(ObjectReader& in, const std::string& source);
inline void checkSource(ObjectWriter&, const std::string&) {}

template <class Io> void describe(Io& io, typename Io::template Of<Provenance>& p) {
    io.text("source", p.source);
    checkSource(io, p.source);
    io.word("grade", p.grade, kGradeNames);
    io.optionalText("note", p.note);
}

template <class Q> void readRivals(ObjectReader& in, FileUnit unit, std::vector<RivalFigure<Q>>& out) {
    const JsonArray* list = in.list("rivals", false);
    if (list == nullptr) return;
    for (const JsonValue& v : *list) {
        ObjectReader rival(in.run(), v, "rival", &in);
        double si = 0;
        if (!readFigureNumber(rival, unit, si)) rival.require("value");
        assignSi(out.emplace_back().value, si);
        describe(rival, out.back().provenance);
        rival.finish();
        if (in.failed()) return;
    }
}

template <class Q> void readFigure(ObjectReader& parent, std::string_view key, Figure<Q>& f, FileUnit unit) {
    const JsonValue* json = parent.lookUp(key);
    if (json == nullptr) return;
    ObjectReader in(parent.run(), *json, std::string(key), &parent);
    double si = 0;
    f = {};
    if (readFigureNumber(in, unit, si)) {
        assignSi(f.value.emplace(), si);
        f.unknownReason.clear();
        describe(in, f.provenance);
    } else if (in.has("unknown")) {
        in.text("unknown", f.unknownReason);
        in.optionalText("source", f.provenance.source);
        if (in.has("grade")) in.word("grade", f.provenance.grade, kGradeNames);
        in.optionalText("note", f.provenance.note);
    } else {
        in.require("value");
    }
    readRivals(in, unit, f.rivals);
    in.finish();
}

template <class Q>
void writeFigure(ObjectWriter& parent, std::string_view key, const Figure<Q>& f, FileUnit unit) {
    parent.out().key(key);
    ObjectWriter out(parent.out());
    if (f.value) {
        writeFigureNumber(out, unit, siOf(*f.value));
        describe(out, f.provenance);
    } else {
        out.text("unknown", f.unknownReason);
        out.optionalText("source", f.provenance.source);
        if (f.provenance.grade != Grade::Unverified) out.word("grade", f.provenance.grade, kGradeNames);
        out.optionalText("note", f.provenance.note);
    }
    if (!f.rivals.empty()) {
        out.out().key("rivals");
        out.out().beginArray();
        for (const RivalFigure<Q>& r : f.rivals) {
            ObjectWriter rival(out.out());
            writeFigureNumber(rival, unit, siOf(r.value));
            describe(rival, r.provenance);
            rival.finish();
        }
        out.out().endArray();
    }
    out.finish();
}

/// A figure of a capability. One that is absent from the file is unknown, "not stated".
template <class Q> void figure(ObjectReader& io, std::string_view key, Figure<Q>& f, FileUnit unit = {}) {
    readFigure(io, key, f, unit);
}
template <class Q>
void figure(ObjectWriter& io, std::string_view key, const Figure<Q>& f, FileUnit unit = {}) {
    if (f != Figure<Q>{}) writeFigure(io, key, f, unit);
}

/// A figure that a device may lack altogether.
template <class Q>
void optionalFigure(ObjectReader& io, std::string_view key, std::optional<Figure<Q>>& f, FileUnit unit = {}) {
    if (io.has(key)) readFigure(io, key, f.emplace(), unit);
}
template <class Q>
void optionalFigure(ObjectWriter& io, std::string_view key, const std::optional<Figure<Q>>& f,
                    FileUnit unit = {}) {
    if (f) writeFigure(io, key, *f, unit);
}

}  // namespace rackloom::model
