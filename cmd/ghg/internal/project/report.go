package project

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/inventory/intensity"
	"github.com/ghgkit/ghg/report"
)

// PublishedFile holds the figures that the organisation published, of the project's year and of earlier ones.
//
// A line is a figure: period, covers, accounting, emissions, text and source. What it covers is a scope or a category, such
// as "1" or "3.11", or "total"; the text is the figure as it was printed, "54".
const PublishedFile = "published.csv"

// ReportConfig is what reports need beside the inventory.
type ReportConfig struct {
	Base    string                      `toml:"base"` // the label of the base year, such as "FY2020"
	Stated  map[report.Statement]string `toml:"stated"`
	Revenue *RevenueConfig              `toml:"revenue"`
	Per     []DenominatorConfig         `toml:"per"`

	Energy     []EnergyConfig     `toml:"energy"`
	Production []ProductionConfig `toml:"production"`
	Credits    []CreditConfig     `toml:"credits"`
	Verified   *LinesConfig       `toml:"verified"`
	Cloud      *LinesConfig       `toml:"cloud"`
	Sites      []SiteConfig       `toml:"sites"`
	Figures    []FigureConfig     `toml:"figures"`
}

// RevenueConfig is net revenue; see [intensity.Revenue].
type RevenueConfig struct {
	Used      decimal.Decimal    `toml:"used"`
	Other     decimal.Decimal    `toml:"other"`
	Statement decimal.Decimal    `toml:"statement"`
	Unit      string             `toml:"unit"`
	Source    string             `toml:"source"`
	Approach  inventory.Approach `toml:"approach"`
}

// DenominatorConfig is what emissions are divided by; see [intensity.Denominator].
type DenominatorConfig struct {
	Name     string             `toml:"name"`
	Unit     string             `toml:"unit"`
	Value    decimal.Decimal    `toml:"value"`
	Source   string             `toml:"source"`
	Approach inventory.Approach `toml:"approach"`
}

// publishedRow is a line of published.csv.
type publishedRow struct {
	Period     ghg.Period `csv:"period"`
	Covers     string     `csv:"covers"`
	Accounting string     `csv:"accounting,omitempty"`
	Emissions  ghg.CO2e   `csv:"emissions"`
	Text       string     `csv:"text,omitempty"`
	Source     string     `csv:"source"`
	From       string     `csv:"restated_from,omitempty"` // what was published before
	Reason     string     `csv:"restated_why,omitempty"`
}

// Report gathers what the reports of the project's year are made from. Previous is the inventory of the year before, for the
// bridge; nil if it is not at hand. The bridge is by the method a of scope 2.
func (p *Project) Report(inv, previous *inventory.Inventory, a ghg.Accounting) (report.Report, error) {
	r, err := p.report(inv, previous, a)
	return r, p.within(err)
}

func (p *Project) report(inv, previous *inventory.Inventory, a ghg.Accounting) (report.Report, error) {
	r := report.Report{Inventory: inv, Label: label(p.Period)}
	if err := p.addPublished(&r); err != nil {
		return r, err
	}
	if previous != nil {
		if err := addPrevious(&r, previous, a); err != nil {
			return r, err
		}
	}
	if c := p.config.Report; c != nil {
		c.addTo(&r, p.Period)
	}
	tracking, err := p.trackAll(inv)
	if err != nil {
		return r, err
	}
	for _, t := range tracking {
		of := report.Target{Absolute: t.Target.Absolute, Covered: t.Target.Covered, Progress: t.Progress}
		if t.Withheld != nil {
			of.Withheld = t.Withheld.Error()
		}
		r.Targets = append(r.Targets, of)
	}
	return r, r.Check()
}

// label returns what a year is called.
func label(p ghg.Period) string { return p.String() }

