package targets

import (
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/shopspring/decimal"
)

// BaseVersion is a version of a base year, in force from a date.
type BaseVersion struct {
	Base    Base     // Base.Version names this version
	Date    ghg.Date // first day in force
	Reason  string   // such as "acquisition of C; category 1 factors revised"; optional for the first version
	Factors string   // name or digest of the factor set; optional
}

// BaseHistory is the versions of one base year, in order of date. Progress is reported against one version and never
// across versions.
type BaseHistory []BaseVersion

// Check returns an error unless there is at least one version, and every version has
//
//   - a valid base, for the same year as the others
//   - a name that no other version has
//   - a date after that of the version before it
//   - a reason, unless it is the first
func (h BaseHistory) Check() error {
	if len(h) == 0 {
		return &ghg.FieldError{Field: "base-year history", Want: "at least one version", Err: ghg.ErrMissing}
	}
	for i, v := range h {
		if err := v.Base.Check(); err != nil {
			return err
		}
		field := "base-year version " + input.Quote(v.Base.Version)
		if v.Base.Version == "" || !v.Date.Valid() || (i > 0 && v.Reason == "") {
			return &ghg.FieldError{Field: field, Want: "a name, a date and, after the first version, a reason", Err: ghg.ErrMissing}
		}
		if slices.ContainsFunc(h[:i], func(w BaseVersion) bool { return w.Base.Version == v.Base.Version }) {
			return &ghg.FieldError{Field: field, Value: v.Base.Version, Want: "a different name for each version", Err: ghg.ErrMixed}
		}
		if i > 0 && !h[i-1].Date.Before(v.Date) {
			return &ghg.FieldError{Field: field, Value: v.Date.String(), Want: "a date after " + h[i-1].Date.String(), Err: ghg.ErrOutOfRange}
		}
		if v.Base.Year != h[0].Base.Year {
			return &ghg.FieldError{Field: field, Value: strconv.Itoa(v.Base.Year), Want: "the base year " + strconv.Itoa(h[0].Base.Year), Err: ghg.ErrMixed}
		}
	}
	return nil
}

// InForce returns the version in force on a day. A day before the first version is an error.
func (h BaseHistory) InForce(day ghg.Date) (BaseVersion, error) {
	if err := h.Check(); err != nil {
		return BaseVersion{}, err
	}
	for i := len(h) - 1; i >= 0; i-- {
		if !day.Before(h[i].Date) {
			return h[i], nil
		}
	}
	return BaseVersion{}, &ghg.FieldError{Field: "day", Value: day.String(), Want: "the date of the first version, " + h[0].Date.String() + ", or later", Err: ghg.ErrOutOfRange}
}

// Restatement is the progress of a target against two versions of its base year, for publication side by side.
type Restatement struct {
	Old, New Progress
	Reason   string
	Change   ghg.CO2e       // of base-year emissions, new − old
	Years    []RestatedYear // reported by both versions
}

// RestatedYear is a year reported by both versions.
type RestatedYear struct {
	Year     int
	Old, New ghg.CO2e
	Change   Optional[decimal.Decimal] // (new − old) ÷ old; undefined if the old figure is zero
}

// Restate tracks a target against its base year and against a new version of it.
//
// old holds the actuals of the old version and restated those of the new one; no figure is compared across versions. The
// reductions stay the same shares. A year that was not restated is missing from the new progress.
//
// These are errors: a new version for another year, with the name of the old version or without a reason, and everything
// that [Absolute.Track] refuses.
func (a Absolute) Restate(old []Actual, version BaseVersion, restated []Actual) (Restatement, error) {
	if version.Base.Year != a.Base.Year {
		return Restatement{}, &ghg.FieldError{Field: "base year of the new version", Value: strconv.Itoa(version.Base.Year), Want: strconv.Itoa(a.Base.Year), Err: ghg.ErrMixed}
	}
	if version.Base.Version == a.Base.Version || version.Reason == "" {
		return Restatement{}, &ghg.FieldError{Field: "new version", Value: version.Base.Version, Want: "a reason and a name other than that of the old version", Err: ghg.ErrMissing}
	}
	r := Restatement{Reason: version.Reason, Change: version.Base.Emissions.Sub(a.Base.Emissions)}
	var err error
	if r.Old, err = a.Track(old); err != nil {
		return Restatement{}, err
	}
	a.Base = version.Base
	if r.New, err = a.Track(restated); err != nil {
		return Restatement{}, err
	}
	for i, row := range r.Old.Rows[:min(len(r.Old.Rows), len(r.New.Rows))] {
		before, inOld := row.Actual.Get()
		after, inNew := r.New.Rows[i].Actual.Get()
		if !inOld || !inNew {
			continue
		}
		y := RestatedYear{Year: row.Year, Old: before, New: after}
		y.Change = ratio(after.Sub(before).Kg(), before.Kg(), "the old figure is zero")
		r.Years = append(r.Years, y)
	}
	return r, nil
}
