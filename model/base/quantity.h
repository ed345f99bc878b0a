// SPDX-License-Identifier: GPL-3.0-or-later
// Physical quantities with compile-time dimensions: one double in SI base units.
// Exists so that a power can never be added to an energy and no bare number crosses a public border.
// Construction is explicit, through unit constants: `12 * unit::kW`, `p.in(unit::MW)`.
// Must not know anything of racks, files or display text.
#pragma once

#include <cmath>
#include <compare>

namespace rackloom {

/// Exponents of the base dimensions. `data` is bits, `ops` floating-point operations, `money` US dollars.
struct Dim {
    int length = 0, mass = 0, time = 0, current = 0, temperature = 0, data = 0, ops = 0, money = 0;
    friend constexpr bool operator==(const Dim&, const Dim&) = default;
};

constexpr Dim operator+(Dim a, Dim b) {
    return {a.length + b.length,           a.mass + b.mass, a.time + b.time, a.current + b.current,
            a.temperature + b.temperature, a.data + b.data, a.ops + b.ops,   a.money + b.money};
}
constexpr Dim operator-(Dim a, Dim b) {
    return {a.length - b.length,           a.mass - b.mass, a.time - b.time, a.current - b.current,
            a.temperature - b.temperature, a.data - b.data, a.ops - b.ops,   a.money - b.money};
}

template <Dim D> class Quantity;

/// The type of a product or quotient: a plain double once every dimension cancels.
template <Dim D> struct QuantityOf { using type = Quantity<D>; };
template <> struct QuantityOf<Dim{}> { using type = double; };

template <Dim D> class Quantity {
public:
    static constexpr Dim kDim = D;

    constexpr Quantity() = default;
    /// The only door for a raw number, which is in SI base units (files, columns, measured constants).
    static constexpr Quantity si(double value) {
        Quantity q;
        q.si_ = value;
        return q;
    }

    constexpr double si() const { return si_; }
    constexpr double in(Quantity unit) const { return si_ / unit.si_; }
    bool isFinite() const { return std::isfinite(si_); }

    constexpr Quantity& operator+=(Quantity o) {
        si_ += o.si_;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity o) {
        si_ -= o.si_;
        return *this;
    }
    constexpr Quantity& operator*=(double f) {
        si_ *= f;
        return *this;
    }

    friend constexpr Quantity operator+(Quantity a, Quantity b) { return si(a.si_ + b.si_); }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return si(a.si_ - b.si_); }
    friend constexpr Quantity operator-(Quantity a) { return si(-a.si_); }
    friend constexpr Quantity operator*(Quantity a, double f) { return si(a.si_ * f); }
    friend constexpr Quantity operator*(double f, Quantity a) { return si(a.si_ * f); }
    friend constexpr Quantity operator/(Quantity a, double f) { return si(a.si_ / f); }
    friend constexpr auto operator<=>(Quantity, Quantity) = default;
    friend constexpr bool operator==(Quantity, Quantity) = default;

private:
    double si_ = 0;
};

template <Dim A, Dim B> constexpr typename QuantityOf<A + B>::type operator*(Quantity<A> a, Quantity<B> b) {
    if constexpr (A + B == Dim{})
        return a.si() * b.si();
    else
        return Quantity<A + B>::si(a.si() * b.si());
}
template <Dim A, Dim B> constexpr typename QuantityOf<A - B>::type operator/(Quantity<A> a, Quantity<B> b) {
    if constexpr (A - B == Dim{})
        return a.si() / b.si();
    else
        return Quantity<A - B>::si(a.si() / b.si());
}
template <Dim D> constexpr Quantity<Dim{} - D> operator/(double f, Quantity<D> q) {
    return Quantity<Dim{} - D>::si(f / q.si());
}
template <Dim D> constexpr Quantity<D> abs(Quantity<D> q) {
    return q.si() < 0 ? -q : q;
}

