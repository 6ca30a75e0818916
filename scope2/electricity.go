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
//	location-based = energy × grid average of where it is used
//	market-based   = Σ instrument × its rate + uncovered × (supplier's rate, else residual mix, else a substitute)
//
// The market-based order is that of table 6.3 of the Scope 2 Guidance. Instruments cover the consumption in the order
// given, each up to what is left; what an instrument has over is reported as a caveat and reduces nothing. For the rest
// the supplier's rate is used: SupplierRate if it is stated, else the factor of Supplier
// (electricity/supplier/NAME, with its menu if it has one: "a0009/menu-a"). Without a supplier it is the market's
// residual mix (electricity/residual-mix); where none is published, the regulator's substitute value
// (electricity/substitute, such as Japan's 代替値); and the grid average only if the policy allows it. Every step down
// is a caveat.
//
// Losses and the upstream of fuels are category 3 of scope 3.
//
// Source: GHG Protocol Scope 2 Guidance, tables 6.2 (location) and 6.3 (market), section 6.11.
type Electricity struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Amount       units.Quantity `json:"amount" csv:"amount"` // energy: "482869 MWh"
	Region       string         `json:"region" csv:"region"` // grid it is used on: "JP", "US-CAMX"
	GridFactor   factors.Own    `json:"grid_factor,omitzero" csv:"grid_factor,omitempty"`
	Supplier     string         `json:"supplier,omitempty" csv:"supplier,omitempty"`
	SupplierRate factors.Own    `json:"supplier_rate,omitzero" csv:"supplier_rate,omitempty"`
	ResidualMix  factors.Own    `json:"residual_mix,omitzero" csv:"residual_mix,omitempty"` // the market's, from one's own copy
	Instruments  []Instrument   `json:"instruments,omitempty" csv:"-"`
}

