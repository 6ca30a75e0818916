package scope3

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodEndOfLife is the name of category 12's method.
const MethodEndOfLife ghg.Method = "scope3.end-of-life.waste-type-specific"

// EndOfLifeTreatment is what happens to a part of the products when they are thrown away.
type EndOfLifeTreatment struct {
	Treatment string           `json:"treatment"`          // "landfill", "incineration", "recycling", …
	Share     *decimal.Decimal `json:"share"`              // of the mass; all treatments add up to 1; 0 is a share
	Factor    factors.Supplied      `json:"factor,omitzero"`    // instead of waste/WASTE/TREATMENT
	Excluded  string           `json:"excluded,omitempty"` // why it is not counted, as recycling under the cut-off
}

// EndOfLife is the treatment of products sold in the period, and of their packaging, when they are thrown away
// (category 12).
//
//	emissions = Σ treatments: (mass of the products + mass of the packaging) × share × EF(type, treatment)
//
// A row is one type of waste. The shares of the treatments add up to exactly 1. The factor is found as
// waste/WASTE/TREATMENT in the Region of the treatment, by today's factors for waste of later years, which the result
// states as an assumption. A treatment that is not counted says why.
//
// Source: Technical Guidance, category 12, waste-type-specific method (example 12.1, p. 127).
type EndOfLife struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product    string               `json:"product" csv:"product"`
	Waste      string               `json:"waste" csv:"waste"`         // type of the vocabulary: "mixed-plastics", "average"
	Mass       units.Quantity       `json:"mass" csv:"mass"`           // of the products sold, at the end of their life
	Packaging  units.Quantity       `json:"packaging" csv:"packaging"` // of their packaging; 0 if there is none
	Region     string               `json:"region" csv:"region"`       // where they are thrown away
	Treatments []EndOfLifeTreatment `json:"treatments" csv:"-"`
}

// Calculate returns one result.
func (a EndOfLife) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodEndOfLife, ghg.EndOfLifeTreatmentOfSoldProducts, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("product", a.Product, "what was sold")
	c.Text("waste", a.Waste, "a type of waste, such as mixed-plastics or average")
	c.Text("region", a.Region, "where the products are thrown away, such as JP")
	c.Amount("mass", a.Mass, units.Mass)
	c.Amount("packaging", a.Packaging, units.Mass)
	shares := make([]*decimal.Decimal, len(a.Treatments))
	for i, t := range a.Treatments {
		c.Text(fmt.Sprintf("treatments %d: treatment", i+1), t.Treatment, "how it is treated, such as landfill")
		shares[i] = t.Share
	}
	sumToOne(c, "treatments", shares)
	mass := c.Combine("products and packaging", ghg.Sum, []calc.Flow{calc.Of("products", a.Mass), calc.Of("packaging", a.Packaging)})
	for _, t := range a.Treatments {
		a.treat(c, mass, t)
	}
	c.Caveat(ghg.Assumption, "products of the period are treated as waste is today in "+a.Region)
	c.Fact("product", a.Product)
	return c.Results()
}

// treat adds one treatment. A share of 0 needs no factor.
func (a EndOfLife) treat(c *calc.Calc, mass calc.Flow, t EndOfLifeTreatment) {
	switch {
	case c.Failed() || t.Share.IsZero():
	case t.Excluded != "":
		c.Caveat(ghg.Assumption, t.Treatment+" of "+t.Share.String()+" of the mass is not counted: "+t.Excluded)
	default:
		factor := c.Factor(t.Factor, "waste/"+a.Waste+"/"+t.Treatment, a.Region, mass.Unit(), ghg.Treatment)
		c.Apply(join(a.Product, t.Treatment), mass.Times("share to "+t.Treatment, *t.Share, ""), factor)
	}
}
