package baseyear

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/targets"
)

// Version is a version of a base year and what its figures were calculated by.
type Version struct {
	ID          string             `json:"id"`               // such as "2024 restatement"
	Year        int                `json:"year"`             // fiscal year as the company labels it: 2020 for FY2020
	Period      ghg.Period         `json:"period"`           // dates of the year, twelve months
	Inventory   string             `json:"inventory"`        // what the figures are of: a document, or the digest of an inventory
	Reason      string             `json:"reason,omitempty"` // for the version, such as "acquisition of C"; optional for the first
	Created     ghg.Date           `json:"created"`
	FactorsLock string             `json:"factors_lock,omitempty"` // digest of the factors' lock; "" without factors at hand
	GWP         string             `json:"gwp"`                    // such as "AR5"
	Approach    inventory.Approach `json:"approach"`
	Scope2      ghg.Accounting     `json:"scope_2"` // of every figure of scope 2 in the series
}

func (v Version) check() error {
	field := "base-year version " + input.Quote(v.ID)
	if v.ID == "" || v.Inventory == "" || v.GWP == "" || !v.Created.Valid() {
		return &ghg.FieldError{Field: field, Want: "an id, an inventory, a GWP set and the date on which it was created", Err: ghg.ErrMissing}
	}
	if v.Scope2 != ghg.LocationBased && v.Scope2 != ghg.MarketBased {
		return &ghg.FieldError{Field: "method of scope 2 of " + field, Value: v.Scope2.String(), Want: "location-based or market-based", Err: ghg.ErrMissing}
	}
	if _, err := v.Approach.MarshalText(); err != nil {
		return err
	}
	if v.Period.IsZero() {
		return &ghg.FieldError{Field: "period of " + field, Want: "the dates of the base year", Err: ghg.ErrMissing}
	}
	// The year and the twelve months are those of a base year of a target.
	one, err := ghg.KgCO2e(unit)
	if err != nil {
		return err
	}
	return targets.Base{Year: v.Year, Period: v.Period, Emissions: one}.Check()
}

// Status is what the figures of a year are. The zero Status is invalid.
type Status uint8

// The statuses.
const (
	AsReported      Status = iota + 1 // and comparable with the version: nothing changed
	Recalculated                      // by the events of the version
	NotRecalculated                   // as reported: an event changed the year, and no delta was stated
	Impossible                        // as reported: an event changed the year, and there are no data
)

var statuses = vocabulary.New[Status]("status of a year", "as reported", "recalculated", "as reported, not recalculated", "as reported, recalculation not possible")

// String returns the status in words, such as "recalculated".
func (s Status) String() string { return statuses.String(s) }

// MarshalText returns what String returns. The zero Status is an error.
func (s Status) MarshalText() ([]byte, error) { return statuses.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *Status) UnmarshalText(text []byte) error { return statuses.Unmarshal(s, text) }

// Comparable reports whether figures of the status may be compared with the base year of their version.
func (s Status) Comparable() bool { return s == AsReported || s == Recalculated }

// Year is the figures of a year.
type Year struct {
	Year    int      `json:"year"`
	Figures []Figure `json:"figures"` // each scope, and of scope 3 each category or the whole, once
	Status  Status   `json:"status"`
	Reason  string   `json:"reason,omitempty"` // of NotRecalculated and Impossible: which event, and why
}

// total adds up all figures.
func (y Year) total() ghg.CO2e {
	var sum ghg.CO2e
	for _, f := range y.Figures {
		sum = sum.Add(f.CO2e)
	}
	return sum
}

func (y Year) clone() Year {
	y.Figures = slices.Clone(y.Figures)
	return y
}

func (y Year) check(v Version) error {
	field := "figure of " + strconv.Itoa(y.Year)
	if len(y.Figures) == 0 {
		return &ghg.FieldError{Field: field, Want: "at least one", Err: ghg.ErrMissing}
	}
	if err := statuses.Check(y.Status); err != nil {
		return err
	}
	for i, f := range y.Figures {
		if err := f.check(field, v.Scope2); err != nil {
			return err
		}
		if f.CO2e.IsNegative() {
			return &ghg.FieldError{Field: field, Value: f.CO2e.String(), Want: "gross emissions, without removals or credits", Err: ghg.ErrNegative}
		}
		for _, g := range y.Figures[:i] {
			if g.Scope == f.Scope && (g.Category == f.Category || g.Category == 0 || f.Category == 0) {
				return &ghg.FieldError{Field: field, Value: f.Scope.String(), Want: "each scope once, and scope 3 as a whole or by category", Err: ghg.ErrMixed}
			}
		}
	}
	return nil
}

