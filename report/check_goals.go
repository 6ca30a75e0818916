package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/targets"
)

// checkStated returns an error if a statement is too long, or a net target is above the gross one.
func (t Target) checkStated() error {
	for _, s := range []struct{ field, text string }{
		{"objective", t.Stated.Objective}, {"agreement", t.Stated.Agreement}, {"validation", t.Stated.Validation}, {"review", t.Stated.Review}, {"sectoral", t.Stated.Sectoral},
	} {
		if input.TooLong(s.text) {
			return refused("stated."+s.field, input.Shorten(s.text), input.WantText, ghg.ErrOutOfRange)
		}
	}
	if t.Stated.Net == nil {
		return nil
	}
	last := t.Absolute.Milestones[len(t.Absolute.Milestones)-1].Year
	gross, err := t.Absolute.Allowance(last)
	if err == nil && t.Stated.Net.Cmp(gross) > 0 {
		err = refused("stated.net", t.Stated.Net.String(), "at most the gross target of "+strconv.Itoa(last)+", "+gross.String(), ghg.ErrOutOfRange)
	}
	return err
}

// checkGoals checks the targets that are not of absolute emissions.
func (r Report) checkGoals() error {
	seen := map[string]bool{}
	for i, t := range r.PerOutput {
		field := fmt.Sprintf("per_output[%d]", i)
		if seen[t.Target.Name] {
			return refused(field+".target.name", input.Shorten(t.Target.Name), "a target once", ghg.ErrRepeated)
		}
		seen[t.Target.Name] = true
		if err := t.Check(); err != nil {
			return fmt.Errorf("%s.%w", field, err)
		}
	}
	seen = map[string]bool{}
	for i, t := range r.Figures {
		field := fmt.Sprintf("figures[%d]", i)
		if seen[t.Name] {
			return refused(field+".name", input.Shorten(t.Name), "a target once", ghg.ErrRepeated)
		}
		seen[t.Name] = true
		if err := t.Check(); err != nil {
			return fmt.Errorf("%s.%w", field, err)
		}
	}
	return nil
}

// Check returns an error if the target is none, covers nothing, or cannot be tracked over its reported years; and unless it has
// either reported years or the reason why this year is withheld.
func (t IntensityTarget) Check() error {
	if err := t.Target.Check(); err != nil {
		return fmt.Errorf("target: %w", err)
	}
	if err := t.Covered.Check(); err != nil {
		return fmt.Errorf("covered: %w", err)
	}
	if err := withheldOrNot("actuals", t.Withheld, len(t.Actuals) > 0); err != nil {
		return err
	}
	if len(t.Actuals) > 0 {
		if _, err := t.Target.Track(t.Actuals); err != nil {
			return fmt.Errorf("actuals: %w", err)
		}
	}
	return nil
}

// withheldOrNot returns an error if a target without a reported year does not say why.
func withheldOrNot(field, withheld string, reported bool) error {
	switch {
	case !reported && strings.TrimSpace(withheld) == "":
		return refused(field, "", "a reported year, or why it is withheld", ghg.ErrMissing)
	case input.TooLong(withheld):
		return refused("withheld", input.Shorten(withheld), input.WantText, ghg.ErrOutOfRange)
	}
	return nil
}

// Check returns an error if the target has no kind, name, metric, unit or source; a number too long to compute with, a year that
// is none or a share of electricity outside 0 to 100 %; a target that is not after its base year or of the same value; and unless
// it has either a reported year or the reason why it is withheld.
func (t FigureTarget) Check() error {
	if err := figureKinds.Check(t.Kind); err != nil {
		return fmt.Errorf("kind: %w", err)
	}
	for _, s := range []struct{ field, text string }{{"name", t.Name}, {"metric", t.Metric}, {"unit", t.Unit}, {"source", t.Source}} {
		if err := textsStated(s.field, s.text); err != nil {
			return err
		}
	}
	if err := withheldOrNot("reported", t.Withheld, t.Reported != nil); err != nil {
		return err
	}
	years := []struct {
		field string
		FigureYear
	}{{"base", t.Base}, {"target", t.Target}}
	if t.Reported != nil {
		years = append(years, struct {
			field string
			FigureYear
		}{"reported", *t.Reported})
	}
	for _, y := range years {
		if err := t.checkYear(y.field, y.FigureYear); err != nil {
			return err
		}
	}
	switch {
	case t.Target.Year <= t.Base.Year:
		return refused("target.year", strconv.Itoa(t.Target.Year), "a year after the base year "+strconv.Itoa(t.Base.Year), ghg.ErrOutOfRange)
	case t.Reported != nil && t.Reported.Year < t.Base.Year:
		return refused("reported.year", strconv.Itoa(t.Reported.Year), "the base year "+strconv.Itoa(t.Base.Year)+" or a later one", ghg.ErrOutOfRange)
	case t.Target.Value.Equal(t.Base.Value):
		return refused("target.value", dec.Brief(t.Target.Value), "a figure other than that of the base year", ghg.ErrOutOfRange)
	}
	return nil
}

