package report

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory/baseyear"
)

// Restatement is a figure of an earlier year that was published before and is restated. [Report.Check] holds it against the
// year: To is its figure of the same scope, category and method, that of the inventory if the year has one.
//
// Source: Corporate Standard, chapter 5 and chapter 9 (required information: base year recalculations); Scope 3 Standard,
// chapters 9.3 and 11.
type Restatement struct {
	Scope      ghg.Scope // zero for a total of all scopes
	Category   ghg.Category
	Accounting ghg.Accounting // of scope 2 and of totals with it
	From       ghg.CO2e       // as it was published first
	Added      bool           // nothing was published for it before, and From is zero
	To         ghg.CO2e       // as it is restated
	Reason     string         // such as "acquisition of C"
	Source     string         // the document that restates it
}

// RestatementsOf returns the figures of a year that a recalculation of a base year changed, with the reason and the inventory
// of its new version. A year that is not in the recalculation, or that it could not recalculate, has none.
func RestatementsOf(r baseyear.Recalculation, year int) []Restatement {
	before, _ := yearIn(r.Old, year)
	after, found := yearIn(r.New, year)
	if !found {
		return nil
	}
	var list []Restatement
	for _, f := range after.Figures {
		s := Restatement{
			Scope: f.Scope, Category: f.Category, Accounting: f.Accounting, Added: true, To: f.CO2e,
			Reason: r.New.Version.Reason, Source: r.New.Version.Inventory,
		}
		for _, was := range before.Figures {
			if was.Scope == f.Scope && was.Category == f.Category && was.Accounting == f.Accounting {
				s.From, s.Added = was.CO2e, false
			}
		}
		if s.Added || !s.From.Equal(s.To) {
			list = append(list, s)
		}
	}
	return list
}

func yearIn(s baseyear.Series, year int) (baseyear.Year, bool) {
	for _, y := range s.Years {
		if y.Year == year {
			return y, true
		}
	}
	return baseyear.Year{}, false
}

// figure is a restated figure as a published one.
func (s Restatement) figure() Figure {
	return Figure{Scope: s.Scope, Category: s.Category, Accounting: s.Accounting, CO2e: s.To, Source: s.Source}
}

// checkRestated refuses a restatement that is not whole, changes nothing, or leads to another figure than the year's.
func (y Year) checkRestated(field string) error {
	figures := make([]Figure, 0, len(y.Restated))
	for _, s := range y.Restated {
		figures = append(figures, s.figure())
	}
	if err := checkFigures(field, figures); err != nil {
		return err
	}
	for i, s := range y.Restated {
		name := fmt.Sprintf("%s[%d]", field, i)
		now, known := y.figureOf(s)
		switch {
		case strings.TrimSpace(s.Reason) == "":
			return refused(name+".reason", "", "the reason, such as the acquisition of a company", ghg.ErrMissing)
		case input.TooLong(s.Reason):
			return refused(name+".reason", input.Shorten(s.Reason), input.WantText, ghg.ErrOutOfRange)
		case s.Added && !s.From.IsZero():
			return refused(name+".from", s.From.String(), "nothing, as the figure is added", ghg.ErrMixed)
		case !s.Added && s.From.Equal(s.To):
			return refused(name+".to", s.To.String(), "another figure than the one published first", ghg.ErrRepeated)
		case !known:
			return refused(name+".to", s.To.String(), "a figure that the year has for the same scope, category and method", ghg.ErrMissing)
		case !now.Equal(s.To):
			return refused(name+".to", s.To.String(), "that of the year, "+now.String(), ghg.ErrMixed)
		}
	}
	return nil
}

// figureOf returns the figure of the year that a restatement leads to.
func (y Year) figureOf(s Restatement) (c ghg.CO2e, known bool) {
	if y.Inventory == nil {
		for _, f := range y.Published {
			if f.Scope == s.Scope && f.Category == s.Category && f.Accounting == s.Accounting {
				return f.CO2e, true
			}
		}
		return c, false
	}
	var err error
	switch {
	case s.Category != 0:
		c, err = y.Inventory.Category(s.Category)
	case s.Scope == 0:
		c, err = y.Inventory.Total(s.Accounting)
	case s.Accounting == 0:
		c, err = y.Inventory.Scope(s.Scope, ghg.MarketBased)
	default:
		c, err = y.Inventory.Scope(s.Scope, s.Accounting)
	}
	return c, err == nil
}