// YearOf returns the figures of an inventory, as reported: scopes 1 and 2 and every category of scope 3 that it has. A scope
// or category that it lacks is left out; whoever asks for it later gets an error. The year is that of the fiscal year as the
// company labels it.
func YearOf(inv *inventory.Inventory, year int, scope2 ghg.Accounting) (Year, error) {
	y := Year{Year: year, Status: AsReported}
	if inv == nil {
		return y, &ghg.FieldError{Field: "inventory", Value: "nil", Want: "an inventory", Err: ghg.ErrMissing}
	}
	if _, err := inv.Partial(scope2); err != nil {
		return y, err
	}
	add := func(f Figure, err error) error {
		if err == nil {
			y.Figures = append(y.Figures, f)
		} else if !errors.Is(err, ghg.ErrMissing) {
			return err
		}
		return nil
	}
	for _, s := range []ghg.Scope{ghg.Scope1, ghg.Scope2} {
		co2e, err := inv.Scope(s, scope2)
		f := Figure{Scope: s, CO2e: co2e}
		if s == ghg.Scope2 {
			f.Accounting = scope2
		}
		if err := add(f, err); err != nil {
			return y, err
		}
	}
	for c := ghg.PurchasedGoodsAndServices; c.Valid(); c++ {
		co2e, err := inv.Category(c)
		if err := add(Figure{Scope: ghg.Scope3, Category: c, CO2e: co2e}, err); err != nil {
			return y, err
		}
	}
	if len(y.Figures) == 0 {
		return y, &ghg.FieldError{Field: "inventory of " + strconv.Itoa(year), Want: "at least one scope", Err: ghg.ErrMissing}
	}
	return y, nil
}

// Series are the figures of one version: of its base year and of later years, in order.
type Series struct {
	Version Version `json:"version"`
	Years   []Year  `json:"years"`
}

