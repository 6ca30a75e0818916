package scope2

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/input"
)

// Rate is the emission rate that an instrument conveys: explicitly zero, or a factor with its source. The zero Rate is
// "not stated" and is an error, so a forgotten rate never becomes green power.
type Rate struct {
	zero bool
	own  factors.Supplied
}

// ZeroCarbon returns the rate of generation without direct emissions: wind, sun, water, nuclear power.
func ZeroCarbon() Rate { return Rate{zero: true} }

// StatedRate returns a rate that a contract or supplier states.
func StatedRate(own factors.Supplied) Rate { return Rate{own: own} }

// Stated reports whether there is a rate.
func (r Rate) Stated() bool { return r.zero || r.own.Given() }

// IsZeroCarbon reports whether the rate is that of generation without direct emissions.
func (r Rate) IsZeroCarbon() bool { return r.zero }

// zeroText is the text form of ZeroCarbon.
const zeroText = "zero-carbon"

// String returns "zero-carbon" or the text form of the factor.
func (r Rate) String() string {
	if r.zero {
		return zeroText
	}
	return r.own.String()
}

// MarshalText returns what String returns.
func (r Rate) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads "zero-carbon" or what [factors.ParseSupplied] reads.
func (r *Rate) UnmarshalText(text []byte) error {
	if string(text) == zeroText {
		*r = ZeroCarbon()
		return nil
	}
	own, err := factors.ParseSupplied(string(text))
	if err != nil {
		return fmt.Errorf("rate %s: want \"zero-carbon\", or a factor with its source: %w", input.Quote(text), err)
	}
	*r = StatedRate(own)
	return nil
}

// statesBiomass reports whether the rate says what burning biomass emits: biogenic CO2, CH4 and N2O.
func (r Rate) statesBiomass() bool {
	var biogenic, methane, nitrous bool
	for a := range r.own.PerUnit.All() {
		biogenic = biogenic || a.Gas == ghg.CO2Biogenic
		methane = methane || a.Gas.Class() == ghg.CH4.Class()
		nitrous = nitrous || a.Gas == ghg.N2O
	}
	return biogenic && methane && nitrous
}
