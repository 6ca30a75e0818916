// Package units keeps an amount together with its unit and converts only between units that measure the same thing.
//
// The mistake it prevents: 125 MWh of natural gas on its higher heating value, multiplied by a factor per MWh on the
// lower one, is 10 % wrong and looks right. So is a short ton taken for a tonne (10 %), a UK gallon for a US gallon (20
// %), a cubic metre at 15 °C for one at 0 °C (5 %), and a tonne of carbon for a tonne of CO2 (a factor of 3.67). Here
// each of these is a different unit or a different [Dimension], and an ambiguous name ("ton", "gallon", "ccf") is an
// error that lists the unambiguous ones.
//
//   - Energy has three dimensions: kWh (electricity, heat), kWh(HHV) and kWh(LHV) (fuel). None converts into another.
//   - Volume has four: m3 (liquids, solids, water), Nm3 (0 °C), Sm3 (15 °C), scf (60 °F).
//   - Mass, mass of carbon, of CO2, of CH4, of N2O and of CO2e are different dimensions.
//   - Every counted noun (person, night, pallet) and every currency is a separate dimension.
//   - A year and a month are not exact numbers of days and do not convert to them.
//
// A unit holds its exact ratio to the base unit of its dimension as two integers, so a conversion is one multiplication
// and at most one division. A conversion whose ratio is a terminating decimal (kWh to MJ, lb to kg) is exact; any other
// (MJ to kWh) is rounded half to even to 34 significant digits. Nothing else rounds.
//
// All values are immutable and safe for concurrent use. Volume, mass and energy convert into each other only through a
// [Rate] that states a density or a heating value.
package units
