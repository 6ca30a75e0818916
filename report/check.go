package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/targets"
)

// Check returns an error if a report contradicts itself or lacks what its reports need: no inventory or one without results;
// years that are not in order, overlap, or have no label or that of another; a base year that is none of the years; a figure
// twice; a restatement without a reason or that is not the year's figure; a bridge that does not lead from the last year's total to
// the inventory's; a target without a base year or milestones, one whose progress is not what its reported years give, or one that is
// withheld and has a figure of this year; a target for another figure that is none, a net target above its gross one, a submission of
// other base years; a site that no line names, or that is nowhere on earth; a revenue that does not add up; a denominator of zero or
// less, or of other days.
func (r Report) Check() error {
	if r.Inventory == nil {
		return refused("inventory", "nil", "an inventory", ghg.ErrMissing)
	}
	for range r.Inventory.Results() {
		for _, check := range []func(Report) error{Report.checkYears, Report.checkBridge, Report.checkTargets, Report.checkGoals, Report.checkSubmitted, Report.checkSites, Report.checkDenominators, Report.checkTexts, Report.checkLedgers} {
			if err := check(r); err != nil {
				return err
			}
		}
		return nil
	}
	return refused("inventory", "", "an inventory with results", ghg.ErrMissing)
}

// Name returns the label of the report's year: Label, or that of the inventory's period.
func (r Report) Name() string {
	if r.Label != "" || r.Inventory == nil {
		return r.Label
	}
	if p := r.Inventory.Period(); p.Label != "" {
		return p.Label
	}
	return r.Inventory.Period().String()
}

func refused(field, value, want string, err error) error {
	return &ghg.FieldError{Field: field, Value: value, Want: want, Err: err}
}

func (r Report) checkYears() error {
	seen := map[string]bool{r.Name(): true}
	for i, y := range r.Years {
		field := fmt.Sprintf("years[%d]", i)
		switch {
		case strings.TrimSpace(y.Label) == "":
			return refused(field+".label", "", "a label such as FY2022", ghg.ErrMissing)
		case seen[y.Label]:
			return refused(field+".label", input.Shorten(y.Label), "a label that no other year has", ghg.ErrRepeated)
		}
		seen[y.Label] = true
		if err := y.Period.Check(); err != nil {
			return fmt.Errorf("%s.period: %w", field, err)
		}
		next := r.Inventory.Period()
		if i+1 < len(r.Years) {
			next = r.Years[i+1].Period
		}
		if y.Period.Overlap(next) > 0 || !y.Period.Start.Before(next.Start) {
			return refused(field+".period", y.Period.String(), "one that ends before the next year begins, "+next.String(), ghg.ErrOutOfRange)
		}
		if y.Inventory != nil && !y.Inventory.Period().Same(y.Period) {
			return refused(field+".inventory", y.Inventory.Period().String(), "one of "+y.Period.String(), ghg.ErrMixed)
		}
		if err := checkFigures(field+".published", y.Published); err != nil {
			return err
		}
		if err := y.checkRestated(field + ".restated"); err != nil {
			return err
		}
	}
	if r.Base != "" && !seen[r.Base] {
		return refused("base", input.Shorten(r.Base), "the label of one of the years", ghg.ErrOutOfRange)
	}
	return checkFigures("published", r.Published)
}

func checkFigures(field string, figures []Figure) error {
	type key struct {
		scope    ghg.Scope
		category ghg.Category
		method   ghg.Accounting
	}
	seen := map[key]bool{}
	for i, f := range figures {
		name := fmt.Sprintf("%s[%d]", field, i)
		k := key{f.Scope, f.Category, f.Accounting}
		switch {
		case f.Scope > ghg.Scope3:
			return refused(name+".scope", f.Scope.String(), "a scope, or none for a total", ghg.ErrOutOfRange)
		case f.Category != 0 && (!f.Category.Valid() || f.Scope != ghg.Scope3):
			return refused(name+".category", f.Category.String(), "a category of scope 3", ghg.ErrOutOfRange)
		case f.Accounting > ghg.MarketBased:
			return refused(name+".accounting", f.Accounting.String(), "a method of scope 2, or none", ghg.ErrOutOfRange)
		case f.Accounting == 0 && f.Scope == ghg.Scope2:
			return refused(name+".accounting", "", "the method of scope 2", ghg.ErrMissing)
		case seen[k]:
			return refused(name, "", "a figure once", ghg.ErrRepeated)
		case input.TooLong(f.Text) || input.TooLong(f.Source):
			return refused(name, "", input.WantText, ghg.ErrOutOfRange)
		}
		seen[k] = true
	}
	return nil
}

