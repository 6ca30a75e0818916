package land

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/units"
)

// Discounting is how the emissions of a conversion are divided among the years after it. The zero Discounting is invalid.
type Discounting uint8

// The ways to divide them.
const (
	EqualDiscounting  Discounting = iota + 1 // the same part in every year: 5 % of 20 years
	LinearDiscounting                        // less in every later year: 9.75 % in the year of conversion, 0.25 % in the last of 20
)

var discountings = vocabulary.New[Discounting]("discounting", "equal", "linear")

// String returns "equal" or "linear".
func (d Discounting) String() string { return discountings.String(d) }

// MarshalText returns what String returns. The zero Discounting is an error.
func (d Discounting) MarshalText() ([]byte, error) { return discountings.Marshal(d) }

// UnmarshalText reads what String returns.
func (d *Discounting) UnmarshalText(text []byte) error { return discountings.Unmarshal(d, text) }

// Spread is the years over which a conversion counts, and what part of it counts in each.
type Spread struct {
	Years       int
	Discounting Discounting
}

// mostYears is the longest spread.
const mostYears = 100

func (s Spread) check() error {
	if s.Years < 1 || s.Years > mostYears {
		return &ghg.FieldError{Field: "years of land use change", Value: strconv.Itoa(s.Years), Want: "1 to " + strconv.Itoa(mostYears), Err: ghg.ErrOutOfRange}
	}
	return discountings.Check(s.Discounting)
}

// weight returns the part of a conversion of some age in years, from 0, as a fraction: num ÷ den.
func (s Spread) weight(age int) (num, den int64) {
	if s.Discounting == LinearDiscounting {
		return int64(2*(s.Years-age) - 1), int64(s.Years) * int64(s.Years) //nolint:mnd // the middle of a year of a straight line to zero
	}
	return 1, int64(s.Years)
}

// Conversion is land whose use was changed in a year, and the carbon stock that it lost by that.
type Conversion struct {
	ID        string
	Year      int
	StockLoss units.Quantity // mass of carbon, zero or more: "120 t C"
}

// Change is the emissions of land use change in a year.
type Change struct {
	Year      int
	Emissions ghg.Emissions // CO2, in kilograms
	Counted   []string      // conversions within the years of the spread, by id, in order
	Before    []string      // conversions before them, by id, in order: they no longer count
}

// Emissions returns the emissions of land use change in a year from conversions in that year and before:
//
//	CO2 = Σ carbon stock loss × 44 ÷ 12 × part of the year
//
// The part is 1 ÷ Y in each of Y years by equal discounting. By linear discounting it is (2 × (Y − age) − 1) ÷ Y², with the age
// in years since the year of conversion, whose age is 0. The parts of Y years add up to 1. Conversions Y years ago or earlier
// count no more. A conversion without an id, twice, in a later year, or with a stock loss below zero, which is no emission, is
// an error.
//
// Source: IPCC 2006 Guidelines, volume 4, for 44 ÷ 12. Unconfirmed: the parts by linear discounting are those of public
// implementations of section 7.2.1 of the Standard.
func (s Spread) Emissions(year int, conversions ...Conversion) (Change, error) {
	if err := s.check(); err != nil {
		return Change{}, err
	}
	if len(conversions) == 0 {
		return Change{}, &ghg.FieldError{Field: "conversions", Want: "at least one, with a stock loss of 0 t C if there was none", Err: ghg.ErrMissing}
	}
	list := slices.SortedFunc(slices.Values(conversions), func(a, b Conversion) int { return cmp.Compare(a.ID, b.ID) })
	c := Change{Year: year}
	var carbon dec.Exact
	for i, of := range list {
		kg, err := of.kg(year)
		if err == nil && i > 0 && list[i-1].ID == of.ID {
			err = &ghg.FieldError{Field: "id", Value: of.ID, Want: "each conversion once", Err: ghg.ErrRepeated}
		}
		if err != nil {
			return Change{}, fmt.Errorf("conversion %s: %w", input.Quote(of.ID), err)
		}
		if year-of.Year >= s.Years {
			c.Before = append(c.Before, of.ID)
			continue
		}
		num, _ := s.weight(year - of.Year)
		carbon.Add(kg.Mul(decimal.NewFromInt(num)))
		c.Counted = append(c.Counted, of.ID)
	}
	_, den := s.weight(0)
	const co2, c12 = 44, 12
	kg, err := dec.Quo(carbon.Decimal().Mul(decimal.NewFromInt(co2)), decimal.NewFromInt(c12*den))
	if err != nil {
		return Change{}, fmt.Errorf("land use change: %w", err)
	}
	c.Emissions, err = ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: kg})
	return c, err
}

// kg returns the carbon stock loss in kilograms.
func (c Conversion) kg(year int) (decimal.Decimal, error) {
	switch {
	case c.ID == "" || input.TooLong(c.ID):
		return decimal.Decimal{}, &ghg.FieldError{Field: "id", Want: "an id, " + input.WantText, Err: ghg.ErrMissing}
	case c.Year > year || c.Year < 1:
		return decimal.Decimal{}, &ghg.FieldError{Field: "year", Value: strconv.Itoa(c.Year), Want: "a year up to " + strconv.Itoa(year), Err: ghg.ErrOutOfRange}
	case !c.StockLoss.Given():
		return decimal.Decimal{}, &ghg.FieldError{Field: "stock loss", Want: "a mass of carbon, such as 120 t C", Err: ghg.ErrMissing}
	}
	q, err := in(kgCarbon, "stock loss", c.StockLoss, "a mass of carbon, such as 120 t C")
	if err != nil {
		return decimal.Decimal{}, err
	}
	if q.IsNegative() {
		return decimal.Decimal{}, &ghg.FieldError{Field: "stock loss", Value: c.StockLoss.String(), Want: "zero or more: a gain is a removal, with evidence of its own", Err: ghg.ErrNegative}
	}
	return q.Value, nil
}

var (
	kgCarbon    = units.MustUnit("kg C")
	hectareYear = units.MustUnit("ha·year")
)