// Dual is a purchase by both methods. There is no sum of the two.
type Dual struct {
	Location ghg.Result
	Market   ghg.Result
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

// Dual returns the purchase by location and by market. It fails if an input is missing or negative, an instrument
// states no rate, or a factor is missing that the policy does not let it replace.
func (a Electricity) Dual(b factors.Basis) (Dual, error) {
	location, err := a.location(b)
	if err != nil {
		return Dual{}, err
	}
	market, err := a.market(b)
	if err != nil {
		return Dual{}, err
	}
	return Dual{location, market}, nil
}

func (a Electricity) begin(b factors.Basis) *calc.Calc {
	c := calc.New(b, calc.Head{Method: MethodElectricity, Scope: ghg.Scope2, ID: a.ID, Entity: a.Entity, Site: a.Site, Period: a.Period, Quality: a.Quality, Primary: true})
	c.Text("region", a.Region, "the grid the electricity is used on, such as JP or US-CAMX")
	c.Amount("amount", a.Amount, units.Energy)
	return c
}

// Activities of the vocabulary that electricity is found under.
const (
	gridActivity       = "electricity/grid"
	residualActivity   = "electricity/residual-mix"
	substituteActivity = "electricity/substitute"
	supplierPrefix     = "electricity/supplier"
)

func (a Electricity) location(b factors.Basis) (ghg.Result, error) {
	c := a.begin(b)
	factor := gridAverage(c, a.GridFactor, a.Region, a.Amount.Unit)
	c.Apply("", calc.Of("electricity", a.Amount), factor)
	return c.Part("", ghg.LocationBased, "")
}

// gridAverage finds the average of the grid's generation, or a life-cycle one if the policy allows that.
func gridAverage(c *calc.Calc, own factors.Own, region string, unit units.Unit) factors.Factor {
	if own.Given() || !c.Basis().Policy.LifeCycleAsGridAverage {
		return c.Factor(own, gridActivity, region, unit, factors.Generation)
	}
	if f, ok := c.FindOrNone(gridActivity, region, unit, factors.Generation); ok || c.Failed() {
		return f
	}
	f := c.Find(gridActivity, region, unit, factors.LifeCycle)
	c.Caveat(ghg.LifeCycleInScope2, "there is no factor of generation alone for "+region)
	return f
}

func (a Electricity) market(b factors.Basis) (ghg.Result, error) {
	c := a.begin(b)
	rest := calc.Of("electricity", a.Amount)
	for i := range a.Instruments {
		rest = cover(c, rest, a.Instruments[i])
	}
	if c.Failed() {
		return ghg.Result{}, c.Err()
	}
	if len(a.Instruments) > 0 {
		c.Fact("covered by instruments", a.Amount.Value.Sub(rest.Value()).String()+" of "+a.Amount.String())
	}
	if rest.Value().IsPositive() || len(a.Instruments) == 0 {
		c.Apply("uncovered", rest, a.uncovered(c))
	}
	return c.Part("", ghg.MarketBased, "")
}

// cover applies an instrument to what is left of the consumption and returns what is left after it.
func cover(c *calc.Calc, rest calc.Flow, in Instrument) calc.Flow {
	name := "instrument " + in.ID
	c.Text("id of instrument", in.ID, "a name that is unique")
	c.Amount(name+": volume", in.Volume, units.Energy)
	if !in.Rate.Stated() {
		c.Refuse(name+": rate", "", "the emission rate it conveys, such as zero-carbon", ghg.ErrMissing)
	}
	if c.Failed() {
		return rest
	}
	volume := c.Convert(calc.Of(name, in.Volume), rest.Unit())
	used := c.Combine("used of "+name, ghg.Least, []calc.Flow{rest, volume})
	left := c.Combine("left after "+name, ghg.Total, []calc.Flow{rest, used}, false, true)
	if in.Rate.IsZeroCarbon() {
		c.Apply(name, used, zeroFactor(c, in, rest.Unit()))
	} else {
		factor, err := in.Rate.own.Factor("electricity/instrument/"+in.ID, "GLOBAL", c.Period(), factors.Generation)
		c.Fail(err)
		c.Apply(name, used, factor)
	}
	unused, err := in.Volume.Sub(units.New(used.Value(), rest.Unit()))
	c.Fail(err)
	if !c.Failed() && unused.Value.IsPositive() {
		c.Caveat(ghg.InstrumentUnused, in.ID+": "+unused.String()+" of "+in.Volume.String()+" is more than the consumption and reduces nothing")
	}
	c.Fact(name, in.Kind.String()+", "+in.Volume.String()+" at "+in.Rate.String())
	return left
}

// zeroFactor is the factor of an instrument that conveys generation without direct emissions.
func zeroFactor(c *calc.Calc, in Instrument, unit units.Unit) factors.Factor {
	none, err := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2})
	c.Fail(err)
	own := factors.Own{PerUnit: none, Unit: unit, Source: in.Kind.String() + " " + in.ID + ": generation without direct emissions"}
	f, err := own.Factor("electricity/instrument/"+in.ID, "GLOBAL", c.Period(), factors.Generation)
	c.Fail(err)
	return f
}

// uncovered finds the factor of the consumption that no instrument covers, in the order of the Scope 2 Guidance.
func (a Electricity) uncovered(c *calc.Calc) factors.Factor {
	unit := a.Amount.Unit
	if a.SupplierRate.Given() || a.Supplier != "" {
		return c.Factor(a.SupplierRate, calc.Under(supplierPrefix, a.Supplier), a.Region, unit, factors.Generation)
	}
	c.Caveat(ghg.SupplierRateMissing, "the supplier is not named and states no rate")
	if a.ResidualMix.Given() {
		return c.Factor(a.ResidualMix, residualActivity, a.Region, unit, factors.Generation)
	}
	if f, ok := c.FindOrNone(residualActivity, a.Region, unit, factors.Generation); ok || c.Failed() {
		return f
	}
	c.Caveat(ghg.ResidualMixMissing, "no residual mix of "+a.Region+" in "+sourceName(c.Basis()))
	if f, ok := c.FindOrNone(substituteActivity, a.Region, unit, factors.Generation); ok || c.Failed() {
		c.Caveat(ghg.SubstituteValue, f.ID)
		return f
	}
	if c.Basis().Policy.GridAverageAsResidual {
		return gridAverage(c, a.GridFactor, a.Region, unit)
	}
	return c.Find(residualActivity, a.Region, unit, factors.Generation)
}

func sourceName(b factors.Basis) string {
	if b.Factors == nil {
		return "no source"
	}
	return b.Factors.Name()
}
