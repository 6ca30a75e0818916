package scope2

import (
	"fmt"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// Names in the vocabulary of the SHK system's coefficients (電気事業者別排出係数).
const (
	supplierBasicPrefix = "electricity/supplier-basic"
	shkAverageActivity  = "electricity/shk-average"
)

// SHKElectricity is emissions from purchased electricity, calculated with the coefficients of Japan's mandatory
// reporting system (温対法 SHK).
//
//	market-based   = energy × adjusted coefficient of the supplier's menu (調整後排出係数)
//	basic          = energy × basic coefficient (基礎排出係数), a memo item
//	location-based = energy × national average (全国平均係数)
//
// Supplier is the registration number ("a0009"), and Menu is the menu ("menu-a", or "residual" for 残差) if the supplier
// has menus: such a supplier without a menu is an error, never its average. Without a Supplier, the substitute value
// (代替値) is used for both coefficients, with a caveat. AdjustedRate, BasicRate and AverageRate are used instead of those
// of the basis if they are given; the first two, and Menu, need the Supplier.
//
// Coefficients follow the year of submission: emissions of fiscal year N (April N to March N+1) are submitted in N+1
// with the coefficients published for that submission, which are those of the suppliers' year N−1. The factors of the
// basis are valid for the year of the emissions; the period must lie in one fiscal year.
//
// Source: 温室効果ガス排出量算定・報告マニュアル, part II, electricity supplied by others; 電気事業者別排出係数一覧, notes.
type SHKElectricity struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Amount       units.Quantity   `json:"amount" csv:"amount" input:"energy"`                   // the amount of electricity bought: "1200 千kWh"
	Supplier     string           `json:"supplier,omitempty" csv:"supplier,omitempty"`          // the registration number of the supplier, omitted if the supplier is unknown: "a0009"
	Menu         string           `json:"menu,omitempty" csv:"menu,omitempty"`                  // the supplier's menu, if the supplier has menus: "menu-a", "residual"
	AdjustedRate factors.Supplied `json:"adjusted_rate,omitzero" csv:"adjusted_rate,omitempty"` // the supplier's adjusted coefficient, instead of one from the basis: "0.0004 t CO2/kWh; 係数一覧"
	BasicRate    factors.Supplied `json:"basic_rate,omitzero" csv:"basic_rate,omitempty"`       // the supplier's basic coefficient, instead of one from the basis
	AverageRate  factors.Supplied `json:"average_rate,omitzero" csv:"average_rate,omitempty"`   // the national average coefficient, instead of one from the basis
}

var shkElectricity = declare[SHKElectricity](
	"electricity/supplier/NUMBER/MENU, electricity/supplier-basic/NUMBER/MENU, electricity/substitute and electricity/shk-average, generation",
	`{"id": "works", "period": "2025-04-01/2026-04-01", "amount": "1000 MWh", "supplier": "a0269", "menu": "residual"}`,
	`{"id": "office", "entity": "Example KK", "site": "Osaka", "period": "2025-04-01/2026-04-01", "quality": "reliability 1",
	"amount": "50 千kWh", "supplier": "a9999", "menu": "menu-b", "adjusted_rate": "0.0004 t CO2/kWh; 係数一覧",
	"basic_rate": "0.0005 t CO2/kWh; 係数一覧", "average_rate": "0.00042 t CO2/kWh; 環境省"}`,
)

// BasicPart is the name of the part with the basic emissions in the results of [SHKElectricity].
const BasicPart = "basic"

// Calculate returns three results: location-based, market-based, and the basic emissions as a memo item.
func (a SHKElectricity) Calculate(b factors.Basis) (ghg.Results, error) {
	c := shkElectricity.Begin(b, &a)
	a.check(c)
	basic := ghg.Memo{Kind: ghg.MemoSHKBasic, Detail: "基礎排出量, shown beside the adjusted emissions"}
	var results ghg.Results
	for _, part := range []struct {
		method.Part
		factor func(c *method.Calc) factors.Factor
	}{
		{method.Part{Accounting: ghg.LocationBased}, func(c *method.Calc) factors.Factor { return a.find(c, a.AverageRate, shkAverageActivity) }},
		{method.Part{Accounting: ghg.MarketBased}, func(c *method.Calc) factors.Factor { return a.coefficient(c, a.AdjustedRate, supplierPrefix) }},
		{method.Part{Name: BasicPart, Memo: basic}, func(c *method.Calc) factors.Factor { return a.coefficient(c, a.BasicRate, supplierBasicPrefix) }},
	} {
		c := c.Next()
		c.Apply(part.Name, method.Of("electricity", a.Amount), part.factor(c))
		year := japaneseFiscalYear(a.Period.Start)
		c.Note("submission", fmt.Sprintf("emissions of FY%d, submitted in FY%d by the coefficients of the suppliers' FY%d", year, year+1, year-1))
		r, err := c.Result(part.Part)
		if err != nil {
			return nil, err
		}
		if part.Accounting == ghg.MarketBased {
			r.Covers = wholly(r, a.cover())
		}
		results = append(results, r)
	}
	return results, nil
}

// cover returns the energy and the source of the adjusted coefficient.
func (a SHKElectricity) cover() ghg.Cover {
	source := ghg.BySupplierRate
	if a.Supplier == "" {
		source = ghg.BySubstitute
	}
	return ghg.Cover{Source: source, Carrier: ghg.Electricity, Energy: method.AmountOf(a.Amount)}
}

func (a SHKElectricity) check(c *method.Calc) {
	if a.Menu != "" || a.AdjustedRate.Given() || a.BasicRate.Given() {
		c.Require("supplier")
	}
	if a.Menu == "whole-company" {
		c.Refuse("menu", a.Menu, "a menu or residual: the list prints the whole company's coefficient for reference only", ghg.ErrOutOfRange)
	}
	if year := japaneseFiscalYear(a.Period.Start); !ghg.FiscalYear(year, time.April, ghg.LabelStartYear).Contains(a.Period) {
		c.Refuse("period", a.Period.Start.String()+"/"+a.Period.End.String(), "days of one Japanese fiscal year, April to March", ghg.ErrOutOfRange)
	}
}

// japaneseFiscalYear returns the year in which the fiscal year of a day begins.
func japaneseFiscalYear(d ghg.Date) int {
	if d.Month < time.April {
		return d.Year - 1
	}
	return d.Year
}

// coefficient returns the supplier's coefficient, or the substitute value if the supplier is unknown.
func (a SHKElectricity) coefficient(c *method.Calc, supplied factors.Supplied, prefix string) factors.Factor {
	if a.Supplier == "" {
		c.Caveat(ghg.SubstituteValue, "the supplier is not known: the substitute value (代替値) is used")
		return a.find(c, supplied, substituteActivity)
	}
	activity := prefix + "/" + a.Supplier
	if a.Menu != "" {
		activity += "/" + a.Menu
	}
	return a.find(c, supplied, activity)
}

func (a SHKElectricity) find(c *method.Calc, supplied factors.Supplied, activity string) factors.Factor {
	return c.Factor(supplied, factors.Query{Activity: activity, Region: "JP", Unit: a.Amount.Unit, Boundary: ghg.Generation})
}
