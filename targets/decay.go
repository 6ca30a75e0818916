package targets

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Decay returns the emissions y years after first, on a path that reaches last after n years at a constant rate:
//
//	first × (last ÷ first)^(y ÷ n)
//
// A constant rate cannot reach zero, and towards a figure near zero it cuts almost everything in the first years. If last
// is below first ÷ 11.11, the path therefore falls at a constant rate to that floor and takes off the rest in a straight
// line:
//
//	first × L^(y ÷ n) − (L × first − last) × y ÷ n,  L = 1 ÷ 11.11
//
// These are errors: n below 1 or above 300, y outside 0 to n, first zero or negative, last negative. Source: the projection
// of intensity targets in the ITR tool of the OS-Climate project.
func Decay(first, last ghg.CO2e, n, y int) (ghg.CO2e, error) {
	if first.Cmp(ghg.CO2e{}) <= 0 || last.IsNegative() {
		return ghg.CO2e{}, &ghg.FieldError{Field: "ends of a decay", Value: first.String() + ", " + last.String(), Want: "a first amount above zero and a last amount of zero or more", Err: ghg.ErrOutOfRange}
	}
	if n < 1 || n > lastYear-firstYear || y < 0 || y > n {
		return ghg.CO2e{}, &ghg.FieldError{Field: "year of a decay", Value: strconv.Itoa(y), Want: "0 to the number of years", Err: ghg.ErrOutOfRange}
	}
	if y == 0 {
		return first, nil
	}
	floor := dec.MustParse("11.11")
	if last.Kg().Mul(floor).Cmp(first.Kg()) >= 0 {
		return compounded(first, last.Kg(), first.Kg(), n, y)
	}
	curve, err := compounded(first, decimal.NewFromInt(1), floor, n, y)
	if err != nil {
		return ghg.CO2e{}, err
	}
	// (L × first − last) × y ÷ n = (first − 11.11 × last) × y ÷ (11.11 × n)
	kg, err := dec.Quo(first.Kg().Sub(last.Kg().Mul(floor)).Mul(whole(y)), floor.Mul(whole(n)))
	if err != nil {
		return ghg.CO2e{}, err
	}
	rest, err := ghg.KgCO2e(kg)
	return curve.Sub(rest), err
}

// compounded returns first × (num ÷ den)^(y ÷ n).
func compounded(first ghg.CO2e, num, den decimal.Decimal, n, y int) (ghg.CO2e, error) {
	above, err := dec.Power(num, y)
	if err != nil {
		return ghg.CO2e{}, err
	}
	below, err := dec.Power(den, y)
	if err != nil {
		return ghg.CO2e{}, err
	}
	q, err := dec.Quo(above, below)
	if err != nil {
		return ghg.CO2e{}, err
	}
	root, err := dec.Root(q, n)
	if err != nil {
		return ghg.CO2e{}, err
	}
	return first.Scale(root)
}
