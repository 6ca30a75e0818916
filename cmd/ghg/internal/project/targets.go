package project

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/targets"
)

// Files of targets and of the years that were reported before.
const (
	TargetsFile = "targets.csv"
	HistoryFile = "history.csv"
)

// Target is a target of targets.csv, with the years of history.csv.
//
// A line of targets.csv is a milestone: name, covers, accounting, base_year, base, year and reduction. Lines of one name are
// one target. What a target covers is a list such as "1+2" or "1+2+3.1+3.11"; base is emissions, "327 kt CO2e"; a reduction
// is a share, 0.5 for half. A line of history.csv is a reported year of one target: name, year and emissions.
type Target struct {
	Absolute targets.Absolute
	Covered  targets.Covered
	History  []targets.Actual
}

// Tracking is a target with the years up to the project's.
type Tracking struct {
	Target   Target
	Progress targets.Progress // of the reported years, and of this one unless it is withheld; zero if there are no years
	Withheld error            // why the project's year has no figure; nil if it has one
}

// milestoneRow is a line of targets.csv.
type milestoneRow struct {
	Name       string          `csv:"name"`
	Covers     string          `csv:"covers"`
	Accounting string          `csv:"accounting,omitempty"`
	BaseYear   int             `csv:"base_year"`
	Base       ghg.CO2e        `csv:"base"`
	Year       int             `csv:"year"`
	Reduction  decimal.Decimal `csv:"reduction"`
}

// historyRow is a line of history.csv.
type historyRow struct {
	Name      string   `csv:"name"`
	Year      int      `csv:"year"`
	Emissions ghg.CO2e `csv:"emissions"`
	Source    string   `csv:"source,omitempty"`
}

// Targets reads the targets, in the order of the file. A project without targets.csv has none.
func (p *Project) Targets() ([]Target, error) {
	list, err := p.readTargets()
	return list, p.within(err)
}

func (p *Project) readTargets() ([]Target, error) {
	rows, err := readTable[milestoneRow](p, TargetsFile)
	if err != nil || rows == nil {
		return nil, err
	}
	var list []Target
	first := map[string]milestoneRow{}
	for _, row := range rows {
		t, err := row.target()
		if err != nil {
			return nil, fmt.Errorf("%s: target %s: %w", TargetsFile, input.Quote(row.Name), err)
		}
		before, known := first[row.Name]
		if !known {
			first[row.Name] = row
			list = append(list, t)
		} else if !row.continues(before) {
			return nil, fmt.Errorf("%s: target %s: %w: want the same base and cover in all lines of a target", TargetsFile, input.Quote(row.Name), ghg.ErrMixed)
		}
		of := &list[slices.IndexFunc(list, func(o Target) bool { return o.Absolute.Name == row.Name })]
		of.Absolute.Milestones = append(of.Absolute.Milestones, targets.Milestone{Year: row.Year, Reduction: row.Reduction})
	}
	return list, p.addHistory(list)
}

// continues reports whether a line is another milestone of the same target.
func (r milestoneRow) continues(o milestoneRow) bool {
	return r.Covers == o.Covers && r.Accounting == o.Accounting && r.BaseYear == o.BaseYear && r.Base.Kg().Equal(o.Base.Kg())
}

// target returns the target of a line, without its milestone.
func (r milestoneRow) target() (Target, error) {
	var t Target
	for part := range strings.SplitSeq(r.Covers, "+") {
		if err := t.cover(strings.TrimSpace(part)); err != nil {
			return t, err
		}
	}
	t.Absolute = targets.Absolute{Name: r.Name, Base: targets.Base{Year: r.BaseYear, Emissions: r.Base}}
	if r.Accounting != "" {
		if err := t.Absolute.Base.Accounting.UnmarshalText([]byte(r.Accounting)); err != nil {
			return t, err
		}
	}
	return t, t.Covered.Check()
}

// cover adds "1", "3" or "3.11" to what a target covers.
func (t *Target) cover(part string) error {
	scope, category, divided := strings.Cut(part, ".")
	s, err := strconv.ParseUint(scope, 10, 8)
	if err != nil || s < 1 || s > 3 || divided && s != 3 {
		return errCovers(part)
	}
	if !divided {
		t.Covered.Scopes = append(t.Covered.Scopes, ghg.Scope(s))
		return nil
	}
	c, err := strconv.ParseUint(category, 10, 8)
	if err != nil {
		return errCovers(part)
	}
	t.Covered.Categories = append(t.Covered.Categories, ghg.Category(c))
	return nil
}

func errCovers(part string) error {
	return &ghg.FieldError{Field: "covers", Value: part, Want: `scopes and categories, such as "1+2" or "1+2+3.1"`, Err: ghg.ErrUnknown}
}

// addHistory gives every target its reported years.
func (p *Project) addHistory(list []Target) error {
	rows, err := readTable[historyRow](p, HistoryFile)
	if err != nil {
		return err
	}
	for _, row := range rows {
		at := slices.IndexFunc(list, func(t Target) bool { return t.Absolute.Name == row.Name })
		if at < 0 {
			return fmt.Errorf("%s: %w", HistoryFile, &ghg.FieldError{Field: "name", Value: row.Name, Want: "the name of a target of " + TargetsFile, Err: ghg.ErrUnknown})
		}
		t := &list[at]
		t.History = append(t.History, targets.Actual{Year: row.Year, Emissions: row.Emissions, Accounting: t.Absolute.Base.Accounting})
	}
	return nil
}

// Track compares every target with the reported years and with the inventory. A year whose figure the inventory withholds is
// left out, and the reason given.
func (p *Project) Track(inv *inventory.Inventory) ([]Tracking, error) {
	all, err := p.trackAll(inv)
	return all, p.within(err)
}

func (p *Project) trackAll(inv *inventory.Inventory) ([]Tracking, error) {
	list, err := p.Targets()
	if err != nil || len(list) == 0 {
		return nil, err
	}
	if p.config.Targets == nil || p.config.Targets.Year == 0 {
		return nil, &ConfigError{File: ConfigFile, Err: &ghg.FieldError{
			Field: "targets.year", Want: "the year of " + TargetsFile + " that the period is, such as 2023", Err: ghg.ErrMissing,
		}}
	}
	var all []Tracking
	for _, t := range list {
		of, err := t.track(inv, p.config.Targets.Year)
		if err != nil {
			return nil, fmt.Errorf("%s: target %s: %w", TargetsFile, input.Quote(t.Absolute.Name), err)
		}
		all = append(all, of)
	}
	return all, nil
}

// track compares one target.
func (t Target) track(inv *inventory.Inventory, year int) (Tracking, error) {
	of := Tracking{Target: t}
	years := slices.Clone(t.History)
	total, err := t.Covered.Emissions(inv, t.Absolute.Base.Accounting)
	var incomplete *inventory.IncompleteError
	switch {
	case errors.As(err, &incomplete):
		of.Withheld = err
	case err != nil:
		return of, err
	default:
		years = append(years, targets.Actual{Year: year, Emissions: total, Accounting: t.Absolute.Base.Accounting})
	}
	if len(years) == 0 {
		return of, t.Absolute.Check()
	}
	of.Progress, err = t.Absolute.Track(years)
	return of, err
}

// readTable reads a CSV file of the project; nil if it is not there.
func readTable[T any](p *Project, file string) ([]T, error) {
	f, err := p.files.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return activity.ReadSheet[T](f, file)
}