// addTo adds what the configuration states.
func (c *ReportConfig) addTo(r *report.Report, of ghg.Period) {
	r.Base, r.Stated = c.Base, c.Stated
	if v := c.Revenue; v != nil {
		r.Revenue = &intensity.Revenue{
			Used: v.Used, Other: v.Other, Statement: v.Statement, Unit: v.Unit, Source: v.Source, Period: of, Approach: v.Approach,
		}
	}
	for _, d := range c.Per {
		r.Per = append(r.Per, intensity.Denominator{
			Name: d.Name, Unit: d.Unit, Value: d.Value, Source: d.Source, Period: of, Approach: d.Approach,
		})
	}
	c.addBeside(r)
}

// addPublished adds the published figures, each to its year.
func (p *Project) addPublished(r *report.Report) error {
	rows, err := readTable[publishedRow](p, PublishedFile)
	if err != nil {
		return err
	}
	for i, row := range rows {
		f, err := row.figure()
		if err != nil {
			return fmt.Errorf("%s: row %d: %w", PublishedFile, i+1, err)
		}
		if row.Period == p.Period {
			if row.From != "" || row.Reason != "" {
				return fmt.Errorf("%s: row %d: %w", PublishedFile, i+1, &ghg.FieldError{
					Field: "restated_from", Value: row.From, Want: "nothing for the year of the project: what is restated is an earlier year", Err: ghg.ErrMixed,
				})
			}
			r.Published = append(r.Published, f)
			continue
		}
		year := yearOf(r, row.Period)
		year.Published = append(year.Published, f)
		if row.From == "" && row.Reason == "" {
			continue
		}
		from, err := ghg.ParseCO2e(row.From)
		if err != nil {
			return fmt.Errorf("%s: row %d: restated_from: %w", PublishedFile, i+1, err)
		}
		year.Restated = append(year.Restated, report.Restatement{
			Scope: f.Scope, Category: f.Category, Accounting: f.Accounting, From: from, To: f.CO2e, Reason: row.Reason, Source: f.Source,
		})
	}
	slices.SortStableFunc(r.Years, func(a, b report.Year) int { return a.Period.Start.Compare(b.Period.Start) })
	return nil
}

// yearOf returns the year of a period, which it adds if it is not there.
func yearOf(r *report.Report, of ghg.Period) *report.Year {
	at := slices.IndexFunc(r.Years, func(y report.Year) bool { return y.Period == of })
	if at < 0 {
		at = len(r.Years)
		r.Years = append(r.Years, report.Year{Label: label(of), Period: of})
	}
	return &r.Years[at]
}

// addPrevious adds the inventory of the year before, and the bridge from it.
func addPrevious(r *report.Report, previous *inventory.Inventory, a ghg.Accounting) error {
	yearOf(r, previous.Period()).Inventory = previous
	slices.SortStableFunc(r.Years, func(a, b report.Year) int { return a.Period.Start.Compare(b.Period.Start) })
	b, err := bridge.Between(previous, r.Inventory, bridge.Options{Accounting: a, Partial: true})
	if err != nil {
		return err
	}
	r.Bridge = &b
	return nil
}

// figure returns the figure of a line.
func (row publishedRow) figure() (report.Figure, error) {
	f := report.Figure{CO2e: row.Emissions, Text: row.Text, Source: row.Source}
	if row.Accounting != "" {
		if err := f.Accounting.UnmarshalText([]byte(row.Accounting)); err != nil {
			return f, err
		}
	}
	if row.Covers == "total" {
		return f, nil
	}
	scope, category, divided := strings.Cut(row.Covers, ".")
	s, err := strconv.ParseUint(scope, 10, 8)
	c := uint64(0)
	if err == nil && divided {
		c, err = strconv.ParseUint(category, 10, 8)
	}
	if err != nil || s < 1 || s > 3 || divided && (s != 3 || c < 1 || c > 15) {
		return f, &ghg.FieldError{
			Field: "covers", Value: row.Covers, Want: `a scope or a category, such as "1" or "3.11", or "total"`, Err: ghg.ErrUnknown,
		}
	}
	f.Scope, f.Category = ghg.Scope(s), ghg.Category(c)
	return f, nil
}
