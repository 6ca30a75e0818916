package targets

import (
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/shopspring/decimal"
)

// BaseVersion is a base year as it stood from a day on, and why.
type BaseVersion struct {
	Base    Base     // its Version names this version
	Date    ghg.Date // from which it is in force
	Reason  string   // such as "acquisition of C; category 1 factors revised"
	Factors string   // the factor set's name or digest; optional
}

// BaseHistory is the versions of one base year. Progress is reported against one of them, never across.
type BaseHistory []BaseVersion

// Check returns an error unless there is a version, all are of one base year, each has a date later than the one before,
// a version name of its own, and each but the first a reason.
func (h BaseHistory) Check() error {
	if len(h) == 0 {
		return &ghg.FieldError{Field: "base-year history", Want: "one version or more", Err: ghg.ErrMissing}
	}
	for i, v := range h {
		if err := v.Base.Check(); err != nil {
			return err
		}
		field := "base-year version " + strconv.Quote(v.Base.Version)
		if v.Base.Version == "" || !v.Date.Valid() || (i > 0 && v.Reason == "") {
			return &ghg.FieldError{Field: field, Want: "a name, a date and, after the first, a reason", Err: ghg.ErrMissing}
		}
		if slices.ContainsFunc(h[:i], func(w BaseVersion) bool { return w.Base.Version == v.Base.Version }) {
			return &ghg.FieldError{Field: field, Value: v.Base.Version, Want: "a name of its own", Err: ghg.ErrMixed}
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

// InForce returns the version in force on a day.
func (h BaseHistory) InForce(day ghg.Date) (BaseVersion, error) {
	if err := h.Check(); err != nil {
		return BaseVersion{}, err
	}
	for i := len(h) - 1; i >= 0; i-- {
		if !day.Before(h[i].Date) {
			return h[i], nil
		}
	}
	return BaseVersion{}, &ghg.FieldError{Field: "day", Value: day.String(), Want: "the first version's date " + h[0].Date.String() + " or later", Err: ghg.ErrOutOfRange}
}

// Restatement is a target's progress by two versions of its base year, which are published side by side.
type Restatement struct {
	Old, New Progress
	Reason   string
	Change   ghg.CO2e // of the base-year emissions, new − old
	Years    []RestatedYear
}

// RestatedYear is a year that both versions report.
type RestatedYear struct {
	Year     int
	Old, New ghg.CO2e
	Change   Maybe[decimal.Decimal] // (new − old) ÷ old, a share; undefined from zero
}

// Restate tracks a target by a new version of its base year. The milestones are the same shares; every year is reported
// again, by the new version, so that no figure is compared across versions. The new version must be another version of
// the same base year and have a reason. New actuals may leave out years that were not restated: those are then missing.
func (a Absolute) Restate(old []Actual, version BaseVersion, restated []Actual) (Restatement, error) {
	if version.Base.Year != a.Base.Year {
		return Restatement{}, &ghg.FieldError{Field: "new version's base year", Value: strconv.Itoa(version.Base.Year), Want: strconv.Itoa(a.Base.Year), Err: ghg.ErrMixed}
	}
	if version.Base.Version == a.Base.Version || version.Reason == "" {
		return Restatement{}, &ghg.FieldError{Field: "new version", Value: version.Base.Version, Want: "a name other than the old version's and a reason", Err: ghg.ErrMissing}
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
		before, ok1 := row.Actual.Get()
		after, ok2 := r.New.Rows[i].Actual.Get()
		if !ok1 || !ok2 {
			continue
		}
		y := RestatedYear{Year: row.Year, Old: before, New: after}
		y.Change = ratio(after.Sub(before).Kg(), before.Kg(), "the old figure is zero")
		r.Years = append(r.Years, y)
	}
	return r, nil
}
