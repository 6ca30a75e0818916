package targets

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/shopspring/decimal"
)

// NetZero is a net-zero target: by its year emissions have fallen to a residual, and from that year on removals balance the
// residual.
//
// Gross emissions, removals, reversals and credits are kept separately. Only removals reduce the net figure, and reversals
// raise it; credits bought beyond the value chain are reported and change nothing. Package inventory/land reads removals and
// reversals from ledgers. ESRS E1-4 paragraph 34 (b) and IFRS S2 paragraph 36 require the gross
// target even if a net target is disclosed. Source: SBTi Corporate Net-Zero Standard 1.3.1, neutralisation of residual
// emissions.
type NetZero struct {
	Base     Base
	Year     int             // first year in which removals must balance the residual
	Residual decimal.Decimal // highest share of base-year emissions that may remain: 0.1
}

// Check returns an error unless the base year is valid, the year is after it and the residual is a share from 0 to 1.
func (n NetZero) Check() error {
	if err := n.Base.Check(); err != nil {
		return err
	}
	if err := checkYear("net-zero year", n.Year); err != nil {
		return err
	}
	if n.Year <= n.Base.Year {
		return &ghg.FieldError{Field: "net-zero year", Value: strconv.Itoa(n.Year), Want: "a year after the base year " + strconv.Itoa(n.Base.Year), Err: ghg.ErrOutOfRange}
	}
	return checkShare("residual", n.Residual, "a share from 0 to 1: 0.1 is 10 %")
}

// NetZeroActual is a reported year with its removals and credits.
type NetZeroActual struct {
	Actual
	Removals  Optional[ghg.CO2e] // durable removals that the company may count, gross; undefined if not reported
	Reversals ghg.CO2e           // of removals of this or earlier years: carbon that is in the atmosphere again
	Credits   ghg.CO2e           // bought beyond the value chain; reported, never subtracted
}

// NetZeroRow is one reported year of a net-zero target.
type NetZeroRow struct {
	Year      int
	Gross     ghg.CO2e
	Removals  Optional[ghg.CO2e]
	Reversals ghg.CO2e
	Net       Optional[ghg.CO2e]        // gross − removals + reversals; undefined without removals
	Credits   ghg.CO2e                  // not part of Net
	Share     Optional[decimal.Decimal] // gross ÷ base-year emissions
	Due       bool                      // the year is the net-zero year or later
	Residual  bool                      // gross ≤ residual share × base-year emissions
	Neutral   bool                      // net ≤ 0
	Met       Optional[bool]            // Residual and Neutral; undefined before the net-zero year
}

// Track assesses reported years and returns them in order of year. Errors are those of [Absolute.Track] and removals,
// reversals or credits below zero.
func (n NetZero) Track(actuals []NetZeroActual) ([]NetZeroRow, error) {
	if err := n.Check(); err != nil {
		return nil, err
	}
	gross := make([]Actual, 0, len(actuals))
	for _, a := range actuals {
		gross = append(gross, a.Actual)
		removals, _ := a.Removals.Get()
		if removals.IsNegative() || a.Reversals.IsNegative() || a.Credits.IsNegative() {
			return nil, &ghg.FieldError{Field: "removals, reversals and credits of " + strconv.Itoa(a.Year), Value: removals.String() + ", " + a.Reversals.String() + ", " + a.Credits.String(), Want: "amounts of zero or more", Err: ghg.ErrNegative}
		}
	}
	if _, err := n.Base.sorted(gross); err != nil {
		return nil, err
	}
	ordered := slices.Clone(actuals)
	slices.SortFunc(ordered, func(x, y NetZeroActual) int { return cmp.Compare(x.Year, y.Year) })
	rows := make([]NetZeroRow, 0, len(ordered))
	for _, a := range ordered {
		rows = append(rows, n.row(a))
	}
	return rows, nil
}

func (n NetZero) row(a NetZeroActual) NetZeroRow {
	r := NetZeroRow{
		Year: a.Year, Gross: a.Emissions, Removals: a.Removals, Reversals: a.Reversals, Credits: a.Credits, Due: a.Year >= n.Year,
		Net:   Undefined[ghg.CO2e]("removals were not reported"),
		Share: ratio(a.Emissions.Kg(), n.Base.Emissions.Kg(), "the base-year emissions are zero"),
		Met:   Undefined[bool]("the year is before " + strconv.Itoa(n.Year)),
	}
	r.Residual = a.Emissions.Kg().Cmp(n.Base.Emissions.Kg().Mul(n.Residual)) <= 0
	if removals, ok := a.Removals.Get(); ok {
		net := a.Emissions.Sub(removals).Add(a.Reversals)
		r.Net, r.Neutral = Defined(net), net.Cmp(ghg.CO2e{}) <= 0
	}
	if r.Due {
		r.Met = Defined(r.Residual && r.Neutral)
	}
	return r
}
