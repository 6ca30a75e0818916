package scope2

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
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
//	market-based   = energy × adjusted coefficient of the supplier's menu (調整後排出係数) − deduction
//	basic          = energy × basic coefficient (基礎排出係数) − deduction, a memo item
//	location-based = energy × national average (全国平均係数)
//	deduction      = certificates × national average × correction rate (補正率), at most what it is deducted from
//
// Supplier is the registration number ("a0009"), and Menu is the menu ("menu-a", or "residual" for 残差) if the supplier
// has menus: such a supplier without a menu is an error, never its average. Without a Supplier, the substitute value
// (代替値) is used for both coefficients, with a caveat. AdjustedRate, BasicRate and AverageRate are used instead of those
// of the basis if they are given; the first two, and Menu, need the Supplier.
//
// Certificates are non-fossil certificates (非化石証書) that the company bought itself; those of the supplier are in its
// coefficients. They deduct by the national average and not by the coefficient of the power (非化石電源二酸化炭素削減
// 相当量), so a certificate for all the energy need not bring the emissions to zero, and never by location. The system
// deducts from the emissions of power bought from retailers, at most down to zero, and from nothing else: split a certificate
// between purchases as parts of its whole. From the emissions of fiscal year 2024, it deducts from the basic emissions
// too; before, from the adjusted ones alone. A certificate must meet the quality criteria ([Instrument.Criteria]), or it
// deducts nothing and a caveat gives the reasons. CorrectionRate and its source are those that the ministries publish for
// the submission. The coefficients must be of CO2 alone, as those of the system are.
//
// Coefficients follow the year of submission: emissions of fiscal year N (April N to March N+1) are submitted in N+1
// with the coefficients published for that submission, which are those of the suppliers' year N−1. The factors of the
// basis are valid for the year of the emissions; the period must lie in one fiscal year.
//
// Source: 温室効果ガス排出量算定・報告マニュアル, part II, electricity supplied by others; 電気事業者別排出係数一覧, notes; for the
// deduction, Q&A of the ministries' briefing on EEGS of June 2025 (定期報告書 特定第12表1, 3 and 6の6), and the 9th SHK committee on
// calculation methods, 2024, by a report in Smart Japan, 26 June 2024.
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

	Certificates     []Instrument     `json:"certificates,omitempty" csv:"-"`                                                         // the non-fossil certificates that the company bought itself for this power
	Window           Window           `json:"vintage_window,omitzero" csv:"vintage_window,omitempty" input:"months before and after"` // the months by which a certificate's vintage may lie before or after the period: "3 months before, 0 after"
	CorrectionRate   *decimal.Decimal `json:"correction_rate,omitempty" csv:"correction_rate,omitempty" input:"(0,)"`                 // the correction rate (補正率) of the deduction: "1.02"
	CorrectionSource string           `json:"correction_source,omitempty" csv:"correction_source,omitempty"`                          // the document that states the correction rate: "環境省・経済産業省公表"
}

var shkElectricity = declareAs[SHKElectricity](
	method.Declaration{Results: []method.Part{{Name: BasicPart, Memo: basicEmissions}}, Primary: method.AlwaysPrimary()},
	"electricity/supplier/NUMBER/MENU, electricity/supplier-basic/NUMBER/MENU, electricity/substitute and electricity/shk-average, generation",
	`{"id": "works", "period": "2025-04-01/2026-04-01", "amount": "1000 MWh", "supplier": "a0269", "menu": "residual"}`,
	`{"id": "office", "entity": "Example KK", "site": "Osaka", "period": "2025-04-01/2026-04-01", "quality": "reliability 1",
	"amount": "50 千kWh", "supplier": "a9999", "menu": "menu-b", "adjusted_rate": "0.0004 t CO2/kWh; 係数一覧",
	"basic_rate": "0.0005 t CO2/kWh; 係数一覧", "average_rate": "0.00042 t CO2/kWh; 環境省",
	"certificates": [{"id": "nfc-1", "kind": "non-fossil-certificate", "volume": "20 MWh", "rate": "zero-carbon", "market": "JP",
	"vintage": "2025", "retirement_evidence": "口座残高証明書", "sole_claim": true}], "vintage_window": "3 months before, 0 after",
	"correction_rate": "1.02", "correction_source": "an example"}`,
)

// BasicPart is the name of the part with the basic emissions in the results of [SHKElectricity].
const BasicPart = "basic"

// basicEmissions is why the basic emissions are a memo item.
var basicEmissions = ghg.Memo{Kind: ghg.MemoSHKBasic, Detail: "基礎排出量, shown beside the adjusted emissions"}

