package units

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// Sentinels for errors.Is. The structs of the same names carry the details.
var (
	ErrUnknownUnit   = errors.New("unknown unit")
	ErrAmbiguousUnit = errors.New("ambiguous unit")
	ErrDimension     = errors.New("different dimensions")
	ErrOverflow      = errors.New("ratio of the product is beyond 64 bits")
	ErrNotGiven      = errors.New("not given")
	ErrOutOfRange    = dec.ErrRange // a number too long to compute with; ghg.ErrOutOfRange is the same
)

// UnknownUnitError reports a text that names no unit. It wraps [ErrUnknownUnit].
type UnknownUnitError struct {
	Text string   // the offending text, truncated to 40 bytes
	Near []string // at most three canonical symbols close to it, nearest first
}

func (e *UnknownUnitError) Error() string {
	if len(e.Near) == 0 {
		return fmt.Sprintf("unknown unit %s", input.Quote(e.Text))
	}
	return fmt.Sprintf("unknown unit %s; near it: %s", input.Quote(e.Text), strings.Join(e.Near, ", "))
}

// Unwrap returns [ErrUnknownUnit].
func (e *UnknownUnitError) Unwrap() error { return ErrUnknownUnit }

// AmbiguousUnitError reports a text that names several units. It wraps [ErrAmbiguousUnit].
type AmbiguousUnitError struct {
	Text string   // the offending text
	Want []string // the unambiguous names
}

func (e *AmbiguousUnitError) Error() string {
	return fmt.Sprintf("ambiguous unit %s: want one of %s", input.Quote(e.Text), strings.Join(e.Want, ", "))
}

// Unwrap returns [ErrAmbiguousUnit].
func (e *AmbiguousUnitError) Unwrap() error { return ErrAmbiguousUnit }

// DimensionError reports that two units do not measure the same thing. It wraps [ErrDimension].
type DimensionError struct {
	From, To Unit
	Hint     string // what would be needed, or empty
}

func (e *DimensionError) Error() string {
	s := fmt.Sprintf("%s (%s) is not convertible to %s (%s)", input.Quote(e.From), e.From.dim, input.Quote(e.To), e.To.dim)
	if e.Hint != "" {
		s += ": " + e.Hint
	}
	return s
}

// Unwrap returns [ErrDimension].
func (e *DimensionError) Unwrap() error { return ErrDimension }

// dimensionError explains why from does not convert to to.
func dimensionError(from, to Unit) error {
	return &DimensionError{From: from, To: to, Hint: dimensionHint(from.dim, to.dim)}
}

func dimensionHint(a, b Dimension) string {
	both := func(is func(Dimension) bool) bool { return is(a) && is(b) }
	substance := func(d Dimension) bool { return d.IsEnergy() || d.IsVolume() || d == Mass }
	either := func(d Dimension) bool { return a == d || b == d }
	powerTime := func(d Dimension) bool { return d.isProduct() && strings.Contains(string(d), string(Power)) }
	switch {
	case a == noDimension || b == noDimension:
		return "a unit is missing"
	case both(Dimension.IsEnergy):
		return energyHint(either(Energy))
	case both(Dimension.IsVolume):
		return "m3 is at the conditions of use, Nm3 at 0 °C, Sm3 at 15 °C, scf at 60 °F: " +
			"state the amount at the conditions of the factor"
	case both(substance):
		return "this needs a named property of the fuel: a density or a heating value"
	case both(Dimension.isMass):
		return massHint(either(MassCO2e))
	case both(Dimension.IsCurrency):
		return "this needs an explicit exchange rate"
	case both(Dimension.IsCount):
		return "each counted noun is a separate unit"
	case a.rank() == Time.rank() && b.rank() == Time.rank():
		return "a year and a month are not exact numbers of days"
	case powerTime(a) || powerTime(b):
		return "energy is written kWh, not kW·h"
	}
	return ""
}

func energyHint(bare bool) string {
	if bare {
		return "state a fuel's energy with (HHV) or (LHV), electricity and heat without"
	}
	return "converting between heating bases needs both heating values of the fuel"
}

func massHint(co2e bool) string {
	if co2e {
		return "a mass of gas converts to CO2e only with a named set of global warming potentials"
	}
	return "a mass of one substance is not a mass of another: carbon to CO2 is 44/12, a separate step"
}
