package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/targets"
)

// Names of the files of a project's targets.
const (
	targetsFile = "targets.csv"
	historyFile = "history.csv"
)

// targets tracks a project against its targets.
func (a *app) targets() *cobra.Command {
	var as *format
	cmd := &cobra.Command{
		Use:   "targets DIR",
		Short: "Track a project against its reduction targets",
		Long: `Targets compares the reported years with the targets of the project folder DIR, and the inventory of this year, which it
calculates. It writes no files.

  targets.csv  name,scopes,method,base_year,target_year,reduction
               one row for each milestone; scopes are "1", "1+2" or "1+2+3"; method is that of scope 2, market-based or
               location-based, and empty without scope 2; the reduction is a share of the base year: 0.42 is 42 %
  history.csv  year,scope,method,t
               the years already reported, in tonnes of CO2e: a row for each scope, of scope 2 for each method

Which year of these the project is, [targets] year of ghg.toml says; without it, that of a period that is a calendar year.
A year that lacks a scope of a target is a gap: nothing is interpolated.`,
		Example: `  ghg targets acme
  ghg targets acme -o csv`,
		Args: oneArg("DIR"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.runTargets(cmd.Context(), args[0], as) },
	}
	as = formats(cmd, formatTable, formatCSV, formatJSON)
	return cmd
}

// targetRow is a milestone of a target.
type targetRow struct {
	Name      string          `csv:"name"`
	Scopes    string          `csv:"scopes"`
	Method    ghg.Accounting  `csv:"method,omitempty"`
	Base      int             `csv:"base_year"`
	Year      int             `csv:"target_year"`
	Reduction decimal.Decimal `csv:"reduction"`
}

// historyRow is a reported figure.
type historyRow struct {
	Year   int             `csv:"year"`
	Scope  int             `csv:"scope"`
	Method ghg.Accounting  `csv:"method,omitempty"`
	Tonnes decimal.Decimal `csv:"t"`
}

// reportedYear is what was reported of a year. It is the Totals of targets.
type reportedYear map[figureOf]ghg.CO2e

type figureOf struct {
	scope      ghg.Scope
	accounting ghg.Accounting
}

var errNotReported = errors.New("not reported")

func (y reportedYear) Period() ghg.Period { return ghg.Period{} }

func (y reportedYear) Scope(s ghg.Scope, a ghg.Accounting) (ghg.CO2e, error) {
	if s != ghg.Scope2 {
		a = 0
	}
	c, ok := y[figureOf{s, a}]
	if !ok {
		return c, errNotReported
	}
	return c, nil
}

func (y reportedYear) Category(ghg.Category) (ghg.CO2e, error) { return ghg.CO2e{}, errNotReported }

func (a *app) runTargets(ctx context.Context, dir string, as *format) error {
	p, err := project.Open(dir)
	if err != nil {
		return plain(err)
	}
	rows, err := rowsOf[targetRow](dir, targetsFile)
	if err != nil {
		return err
	}
	years, err := historyAt(dir)
	if err != nil {
		return err
	}
	year, err := targetYear(p)
	if err != nil {
		return err
	}
	if _, twice := years[year]; twice {
		return fmt.Errorf("%s: %d is the year of the project, which is calculated: want the years before it", filepath.Join(dir, historyFile), year)
	}
	inv, err := p.Run(ctx, project.Options{})
	if err != nil {
		return err
	}
	totals := map[int]targets.Totals{year: inv}
	for y, reported := range years {
		totals[y] = reported
	}
	t := &table{columns: []string{"target", "year", "allowed_t", "actual_t", "reduction", "ratio_to_path", "status"}}
	for i, name := range namesOf(rows) {
		progress, err := track(name, rows, totals)
		if err != nil {
			return fmt.Errorf("%s: target %s: %w", filepath.Join(dir, targetsFile), input.Quote(name), err)
		}
		if as.name == formatTable {
			if i > 0 {
				fmt.Fprintln(a.Out)
			}
			fmt.Fprint(a.Out, progress)
			continue
		}
		addProgress(t, name, progress)
	}
	if as.name == formatTable {
		return nil
	}
	return a.print(t, as.name)
}

