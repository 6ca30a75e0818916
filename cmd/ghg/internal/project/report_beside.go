package project

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/report"
)

// EnergyConfig is energy of a line by its source; see [report.Energy].
type EnergyConfig struct {
	Line     string              `toml:"line"`
	Source   report.EnergySource `toml:"source"`
	MWh      decimal.Decimal     `toml:"mwh"`
	Document string              `toml:"document"`
}

// ProductionConfig is energy that is produced; see [report.Production].
type ProductionConfig struct {
	Renewable bool            `toml:"renewable"`
	MWh       decimal.Decimal `toml:"mwh"`
	Document  string          `toml:"document"`
}

// CreditConfig is carbon credits; see [report.Credit].
type CreditConfig struct {
	CO2e     ghg.CO2e          `toml:"co2e"`
	Kind     report.CreditKind `toml:"kind"`
	Standard string            `toml:"standard"`
	EU       bool              `toml:"eu"`
	Adjusted bool              `toml:"adjusted"`
	Planned  bool              `toml:"planned"`
	Source   string            `toml:"source"`
}

// LinesConfig is lines of which something is stated; see [report.Lines].
type LinesConfig struct {
	IDs    []string `toml:"ids"`
	Source string   `toml:"source"`
}

// SiteConfig is where a site is; see [report.Site].
type SiteConfig struct {
	Name      string          `toml:"name"`
	Latitude  decimal.Decimal `toml:"latitude"`
	Longitude decimal.Decimal `toml:"longitude"`
	Source    string          `toml:"source"`
}

// FigureConfig is a target for another figure than emissions; see [report.FigureTarget].
type FigureConfig struct {
	Kind         report.FigureKind `toml:"kind"`
	Name         string            `toml:"name"`
	Metric       string            `toml:"metric"`
	Unit         string            `toml:"unit"`
	BaseYear     int               `toml:"base_year"`
	Base         decimal.Decimal   `toml:"base"`
	Year         int               `toml:"year"`
	Target       decimal.Decimal   `toml:"target"`
	ReportedYear int               `toml:"reported_year"` // 0 if the year is withheld
	Reported     decimal.Decimal   `toml:"reported"`
	Withheld     string            `toml:"withheld"`
	Source       string            `toml:"source"`
}

// addBeside adds what the configuration states beside the emissions. A list that is not there is not stated; an empty one states
// that there is none.
func (c *ReportConfig) addBeside(r *report.Report) {
	l := &r.Ledgers
	for _, e := range c.Energy {
		l.Energy = append(l.Energy, report.Energy(e))
	}
	l.Production = each(c.Production, func(p ProductionConfig) report.Production { return report.Production(p) })
	l.Credits = each(c.Credits, func(k CreditConfig) report.Credit { return report.Credit(k) })
	if c.Verified != nil {
		l.Verified = &report.Lines{IDs: c.Verified.IDs, Source: c.Verified.Source}
	}
	if c.Cloud != nil {
		l.Cloud = &report.Lines{IDs: c.Cloud.IDs, Source: c.Cloud.Source}
	}
	for _, s := range c.Sites {
		r.Sites = append(r.Sites, report.Site(s))
	}
	r.Figures = each(c.Figures, FigureConfig.target)
}

// each converts a list; nil remains nil.
func each[A, B any](list []A, of func(A) B) []B {
	if list == nil {
		return nil
	}
	out := make([]B, len(list))
	for i, v := range list {
		out[i] = of(v)
	}
	return out
}

func (c FigureConfig) target() report.FigureTarget {
	t := report.FigureTarget{
		Kind: c.Kind, Name: c.Name, Metric: c.Metric, Unit: c.Unit, Withheld: c.Withheld, Source: c.Source,
		Base: report.FigureYear{Year: c.BaseYear, Value: c.Base}, Target: report.FigureYear{Year: c.Year, Value: c.Target},
	}
	if c.ReportedYear != 0 {
		t.Reported = &report.FigureYear{Year: c.ReportedYear, Value: c.Reported}
	}
	return t
}
