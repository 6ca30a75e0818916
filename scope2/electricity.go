package scope2

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodElectricity is the name of the method of purchased electricity.
const MethodElectricity ghg.Method = "scope2.electricity"

// Electricity is purchased electricity used at a place in a period.
//
//	own use        = amount − sold on
//	location-based = own use × grid average of where it is used
//	market-based   = Σ instrument × its rate + uncovered × (supplier's rate, else residual mix, else a substitute)
//
// The market-based order is that of table 6.3 of the Scope 2 Guidance. Instruments cover the consumption in the order
// given, each up to what is left; what an instrument has over is reported as a caveat and reduces nothing. An
// instrument that fails one of the quality criteria (see [Instrument.Criteria]) is not used at all, and a caveat gives
// the reasons. For the rest the supplier's rate is used: SupplierRate if it is stated, else the factor of Supplier
// (electricity/supplier/NAME, with its menu if it has one: "a0009/menu-a"). Without a supplier it is the market's
// residual mix (electricity/residual-mix); where none is published, the regulator's substitute value
// (electricity/substitute, such as Japan's 代替値); and the grid average only if the policy allows it. Every step down
// is a caveat, and so is the absence of a residual mix wherever an instrument or a supplier's rate is used.
//
// SoldOn is what the site passes on to others by a meter of its own: tenants, the public's vehicles. It is no own use;
// its emissions are those of category 3 or 13 of scope 3. Charging the company's own vehicles is own use.
//
// Losses and the upstream of fuels are category 3 of scope 3.
//
// Source: GHG Protocol Scope 2 Guidance, tables 6.2 (location), 6.3 (market) and 7.1 (criteria).
type Electricity struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Amount       units.Quantity `json:"amount" csv:"amount"`                      // energy: "482869 MWh"
	SoldOn       units.Quantity `json:"sold_on,omitzero" csv:"sold_on,omitempty"` // of the amount, to tenants and others' vehicles
	Region       string         `json:"region" csv:"region"`                      // grid it is used on: "JP", "US-CAMX"
	Market       string         `json:"market,omitempty" csv:"market,omitempty"`  // of instruments, where it is not the region's country: "AIB"
	GridFactor   factors.Supplied    `json:"grid_factor,omitzero" csv:"grid_factor,omitempty"`
	Supplier     string         `json:"supplier,omitempty" csv:"supplier,omitempty"`
	SupplierRate factors.Supplied    `json:"supplier_rate,omitzero" csv:"supplier_rate,omitempty"`
	ResidualMix  factors.Supplied    `json:"residual_mix,omitzero" csv:"residual_mix,omitempty"`     // the market's, from one's own copy
	Window       Window         `json:"vintage_window,omitzero" csv:"vintage_window,omitempty"` // of the instruments' vintages
	Instruments  []Instrument   `json:"instruments,omitempty" csv:"-"`
}

// Dual is a purchase by both methods. There is no sum of the two.
type Dual struct {
	Location ghg.Result
	Market   ghg.Result

	Covers  []Cover   // what the market-based result is made of, in its order
	Refused []Refusal // instruments that were not used
}

// Results returns both results.
func (d Dual) Results() ghg.Results { return ghg.Results{d.Location, d.Market} }

// Calculate returns two results, by location and by market.
func (a Electricity) Calculate(b factors.Basis) (ghg.Results, error) {
	d, err := a.Dual(b)
	if err != nil {
		return nil, err
	}
	return d.Results(), nil
}

// Dual returns the purchase by location and by market. It fails if an input is missing or negative, more is sold on
// than bought, an instrument states no rate or is there twice, or a factor is missing that the policy does not let it
// replace.
func (a Electricity) Dual(b factors.Basis) (Dual, error) {
	location, err := a.location(b)
	if err != nil {
		return Dual{}, err
	}
	d, err := a.market(b)
	d.Location = location
	return d, err
}

func (a Electricity) head() calc.Head {
	return calc.Head{Method: MethodElectricity, Scope: ghg.Scope2, ID: a.ID, Entity: a.Entity, Site: a.Site, Period: a.Period, Quality: a.Quality, Primary: true}
}

// begin checks the inputs and returns the electricity used by the company itself.
func (a Electricity) begin(b factors.Basis) (*calc.Calc, calc.Flow) {
	c := calc.New(b, a.head())
	c.Text("region", a.Region, "the grid the electricity is used on, such as JP or US-CAMX")
	c.Amount("amount", a.Amount, units.Energy)
	used := calc.Of("electricity", a.Amount)
	if !a.SoldOn.Given() || c.Failed() {
		return c, used
	}
	c.Amount("sold_on", a.SoldOn, units.Energy)
	used = c.Combine("own use", ghg.Sum, []calc.Flow{used, calc.Of("sold on", a.SoldOn)}, false, true)
	if !c.Failed() && used.Value().IsNegative() {
		c.Refuse("sold_on", a.SoldOn.String(), "at most the amount, "+a.Amount.String(), ghg.ErrOutOfRange)
	}
	return c, used
}

func (a Electricity) location(b factors.Basis) (ghg.Result, error) {
	c, used := a.begin(b)
	c.Apply("", used, gridAverage(c, a.GridFactor, a.Region, used.Unit()))
	return c.Part("", ghg.LocationBased, "")
}

// gridAverage finds the average of the grid's generation, or a life-cycle one if the policy allows that.
func gridAverage(c *calc.Calc, own factors.Supplied, region string, unit units.Unit) factors.Factor {
	if own.Given() || !c.Basis().Policy.LifeCycleAsGridAverage {
		return c.Factor(own, gridActivity, region, unit, ghg.Generation)
	}
	if f, ok := c.FindOrNone(gridActivity, region, unit, ghg.Generation); ok || c.Failed() {
		return f
	}
	f := c.Find(gridActivity, region, unit, ghg.LifeCycle)
	c.Caveat(ghg.LifeCycleInScope2, "there is no factor of generation alone for "+region)
	return f
}

func (a Electricity) market(b factors.Basis) (Dual, error) {
	c, rest := a.begin(b)
	c.Fail(a.Window.Check())
	for i := range a.Instruments {
		c.Fail(a.Instruments[i].check())
	}
	c.Fail(checkClaims(a.ID, a.Instruments))
	if c.Failed() {
		return Dual{}, c.Err()
	}
	m := market{c: c, region: a.Region, grid: a.GridFactor, supplier: a.Supplier, supplierRate: a.SupplierRate}
	m.findResidualMix(a.ResidualMix, rest.Unit())
	claim := m.claim(a.Market, a.Period, a.Window)
	used := rest
	for i := range a.Instruments {
		rest = m.cover(rest, &a.Instruments[i], claim)
	}
	if len(a.Instruments) > 0 && !c.Failed() {
		c.Fact("covered by instruments", used.Value().Sub(rest.Value()).String()+" of "+used.Value().String()+" "+used.Unit().Symbol())
	}
	if rest.Value().IsPositive() || len(m.covers) == 0 {
		m.uncovered(rest)
	}
	return m.finish()
}
