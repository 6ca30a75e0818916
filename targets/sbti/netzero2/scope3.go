package netzero2

import (
	"fmt"
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/shopspring/decimal"
)

// Ground is why emissions of scope 3 may be left out of the targets (C14). The zero Ground is invalid.
type Ground uint8

// The grounds.
const (
	SecondHandGoods        Ground = iota + 1 // in categories 1 and 2
	MitigatedInScopes1And2                   // category 3, if targets for scopes 1 and 2 mitigate it
	EmployeeCommuting                        // category 7
	PermittedPart                            // a part of category 8, 9, 10 or 14
)

var grounds = vocabulary.New[Ground]("ground", "second-hand goods", "mitigated in scopes 1 and 2", "employee commuting", "permitted part")

// String returns "second-hand goods", "mitigated in scopes 1 and 2", "employee commuting" or "permitted part".
func (g Ground) String() string { return grounds.String(g) }

// MarshalText returns the same text as String. The zero Ground is an error.
func (g Ground) MarshalText() ([]byte, error) { return grounds.Marshal(g) }

// UnmarshalText reads the text that String returns.
func (g *Ground) UnmarshalText(text []byte) error { return grounds.Unmarshal(g, text) }

// LeaveOutRule is a ground and the categories that it holds for.
type LeaveOutRule struct {
	Ground     Ground
	Categories []ghg.Category
	PartOnly   bool // some of a category must remain
}

func leaveOutRules() []LeaveOutRule {
	return []LeaveOutRule{
		{Ground: SecondHandGoods, Categories: []ghg.Category{1, 2}},
		{Ground: MitigatedInScopes1And2, Categories: []ghg.Category{3}},
		{Ground: EmployeeCommuting, Categories: []ghg.Category{7}},
		{Ground: PermittedPart, Categories: []ghg.Category{8, 9, 10, 14}, PartOnly: true},
	}
}

// LeftOut is emissions of a category that the targets leave out.
type LeftOut struct {
	Category  ghg.Category
	Ground    Ground
	Emissions ghg.CO2e // above zero
}

// CategoryRow is one category of scope 3 and what the targets do about it. Shares are of categories 1 to 14.
type CategoryRow struct {
	Category     ghg.Category
	Emissions    ghg.CO2e
	Share        decimal.Decimal
	Required     bool // 5 % or more
	Covered      ghg.CO2e
	LeftOut      ghg.CO2e // as the standard wants it reported, in t …
	LeftOutShare decimal.Decimal
	Refused      string // why what is left out may not be; empty if it may
	Met          bool   // not required, or all of it is covered or left out on a ground
}

