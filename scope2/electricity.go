package scope2

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// Electricity is emissions from purchased electricity used at one place in one period, by the location-based and the
// market-based method.
//
//	own use        = amount − sold on
//	location-based = own use × grid average of where it is used
//	market-based   = Σ instrument × its rate + uncovered × (supplier's rate, else residual mix, else a substitute)
//
// The market-based hierarchy is that of table 6.3 of the Scope 2 Guidance. Instruments cover the consumption one after
// the other, each up to what is left: those bound to the purchase first, then by the end of the vintage, earliest
// first, then by id. The order of the list decides nothing. The surplus of an instrument is reported as a caveat and
// reduces nothing. An instrument that fails one of the quality criteria (see [Instrument.Criteria]) is not used at all,
// and a caveat gives the reasons. An instrument bound to another purchase is an error, and so is power generated on the
// site, which is not bought: it is [OnSiteGeneration] and no part of Amount.
//
// The rest takes the supplier's rate: SupplierRate if it is given, else the factor of Supplier
// (electricity/supplier/NAME, with its menu if it has one: "a0009/menu-a"). A supplier's rate is an instrument too, and
// the four inputs supplier_vintage to supplier_delivered_basis are the facts for its quality criteria. If one of them is
// stated, the criteria are answered, and a rate that fails one is not used. If none is, the rate is used with a caveat,
// unless it is zero: a rate of zero needs certificates retired for the customers. Without a supplier, the rest takes the
// market's
// residual mix (electricity/residual-mix); if none is published, the regulator's substitute value
// (electricity/substitute, such as Japan's 代替値); and the grid average only if the policy allows it. Every step down is
// a caveat, and so is the absence of a residual mix wherever an instrument or a supplier's rate is used.
//
// SoldOn is electricity that the site passes on to others through a separate meter, such as to tenants or to the
// public's vehicles. It is not own use; its emissions belong to category 3 or 13 of Scope 3. Charging the company's own
// vehicles is own use.
//
// Losses and upstream emissions of fuels are category 3 of Scope 3.
//
// Source: GHG Protocol Scope 2 Guidance, tables 6.2 (location), 6.3 (market) and 7.1 (criteria).
type Electricity struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Amount             units.Quantity   `json:"amount" csv:"amount" input:"energy"`                                                     // the amount of electricity bought: "482869 MWh"
	SoldOn             units.Quantity   `json:"sold_on,omitzero" csv:"sold_on,omitempty" input:"energy"`                                // the part of the amount that is passed on to tenants or to others' vehicles: "10 MWh"
	Region             string           `json:"region" csv:"region"`                                                                    // the grid on which the electricity is used: "JP", "US-CAMX"
	Market             string           `json:"market,omitempty" csv:"market,omitempty"`                                                // the market of the instruments, if it is not the region's country: "AIB"
	GridFactor         factors.Supplied `json:"grid_factor,omitzero" csv:"grid_factor,omitempty"`                                       // the average emission factor of the grid, instead of one from the basis: "0.21 kg CO2e/kWh AR5; operator 2024"
	Supplier           string           `json:"supplier,omitempty" csv:"supplier,omitempty"`                                            // the supplier, by its name in the vocabulary: "a0009/menu-a"
	SupplierRate       factors.Supplied `json:"supplier_rate,omitzero" csv:"supplier_rate,omitempty"`                                   // the emission rate that the supplier states: "0.15 kg CO2/kWh; disclosure on the bill"
	SupplierVintage    ghg.Period       `json:"supplier_vintage,omitzero" csv:"supplier_vintage,omitempty"`                             // the period in which the energy behind the supplier's rate was generated: "2024"
	SupplierRetirement string           `json:"supplier_retirement_evidence,omitempty" csv:"supplier_retirement_evidence,omitempty"`    // the evidence that the certificates behind the supplier's rate were retired for its customers: "supplier's statement 2025-03"
	SupplierSoleClaim  bool             `json:"supplier_sole_claim,omitempty" csv:"supplier_sole_claim,omitempty"`                      // whether the supplier's rate is the only claim to the emission rate of the energy
	SupplierDelivered  bool             `json:"supplier_delivered_basis,omitempty" csv:"supplier_delivered_basis,omitempty"`            // whether the supplier's rate is of power delivered in the market and counts only what is retired for customers
	ResidualMix        factors.Supplied `json:"residual_mix,omitzero" csv:"residual_mix,omitempty"`                                     // the emission factor of the market's residual mix, from your own copy: "0.45 kg CO2e/kWh AR5; issuing body 2024"
	Window             Window           `json:"vintage_window,omitzero" csv:"vintage_window,omitempty" input:"months before and after"` // the months by which an instrument's vintage may lie before or after the period: "6 months before, 3 after"
	Instruments        []Instrument     `json:"instruments,omitempty" csv:"-"`                                                          // the contractual instruments that cover the consumption
}

