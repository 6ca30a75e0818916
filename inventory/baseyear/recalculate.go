package baseyear

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/shopspring/decimal"
)

// Recalculation is a series as reported and recalculated, side by side.
type Recalculation struct {
	Old, New Series
	Rows     []Row // every year of the series
}

// Row is the total of one year in both series.
type Row struct {
	Year         int
	Reported     ghg.CO2e // in the old series
	Recalculated ghg.CO2e // in the new one; the same as Reported unless the status says so
	Change       ghg.CO2e // Recalculated − Reported
	Status       Status
	Reason       string
}

// Recalculate applies events to a series and returns the series of a new version beside it. year is that of the report: a
// change within it is recalculated by the timing.
//
//	before the year of the change:  figure + Δ                      (pro-rata, in the report of that year: + Δ × share)
//	in the year of the change:      figure + Δ                      (pro-rata: + Δ × share)
//	   figures that hold the event: figure + Δ × (1 − share)        (pro-rata: unchanged)
//	later:                          figure + Δ, or unchanged if the figures hold the event
//
// share is the days from the effective date on ÷ the days of the year. A product with a share that does not terminate is
// rounded once, to 34 significant digits. An event whose entity did not exist in the base year changes only years for which
// it states a delta. A later year for which an event states none stays as reported as a whole, and says so.
//
// Begin with the series as reported and all events since: in the report after that of the change, pro-rata adds the whole
// Δ to it, not the rest to the series that was recalculated before.
//
// These are errors: a new version for another year or period, by another method of scope 2, with the id of the old one, an
// earlier date or no reason; an event of a kind that never counts, or in effect after the year of the report; a year of the
// series after it; a figure below zero.
func Recalculate(old Series, version Version, timing Timing, year int, events ...Event) (Recalculation, error) {
	if err := checkRecalculation(old, version, timing, year, events); err != nil {
		return Recalculation{}, err
	}
	r := Recalculation{Old: old.clone(), New: Series{Version: version}}
	for _, y := range old.Years {
		next, err := recalculated(y, version, timing, year, events)
		if err != nil {
			return Recalculation{}, err
		}
		r.New.Years = append(r.New.Years, next)
		before, after := y.total(), next.total()
		r.Rows = append(r.Rows, Row{y.Year, before, after, after.Sub(before), next.Status, next.Reason})
	}
	return r, r.New.Check()
}

func checkRecalculation(old Series, v Version, timing Timing, year int, events []Event) error {
	if err := old.Check(); err != nil {
		return err
	}
	if err := v.check(); err != nil {
		return err
	}
	if err := timings.Check(timing); err != nil {
		return err
	}
	field, was := "new version "+input.Quote(v.ID), old.Version
	switch {
	case v.Year != was.Year || !v.Period.Same(was.Period) || v.Scope2 != was.Scope2:
		return &ghg.FieldError{Field: field, Value: strconv.Itoa(v.Year) + ", " + v.Scope2.String(), Want: "the base year, dates and method of scope 2 of the old version", Err: ghg.ErrMixed}
	case v.ID == was.ID || v.Reason == "" || !was.Created.Before(v.Created):
		return &ghg.FieldError{Field: field, Want: "a reason, an id other than that of the old version and a later date", Err: ghg.ErrMissing}
	case old.Years[len(old.Years)-1].Year > year || year > was.Year+maxYears:
		return &ghg.FieldError{Field: "year of the report", Value: strconv.Itoa(year), Want: "the last year of the series, or a later one", Err: ghg.ErrOutOfRange}
	}
	if err := checkEvents(old, events); err != nil {
		return err
	}
	for _, e := range events {
		if !e.Kind.Counts() {
			return &ghg.FieldError{Field: "event " + input.Quote(e.ID), Value: e.Kind.String(), Want: "an event that counts: a target measures this one", Err: ghg.ErrMixed}
		}
		if !e.Effective.Before(v.periodOf(year).End) {
			return &ghg.FieldError{Field: "effective date of event " + input.Quote(e.ID), Value: e.Effective.String(), Want: "a day before the end of the year of the report, " + strconv.Itoa(year), Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// periodOf returns the dates of a fiscal year.
func (v Version) periodOf(year int) ghg.Period { return v.Period.Shift(year - v.Year) }

// recalculated returns a year with the events.
func recalculated(y Year, v Version, timing Timing, report int, events []Event) (Year, error) {
	next := y.clone()
	if !y.Status.Comparable() {
		return next, nil // an earlier event is not in it
	}
	for _, e := range events {
		num, den := e.part(v, timing, report, y.Year)
		if num == 0 {
			continue
		}
		deltas, reason := e.of(y.Year), e.notPossible(y.Year)
		switch {
		case reason != "":
			return y.unchanged(Impossible, e, reason), nil
		case len(deltas) == 0 && e.absentIn(v, y.Year):
			continue
		case len(deltas) == 0:
			return y.unchanged(NotRecalculated, e, "no delta is stated for the year"), nil
		}
		for _, delta := range deltas {
			if err := next.add(delta.Figure, num, den); err != nil {
				return y, err
			}
		}
		next.Status = Recalculated
	}
	slices.SortFunc(next.Figures, func(a, b Figure) int {
		return cmp.Or(cmp.Compare(a.Scope, b.Scope), cmp.Compare(a.Category, b.Category))
	})
	return next, nil
}

// unchanged returns the year as reported, with the reason for which an event is not in it.
func (y Year) unchanged(s Status, e Event, reason string) Year {
	y = y.clone()
	y.Status, y.Reason = s, e.ID+": "+reason
	return y
}

// absentIn reports whether the entity did not exist in a year.
func (e Event) absentIn(v Version, year int) bool {
	return !e.ExistedFrom.IsZero() && !e.ExistedFrom.Before(v.periodOf(year).End)
}

// part returns the part of an event's delta that is added to a year, as a fraction.
func (e Event) part(v Version, timing Timing, report, year int) (num, den int64) {
	at := v.Year
	for at < report && !e.Effective.Before(v.periodOf(at).End) {
		at++
	}
	changed := v.periodOf(at)
	days := int64(changed.Days())
	after := min(int64(e.Effective.DaysUntil(changed.End)), days)
	switch {
	case year > at && e.InFigures, year == at && e.InFigures && timing == ProRata:
		return 0, 1
	case year > at:
		return 1, 1
	case year == at && e.InFigures:
		return days - after, days
	case timing == ProRata && (year == at || report == at):
		return after, days
	}
	return 1, 1
}

// add adds a fraction of a delta to the figures.
func (y *Year) add(f Figure, num, den int64) error {
	kg, err := dec.Quo(f.CO2e.Kg().Mul(decimal.NewFromInt(num)), decimal.NewFromInt(den))
	if err != nil {
		return err
	}
	if num == den {
		kg = f.CO2e.Kg() // exact, however long
	}
	if f.CO2e, err = ghg.KgCO2e(kg); err != nil {
		return err
	}
	if i := slices.IndexFunc(y.Figures, func(g Figure) bool { return g.place() == f.place() }); i >= 0 {
		y.Figures[i].CO2e = y.Figures[i].CO2e.Add(f.CO2e)
	} else {
		y.Figures = append(y.Figures, f)
	}
	return nil
}
