package units

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg/internal/input"
)

// Dimension is what a unit measures, as canonical text: "mass", "energy(HHV)", "mass·length", "count:person",
// "currency:JPY". Units convert into each other exactly when their dimensions are equal.
//
// The vocabulary is open: products, counted nouns and currencies add to it.
type Dimension string

// The dimensions of the built-in units. Those of counted nouns, currencies and products are built from these and the
// prefixes "count:" and "currency:".
const (
	Dimensionless Dimension = "1"           // shares: 1, %
	Mass          Dimension = "mass"        // base kg
	MassC         Dimension = "mass(C)"     // mass of carbon, base kg C
	MassCO2       Dimension = "mass(CO2)"   // mass of carbon dioxide, base kg CO2
	MassCH4       Dimension = "mass(CH4)"   // mass of methane, base kg CH4
	MassN2O       Dimension = "mass(N2O)"   // mass of nitrous oxide, base kg N2O
	MassCO2e      Dimension = "mass(CO2e)"  // CO2 equivalent on a basis stated elsewhere, base kg CO2e
	Energy        Dimension = "energy"      // electricity, heat, cooling, base J
	EnergyHHV     Dimension = "energy(HHV)" // energy of fuel on its higher (gross) heating value, base J(HHV)
	EnergyLHV     Dimension = "energy(LHV)" // energy of fuel on its lower (net) heating value, base J(LHV)
	Power         Dimension = "power"       // base W
	Volume        Dimension = "volume"      // at the conditions of use, base m3
	Volume0C      Dimension = "volume(0C)"  // gas at 0 °C and 101.325 kPa, base Nm3
	Volume15C     Dimension = "volume(15C)" // gas at 15 °C and 101.325 kPa, base Sm3
	Volume60F     Dimension = "volume(60F)" // gas at 60 °F and 14.7 psia, base a cubic metre at these conditions
	Area          Dimension = "area"        // base m2
	Length        Dimension = "length"      // base m
	Time          Dimension = "time"        // base s
	TimeMonth     Dimension = "time(month)" // calendar months
	TimeYear      Dimension = "time(year)"  // calendar years
	Substance     Dimension = "substance"   // amount of substance, base mol
	Data          Dimension = "data"        // base B, a byte
	countPrefix             = "count:"      // followed by the noun
	moneyPrefix             = "currency:"   // followed by the ISO 4217 code
	nights        Dimension = "count:night" // comes last in a product, as time does
	productSign             = "·"           // between the factors of a product, in symbols and in dimensions
	noDimension   Dimension = ""            // of the zero Unit
)

// IsCount reports whether d counts a noun, such as "count:person".
func (d Dimension) IsCount() bool {
	return strings.HasPrefix(string(d), countPrefix) && !d.isProduct()
}

// IsCurrency reports whether d is an amount of money of one currency, such as "currency:JPY".
func (d Dimension) IsCurrency() bool { return strings.HasPrefix(string(d), moneyPrefix) }

// IsEnergy reports whether d is energy, of a fuel on either heating basis or of electricity and heat.
func (d Dimension) IsEnergy() bool { return d == Energy || d == EnergyHHV || d == EnergyLHV }

// IsVolume reports whether d is a volume, at any conditions.
func (d Dimension) IsVolume() bool {
	return d == Volume || d == Volume0C || d == Volume15C || d == Volume60F
}

func (d Dimension) isMass() bool    { return strings.HasPrefix(string(d), "mass") && !d.isProduct() }
func (d Dimension) isProduct() bool { return strings.Contains(string(d), productSign) }

// rank orders the factors of a product: what is moved or counted first, then how far, then how long.
func (d Dimension) rank() int {
	switch {
	case d.isMass():
		return 0
	case d == nights || d == Time || d == TimeMonth || d == TimeYear:
		return 6
	case d.IsCount():
		return 1
	case d.IsVolume():
		return 3
	case d == Area:
		return 4
	case d == Length:
		return 5
	}
	return 2 // energy, power, data
}

// HeatingBasis is the heating value on which a fuel's energy is stated.
type HeatingBasis uint8

// The heating bases. NoBasis applies to everything that is not fuel energy, including electricity and heat.
const (
	NoBasis HeatingBasis = iota
	HHV                  // higher, gross, or 高位
	LHV                  // lower, net, or 低位
)

var basisNames = [...]string{"", "HHV", "LHV"}

// String returns "", "HHV" or "LHV".
func (b HeatingBasis) String() string {
	if int(b) >= len(basisNames) {
		return fmt.Sprintf("HeatingBasis(%d)", uint8(b))
	}
	return basisNames[b]
}

// MarshalText returns the text of [HeatingBasis.String]. Any value other than the constants is an error.
func (b HeatingBasis) MarshalText() ([]byte, error) {
	if int(b) >= len(basisNames) {
		return nil, fmt.Errorf("heating basis %d: want NoBasis, HHV or LHV", uint8(b))
	}
	return []byte(basisNames[b]), nil
}

// UnmarshalText reads "", "HHV" or "LHV"; anything else is an error.
func (b *HeatingBasis) UnmarshalText(text []byte) error {
	for i, name := range basisNames {
		if string(text) == name {
			*b = HeatingBasis(i)
			return nil
		}
	}
	return fmt.Errorf("heating basis %s: want HHV, LHV or nothing", input.Quote(string(text)))
}
