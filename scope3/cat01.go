package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// PurchasedSupplierSpecific is a product bought, by the supplier's own cradle-to-gate footprint of it (categories 1 and 2).
//
//	emissions = amount × supplier's EF
//
// Factor is the supplier's figure with its document; [pact.Read] reads one from a PACT exchange. The result counts as
// primary data. Capital goods count in the year of the purchase with their whole footprint; nothing is depreciated.
//
// Source: Technical Guidance for Calculating Scope 3 Emissions, categories 1 and 2, supplier-specific method (example 1.1).
type PurchasedSupplierSpecific struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Item     string           `json:"item" csv:"item"`                                    // what was bought: "sheet steel"
	Supplier string           `json:"supplier" csv:"supplier"`                            // the supplier that made the product and calculated the figure: "mill"
	Region   string           `json:"region,omitempty" csv:"region,omitempty"`            // the country where it is made: "JP"
	Amount   units.Quantity   `json:"amount" csv:"amount"`                                // the amount bought: "1200 kg", "40 unit"
	Factor   factors.Supplied `json:"factor" csv:"factor"`                                // the supplier's figure with its document: "1.4 kg CO2e/kg AR6; EPD 2024-17"
	Purchase string           `json:"purchase,omitempty" csv:"purchase,omitempty"`        // the id of the purchase, so that a supplier's figure can replace an estimate of it: "PO-3"
	Spend    units.Quantity   `json:"spend,omitzero" csv:"spend,omitempty" input:"money"` // what was paid, recorded but not used in the calculation: "180000000 JPY"
}

var purchasedSupplierSpecific = declare[PurchasedSupplierSpecific](
	purchaseCategories, primary, single,
	"supplied with the activity, cradle-to-gate",
	`{"id": "sheet-steel", "period": "2024", "category": 1, "item": "sheet steel", "supplier": "mill", "amount": "1200 t",
	"factor": "1.9 kg CO2e/kg AR6; the mill's product declaration of 2024", "purchase": "PO-3"}`,
	`{"id": "press", "entity": "Example KK", "site": "Osaka", "period": "2024", "quality": "technology 1, geography 1", "category": 2,
	"item": "press", "supplier": "builder", "region": "JP", "amount": "1 unit", "factor": "41000 kg CO2e/unit AR5; EPD 2024-17",
	"purchase": "PO-4", "spend": "180000000 JPY"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or of the wrong dimension.
func (a PurchasedSupplierSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := purchasedSupplierSpecific.Begin(b, &a)
	query := factors.Query{Activity: "supplier/" + a.Supplier, Region: a.Region, Unit: a.Amount.Unit, Boundary: ghg.CradleToGate}
	c.Apply(a.Item, method.Of("bought", a.Amount), c.Factor(a.Factor, query))
	c.Purchase(a.Purchase, a.Supplier, a.Spend)
	c.Note("item", a.Item)
	return c.Results()
}

// PurchasedAverageData is a product bought, by an average footprint of such products (categories 1 and 2).
//
//	emissions = mass or number × cradle-to-gate EF
//
// The factor is found as Product, "material/steel/primary", or Factor is used. Boundary is what the factor covers:
// cradle-to-gate, or unstated where its publisher does not state it. It has no default, since a factor of a narrower
// boundary leaves out what category 1 must count.
//
// Source: Technical Guidance, categories 1 and 2, average-data method (example 1.4, pp. 34–35).
type PurchasedAverageData struct {
	ID       string       `json:"id" csv:"id"`
	Entity   string       `json:"entity,omitempty" csv:"entity,omitempty"`
	Site     string       `json:"site,omitempty" csv:"site,omitempty"`
	Period   ghg.Period   `json:"period" csv:"period"`
	Quality  ghg.Quality  `json:"quality,omitzero" csv:"quality,omitempty"`
	Category ghg.Category `json:"category" csv:"category"`

	Item     string           `json:"item" csv:"item"`                                    // what was bought: "steel cans"
	Product  string           `json:"product" csv:"product"`                              // the product, by its name in the vocabulary: "material/steel-cans/primary", "water/supply"
	Region   string           `json:"region" csv:"region"`                                // the country that the factor is for: "GB"
	Amount   units.Quantity   `json:"amount" csv:"amount"`                                // the amount bought: "1200 kg", "40 unit"
	Boundary ghg.Boundary     `json:"boundary" csv:"boundary"`                            // what the factor covers, cradle-to-gate or unstated
	Factor   factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`             // a factor of the product, instead of one from the basis: "2.9 kg CO2e/kg AR5; EPD 2024-17"
	Supplier string           `json:"supplier,omitempty" csv:"supplier,omitempty"`        // the supplier: "packer"
	Purchase string           `json:"purchase,omitempty" csv:"purchase,omitempty"`        // the id of the purchase, so that a supplier's figure can replace an estimate of it: "PO-4"
	Spend    units.Quantity   `json:"spend,omitzero" csv:"spend,omitempty" input:"money"` // what was paid, recorded but not used in the calculation: "52000 GBP"
}

var purchasedAverageData = declare[PurchasedAverageData](
	purchaseCategories, secondary, single,
	"material/PRODUCT or any other, cradle-to-gate or unstated",
	`{"id": "cans", "period": "2024", "category": 1, "item": "steel cans", "product": "material/steel-cans/primary", "region": "GB",
	"amount": "40 t", "boundary": "cradle-to-gate", "supplier": "packer", "purchase": "PO-4"}`,
	`{"id": "racks", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "technology 3", "category": 2, "item": "racks",
	"product": "material/steel", "region": "GB", "amount": "12 t", "boundary": "unstated", "factor": "1.9 kg CO2e/kg AR5; study 2023",
	"spend": "52000 GBP"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or of the wrong dimension, if the boundary is
// another one, or if there is no factor.
func (a PurchasedAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := purchasedAverageData.Begin(b, &a)
	if a.Boundary != ghg.CradleToGate && a.Boundary != ghg.BoundaryUnstated {
		c.Refuse("boundary", a.Boundary.String(), "cradle-to-gate, or unstated where the publisher does not state it", ghg.ErrOutOfRange)
	}
	query := factors.Query{Activity: a.Product, Region: a.Region, Unit: a.Amount.Unit, Boundary: a.Boundary}
	c.Apply(a.Item, method.Of("bought", a.Amount), c.Factor(a.Factor, query))
	c.Purchase(a.Purchase, a.Supplier, a.Spend)
	c.Note("item", a.Item)
	return c.Results()
}
