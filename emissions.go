package ghg

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// GasAmount is an amount of one gas.
//
// With an empty GWP it is kilograms of Gas. With a GWP it is kilograms of CO2e on that basis, as published. Gas is then
// the gas it stands for, or empty if the publisher prints only a total.
type GasAmount struct {
	Gas Gas
	GWP string // "" for a mass; "AR5" for CO2e on that basis; [UnstatedGWP] if the publisher does not state it
	Kg  decimal.Decimal
}

// Unit returns the unit of the amount: "kg CH4" for a mass, "kg CO2e" for an amount of CO2e.
func (a GasAmount) Unit() string {
	if a.GWP != "" {
		return "kg CO2e"
	}
	return massUnit(a.Gas)
}

// String returns the amount with its unit, and the basis of an amount of CO2e: "1.2 kg CH4", "20 kg CO2e (AR5)", "20 kg CO2e of
// CH4 (AR5)".
func (a GasAmount) String() string {
	text := shown(a.Kg) + " " + a.Unit()
	if a.GWP == "" {
		return text
	}
	if a.Gas != "" {
		text += " of " + string(a.Gas)
	}
	return text + " (" + a.GWP + ")"
}

// massUnit returns the unit of the mass of a gas. Those of common gases need no concatenation.
func massUnit(gas Gas) string {
	switch gas {
	case CO2:
		return "kg CO2"
	case CH4:
		return "kg CH4"
	case CH4Fossil:
		return "kg CH4-fossil"
	case CH4Biogenic:
		return "kg CH4-biogenic"
	case CH4Combustion:
		return "kg CH4-combustion"
	case N2O:
		return "kg N2O"
	case CO2Biogenic:
		return "kg CO2-biogenic"
	case Carbon:
		return "kg C"
	}
	return "kg " + string(gas)
}

// UnstatedGWP is the basis of a CO2e figure whose publisher does not state which global warming potentials it used.
const UnstatedGWP = "unstated"

// Emissions are amounts of gases, kept separate by gas.
//
// An absent gas is unknown, which is not the same as a gas whose amount is zero. The zero value is empty. Emissions are
// immutable; addition is exact, so the order of a sum does not matter.
type Emissions struct {
	list []GasAmount // sorted by gas, then basis, without duplicates
}

// NewEmissions returns the given amounts; amounts of the same gas and basis are added. An amount that names neither a
// gas nor a GWP basis, an unknown gas, a basis that is not UTF-8, or a number too long to compute with, is an error.
func NewEmissions(amounts ...GasAmount) (Emissions, error) {
	for i := range amounts {
		if err := amounts[i].check(); err != nil {
			return Emissions{}, err
		}
	}
	return gather(slices.Clone(amounts)), nil
}

// EmissionsOf returns the emissions of steps: the sums of the values of those that name a gas or a GWP basis. An
// unknown gas is an error.
func EmissionsOf(steps []Step) (Emissions, error) {
	amounts := make([]GasAmount, 0, len(steps))
	for i := range steps {
		if s := &steps[i]; s.Emits() {
			amounts = amounts[:len(amounts)+1]
			a := &amounts[len(amounts)-1]
			a.Gas, a.GWP, a.Kg = s.Gas, s.GWP, s.Value
			if err := a.check(); err != nil {
				return Emissions{}, err
			}
		}
	}
	return gather(amounts), nil
}

// check returns an error unless the amount is of a known gas under its own name, or is CO2e with its basis, has a basis
// in UTF-8, and can be computed with.
func (a *GasAmount) check() error {
	if dec.Check(a.Kg) != nil {
		return checkNumber("amount of "+cmp.Or(string(a.Gas), "CO2e"), a.Kg)
	}
	if a.GWP != "" && !utf8.ValidString(a.GWP) {
		return &FieldError{Field: "GWP basis", Value: a.GWP, Want: "a text in UTF-8", Err: ErrOutOfRange}
	}
	if a.Gas == "" {
		if a.GWP == "" {
			return &FieldError{Field: "gas", Want: "a gas, or for CO2e the GWP basis of its publisher", Err: ErrMissing}
		}
		return nil
	}
	t, err := gasTable()
	if err != nil {
		return err
	}
	if t.of(a.Gas) != nil {
		return nil
	}
	g, err := ParseGas(string(a.Gas))
	if err != nil {
		return err
	}
	return &UnknownGasError{Text: string(a.Gas), Near: []string{string(g)}}
}

