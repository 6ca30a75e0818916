package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// EndOfLife is the treatment of products sold in the period, and of their packaging, when they are thrown away
// (category 12).
//
//	emissions = Σ treatments: (mass of the products + mass of the packaging) × share × EF(type, treatment)
//
// A row is one type of waste. The shares of the treatments add up to exactly 1. The factor is found as
// waste/WASTE/TREATMENT in the Region of the treatment. Today's factors stand for waste of later years, which the result
// states as an assumption. A treatment that is not counted has a reason.
//
// Source: Technical Guidance, category 12, waste-type-specific method (example 12.1, p. 127).
type EndOfLife struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product    string               `json:"product" csv:"product"`                  // the product sold: "casing"
	Waste      string               `json:"waste" csv:"waste"`                      // the type of waste, by its name in the vocabulary: "average-plastics", "average"
	Mass       units.Quantity       `json:"mass" csv:"mass" input:"mass"`           // the mass of the products at the end of their life: "80 t"
	Packaging  units.Quantity       `json:"packaging" csv:"packaging" input:"mass"` // the mass of their packaging, 0 if there is none: "6 t"
	Region     string               `json:"region" csv:"region"`                    // the country where they are thrown away: "GB"
	Treatments []EndOfLifeTreatment `json:"treatments" csv:"-"`                     // the treatments of the waste
}

// EndOfLifeTreatment is what happens to a part of the products when they are thrown away, in an [EndOfLife].
type EndOfLifeTreatment struct {
	Treatment string           `json:"treatment"`           // the treatment, by its name in the vocabulary: "landfill", "incineration", "recycling"
	Share     *decimal.Decimal `json:"share" input:"[0,1]"` // the share of the mass; all treatments add up to 1: "0.3"
	Factor    factors.Supplied `json:"factor,omitzero"`     // a factor of the treatment, instead of one from the basis: "520 kg CO2e/t AR5; contractor 2024"
	Excluded  string           `json:"excluded,omitempty"`  // the reason why the treatment is not counted: "cut-off"
}

var endOfLife = declare[EndOfLife](
	in(ghg.EndOfLifeTreatmentOfSoldProducts), secondary, single,
	"waste/WASTE/TREATMENT, treatment",
	`{"id": "casings", "period": "2024", "product": "casing", "waste": "average-plastics", "mass": "80 t", "packaging": "6 t", "region": "GB",
	"treatments": [{"treatment": "landfill", "share": "0.3"}, {"treatment": "incineration", "share": "0.45"},
	{"treatment": "recycling", "share": "0.25", "excluded": "counted by whoever uses the recycled material"}]}`,
	`{"id": "toys", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "time 4", "product": "toy", "waste": "average",
	"mass": "3 t", "packaging": "0 t", "region": "GB", "treatments": [{"treatment": "landfill", "share": "1",
	"factor": "520 kg CO2e/t AR5; contractor 2024"}]}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, if the shares do not add up
// to 1, or if there is no factor.
func (a EndOfLife) Calculate(b factors.Basis) (ghg.Results, error) {
	c := endOfLife.Begin(b, &a)
	sumToOne(c, "treatments", a.Treatments, func(t EndOfLifeTreatment) *decimal.Decimal { return t.Share })
	mass := c.Sum("products and packaging", method.Of("products", a.Mass), method.Of("packaging", a.Packaging))
	for _, t := range a.Treatments {
		a.treat(c, mass, t)
	}
	c.Caveat(ghg.Assumption, "products of the period are treated as waste is today in "+a.Region)
	c.Subject(ghg.SubjectProduct, a.Product)
	return c.Results()
}

// treat adds one treatment. A share of 0 needs no factor.
func (a EndOfLife) treat(c *method.Calc, mass method.Flow, t EndOfLifeTreatment) {
	share := method.Number(t.Share)
	switch {
	case share.IsZero():
	case t.Excluded != "":
		c.Caveat(ghg.Assumption, t.Treatment+" of "+dec.Text(share)+" of the mass is not counted: "+t.Excluded)
	default:
		query := factors.Query{Activity: "waste/" + a.Waste + "/" + t.Treatment, Region: a.Region, Unit: mass.Unit(), Boundary: ghg.Treatment}
		c.Apply(join(a.Product, t.Treatment), mass.Times("share to "+t.Treatment, share, ""), c.Factor(t.Factor, query))
	}
}
