package targets

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// CDPAbsolute returns the percentage of an absolute target achieved relative to the base year, for CDP's question on absolute
// targets (7.53.1 since 2024, C4.1a before):
//
//	(E0 − E) ÷ (E0 × R) × 100
//
// It is below 0 if emissions have risen and above 100 beyond the target. The base-year emissions and the reduction R must
// be above zero. For a target that covers part of a scope, give the emissions of that part.
func CDPAbsolute(base, reported ghg.CO2e, reduction decimal.Decimal) (decimal.Decimal, error) {
	return cdpReduction(base.Kg(), reported.Kg(), reduction)
}

// CDPIntensity returns the percentage of an intensity target achieved relative to the base year, for CDP's question on
// intensity targets (7.53.2 since 2024, C4.1b before):
//
//	(I0 − I) ÷ (I0 × R) × 100
//
// Both intensities must be valid and have the same unit of output. The base-year emissions and the reduction R must be
// above zero.
func CDPIntensity(base, reported Intensity, reduction decimal.Decimal) (decimal.Decimal, error) {
	for _, i := range []Intensity{base, reported} {
		if err := i.check(); err != nil {
			return decimal.Decimal{}, err
		}
	}
	if base.Per != reported.Per {
		return decimal.Decimal{}, &ghg.FieldError{Field: "unit of output", Value: reported.Per, Want: base.Per, Err: ghg.ErrMixed}
	}
	// over the common denominator, the product of the outputs
	return cdpReduction(base.Emissions.Kg().Mul(reported.Output), reported.Emissions.Kg().Mul(base.Output), reduction)
}

func cdpReduction(base, reported, reduction decimal.Decimal) (decimal.Decimal, error) {
	if err := checkNumber("reduction", reduction); err != nil {
		return decimal.Decimal{}, err
	}
	if base.Sign() <= 0 {
		return decimal.Decimal{}, &ghg.FieldError{Field: "base-year figure", Value: dec.Text(base), Want: "an amount above zero", Err: ghg.ErrMissing}
	}
	if reduction.Sign() <= 0 {
		return decimal.Decimal{}, &ghg.FieldError{Field: "reduction", Value: dec.Text(reduction), Want: "a share above zero", Err: ghg.ErrOutOfRange}
	}
	return dec.Quo(base.Sub(reported).Shift(2), base.Mul(reduction))
}

// CDPOther returns the percentage achieved of a target for any other figure, for CDP's questions on targets of a portfolio (7.53.4
// since 2024, for financial services only), for low-carbon energy (7.54.1 since 2024, C4.2a before, unconfirmed) and other
// climate-related targets (7.54.2 since 2024, C4.2b before, unconfirmed). CDP asks for no percentage of a net-zero target:
//
//	(base − reported) ÷ (base − target) × 100
//
// All figures must be in the same unit. A target equal to the base is an error.
func CDPOther(base, reported, target decimal.Decimal) (decimal.Decimal, error) {
	for _, d := range [...]decimal.Decimal{base, reported, target} {
		if err := checkNumber("figure", d); err != nil {
			return decimal.Decimal{}, err
		}
	}
	if base.Equal(target) {
		return decimal.Decimal{}, &ghg.FieldError{Field: "target figure", Value: dec.Text(target), Want: "a figure other than the base", Err: ghg.ErrOutOfRange}
	}
	return dec.Quo(base.Sub(reported).Shift(2), base.Sub(target))
}
