package targets

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// CDPAbsolute returns the percentage of an absolute target achieved relative to the base year, for CDP question 7.53.1:
//
//	(E0 − E) ÷ (E0 × R) × 100
//
// It is below 0 when emissions have risen and above 100 beyond the target. A base year or a reduction that is not above
// zero is an error. A target for part of a scope takes the part's emissions.
func CDPAbsolute(base, reported ghg.CO2e, reduction decimal.Decimal) (decimal.Decimal, error) {
	return cdpReduction(base.Kg(), reported.Kg(), reduction)
}

// CDPIntensity returns the same for an intensity target, for CDP question 7.53.2:
//
//	(I0 − I) ÷ (I0 × R) × 100
//
// The two intensities must be per the same unit of output.
func CDPIntensity(base, reported Intensity, reduction decimal.Decimal) (decimal.Decimal, error) {
	for _, i := range []Intensity{base, reported} {
		if err := i.Check(); err != nil {
			return decimal.Decimal{}, err
		}
	}
	if base.Per != reported.Per {
		return decimal.Decimal{}, &ghg.FieldError{Field: "unit of output", Value: reported.Per, Want: base.Per, Err: ghg.ErrMixed}
	}
	// Both over the common denominator, the product of the outputs.
	return cdpReduction(base.Emissions.Kg().Mul(reported.Output), reported.Emissions.Kg().Mul(base.Output), reduction)
}

func cdpReduction(base, reported, reduction decimal.Decimal) (decimal.Decimal, error) {
	if base.Sign() <= 0 {
		return decimal.Decimal{}, &ghg.FieldError{Field: "base-year figure", Value: base.String(), Want: "an amount above zero", Err: ghg.ErrMissing}
	}
	if reduction.Sign() <= 0 {
		return decimal.Decimal{}, &ghg.FieldError{Field: "reduction", Value: reduction.String(), Want: "a share above zero: nothing is no target to achieve", Err: ghg.ErrOutOfRange}
	}
	return dec.Quo(base.Sub(reported).Shift(2), base.Mul(reduction))
}

// CDPOther returns the percentage achieved of a target of any other figure, for CDP question 7.53.4 and the net-zero and
// other climate-related targets:
//
//	(base − reported) ÷ (base − target) × 100
//
// The figures are in one unit. A target that equals the base is an error.
func CDPOther(base, reported, target decimal.Decimal) (decimal.Decimal, error) {
	if base.Equal(target) {
		return decimal.Decimal{}, &ghg.FieldError{Field: "target figure", Value: target.String(), Want: "a figure other than the base", Err: ghg.ErrOutOfRange}
	}
	return dec.Quo(base.Sub(reported).Shift(2), base.Sub(target))
}

// AddsUp reports whether rounded parts can be those of a rounded total: they differ by at most half a unit for each of
// them and for the total,
//
//	|total − Σ parts| ≤ unit ÷ 2 × (parts + 1)
//
// where unit is what the last printed digit is worth. All are in one unit of measure.
func AddsUp(total, unit decimal.Decimal, parts ...decimal.Decimal) bool {
	difference := total
	for _, p := range parts {
		difference = difference.Sub(p)
	}
	return difference.Abs().Mul(whole(2)).LessThanOrEqual(unit.Mul(whole(len(parts) + 1)))
}