using Length = Quantity<Dim{.length = 1}>;
using Area = Quantity<Dim{.length = 2}>;
using Volume = Quantity<Dim{.length = 3}>;
using Mass = Quantity<Dim{.mass = 1}>;
using Duration = Quantity<Dim{.time = 1}>;
using Frequency = Quantity<Dim{.time = -1}>;  ///< events per second: failure rates
using Current = Quantity<Dim{.current = 1}>;
using TemperatureDifference = Quantity<Dim{.temperature = 1}>;
using Energy = Quantity<Dim{.length = 2, .mass = 1, .time = -2}>;
using Power = Quantity<Dim{.length = 2, .mass = 1, .time = -3}>;
using Voltage = Quantity<Dim{.length = 2, .mass = 1, .time = -3, .current = -1}>;
using Resistance = Quantity<Dim{.length = 2, .mass = 1, .time = -3, .current = -2}>;
using Pressure = Quantity<Dim{.length = -1, .mass = 1, .time = -2}>;
using VolumeFlow = Quantity<Dim{.length = 3, .time = -1}>;
using Density = Quantity<Dim{.length = -3, .mass = 1}>;
using SpecificHeat = Quantity<Dim{.length = 2, .time = -2, .temperature = -1}>;
using DataSize = Quantity<Dim{.data = 1}>;
using DataRate = Quantity<Dim{.time = -1, .data = 1}>;  ///< bit/s, always per direction
using FlopRate = Quantity<Dim{.time = -1, .ops = 1}>;   ///< FLOP/s, dense unless said otherwise
using FlopPerEnergy = Quantity<Dim{.length = -2, .mass = -1, .time = 2, .ops = 1}>;
using Money = Quantity<Dim{.money = 1}>;

/// An absolute temperature: a point, not a difference. Points do not add.
class Temperature {
public:
    constexpr Temperature() = default;
    static constexpr Temperature celsius(double c) { return Temperature(c + 273.15); }
    static constexpr Temperature kelvin(double k) { return Temperature(k); }
    constexpr double inCelsius() const { return kelvin_ - 273.15; }
    constexpr double inKelvin() const { return kelvin_; }
    friend constexpr Temperature operator+(Temperature t, TemperatureDifference d) {
        return Temperature(t.kelvin_ + d.si());
    }
    friend constexpr Temperature operator-(Temperature t, TemperatureDifference d) {
        return Temperature(t.kelvin_ - d.si());
    }
    friend constexpr TemperatureDifference operator-(Temperature a, Temperature b) {
        return TemperatureDifference::si(a.kelvin_ - b.kelvin_);
    }
    friend constexpr auto operator<=>(Temperature, Temperature) = default;
    friend constexpr bool operator==(Temperature, Temperature) = default;

private:
    constexpr explicit Temperature(double k) : kelvin_(k) {}
    double kelvin_ = 273.15;
};

namespace unit {
inline constexpr Length m = Length::si(1), mm = Length::si(1e-3), km = Length::si(1e3);
inline constexpr Area m2 = Area::si(1);
inline constexpr Volume m3 = Volume::si(1), litre = Volume::si(1e-3);
inline constexpr Mass kg = Mass::si(1), tonne = Mass::si(1e3);
inline constexpr Duration s = Duration::si(1), ms = Duration::si(1e-3), us = Duration::si(1e-6),
                          ns = Duration::si(1e-9), minute = Duration::si(60), hour = Duration::si(3600),
                          day = Duration::si(86400),
                          year = Duration::si(8760.0 * 3600);  // reliability convention: a year has 8,760 h
inline constexpr Frequency perHour = Frequency::si(1.0 / 3600), fit = Frequency::si(1e-9 / 3600);
inline constexpr Current A = Current::si(1);
inline constexpr TemperatureDifference K = TemperatureDifference::si(1);
inline constexpr Power W = Power::si(1), kW = Power::si(1e3), MW = Power::si(1e6);
inline constexpr Energy J = Energy::si(1), kWh = Energy::si(3.6e6);
inline constexpr Voltage V = Voltage::si(1);
inline constexpr Resistance ohm = Resistance::si(1);
inline constexpr Pressure Pa = Pressure::si(1), bar = Pressure::si(1e5);
inline constexpr VolumeFlow litrePerMinute = VolumeFlow::si(1e-3 / 60),
                            m3PerHour = VolumeFlow::si(1.0 / 3600);
inline constexpr DataSize bit = DataSize::si(1), byte = DataSize::si(8), GB = DataSize::si(8e9),
                          TB = DataSize::si(8e12), GiB = DataSize::si(8.0 * 1024 * 1024 * 1024);
inline constexpr DataRate bps = DataRate::si(1), Gbps = DataRate::si(1e9), Tbps = DataRate::si(1e12),
                          bytePerS = DataRate::si(8), GBps = DataRate::si(8e9), TBps = DataRate::si(8e12);
inline constexpr FlopRate flops = FlopRate::si(1), GFlops = FlopRate::si(1e9), TFlops = FlopRate::si(1e12),
                          PFlops = FlopRate::si(1e15);
inline constexpr Money usd = Money::si(1);
}  // namespace unit

}  // namespace rackloom