// Check returns an error unless the version is whole, the first year is the base year with emissions above zero, and every
// year comes after the one before with each figure once, by the version's method of scope 2.
func (s Series) Check() error {
	if err := s.Version.check(); err != nil {
		return err
	}
	if len(s.Years) == 0 || s.Years[0].Year != s.Version.Year {
		return &ghg.FieldError{Field: "years of version " + input.Quote(s.Version.ID), Want: "the base year " + strconv.Itoa(s.Version.Year) + " first", Err: ghg.ErrMissing}
	}
	for i, y := range s.Years {
		if i > 0 && y.Year <= s.Years[i-1].Year || y.Year > s.Version.Year+maxYears {
			return &ghg.FieldError{Field: "year", Value: strconv.Itoa(y.Year), Want: "each year once, in order", Err: ghg.ErrMixed}
		}
		if err := y.check(s.Version); err != nil {
			return err
		}
	}
	if s.Years[0].total().IsZero() {
		return &ghg.FieldError{Field: "base-year emissions", Value: "0 kg CO2e", Want: "emissions above zero", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// maxYears is the most years from a base year to the last of its series: more are taken for errors.
const maxYears = 200

func (s Series) clone() Series {
	s.Years = slices.Clone(s.Years)
	for i := range s.Years {
		s.Years[i] = s.Years[i].clone()
	}
	return s
}

// year returns the figures of a year.
func (s Series) year(year int) (Year, bool) {
	i := slices.IndexFunc(s.Years, func(y Year) bool { return y.Year == year })
	if i < 0 {
		return Year{}, false
	}
	return s.Years[i], true
}

// Totals returns the figures of one year for package targets, or an error if the series does not have the year. A scope or
// category without a figure is an error there.
func (s Series) Totals(year int) (targets.Totals, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	y, is := s.year(year)
	if !is {
		return nil, &ghg.FieldError{Field: "year", Value: strconv.Itoa(year), Want: "a year of version " + input.Quote(s.Version.ID), Err: ghg.ErrUnknown}
	}
	return totals{s.Version, y.clone()}, nil
}

// totals is a year with its dates.
type totals struct {
	version Version
	year    Year
}

func (t totals) Period() ghg.Period { return t.version.Period.Shift(t.year.Year - t.version.Year) }

func (t totals) Scope(s ghg.Scope, a ghg.Accounting) (ghg.CO2e, error) {
	if s == ghg.Scope2 && a != t.version.Scope2 {
		return ghg.CO2e{}, &ghg.FieldError{Field: "method of scope 2", Value: a.String(), Want: "that of the version, " + t.version.Scope2.String(), Err: ghg.ErrMixed}
	}
	return t.sum(s.String(), func(f Figure) bool { return f.Scope == s })
}

func (t totals) Category(c ghg.Category) (ghg.CO2e, error) {
	return t.sum(c.String(), func(f Figure) bool { return f.Scope == ghg.Scope3 && f.Category == c })
}

func (t totals) sum(name string, keep func(Figure) bool) (sum ghg.CO2e, err error) {
	n := 0
	for _, f := range t.year.Figures {
		if keep(f) {
			sum, n = sum.Add(f.CO2e), n+1
		}
	}
	if n == 0 {
		return sum, &ghg.FieldError{Field: name + " in " + strconv.Itoa(t.year.Year), Want: "a figure: what is missing is not zero", Err: ghg.ErrMissing}
	}
	return sum, nil
}

// ErrNotPossible is the kind of error of a base year that could not be recalculated.
var ErrNotPossible = errors.New("no data to recalculate")

// accounting returns the method of scope 2 of what a target covers, zero if it does not cover scope 2.
func (s Series) accounting(c targets.Covered) ghg.Accounting {
	if slices.Contains(c.Scopes, ghg.Scope2) {
		return s.Version.Scope2
	}
	return 0
}

// Base returns the base year of a target that covers some of the figures. A base year that an event changed and that could
// not be recalculated is an error that wraps [ErrNotPossible] and names the first year that may take its place.
func (s Series) Base(c targets.Covered) (targets.Base, error) {
	t, err := s.Totals(s.Version.Year)
	if err != nil {
		return targets.Base{}, err
	}
	if y := s.Years[0]; !y.Status.Comparable() {
		want := "a recalculated base year; no year of the series may take its place"
		if first, is := s.FirstPossible(); is {
			want = "a recalculated base year, or " + strconv.Itoa(first) + ", the first year with data, as the base year"
		}
		return targets.Base{}, &ghg.FieldError{Field: "base year " + strconv.Itoa(y.Year), Value: y.Reason, Want: want, Err: ErrNotPossible}
	}
	b, err := targets.BaseOf(t, s.Version.Year, c, s.accounting(c))
	b.Version = s.Version.ID
	return b, err
}

// FirstPossible returns the first year that is comparable with all later ones, and whether there is one.
func (s Series) FirstPossible() (int, bool) {
	first, is := 0, false
	for _, y := range slices.Backward(s.Years) {
		if !y.Status.Comparable() {
			break
		}
		first, is = y.Year, true
	}
	return first, is
}

// Actuals returns the comparable years for the progress of a target against this version and no other. Years that could not be
// recalculated are left out, so that the progress shows them as missing.
func (s Series) Actuals(c targets.Covered) ([]targets.Actual, error) {
	b, err := s.Base(c)
	if err != nil {
		return nil, err
	}
	var years []targets.Totals
	for _, y := range s.Years {
		if y.Status.Comparable() {
			years = append(years, totals{s.Version, y})
		}
	}
	return b.Actuals(c, years...)
}

// Sum returns the emissions of the years from first to last together. A year that is missing or not comparable is an error: a
// sum without it is not a smaller one.
func (s Series) Sum(c targets.Covered, first, last int) (ghg.CO2e, error) {
	actuals, err := s.Actuals(c)
	if err != nil {
		return ghg.CO2e{}, err
	}
	if first > last || last > s.Version.Year+maxYears {
		return ghg.CO2e{}, &ghg.FieldError{Field: "years", Value: fmt.Sprintf("%d to %d", first, last), Want: "years of the series, in order", Err: ghg.ErrOutOfRange}
	}
	var sum ghg.CO2e
	for year := first; year <= last; year++ {
		i := slices.IndexFunc(actuals, func(a targets.Actual) bool { return a.Year == year })
		if i < 0 {
			return ghg.CO2e{}, &ghg.FieldError{Field: "emissions of " + strconv.Itoa(year), Want: "a comparable figure for each year of a sum", Err: ghg.ErrMissing}
		}
		sum = sum.Add(actuals[i].Emissions)
	}
	return sum, nil
}

// History is the series of all versions of one base year, the oldest first. Old versions stay as they were.
type History []Series

// Check returns an error unless every series is valid and their versions are a [targets.BaseHistory]: of one year, with
// different ids, ascending dates and, after the first, a reason.
func (h History) Check() error {
	list := make(targets.BaseHistory, 0, len(h))
	for _, s := range h {
		if err := s.Check(); err != nil {
			return err
		}
		list = append(list, targets.BaseVersion{
			Base: targets.Base{Year: s.Version.Year, Period: s.Version.Period, Emissions: s.Years[0].total(), Version: s.Version.ID},
			Date: s.Version.Created, Reason: s.Version.Reason, Factors: s.Version.FactorsLock,
		})
	}
	return list.Check()
}

// With returns the history with one more version. The history itself does not change.
func (h History) With(s Series) (History, error) {
	all := make(History, 0, len(h)+1)
	for _, old := range h {
		all = append(all, old.clone())
	}
	all = append(all, s.clone())
	return all, all.Check()
}

// Version returns the series of a version.
func (h History) Version(id string) (Series, error) {
	for _, s := range h {
		if s.Version.ID == id {
			return s.clone(), nil
		}
	}
	return Series{}, &ghg.FieldError{Field: "base-year version", Value: id, Want: "one of the history", Err: ghg.ErrUnknown}
}