// checkBridge refuses a bridge that leads to another inventory, or from one that is not of the last year.
func (r Report) checkBridge() error {
	if r.Bridge == nil {
		return nil
	}
	if len(r.Years) == 0 || r.Years[len(r.Years)-1].Inventory == nil {
		return refused("bridge", "", "one from the inventory of the last of Years", ghg.ErrMissing)
	}
	for _, a := range []ghg.Accounting{ghg.LocationBased, ghg.MarketBased} {
		before, err := r.Years[len(r.Years)-1].Inventory.Partial(a)
		if err != nil {
			return err
		}
		now, err := r.Inventory.Partial(a)
		if err != nil {
			return err
		}
		if before.Total().Equal(r.Bridge.From) && now.Total().Equal(r.Bridge.To) {
			return nil
		}
	}
	return refused("bridge", r.Bridge.From.String()+" to "+r.Bridge.To.String(), "one between the totals of the last year and of the inventory", ghg.ErrMixed)
}

func (r Report) checkTargets() error {
	seen := map[string]bool{}
	for i, t := range r.Targets {
		field := fmt.Sprintf("targets[%d]", i)
		name := t.Absolute.Name + "/" + fmt.Sprint(t.Absolute.Base.Year, t.Absolute.Base.Accounting)
		if seen[name] {
			return refused(field, input.Shorten(t.Absolute.Name), "a target once", ghg.ErrRepeated)
		}
		seen[name] = true
		p := t.Progress.Target
		switch _, reported := t.Progress.Latest.Actual.Get(); {
		case len(t.Progress.Rows) == 0 && t.Withheld == "":
			return refused(field+".progress", "", "the reported years, or why they are withheld", ghg.ErrMissing)
		case len(t.Progress.Rows) > 0 && (p.Name != t.Absolute.Name || p.Base.Year != t.Absolute.Base.Year || !p.Base.Emissions.Equal(t.Absolute.Base.Emissions) || len(p.Milestones) != len(t.Absolute.Milestones)):
			return refused(field+".progress", input.Shorten(p.Name), "the progress of this target", ghg.ErrMixed)
		case t.Withheld == "" && !reported:
			return refused(field+".progress", "", "a reported year, or why it is withheld", ghg.ErrMissing)
		}
		if err := t.Check(); err != nil {
			return fmt.Errorf("%s.%w", field, err)
		}
	}
	return nil
}

// Check returns an error if the target is none, or if its progress is not what it gives for the reported years.
func (t Target) Check() error {
	if err := t.Absolute.Check(); err != nil {
		return err
	}
	if err := t.Covered.Check(); err != nil {
		return fmt.Errorf("covered: %w", err)
	}
	if err := t.checkProgress(); err != nil {
		return fmt.Errorf("progress: %w", err)
	}
	return t.checkStated()
}

// checkProgress tracks the reported years again, and returns an error if that gives something else.
func (t Target) checkProgress() error {
	p := t.Progress
	if len(p.Rows) == 0 && p.Latest.Year == 0 && len(p.Goals) == 0 {
		return nil
	}
	var actuals []targets.Actual
	for _, row := range p.Rows {
		if emissions, reported := row.Actual.Get(); reported {
			actuals = append(actuals, targets.Actual{
				Year: row.Year, Emissions: emissions, Accounting: t.Absolute.Base.Accounting, Version: t.Absolute.Base.Version, Annualised: row.Annualised,
			})
		}
	}
	again, err := t.Absolute.Track(actuals)
	if err != nil {
		return err
	}
	p.Rows = slices.Clone(p.Rows)
	if d := differs(p, again); d != nil {
		return refused("target "+input.Quote(p.Target.Name)+", "+d.field, d.value, d.want+", which the target gives for its reported years", ghg.ErrMixed)
	}
	return nil
}

func (r Report) checkDenominators() error {
	if r.Revenue != nil {
		if err := r.Revenue.Check(); err != nil {
			return fmt.Errorf("revenue: %w", err)
		}
	}
	seen := map[string]bool{}
	for i, d := range r.Per {
		field := fmt.Sprintf("per[%d]", i)
		if err := dec.Check(d.Value); err != nil {
			return fmt.Errorf("%s.value: %w", field, err)
		}
		switch {
		case strings.TrimSpace(d.Name) == "" || strings.TrimSpace(d.Unit) == "" || strings.TrimSpace(d.Source) == "":
			return refused(field, input.Shorten(d.Name), "a name, a unit and a source", ghg.ErrMissing)
		case d.Value.Sign() <= 0:
			return refused(field+".value", dec.Brief(d.Value), "a number above zero", ghg.ErrOutOfRange)
		case !d.Period.Same(r.Inventory.Period()):
			return refused(field+".period", d.Period.String(), r.Inventory.Period().String(), ghg.ErrMixed)
		case seen[d.Name]:
			return refused(field+".name", input.Shorten(d.Name), "a denominator once", ghg.ErrRepeated)
		}
		seen[d.Name] = true
	}
	return nil
}

// MaxStated is the most characters of a statement in [Report.Stated].
const MaxStated = 20_000

func (r Report) checkTexts() error {
	for key, text := range r.Stated {
		if len(text) > 4*MaxStated || len([]rune(text)) > MaxStated {
			return refused("stated "+input.Shorten(string(key)), "", fmt.Sprintf("at most %d characters", MaxStated), ghg.ErrOutOfRange)
		}
	}
	if input.TooLong(r.Label) {
		return refused("label", input.Shorten(r.Label), input.WantText, ghg.ErrOutOfRange)
	}
	return nil
}
