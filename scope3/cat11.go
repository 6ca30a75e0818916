package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodDirectUse is the name of category 11's method for products that directly consume energy.
const MethodDirectUse ghg.Method = "scope3.use-of-sold-products.direct"

// DirectUse is the energy that products sold in the period consume over their whole life, and the refrigerant that they
// leak (category 11).
//
//	emissions = sold × lifetime uses × energy per use × EF
//	emissions = lifetime energy × EF
//	emissions = sold [× lifetime uses] × leaked per unit or use × GWP
//
// Sold, Uses and PerUse are given, or LifetimeEnergy instead of the three. Energy names the carrier in the vocabulary,
// electricity/… or fuel/…; the factor is that of the Region of use and of the period of the sale: the Standard counts
// all of the life in the year of the sale and the grid's path is an assumption to be stated. Leakage is per unit sold over
// its life, or per use.
//
// Source: Technical Guidance, category 11, direct use-phase emissions (example 11.1, pp. 117–118).
type DirectUse struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product        string         `json:"product" csv:"product"`
	Energy         string         `json:"energy" csv:"energy"` // "electricity/grid", "fuel/diesel"
	Region         string         `json:"region" csv:"region"` // where the products are used
	Sold           units.Quantity `json:"sold,omitzero" csv:"sold,omitempty"`
	Uses           units.Rate     `json:"uses,omitzero" csv:"uses,omitempty"`       // over the life: "1000 use/unit"
	PerUse         units.Rate     `json:"per_use,omitzero" csv:"per_use,omitempty"` // "1.3 kWh/use"
	LifetimeEnergy units.Quantity `json:"lifetime_energy,omitzero" csv:"lifetime_energy,omitempty"`
	Factor         factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
	Refrigerant    string         `json:"refrigerant,omitempty" csv:"refrigerant,omitempty"` // that it leaks besides: "R-32"
	Leakage        units.Rate     `json:"leakage,omitzero" csv:"leakage,omitempty"`          // "0.3 kg/unit" over the life, "0.1 g/use"
	Assumptions    string         `json:"assumptions,omitempty" csv:"assumptions,omitempty"` // life, use profile; disclosed
}

// Calculate returns one result.
func (a DirectUse) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodDirectUse, ghg.UseOfSoldProducts, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("product", a.Product, "what was sold")
	c.Text("energy", a.Energy, "the carrier, such as electricity/grid or fuel/diesel")
	c.Text("region", a.Region, "where the products are used, such as JP")
	consume(c, a.Product, a.Energy, a.Region, a.energy(c), a.Factor)
	a.leak(c)
	c.Fact("product", a.Product)
	c.Fact("assumptions", a.Assumptions)
	return c.Results()
}

// energy is the energy of all products sold over their lives.
func (a DirectUse) energy(c *calc.Calc) calc.Flow {
	if a.LifetimeEnergy.Given() {
		if a.Uses.Given() || a.PerUse.Given() || (a.Sold.Given() && a.Refrigerant == "") {
			c.Refuse("lifetime_energy", a.LifetimeEnergy.String(), "either it, or sold, uses and per_use", ghg.ErrMixed)
		}
		c.Amount("lifetime_energy", a.LifetimeEnergy)
		return calc.Of("energy over the life", a.LifetimeEnergy)
	}
	return timesUses(c, a.Sold, a.Uses, "energy per use", "per_use", a.PerUse)
}

// leak adds the refrigerant that the products leak.
func (a DirectUse) leak(c *calc.Calc) {
	if a.Refrigerant == "" {
		if a.Leakage.Given() {
			c.Refuse("refrigerant", "", "the gas or blend that leaks, such as R-32", ghg.ErrMissing)
		}
		return
	}
	c.Amount("sold", a.Sold)
	needRate(c, "leakage", a.Leakage, "the mass leaked per unit over its life, such as 0.3 kg/unit, or per use")
	if c.Failed() {
		return
	}
	sold := calc.Of("sold", a.Sold)
	if a.Uses.Given() && a.Leakage.Den.Dimension() == a.Uses.Num.Dimension() {
		sold = c.TimesRate(sold, "uses over the life", a.Uses, "")
	}
	c.Release(join(a.Product, a.Refrigerant), c.TimesRate(sold, "leaked", a.Leakage, ""), a.Refrigerant)
}

// needRate requires a rate that is given and not negative.
func needRate(c *calc.Calc, field string, r units.Rate, want string) {
	if !r.Given() {
		c.Refuse(field, "", want, ghg.ErrMissing)
	} else if r.Value.IsNegative() {
		c.Refuse(field, r.String(), want, ghg.ErrNegative)
	}
}

// timesUses is sold × uses over the life × something per use.
func timesUses(c *calc.Calc, sold units.Quantity, uses units.Rate, label, field string, perUse units.Rate) calc.Flow {
	c.Amount("sold", sold)
	needRate(c, "uses", uses, "uses over the life per unit sold, such as 1000 use/unit")
	needRate(c, field, perUse, "energy per use, such as 1.3 kWh/use")
	if c.Failed() {
		return calc.Flow{}
	}
	return c.TimesRate(c.TimesRate(calc.Of("sold", sold), "uses over the life", uses, ""), label, perUse, "")
}

// consume applies the factor of a carrier to energy that products consume.
func consume(c *calc.Calc, label, carrier, region string, energy calc.Flow, own factors.Supplied) {
	if c.Failed() {
		return
	}
	if calc.FuelActivity(carrier) == carrier {
		fuel, factor := c.BurnFlow(energy, carrier, region, own, ghg.Combustion)
		c.Apply(label, fuel, factor)
		return
	}
	c.Apply(label, energy, c.Factor(own, carrier, region, energy.Unit(), boundaryOf(carrier)))
}
