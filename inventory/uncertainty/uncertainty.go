package uncertainty

import (
	"fmt"
	"math"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
)

// Uncertainty is how far a number may be off: the log-normal spread around its median. The zero Uncertainty is unknown,
// which is not 0; [Exact] is.
type Uncertainty struct {
	sigma float64
	known bool
	rule  string
}

const (
	// z975 is the 97.5 % quantile of the standard normal distribution.
	z975 = 1.959963984540054
	// z95 is the same as it is usually rounded, for the half-width of a normal interval.
	z95 = 1.96
	// maxGSD2 is the largest GSD²: nothing is known of a number that may be off by a factor of a million.
	maxGSD2 = 1e6
)

// Exact is the uncertainty of a number that is stated to have none, such as a count or a definition.
func Exact() Uncertainty { return Uncertainty{known: true, rule: "exact, as stated"} }

// GSD2 returns the uncertainty with a squared geometric standard deviation, 1 to a million:
//
//	σ = ½ ln(GSD²)
func GSD2(gsd2 float64) (Uncertainty, error) {
	if !(gsd2 >= 1 && gsd2 <= maxGSD2) { // not a number is refused too
		return Uncertainty{}, &ghg.FieldError{Field: "GSD²", Value: number(gsd2), Want: "1 (exact) to 1000000", Err: ghg.ErrOutOfRange}
	}
	return Uncertainty{math.Log(gsd2) / 2, true, "stated"}, nil
}

// Interval95 returns the uncertainty with a given interval, from the 2.5 to the 97.5 % quantile:
//
//	σ = ln(high ÷ low) ÷ (2 × 1.959964)
//
// The median of the interval is √(low × high) ([GeometricMean]); what is reported stays the median of the line. It fails
// unless 0 < low ≤ high.
func Interval95(low, high decimal.Decimal) (Uncertainty, error) {
	if err := dec.CheckAll(low, high); err != nil {
		return Uncertainty{}, fmt.Errorf("95 %% interval: %w", err)
	}
	if low.Sign() <= 0 || high.LessThan(low) {
		return Uncertainty{}, &ghg.FieldError{Field: "95 % interval", Value: dec.Text(low) + " to " + dec.Text(high), Want: "a lower limit above 0 and an upper one not below it", Err: ghg.ErrOutOfRange}
	}
	sigma := math.Log(high.InexactFloat64()/low.InexactFloat64()) / (2 * z975)
	if !(math.Exp(2*sigma) <= maxGSD2) {
		return Uncertainty{}, &ghg.FieldError{Field: "95 % interval", Value: dec.Text(low) + " to " + dec.Text(high), Want: "limits whose GSD² is at most 1000000", Err: ghg.ErrOutOfRange}
	}
	return Uncertainty{sigma, true, "95 % interval " + dec.Text(low) + " to " + dec.Text(high)}, nil
}

// GeometricMean returns √(low × high), the median of a log-normal distribution with an interval. It is NaN unless both are
// above 0.
func GeometricMean(low, high decimal.Decimal) float64 {
	if dec.CheckAll(low, high) != nil || low.Sign() <= 0 || high.Sign() <= 0 {
		return math.NaN()
	}
	return math.Sqrt(low.InexactFloat64() * high.InexactFloat64())
}

// maxNormal is the largest share for which a normal distribution is near a log-normal one.
var maxNormal = decimal.New(3, -1)

// PlusMinus returns the uncertainty of ± a share at 95 %, such as 0.1 for ± 10 %, of a normal distribution:
//
//	σ² = ln(1 + (u ÷ 1.96)²)
//
// What is reported is then a mean, and the median lower by e^(−σ²/2), at most 1.16 %: it is kept as the median. A share
// above 0.3 is an error: the distribution would not be near a log-normal one, so state an interval.
func PlusMinus(u decimal.Decimal) (Uncertainty, error) {
	if err := dec.Check(u); err != nil {
		return Uncertainty{}, fmt.Errorf("± share: %w", err)
	}
	if u.Sign() < 0 || u.GreaterThan(maxNormal) {
		return Uncertainty{}, &ghg.FieldError{Field: "± share", Value: dec.Text(u), Want: "0 to 0.3, or an interval", Err: ghg.ErrOutOfRange}
	}
	cv := u.InexactFloat64() / z95
	return Uncertainty{math.Sqrt(math.Log1p(cv * cv)), true, "± " + dec.Text(u.Shift(2)) + " %"}, nil
}

// Published returns the uncertainty that a publisher states for a factor, by [PlusMinus]; the zero Uncertainty if none is
// published.
func Published(u factors.Uncertainty) (Uncertainty, error) {
	share, published := u.Share()
	if !published {
		return Uncertainty{}, nil
	}
	of, err := PlusMinus(share)
	of.rule = "published: " + of.rule
	return of, err
}

// And returns the uncertainty of a product of two independent numbers: σ² is the sum of both. It is unknown if one is.
func (u Uncertainty) And(v Uncertainty) Uncertainty {
	if !u.known || !v.known {
		return Uncertainty{}
	}
	return Uncertainty{math.Hypot(u.sigma, v.sigma), true, u.rule + "; " + v.rule}
}

// Known reports whether the uncertainty is known.
func (u Uncertainty) Known() bool { return u.known }

// Sigma returns σ, the standard deviation of the logarithm, and whether it is known.
func (u Uncertainty) Sigma() (sigma float64, known bool) { return u.sigma, u.known }

// GSD2 returns the squared geometric standard deviation, exp(2σ), and whether it is known.
func (u Uncertainty) GSD2() (gsd2 float64, known bool) { return math.Exp(2 * u.sigma), u.known }

// Rule returns what the uncertainty is by, such as "± 10 %"; "" if it is unknown.
func (u Uncertainty) Rule() string { return u.rule }

// TwoSigma returns the interval of ± 2σ around a median, [median/GSD², median·GSD²], and whether it is known.
func (u Uncertainty) TwoSigma(median float64) (low, high float64, known bool) {
	gsd2 := math.Exp(2 * u.sigma)
	return median / gsd2, median * gsd2, u.known
}

// String returns GSD² with what it is by, or "unknown".
func (u Uncertainty) String() string {
	if !u.known {
		return "unknown"
	}
	return fmt.Sprintf("GSD² %.4g (%s)", math.Exp(2*u.sigma), u.rule)
}

// Range returns what an estimate and its absolute uncertainty give to report, exactly:
//
//	low = estimate − uncertainty        high = estimate + uncertainty
//
// Source: Scope 3 Standard, appendix B, p. 130: "155,000 t CO2e ± 15,000".
func Range(estimate, uncertainty ghg.CO2e) (low, high ghg.CO2e, err error) {
	if uncertainty.Kg().Sign() < 0 {
		return ghg.CO2e{}, ghg.CO2e{}, &ghg.FieldError{Field: "uncertainty", Value: dec.Text(uncertainty.Kg()) + " kg CO2e", Want: "at least 0", Err: ghg.ErrNegative}
	}
	return estimate.Sub(uncertainty), estimate.Add(uncertainty), nil
}

// number writes a number with as many digits as it needs.
func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
