package scope2

import (
	"fmt"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodSHKElectricity is the name of the method of purchased electricity in Japan's SHK system.
const MethodSHKElectricity ghg.Method = "scope2.shk-electricity"

// Activities of the SHK system's coefficients (電気事業者別排出係数).
const (
	supplierBasicPrefix = "electricity/supplier-basic"
	shkAverageActivity  = "electricity/shk-average"
)

// SHKElectricity is purchased electricity by the coefficients of Japan's mandatory reporting system (温対法 SHK).
//
//	market-based   = energy × adjusted coefficient of the supplier's menu (調整後排出係数)
//	basic, apart   = energy × basic coefficient (基礎排出係数)
//	location-based = energy × national average (全国平均係数)
//
// Supplier is the registration number ("a0009"), Menu the menu ("menu-a", or "residual" for 残差) where the supplier has
// menus: a supplier with menus and no menu named is an error, never its average. Without a Supplier the substitute value
// (代替値) is used for both coefficients, with a caveat. AdjustedRate, BasicRate and AverageRate are used instead of the
// basis's where they are given; the supplier must then be named all the same.
//
// Coefficients follow the year of submission: emissions of fiscal year N (April N to March N+1) are submitted in N+1
// with the coefficients published for that, which are those of the suppliers' year N−1. The factors of the basis are
// valid for the year of the emissions; the period must lie in one fiscal year.
//
// The basic emissions are reported beside the adjusted ones and are in no total.
//
// Source: 温室効果ガス排出量算定・報告マニュアル, part II, electricity supplied by others; 電気事業者別排出係数一覧, notes.
type SHKElectricity struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Amount       units.Quantity `json:"amount" csv:"amount"`                         // energy: "1200 千kWh"
	Supplier     string         `json:"supplier,omitempty" csv:"supplier,omitempty"` // registration number; empty: not known
	Menu         string         `json:"menu,omitempty" csv:"menu,omitempty"`
	AdjustedRate factors.Supplied    `json:"adjusted_rate,omitzero" csv:"adjusted_rate,omitempty"`
	BasicRate    factors.Supplied    `json:"basic_rate,omitzero" csv:"basic_rate,omitempty"`
	AverageRate  factors.Supplied    `json:"average_rate,omitzero" csv:"average_rate,omitempty"`
}

// BasicPart is the name of the part with the basic emissions of [SHKElectricity].
const BasicPart = "basic"

// Calculate returns three results: by location, by market, and the basic emissions apart.
func (a SHKElectricity) Calculate(b factors.Basis) (ghg.Results, error) {
	var results ghg.Results
	for _, part := range []struct {
		name       string
		accounting ghg.Accounting
		apart      string
		factor     func(c *calc.Calc) factors.Factor
	}{
		{"", ghg.LocationBased, "", func(c *calc.Calc) factors.Factor { return a.find(c, a.AverageRate, shkAverageActivity) }},
		{"", ghg.MarketBased, "", func(c *calc.Calc) factors.Factor { return a.coefficient(c, a.AdjustedRate, supplierPrefix) }},
		{BasicPart, 0, "basic emissions (基礎排出量) of the SHK system, beside the adjusted ones", func(c *calc.Calc) factors.Factor { return a.coefficient(c, a.BasicRate, supplierBasicPrefix) }},
	} {
		c := a.begin(b)
		if c.Failed() {
			return nil, c.Err()
		}
		c.Apply(part.name, calc.Of("electricity", a.Amount), part.factor(c))
		r, err := c.Part(part.name, part.accounting, part.apart)
		if err != nil {
			return nil, err
		}
		results = append(results, r)
	}
	return results, nil
}

func (a SHKElectricity) begin(b factors.Basis) *calc.Calc {
	c := calc.New(b, calc.Head{Method: MethodSHKElectricity, Scope: ghg.Scope2, ID: a.ID, Entity: a.Entity, Site: a.Site, Period: a.Period, Quality: a.Quality, Primary: true})
	c.Amount("amount", a.Amount, units.Energy)
	if a.Supplier == "" && (a.Menu != "" || a.AdjustedRate.Given() || a.BasicRate.Given()) {
		c.Refuse("supplier", "", "the registration number of the supplier whose menu or coefficient is given", ghg.ErrMissing)
	}
	if a.Menu == "whole-company" {
		c.Refuse("menu", a.Menu, "a menu or residual: the list prints the whole company's coefficient for reference only", ghg.ErrOutOfRange)
	}
	if c.Failed() {
		return c
	}
	year := japaneseFiscalYear(a.Period.Start)
	if !ghg.FiscalYear(year, time.April, ghg.LabelStartYear).Contains(a.Period) {
		c.Refuse("period", a.Period.Start.String()+"/"+a.Period.End.String(), "days of one Japanese fiscal year, April to March", ghg.ErrOutOfRange)
	}
	c.Fact("submission", fmt.Sprintf("emissions of FY%d, submitted in FY%d by the coefficients of the suppliers' FY%d", year, year+1, year-1))
	return c
}

// japaneseFiscalYear is the year in which the fiscal year of a day begins.
func japaneseFiscalYear(d ghg.Date) int {
	if d.Month < time.April {
		return d.Year - 1
	}
	return d.Year
}

// coefficient finds the supplier's coefficient, or the substitute value where the supplier is not known.
func (a SHKElectricity) coefficient(c *calc.Calc, own factors.Supplied, prefix string) factors.Factor {
	if a.Supplier == "" {
		c.Caveat(ghg.SubstituteValue, "the supplier is not known: the substitute value (代替値) is used")
		return a.find(c, own, substituteActivity)
	}
	activity := prefix + "/" + a.Supplier
	if a.Menu != "" {
		activity += "/" + a.Menu
	}
	return a.find(c, own, activity)
}

func (a SHKElectricity) find(c *calc.Calc, own factors.Supplied, activity string) factors.Factor {
	return c.Factor(own, activity, "JP", a.Amount.Unit, ghg.Generation)
}
