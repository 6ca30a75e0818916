package targets

import (
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/shopspring/decimal"
)

// NetZero is a net-zero target: by its year emissions have fallen to a residual, and from that year on removals
// neutralise all of it.
//
// Gross emissions, removals and credits are three ledgers. Only removals are set against gross emissions, and only in
// the net; credits bought beyond the value chain are shown and change nothing. ESRS E1-4 paragraph 34 (b) and IFRS S2
// paragraph 36 require the gross target to be shown even where a net target is disclosed. Source: SBTi, Corporate
// Net-Zero Standard 1.3.1, neutralisation of residual emissions.
type NetZero struct {
	Base     Base
	Year     int             // from which the balance is due
	Residual decimal.Decimal // most that may be left, share of the base year: 0.1
}

// Check returns an error unless the base year is complete, the year follows it and the residual is a share of 0 to 1.
func (n NetZero) Check() error {
	if err := n.Base.Check(); err != nil {
		return err
	}
	return Milestone{Year: n.Year, Reduction: decimal.NewFromInt(1).Sub(n.Residual)}.check(Milestone{Year: n.Base.Year})
}

// Balance is what was emitted, removed and bought in one year.
type Balance struct {
	Actual                   // gross
	Removals Maybe[ghg.CO2e] // durable removals that are the company's to count; undefined if not reported
	Credits  ghg.CO2e        // bought beyond the value chain; shown, never subtracted
}

// NetZeroRow is one year of a net-zero target.
type NetZeroRow struct {
	Year     int
	Gross    ghg.CO2e
	Removals Maybe[ghg.CO2e]
	Net      Maybe[ghg.CO2e]        // gross − removals; undefined without removals
	Credits  ghg.CO2e               // not in the net
	Share    Maybe[decimal.Decimal] // gross ÷ base year
	Due      bool                   // the year is the target's or later
	Residual bool                   // gross ≤ residual share × base year
	Neutral  bool                   // net ≤ 0
	Met      Maybe[bool]            // residual and neutral; undefined before the target's year
}

// Track returns the reported years in order. The errors are those of [Absolute.Track], and removals or credits below
// zero.
func (n NetZero) Track(balances []Balance) ([]NetZeroRow, error) {
	if err := n.Check(); err != nil {
		return nil, err
	}
	plain := make([]Actual, 0, len(balances))
	for _, b := range balances {
		plain = append(plain, b.Actual)
		removals, _ := b.Removals.Get()
		if removals.IsNegative() || b.Credits.IsNegative() {
			return nil, &ghg.FieldError{Field: "removals and credits of " + strconv.Itoa(b.Year), Value: removals.String() + ", " + b.Credits.String(), Want: "amounts of zero or more", Err: ghg.ErrNegative}
		}
	}
	if _, err := n.Base.sorted(plain); err != nil {
		return nil, err
	}
	ordered := slices.Clone(balances)
	slices.SortFunc(ordered, func(x, y Balance) int { return x.Year - y.Year })
	rows := make([]NetZeroRow, 0, len(ordered))
	for _, b := range ordered {
		rows = append(rows, n.row(b))
	}
	return rows, nil
}

func (n NetZero) row(b Balance) NetZeroRow {
	r := NetZeroRow{
		Year: b.Year, Gross: b.Emissions, Removals: b.Removals, Credits: b.Credits, Due: b.Year >= n.Year,
		Net:   None[ghg.CO2e]("removals were not reported"),
		Share: ratio(b.Emissions.Kg(), n.Base.Emissions.Kg(), "the base-year emissions are zero"),
		Met:   None[bool]("the year is before " + strconv.Itoa(n.Year)),
	}
	r.Residual = b.Emissions.Cmp(n.Base.Emissions.Scale(n.Residual)) <= 0
	if removals, ok := b.Removals.Get(); ok {
		net := b.Emissions.Sub(removals)
		r.Net, r.Neutral = Some(net), net.Cmp(ghg.CO2e{}) <= 0
	}
	if r.Due {
		r.Met = Some(r.Residual && r.Neutral)
	}
	return r
}
