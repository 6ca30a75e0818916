package scope3

import (
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// PurchasedHybrid is a product bought, by the supplier's own emissions of it and, for the rest of the way from cradle to
// gate, by amounts and factors (categories 1 and 2).
//
//	emissions = supplier's scope 1 and 2 for the product + Σ material × EF + Σ mass × distance × EF + Σ waste × EF + Σ other × EF
//
// Scope1 and Scope2 are the part of the supplier's emissions that is allocated to what was bought. Others hold what the
// supplier does not cover and the other lists do not have: for instance the amount bought, by a cradle-to-gate footprint
// without the supplier's scope 1, scope 2 and waste. At least one list has an entry, since the supplier's own emissions
// alone are not cradle-to-gate. Published factors are secondary data: the result counts as primary only if every factor
// is supplied.
//
// Source: Technical Guidance, categories 1 and 2, hybrid method (example 1.3, pp. 30–31).
type PurchasedHybrid struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Item     string         `json:"item" csv:"item"`                                    // what was bought: "housings"
	Supplier string         `json:"supplier" csv:"supplier"`                            // the supplier whose figures they are: "press shop"
	Region   string         `json:"region" csv:"region"`                                // the country of the supplier: "GB"
	Scope1   units.Quantity `json:"scope1" csv:"scope1" input:"mass(CO2e)"`             // the supplier's scope 1 for what was bought: "12000 kg CO2e"
	Scope2   units.Quantity `json:"scope2" csv:"scope2" input:"mass(CO2e)"`             // the supplier's scope 2 for what was bought: "8000 kg CO2e"
	GWP      string         `json:"gwp" csv:"gwp"`                                      // the GWP basis of the supplier's figures: "AR5", "unstated"
	Source   string         `json:"source" csv:"source"`                                // the supplier's document: "statement of 2024"
	Purchase string         `json:"purchase,omitempty" csv:"purchase,omitempty"`        // the id of the purchase, so that a supplier's figure can replace an estimate of it: "PO-5"
	Spend    units.Quantity `json:"spend,omitzero" csv:"spend,omitempty" input:"money"` // what was paid, recorded but not used in the calculation: "95000 GBP"

	Materials  []Input    `json:"materials,omitempty" csv:"-"`  // the materials that the supplier bought
	Transports []Shipment `json:"transports,omitempty" csv:"-"` // the transport of the materials to the supplier
	Wastes     []Input    `json:"wastes,omitempty" csv:"-"`     // the supplier's waste
	Others     []Input    `json:"others,omitempty" csv:"-"`     // what the supplier and the other lists do not cover
}

// Input is an amount that goes into a product or comes out as waste, in a [PurchasedHybrid].
type Input struct {
	Activity string           `json:"activity"`        // the material or treatment of waste, by its name in the vocabulary: "material/steel/primary", "waste/average/landfill"
	Amount   units.Quantity   `json:"amount"`          // the amount of the material or waste: "20 t"
	Region   string           `json:"region"`          // the country that the factor is for: "GB"
	Boundary ghg.Boundary     `json:"boundary"`        // what the factor covers
	Factor   factors.Supplied `json:"factor,omitzero"` // a factor of it, instead of one from the basis: "2.1 kg CO2e/kg AR5; the supplier's statement"
}

// Shipment is a mass carried over a distance to the supplier, in a [PurchasedHybrid].
type Shipment struct {
	Mode     string           `json:"mode"`                    // the mode and class of freight, by its name in the vocabulary: "rail", "road/hgv-average"
	Mass     units.Quantity   `json:"mass" input:"mass"`       // the mass carried: "20 t"
	Distance units.Quantity   `json:"distance" input:"length"` // the distance of the transport: "300 km"
	Region   string           `json:"region"`                  // the country that the factor is for: "GB"
	Boundary ghg.Boundary     `json:"boundary"`                // what the factor covers
	Factor   factors.Supplied `json:"factor,omitzero"`         // a factor of the mode, instead of one from the basis: "0.03 kg CO2e/t·km AR5; carrier"
}