// rowsOf reads a sheet of a project.
func rowsOf[T any](dir, file string) ([]T, error) {
	name := filepath.Join(dir, file)
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no such file: \"ghg help targets\" says what it holds", name)
	}
	if err != nil {
		return nil, plain(err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	return activity.ReadSheet[T](io.Reader(f), name)
}

// historyAt reads the years already reported.
func historyAt(dir string) (map[int]reportedYear, error) {
	rows, err := rowsOf[historyRow](dir, historyFile)
	if err != nil {
		return nil, err
	}
	years := map[int]reportedYear{}
	for _, row := range rows {
		refuse := func(want string) error {
			return fmt.Errorf("%s: %d, scope %d: want %s", filepath.Join(dir, historyFile), row.Year, row.Scope, want)
		}
		of := figureOf{ghg.Scope(row.Scope), row.Method} //nolint:gosec // checked next
		switch {
		case row.Scope < 1 || row.Scope > 3:
			return nil, refuse("scope 1, 2 or 3")
		case (of.scope == ghg.Scope2) != (row.Method != 0):
			return nil, refuse("a method for scope 2, and for no other scope")
		}
		c, err := ghg.TonnesCO2e(row.Tonnes)
		if err != nil {
			return nil, refuse(err.Error())
		}
		if years[row.Year] == nil {
			years[row.Year] = reportedYear{}
		}
		if _, twice := years[row.Year][of]; twice {
			return nil, refuse("each figure once")
		}
		years[row.Year][of] = c
	}
	return years, nil
}

// targetYear returns which year of the targets a project is.
func targetYear(p *project.Project) (int, error) {
	if t := p.Config().Targets; t != nil && t.Year != 0 {
		return t.Year, nil
	}
	year := p.Period.Start.Year
	if !p.Period.Same(ghg.CalendarYear(year)) {
		return 0, fmt.Errorf("%s: period %s is not a calendar year: want year = N in [targets], the year of the targets that it is",
			filepath.Join(p.Dir, project.ConfigFile), p.Period)
	}
	return year, nil
}

// namesOf returns the names of the targets in the order of their first milestones.
func namesOf(rows []targetRow) []string {
	var names []string
	for _, row := range rows {
		if !slices.Contains(names, row.Name) {
			names = append(names, row.Name)
		}
	}
	return names
}

// track returns the progress of the target that has a name.
func track(name string, rows []targetRow, years map[int]targets.Totals) (targets.Progress, error) {
	target := targets.Absolute{Name: name}
	var first targetRow
	var covered targets.Covered
	for _, row := range rows {
		if row.Name != name {
			continue
		}
		if len(target.Milestones) == 0 {
			scopes, err := scopesOf(row.Scopes)
			if err != nil {
				return targets.Progress{}, err
			}
			first, covered.Scopes = row, scopes
		}
		if row.Scopes != first.Scopes || row.Method != first.Method || row.Base != first.Base {
			return targets.Progress{}, errors.New("its rows differ in scopes, method or base_year: want one name for each target")
		}
		target.Milestones = append(target.Milestones, targets.Milestone{Year: row.Year, Reduction: row.Reduction})
	}
	base, ok := years[first.Base]
	if !ok {
		return targets.Progress{}, fmt.Errorf("base_year %d: %s does not have it", first.Base, historyFile)
	}
	var err error
	if target.Base, err = targets.BaseOf(base, first.Base, covered, first.Method); err != nil {
		return targets.Progress{}, fmt.Errorf("base_year %d: %w", first.Base, err)
	}
	target.Base.Period = ghg.Period{} // the years have labels alone
	var actuals []targets.Actual
	for year, of := range years {
		e, err := covered.Emissions(of, first.Method)
		switch {
		case errors.Is(err, errNotReported), err == nil && year < first.Base:
			continue
		case err != nil:
			return targets.Progress{}, fmt.Errorf("%d: %w", year, err)
		}
		actuals = append(actuals, targets.Actual{Year: year, Emissions: e, Accounting: first.Method})
	}
	return target.Track(actuals)
}

// scopesOf reads "1+2".
func scopesOf(text string) ([]ghg.Scope, error) {
	var scopes []ghg.Scope
	for part := range strings.SplitSeq(text, "+") {
		i := slices.Index([]string{"1", "2", "3"}, strings.TrimSpace(part))
		if i < 0 {
			return nil, fmt.Errorf("scopes %s: want 1, 2 and 3, joined by +, such as 1+2", input.Quote(text))
		}
		scopes = append(scopes, []ghg.Scope{ghg.Scope1, ghg.Scope2, ghg.Scope3}[i])
	}
	return scopes, nil
}

// addProgress adds the years of a target to a table, with exact figures.
func addProgress(t *table, name string, p targets.Progress) {
	for _, r := range p.Rows {
		actual, reduction, ratio := "", "", ""
		if e, ok := r.Actual.Get(); ok {
			actual = dec.Text(e.Tonnes())
		}
		if v, ok := r.Reduction.Get(); ok {
			reduction = dec.Text(v)
		}
		if v, ok := r.Ratio.Get(); ok {
			ratio = dec.Text(v)
		}
		t.add(name, strconv.Itoa(r.Year), dec.Text(r.Allowance.Tonnes()), actual, reduction, ratio, r.Status.String())
	}
}