var electricity = declare[Electricity](
	"electricity/grid, electricity/supplier/NAME, electricity/residual-mix and electricity/substitute, generation",
	`{"id": "office", "period": "2024", "amount": "80 MWh", "region": "GB",
	"supplier_rate": "0.15 kg CO2/kWh; the supplier's fuel mix disclosure on the bill"}`,
	`{"id": "hq", "period": "2024", "amount": "1000 MWh", "region": "GB", "residual_mix": "0.45 kg CO2e/kWh AR5; issuing body 2024",
	"instruments": [{"id": "rego-1", "kind": "certificate", "volume": "600 MWh", "rate": "zero-carbon", "market": "GB", "technology": "wind",
	"renewable": true, "vintage": "2024", "registry": "REGO", "serials": "GB0001..GB0600", "retirement_evidence": "statement 2025-03",
	"sole_claim": true}]}`,
	`{"id": "factory", "entity": "Example GmbH", "site": "Hamburg", "period": "2024", "quality": "reliability 1", "amount": "500 MWh",
	"sold_on": "20 MWh", "region": "DE", "market": "AIB", "grid_factor": "0.35 kg CO2e/kWh AR5; regulator 2024", "supplier": "stadtwerke",
	"supplier_rate": "0.3 kg CO2e/kWh AR5; supplier 2024", "supplier_vintage": "2024", "supplier_retirement_evidence": "supplier's statement",
	"supplier_sole_claim": true, "supplier_delivered_basis": true, "vintage_window": "6 months before, 3 after",
	"instruments": [{"id": "ppa", "purchase": "factory", "kind": "physical-ppa", "volume": "100 MWh", "whole": "300 MWh", "rate": "zero-carbon",
	"market": "AIB", "technology": "solar", "renewable": true, "vintage": "2024", "commissioned": "2021-05-01", "contracted": "2021-06-01",
	"original_offtaker": true, "retirement_evidence": "statement 2025-03", "sole_claim": true, "all_rights_conveyed": true,
	"delivered_basis": true}]}`,
)

// Dual holds the location-based and the market-based result of a purchase. The two are never added.
type Dual struct {
	Location ghg.Result
	Market   ghg.Result

	Refused []Refusal // instruments that were not used
}

// Results returns both results.
func (d Dual) Results() ghg.Results { return ghg.Results{d.Location, d.Market} }

// Calculate returns two results, location-based and market-based.
func (a Electricity) Calculate(b factors.Basis) (ghg.Results, error) { return resultsOf(a.Dual(b)) }

// Dual returns the location-based and the market-based result. It fails if an input is missing or negative, if more is
// sold on than bought, if an instrument states no rate or appears twice, or if a factor is missing and the policy
// allows no replacement.
func (a Electricity) Dual(b factors.Basis) (d Dual, err error) {
	c := electricity.Begin(b, &a)
	amount := method.Of("electricity", a.Amount)
	if err = a.location(c.Next(), amount, &d); err == nil {
		err = a.market(c, amount, &d)
	}
	return d, err
}

// used returns the electricity used by the company itself, of the amount bought.
func (a *Electricity) used(c *method.Calc, amount method.Flow) method.Flow {
	if !a.SoldOn.Given() {
		return amount
	}
	used := c.Less("own use", amount, method.Of("sold on", a.SoldOn))
	if used.Sign() < 0 {
		c.Refuse("sold_on", a.SoldOn.String(), "at most the amount, "+a.Amount.String(), ghg.ErrOutOfRange)
	}
	return used
}

// location sets the location-based result.
func (a *Electricity) location(c *method.Calc, amount method.Flow, d *Dual) (err error) {
	used := a.used(c, amount)
	c.Apply("", used, gridAverage(c, a.GridFactor, a.Region, used.Unit()))
	d.Location, err = c.Result(method.Part{Accounting: ghg.LocationBased})
	return err
}

// gridAverage returns the average factor of the grid's generation, or a life-cycle one if the policy allows it.
func gridAverage(c *method.Calc, supplied factors.Supplied, region string, unit units.Unit) factors.Factor {
	query := factors.Query{Activity: gridActivity, Region: region, Unit: unit, Boundary: ghg.Generation}
	if supplied.Given() || !c.Basis().Policy.For(gridActivity, region, "").LifeCycleAsGridAverage {
		return c.Factor(supplied, query)
	}
	if f, ok := c.Lookup(query); ok || c.Failed() {
		return f
	}
	query.Boundary = ghg.LifeCycle
	f := c.Factor(factors.Supplied{}, query)
	c.Caveat(ghg.LifeCycleInScope2, "there is no factor of generation alone for "+region)
	return f
}

// market sets the market-based result and what was refused. The method's declaration has already checked the inputs of
// each instrument.
func (a *Electricity) market(c *method.Calc, amount method.Flow, d *Dual) error {
	used := a.used(c, amount)
	m := market{region: a.Region, grid: a.GridFactor}
	m.findResidualMix(c, a.ResidualMix, used.Unit())
	claim := m.claim(a.Market, c.Valid(), a.Window)
	rest := m.coverAll(c, used, a.Instruments, claim)
	if rest.Sign() > 0 || len(m.covers) == 0 {
		m.uncovered(c, rest, a.supply(), claim)
	}
	return m.finish(c, d)
}

// supply returns the supplier's rate and the facts about it.
func (a *Electricity) supply() supply {
	return supply{
		name: a.Supplier, rate: a.SupplierRate, vintage: a.SupplierVintage, retirement: a.SupplierRetirement,
		soleClaim: a.SupplierSoleClaim, delivered: a.SupplierDelivered,
	}
}