var purchasedHybrid = declare[PurchasedHybrid](
	purchaseCategories, byData, single,
	"those of materials, freight, waste and others, by their boundary",
	`{"id": "housings", "period": "2024", "category": 1, "item": "housings", "supplier": "press shop", "region": "GB",
	"scope1": "12000 kg CO2e", "scope2": "8000 kg CO2e", "gwp": "AR5", "source": "the supplier's statement of 2024", "purchase": "PO-5",
	"materials": [{"activity": "material/steel-cans/primary", "amount": "20 t", "region": "GB", "boundary": "cradle-to-gate"}],
	"transports": [{"mode": "rail", "mass": "20 t", "distance": "300 km", "region": "GB", "boundary": "combustion"}],
	"wastes": [{"activity": "waste/steel-cans/landfill", "amount": "2 t", "region": "GB", "boundary": "treatment"}],
	"others": [{"activity": "product/coating", "amount": "500 kg", "region": "GB", "boundary": "cradle-to-gate",
	"factor": "2.1 kg CO2e/kg AR5; the supplier's statement of 2024"}]}`,
	`{"id": "moulds", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "technology 2", "category": 2,
	"item": "moulds", "supplier": "toolmaker", "region": "GB", "scope1": "300 kg CO2e", "scope2": "700 kg CO2e", "gwp": "unstated",
	"source": "letter of 2024", "spend": "95000 GBP",
	"materials": [{"activity": "material/steel", "amount": "4 t", "region": "GB", "boundary": "cradle-to-gate",
	"factor": "1.9 kg CO2e/kg AR5; mill 2024"}],
	"wastes": [{"activity": "waste/steel/recycling", "amount": "300 kg", "region": "GB", "boundary": "treatment",
	"factor": "0.01 kg CO2e/kg AR5; contractor 2024"}],
	"transports": [{"mode": "rail", "mass": "4 t", "distance": "200 km", "region": "GB", "boundary": "combustion",
	"factor": "0.03 kg CO2e/t·km AR5; carrier 2024"}]}`,
)

// Calculate returns one result. It fails if an input is missing, negative or of the wrong dimension, if all lists are
// empty, or if there is no factor.
func (a PurchasedHybrid) Calculate(b factors.Basis) (ghg.Results, error) {
	c := purchasedHybrid.Begin(b, &a)
	checkGWP(c, a.GWP)
	if len(a.Materials)+len(a.Transports)+len(a.Wastes)+len(a.Others) == 0 {
		c.Refuse("materials", "", "materials, transports, wastes or others: the supplier's own emissions alone are not cradle-to-gate", ghg.ErrMissing)
	}
	supplier := statement{a.Scope1, a.Scope2, a.GWP, a.Source, a.Supplier}
	supplier.emit(c, "supplier's scope 1 and 2", supplier.sum(c))
	for _, input := range slices.Concat(a.Materials, a.Wastes, a.Others) {
		query := factors.Query{Activity: input.Activity, Region: input.Region, Unit: input.Amount.Unit, Boundary: input.Boundary}
		c.Apply(input.Activity, method.Of("amount", input.Amount), c.Factor(input.Factor, query))
	}
	for _, s := range a.Transports {
		work := c.TimesAmount(method.Of("mass", s.Mass), "distance", s.Distance)
		query := factors.Query{Activity: method.Under("freight", s.Mode), Region: s.Region, Unit: work.Unit(), Boundary: s.Boundary}
		c.Apply(query.Activity, work, c.Factor(s.Factor, query))
	}
	c.Primary(a.allSupplied())
	c.Purchase(a.Purchase, a.Supplier, a.Spend)
	c.Note("item", a.Item)
	return c.Results()
}

// allSupplied reports whether every factor is supplied with the activity.
func (a PurchasedHybrid) allSupplied() bool {
	published := func(in Input) bool { return !in.Factor.Given() }
	return !slices.ContainsFunc(slices.Concat(a.Materials, a.Wastes, a.Others), published) &&
		!slices.ContainsFunc(a.Transports, func(s Shipment) bool { return !s.Factor.Given() })
}