// gather sorts the amounts and adds those of the same gas and basis. It takes ownership of the slice.
func gather(list []GasAmount) Emissions {
	if len(list) == 0 {
		return Emissions{}
	}
	slices.SortStableFunc(list, compareAmounts)
	out := list[:0]
	for i := 0; i < len(list); {
		of := list[i]
		next := i + 1
		if next < len(list) && compareAmounts(of, list[next]) == 0 {
			var sum dec.Exact
			for next = i; next < len(list) && compareAmounts(of, list[next]) == 0; next++ {
				sum.Add(list[next].Kg)
			}
			of.Kg = sum.Decimal()
		}
		out = append(out, of)
		i = next
	}
	return Emissions{out}
}

func compareAmounts(a, b GasAmount) int {
	if c := cmp.Compare(a.Gas, b.Gas); c != 0 {
		return c
	}
	return cmp.Compare(a.GWP, b.GWP)
}

// All yields the amounts in the order of gas and basis.
func (e Emissions) All() iter.Seq[GasAmount] { return slices.Values(e.list) }

// String returns the amounts in the order of [Emissions.All]: "0.1 kg CH4, 20 kg CO2", or "no emissions" if there are none.
func (e Emissions) String() string {
	if len(e.list) == 0 {
		return "no emissions"
	}
	var b strings.Builder
	for i := range e.list {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(e.list[i].String())
	}
	return b.String()
}

// Len returns the number of amounts.
func (e Emissions) Len() int { return len(e.list) }

// At returns the i-th amount in the order of [Emissions.All], from 0, and the zero GasAmount, which names no gas, if there
// is none.
func (e Emissions) At(i int) GasAmount {
	if i < 0 || i >= len(e.list) {
		return GasAmount{}
	}
	return e.list[i]
}

// Kg returns the mass of a gas in kilograms and whether it is known. Amounts published as CO2e of that gas are divided
// by the GWP of their basis (34 significant digits).
func (e Emissions) Kg(gas Gas) (decimal.Decimal, bool) {
	sum, known := decimal.Decimal{}, false
	for _, a := range e.list {
		if a.Gas != gas {
			continue
		}
		kg := a.Kg
		if a.GWP != "" {
			set, err := ParseGWP(a.GWP)
			if err != nil {
				return decimal.Decimal{}, false
			}
			v, err := set.Of(gas)
			if err != nil {
				return decimal.Decimal{}, false
			}
			if kg, err = dec.Quo(kg, v); err != nil {
				return decimal.Decimal{}, false
			}
		}
		sum, known = sum.Add(kg), true
	}
	return sum, known
}

// Methane returns all methane in kilograms, of every origin, and whether any is known.
func (e Emissions) Methane() (decimal.Decimal, bool) {
	sum, known := decimal.Decimal{}, false
	for _, gas := range []Gas{CH4, CH4Fossil, CH4Biogenic, CH4Combustion} {
		if kg, ok := e.Kg(gas); ok {
			sum, known = sum.Add(kg), true
		}
	}
	return sum, known
}

// BiogenicCO2 returns the CO2 from biomass in kilograms, which is in no scope total, and whether it is known.
func (e Emissions) BiogenicCO2() (decimal.Decimal, bool) { return e.Kg(CO2Biogenic) }

// Add returns the amounts of e and f together. Addition is exact.
func (e Emissions) Add(f Emissions) Emissions {
	if len(f.list) == 0 {
		return e
	}
	if len(e.list) == 0 {
		return f
	}
	return gather(slices.Concat(e.list, f.list))
}

// Scale returns every amount times share, exactly. A share or a product too long to compute with is an error that wraps
// [ErrOutOfRange].
func (e Emissions) Scale(share decimal.Decimal) (Emissions, error) {
	if err := checkNumber("multiplier of emissions", share); err != nil {
		return Emissions{}, err
	}
	out := make([]GasAmount, len(e.list))
	for i, a := range e.list {
		a.Kg = a.Kg.Mul(share)
		if err := a.check(); err != nil {
			return Emissions{}, err
		}
		out[i] = a
	}
	return Emissions{out}, nil
}

// Equal reports whether both hold the same gases and bases in the same amounts.
func (e Emissions) Equal(f Emissions) bool {
	return slices.EqualFunc(e.list, f.list, func(a, b GasAmount) bool {
		return a.Gas == b.Gas && a.GWP == b.GWP && a.Kg.Equal(b.Kg)
	})
}

// Weight records how one kind of amount was converted to CO2e: kg × GWP ÷ Published.
type Weight struct {
	Gas       Gas
	Basis     string          // the publisher's basis of an amount of CO2e, "" for a mass
	GWP       decimal.Decimal // the potential applied
	Published decimal.Decimal // the potential that the publisher applied, 1 for a mass
	Outside   bool            // the gas is outside the Kyoto basket and counted separately from the scopes
}