// Scope3Boundary returns, for the latest year, what near-term targets cover and leave out of each category from 1 to 14
// (C14). Every category with 5 % or more must be covered, in full except for what may be left out: second-hand goods in
// categories 1 and 2, category 3 if it is mitigated through scopes 1 and 2, category 7, and parts of categories 8, 9, 10
// and 14. Each is reported in tonnes and as a share. Which parts these are is in the standard and not decided here
// (unconfirmed); the whole of such a category is refused.
//
// Targets with an earlier base year count with the share of the category that they cover in it. A category without a figure
// is an error, since it is not zero.
func (e Edition) Scope3Boundary(s Submission) ([]CategoryRow, error) {
	if err := e.check(); err != nil {
		return nil, err
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	f, err := e.figures(s.latest())
	if err != nil {
		return nil, err
	}
	return e.boundary(s, f)
}

// scope3 is the emissions of categories 1 to 14 in the latest year.
type scope3 struct {
	emissions map[ghg.Category]ghg.CO2e
	all       ghg.CO2e
	required  []ghg.Category
}

// figures returns them, or an error that names the figure that is missing.
func (e Edition) figures(year Year) (scope3, error) {
	f := scope3{emissions: map[ghg.Category]ghg.CO2e{}}
	for c := ghg.PurchasedGoodsAndServices; c < ghg.Investments; c++ {
		amount, err := year.Totals.Category(c)
		if err != nil {
			return f, fmt.Errorf("inventory of %d: %s: %w", year.Year, c, err)
		}
		f.emissions[c], f.all = amount, f.all.Add(amount)
	}
	var err error
	f.required, err = e.Criteria.RequiredCategories(f.emissions)
	return f, err
}

// boundary returns the rows of a checked submission.
func (e Edition) boundary(s Submission, f scope3) ([]CategoryRow, error) {
	var rows []CategoryRow
	for c := ghg.PurchasedGoodsAndServices; c < ghg.Investments; c++ {
		row := CategoryRow{Category: c, Emissions: f.emissions[c], Required: slices.Contains(f.required, c)}
		var err error
		if row.Share, err = row.Emissions.Ratio(f.all); err != nil {
			return nil, err
		}
		if row.Covered, err = s.coveredOf(c, row.Emissions); err != nil {
			return nil, err
		}
		if err := e.leave(&row, s.LeftOut, f.all); err != nil {
			return nil, err
		}
		row.Met = row.Refused == "" && (!row.Required || row.Covered.Add(row.LeftOut).Cmp(row.Emissions) >= 0)
		rows = append(rows, row)
	}
	return rows, nil
}

func (l LeftOut) check() error {
	if err := grounds.Check(l.Ground); err != nil {
		return err
	}
	if l.Category < ghg.PurchasedGoodsAndServices || l.Category >= ghg.Investments || l.Emissions.Cmp(ghg.CO2e{}) <= 0 {
		return &ghg.FieldError{Field: "left out of " + l.Category.String(), Value: l.Emissions.String(), Want: "emissions above zero, in a category from 1 to 14", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// leave adds what is left out of a category, and why it may not be.
func (e Edition) leave(row *CategoryRow, list []LeftOut, all ghg.CO2e) error {
	for _, l := range list {
		if l.Category != row.Category {
			continue
		}
		row.LeftOut = row.LeftOut.Add(l.Emissions)
		i := slices.IndexFunc(e.LeaveOut, func(r LeaveOutRule) bool { return r.Ground == l.Ground })
		switch {
		case i < 0 || !slices.Contains(e.LeaveOut[i].Categories, l.Category):
			row.Refused = fmt.Sprintf("%s is no ground for category %d", l.Ground, row.Category)
		case e.LeaveOut[i].PartOnly && row.LeftOut.Cmp(row.Emissions) >= 0:
			row.Refused = fmt.Sprintf("only a part of category %d may be left out", row.Category)
		}
	}
	if row.LeftOut.Cmp(row.Emissions) > 0 {
		return &ghg.FieldError{Field: "left out of " + row.Category.String(), Value: row.LeftOut.String(), Want: "at most the emissions of the category, " + row.Emissions.String(), Err: ghg.ErrOutOfRange}
	}
	var err error
	row.LeftOutShare, err = row.LeftOut.Ratio(all)
	return err
}

// coveredOf returns what near-term targets cover of a category: its emissions in the latest year by the share of each target in
// what it names, at most all of them.
func (s Submission) coveredOf(c ghg.Category, emissions ghg.CO2e) (ghg.CO2e, error) {
	var covered ghg.CO2e
	for _, t := range s.of(group{NearTerm, []ghg.Scope{ghg.Scope3}}) {
		if !slices.Contains(t.Covers.Scopes, ghg.Scope3) && !slices.Contains(t.Covers.Categories, c) {
			continue
		}
		base, _ := s.year(t.Base.Year)                                   // checkTarget: it is there
		named, err := t.Covers.Emissions(base.Totals, t.Base.Accounting) // and its figures too
		if err != nil {
			return covered, err
		}
		kg, err := dec.Quo(emissions.Kg().Mul(t.Base.Emissions.Kg()), named.Kg())
		if err != nil {
			return covered, err
		}
		part, err := ghg.KgCO2e(kg)
		if err != nil {
			return covered, err
		}
		covered = covered.Add(part)
	}
	if covered.Cmp(emissions) > 0 {
		return emissions, nil
	}
	return covered, nil
}