// basicDeductionYear is the first fiscal year of emissions whose basic emissions certificates reduce.
const basicDeductionYear = 2024

// Calculate returns three results: location-based, market-based, and the basic emissions as a memo item.
func (a SHKElectricity) Calculate(b factors.Basis) (ghg.Results, error) {
	first := shkElectricity.Begin(b, &a)
	a.check(first)
	year := japaneseFiscalYear(first.Period().Start)
	var results ghg.Results
	for _, part := range []struct {
		method.Part
		factor  func(c *method.Calc) factors.Factor
		deducts bool
	}{
		{method.Part{Accounting: ghg.LocationBased}, a.average, false},
		{method.Part{Accounting: ghg.MarketBased}, func(c *method.Calc) factors.Factor { return a.coefficient(c, a.AdjustedRate, supplierPrefix) }, true},
		{method.Part{Name: BasicPart, Memo: basicEmissions}, func(c *method.Calc) factors.Factor { return a.coefficient(c, a.BasicRate, supplierBasicPrefix) }, year >= basicDeductionYear},
	} {
		c := first.Next()
		var claims []ghg.Claim
		if part.deducts && len(a.Certificates) > 0 {
			claims = a.deduct(c, part.Name, part.factor(c))
		} else {
			c.Apply(part.Name, method.Of("electricity", a.Amount), part.factor(c))
		}
		c.Note("submission", fmt.Sprintf("emissions of FY%d, submitted in FY%d by the coefficients of the suppliers' FY%d", year, year+1, year-1))
		r, err := c.Result(part.Part)
		if err != nil {
			return nil, err
		}
		if part.Accounting == ghg.MarketBased {
			r.Claims = claims // once: the memo item repeats them
			r.Covers = wholly(r, a.cover())
		}
		results = append(results, r)
	}
	return results, nil
}

// deduct adds the emissions by a coefficient less what the certificates deduct, and returns the claims on them.
func (a SHKElectricity) deduct(c *method.Calc, label string, coefficient factors.Factor) []ghg.Claim {
	c.Require("correction_rate", "correction_source")
	m := market{region: "JP"}
	certificates := m.inOrder(c, a.Certificates)
	before := c.GasOf("before the deduction", method.Of("electricity", a.Amount), coefficient, ghg.CO2)
	claim := m.claim("", c.Period(), a.Window)
	var accepted []method.Flow
	for i := range certificates {
		if in := &certificates[i]; a.accepts(c, &m, in, claim) {
			accepted = append(accepted, method.Of("certificate "+in.ID, in.Volume))
			m.record(in, in.Volume, claim, "")
		}
	}
	if len(accepted) == 0 {
		c.Emit(label, before, ghg.CO2)
		return m.claims
	}
	m.disclose(c)
	sum := c.Sum("certificates", accepted...)
	deduction := c.GasOf("deduction", sum.Times("correction rate", method.Number(a.CorrectionRate), a.CorrectionSource), a.average(c), ghg.CO2)
	if all, of := c.Quantity(deduction), c.Quantity(before); all.Value.GreaterThan(of.Value) {
		c.Caveat(ghg.InstrumentUnused, "the certificates deduct "+all.String()+", more than the emissions of the power, "+dec.Text(of.Value)+": the rest reduces nothing")
	}
	c.Emit(label, c.Less("after the deduction", before, c.Min("deducted", before, deduction)), ghg.CO2)
	return m.claims
}

// accepts reports whether a certificate may be deducted.
func (a SHKElectricity) accepts(c *method.Calc, m *market, in *Instrument, claim Claim) bool {
	switch {
	case c.Failed():
		return false
	case in.Kind != ghg.NonFossilCertificate:
		c.Refuse("kind of certificate "+in.ID, in.Kind.String(), "non-fossil-certificate: the system deducts no other instrument by its energy", ghg.ErrOutOfRange)
		return false
	case !in.Rate.IsZeroCarbon():
		c.Refuse("rate of certificate "+in.ID, in.Rate.String(), "zero-carbon: the deduction follows from the national average", ghg.ErrOutOfRange)
		return false
	}
	return m.admits(c, labelsOf(in.ID).criteria, in, claim)
}

// average returns the national average coefficient.
func (a SHKElectricity) average(c *method.Calc) factors.Factor {
	return a.find(c, a.AverageRate, shkAverageActivity)
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
	if a.CorrectionRate != nil || a.CorrectionSource != "" {
		c.Require("certificates")
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
