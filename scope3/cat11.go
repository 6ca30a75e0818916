package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodDirectUse is the name of category 11's method for products that directly consume energy.
const MethodDirectUse ghg.Method = "scope3.use-of-sold-products.direct"

// DirectUse is the energy that products sold in the period consume over their whole life (category 11).
//
//	emissions = sold × lifetime uses × energy per use × EF
//	emissions = lifetime energy × EF
//
// Sold, Uses and PerUse are given, or LifetimeEnergy instead of the three. Energy names the carrier in the vocabulary,
// electricity/… or fuel/…; the factor is that of the Region of use and of the period of the sale: the Standard counts
// all of the life in the year of the sale and the grid's path is an assumption to be stated.
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
	Factor         factors.Own    `json:"factor,omitzero" csv:"factor,omitempty"`
	Assumptions    string         `json:"assumptions,omitempty" csv:"assumptions,omitempty"` // life, use profile; disclosed
}

// Calculate returns one result.
func (a DirectUse) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodDirectUse, ghg.UseOfSoldProducts, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("product", a.Product, "what was sold")
	c.Text("energy", a.Energy, "the carrier, such as electricity/grid or fuel/diesel")
	c.Text("region", a.Region, "where the products are used, such as JP")
	energy := a.energy(c)
	if c.Failed() {
		return nil, c.Err()
	}
	boundary := factors.Generation
	if calc.FuelActivity(a.Energy) == a.Energy {
		boundary = factors.Combustion
	}
	c.Apply(a.Product, energy, c.Factor(a.Factor, a.Energy, a.Region, energy.Unit(), boundary))
	c.Fact("product", a.Product)
	c.Fact("assumptions", a.Assumptions)
	return c.Results()
}

// energy is the energy of all products sold over their lives.
func (a DirectUse) energy(c *calc.Calc) calc.Flow {
	if a.LifetimeEnergy.Given() {
		if a.Sold.Given() || a.Uses.Given() || a.PerUse.Given() {
			c.Refuse("lifetime_energy", a.LifetimeEnergy.String(), "either it, or sold, uses and per_use", ghg.ErrMixed)
		}
		c.Amount("lifetime_energy", a.LifetimeEnergy)
		return calc.Of("energy over the life", a.LifetimeEnergy)
	}
	c.Amount("sold", a.Sold)
	for _, r := range []struct {
		field string
		rate  units.Rate
		want  string
	}{{"uses", a.Uses, "uses over the life per unit sold, such as 1000 use/unit"}, {"per_use", a.PerUse, "energy per use, such as 1.3 kWh/use"}} {
		if !r.rate.Given() {
			c.Refuse(r.field, "", r.want, ghg.ErrMissing)
		} else if r.rate.Value.IsNegative() {
			c.Refuse(r.field, r.rate.String(), r.want, ghg.ErrNegative)
		}
	}
	if c.Failed() {
		return calc.Flow{}
	}
	uses := c.TimesRate(calc.Of("sold", a.Sold), "uses over the life", a.Uses, "")
	return c.TimesRate(uses, "energy per use", a.PerUse, "")
}