func (t FigureTarget) checkYear(field string, y FigureYear) error {
	if err := dec.Check(y.Value); err != nil {
		return fmt.Errorf("%s.value: %w", field, err)
	}
	if err := (targets.SharePoint{Year: y.Year}).Check(); err != nil {
		return fmt.Errorf("%s: %w", field, err)
	}
	if t.Kind == LowCarbonEnergy && t.Unit == "%" && (y.Value.Sign() < 0 || y.Value.GreaterThan(decimal.NewFromInt(100))) {
		return refused(field+".value", dec.Brief(y.Value), "a share from 0 to 100 %", ghg.ErrOutOfRange)
	}
	return nil
}

// checkSubmitted returns an error if a submission has no rules, is of a day on which they do not apply, or has another base year
// than the target of the same name.
func (r Report) checkSubmitted() error {
	s := r.Submitted
	if s == nil {
		return nil
	}
	if n := s.NearTerm; n != nil {
		if err := submittedBy("submitted.near_term", n.Rules.Name, n.Proposal.Submitted); err != nil {
			return err
		}
		if _, err := n.Rules.Assess(n.Proposal); err != nil {
			return fmt.Errorf("submitted.near_term: %w", err)
		}
		for i, t := range n.Proposal.Targets {
			if err := r.sameBase(fmt.Sprintf("submitted.near_term.targets[%d]", i), t.Name, t.Base); err != nil {
				return err
			}
		}
	}
	if f := s.FLAG; f != nil {
		if err := submittedBy("submitted.flag", f.Rules.Name, f.Proposal.Submitted); err != nil {
			return err
		}
		if _, err := f.Rules.Assess(f.Proposal); err != nil {
			return fmt.Errorf("submitted.flag: %w", err)
		}
	}
	if n := s.NetZero2; n != nil {
		if _, err := n.Edition.Check(n.Proposal); err != nil {
			return fmt.Errorf("submitted.net_zero_2: %w", err)
		}
	}
	return nil
}

func submittedBy(field, rules string, day ghg.Date) error {
	switch {
	case strings.TrimSpace(rules) == "":
		return refused(field+".rules.name", "", "a version of the criteria, such as sbti.NearTerm5_2()", ghg.ErrMissing)
	case !day.Valid():
		return refused(field+".proposal.submitted", day.String(), "a calendar day", ghg.ErrOutOfRange)
	}
	return nil
}

// sameBase returns an error if a target of the report with the name of a submitted one has another base year or other emissions.
func (r Report) sameBase(field, name string, base targets.Base) error {
	for _, t := range r.Targets {
		own := t.Absolute.Base
		if t.Absolute.Name != name || name == "" {
			continue
		}
		if own.Year != base.Year || !own.Emissions.Equal(base.Emissions) {
			return refused(field+".base", fmt.Sprintf("%s in %d", base.Emissions, base.Year), fmt.Sprintf("that of the target %s, %s in %d", input.Quote(name), own.Emissions, own.Year), ghg.ErrMixed)
		}
	}
	return nil
}

func (r Report) checkSites() error {
	if len(r.Sites) == 0 {
		return nil
	}
	named := map[string]bool{}
	for result := range r.Inventory.Results() {
		named[result.Site] = true
	}
	seen := map[string]bool{}
	for i, s := range r.Sites {
		field := fmt.Sprintf("sites[%d]", i)
		if err := textsStated(field, s.Name, s.Source); err != nil {
			return err
		}
		switch {
		case !named[s.Name]:
			return refused(field+".name", input.Shorten(s.Name), "a site that lines name", ghg.ErrUnknown)
		case seen[s.Name]:
			return refused(field+".name", input.Shorten(s.Name), "a site once", ghg.ErrRepeated)
		}
		seen[s.Name] = true
		if err := degrees(field+".latitude", s.Latitude, 90); err != nil {
			return err
		}
		if err := degrees(field+".longitude", s.Longitude, 180); err != nil {
			return err
		}
	}
	return nil
}

func degrees(field string, d decimal.Decimal, most int64) error {
	if err := dec.Check(d); err != nil {
		return fmt.Errorf("%s: %w", field, err)
	}
	if d.Abs().GreaterThan(decimal.NewFromInt(most)) {
		return refused(field, dec.Brief(d), fmt.Sprintf("degrees from -%d to %d", most, most), ghg.ErrOutOfRange)
	}
	return nil
}