// Conversion is the CO2e of emissions and how it was computed.
type Conversion struct {
	CO2e     CO2e     // gases of the Kyoto basket and CO2e of unknown gases
	NonKyoto CO2e     // gases outside it that have a GWP (CFCs, HCFCs, …): reported separately from the scopes
	Weights  []Weight // one per converted amount, in the order of Emissions.All
	Mixed    []string // bases other than the set's whose CO2e could not be re-weighted
	Unvalued []Gas    // gases outside the basket without a GWP in the set: their mass is known but not counted
}

// ToCO2e converts the emissions to CO2e under a set of global warming potentials.
//
//	CO2e = Σ mass × GWP + Σ CO2e of a known gas × GWP ÷ GWP of its basis + Σ CO2e of unknown gases as published
//
// CO2 from biomass is excluded. A gas of the Kyoto basket without a GWP in the set is an error wrapping [ErrNoGWP].
func (e Emissions) ToCO2e(g GWP) (Conversion, error) {
	if g.IsZero() {
		return Conversion{}, errGWPNotSet()
	}
	w := Conversion{Weights: make([]Weight, 0, len(e.list))}
	var counted, outside dec.Exact
	for i := range e.list {
		a := &e.list[i]
		switch a.Gas {
		case CO2Biogenic:
			continue
		case Carbon:
			return Conversion{}, &FieldError{Field: "gas", Value: string(a.Gas), Want: "a gas: convert a carbon content to CO2 by 44/12", Err: ErrDimension}
		}
		last := len(w.Weights)
		w.Weights = w.Weights[:last+1]
		weight := &w.Weights[last]
		if err := weight.set(a, g); err != nil {
			if w.Weights = w.Weights[:last]; errors.Is(err, ErrNoGWP) && weight.Outside {
				w.Unvalued = append(w.Unvalued, a.Gas)
				continue
			}
			return Conversion{}, err
		}
		if a.Gas == "" && a.GWP != g.Name() {
			w.Mixed = append(w.Mixed, a.GWP)
		}
		if err := dec.Check(a.Kg); err != nil {
			return Conversion{}, err
		}
		var amount dec.Exact
		if err := weight.times(a.Kg, &amount); err != nil { // the potentials of a set are checked
			return Conversion{}, err
		}
		if weight.Outside {
			outside.AddExact(&amount)
		} else {
			counted.AddExact(&amount)
		}
	}
	w.CO2e, w.NonKyoto = CO2e{counted.Decimal()}, CO2e{outside.Decimal()}
	return w, nil
}

// set sets the weight to that of an amount under a set.
func (w *Weight) set(a *GasAmount, g GWP) (err error) {
	w.Gas, w.Basis, w.GWP, w.Published, w.Outside = a.Gas, a.GWP, one, one, a.Gas != "" && !a.Gas.Kyoto()
	if a.Gas == "" || a.GWP == g.Name() {
		return nil // as published: the same basis, or gases that cannot be told apart
	}
	if w.GWP, err = g.Of(a.Gas); err != nil || a.GWP == "" {
		return err
	}
	published, err := ParseGWP(a.GWP)
	if err != nil {
		return fmt.Errorf("CO2e of %s: %w", a.Gas, err)
	}
	published.version1 = g.version1
	w.Published, err = published.Of(a.Gas)
	return err
}

var one = decimal.New(1, 0)

// Apply returns kg × GWP ÷ Published. A Published of zero, and a number too long to compute with, are errors.
func (w Weight) Apply(kg decimal.Decimal) (CO2e, error) {
	var amount dec.Exact
	err := w.apply(kg, &amount)
	if err == nil {
		err = amount.Check()
	}
	if err != nil {
		return CO2e{}, err
	}
	return CO2e{amount.Decimal()}, nil
}

// apply sets co2e to what [Weight.Apply] returns.
func (w *Weight) apply(kg decimal.Decimal, co2e *dec.Exact) error {
	if err := dec.CheckAll(kg, w.GWP, w.Published); err != nil {
		return err
	}
	return w.times(kg, co2e)
}

// times is apply of numbers that are checked.
func (w *Weight) times(kg decimal.Decimal, co2e *dec.Exact) error {
	co2e.SetOne()
	co2e.Mul(kg)
	co2e.Mul(w.GWP)
	if w.Published.Equal(one) {
		return nil
	}
	quotient, err := dec.Quo(co2e.Decimal(), w.Published)
	co2e.SetOne()
	co2e.Mul(quotient)
	return err
}
