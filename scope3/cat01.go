package scope3

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Names of the methods of categories 1 and 2 that are not spend-based.
const (
	MethodSupplierSpecific     ghg.Method = "scope3.purchased-goods.supplier-specific"
	MethodHybrid               ghg.Method = "scope3.purchased-goods.hybrid"
	MethodPurchasedAverageData ghg.Method = "scope3.purchased-goods.average-data"
)

func purchaseCategories() []ghg.Category {
	return []ghg.Category{ghg.PurchasedGoodsAndServices, ghg.CapitalGoods}
}

// SupplierSpecific is a product bought, times the supplier's own cradle-to-gate footprint of it (categories 1 and 2).
//
//	emissions = amount × supplier's EF
//
// Factor is the supplier's figure with its document; [pact.Read] reads one from a PACT exchange. The result stands on primary
// data. Capital goods count in the year of the purchase with their whole footprint; nothing is depreciated.
//
// Source: Technical Guidance for Calculating Scope 3 Emissions, categories 1 and 2, supplier-specific method (example 1.1).
type SupplierSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category int            `json:"category" csv:"category"` // 1 or 2
	Item     string         `json:"item" csv:"item"`
	Supplier string         `json:"supplier" csv:"supplier"`
	Region   string         `json:"region,omitempty" csv:"region,omitempty"` // where it is made
	Amount   units.Quantity `json:"amount" csv:"amount"`                     // "1200 kg", "40 unit"
	Factor   factors.Supplied    `json:"factor" csv:"factor"`                     // "1.4 kg CO2e/kg AR6; EPD 2024-17"
	Purchase string         `json:"purchase,omitempty" csv:"purchase,omitempty"`
	Spend    units.Quantity `json:"spend,omitzero" csv:"spend,omitempty"` // what was paid: not in the calculation
}

// Calculate returns one result.
func (a SupplierSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := beginOneOf(b, MethodSupplierSpecific, a.Category, purchaseCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, true)
	c.Text("item", a.Item, "what was bought, such as steel sheet")
	c.Text("supplier", a.Supplier, "whose figure it is")
	c.Amount("amount", a.Amount)
	if !a.Factor.Given() {
		c.Refuse("factor", "", "the supplier's figure with its document, such as 1.4 kg CO2e/kg AR6; EPD 2024-17", ghg.ErrMissing)
	}
	checkPaid(c, a.Spend)
	c.Apply(a.Item, calc.Of("bought", a.Amount), c.Factor(a.Factor, "supplier/"+a.Supplier, a.Region, a.Amount.Unit, ghg.CradleToGate))
	purchase{a.Item, a.Supplier, a.Purchase, a.Spend}.record(c)
	return c.Results()
}

// checkPaid requires of what was paid, if it is given, that it is money.
func checkPaid(c *calc.Calc, spend units.Quantity) {
	if !spend.Given() {
		return
	}
	c.Amount("spend", spend)
	if !c.Failed() && !spend.Unit.Dimension().IsCurrency() {
		c.Refuse("spend", spend.String(), "an amount of money, such as 120000 JPY", ghg.ErrDimension)
	}
}

// PurchasedAverageData is a product bought, times an average footprint of such products (categories 1 and 2).
//
//	emissions = mass or number × cradle-to-gate EF
//
// The factor is found as Product in the vocabulary, "material/steel/primary", or Factor is used. Boundary is what it
// covers: cradle-to-gate, or unstated where its publisher does not say; it is required, since a factor of a narrower
// boundary leaves out what category 1 must count.
//
// Source: Technical Guidance, categories 1 and 2, average-data method (example 1.4, pp. 34–35).
type PurchasedAverageData struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category int              `json:"category" csv:"category"` // 1 or 2
	Item     string           `json:"item" csv:"item"`
	Product  string           `json:"product" csv:"product"` // of the vocabulary: "material/steel/primary", "water/supply"
	Region   string           `json:"region" csv:"region"`
	Amount   units.Quantity   `json:"amount" csv:"amount"` // "1200 kg", "40 unit"
	Boundary ghg.Boundary `json:"boundary" csv:"boundary"`
	Factor   factors.Supplied      `json:"factor,omitzero" csv:"factor,omitempty"`
	Supplier string           `json:"supplier,omitempty" csv:"supplier,omitempty"`
	Purchase string           `json:"purchase,omitempty" csv:"purchase,omitempty"`
	Spend    units.Quantity   `json:"spend,omitzero" csv:"spend,omitempty"` // what was paid: not in the calculation
}

// Calculate returns one result.
func (a PurchasedAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := beginOneOf(b, MethodPurchasedAverageData, a.Category, purchaseCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("item", a.Item, "what was bought, such as steel sheet")
	c.Text("product", a.Product, "its name in the vocabulary, such as material/steel/primary")
	c.Text("region", a.Region, "the region of the factor, such as GB")
	c.Amount("amount", a.Amount)
	if a.Boundary != ghg.CradleToGate && a.Boundary != ghg.BoundaryUnstated {
		kind := ghg.ErrOutOfRange
		if a.Boundary == 0 {
			kind = ghg.ErrMissing
		}
		c.Refuse("boundary", a.Boundary.String(), "cradle-to-gate, or unstated where the publisher does not say", kind)
	}
	checkPaid(c, a.Spend)
	c.Apply(a.Item, calc.Of("bought", a.Amount), c.Factor(a.Factor, a.Product, a.Region, a.Amount.Unit, a.Boundary))
	purchase{a.Item, a.Supplier, a.Purchase, a.Spend}.record(c)
	return c.Results()
}

// Hybrid is a product bought, by what its supplier states of its own emissions for it and, for the rest of the way from
// cradle to gate, by amounts and factors (categories 1 and 2).
//
//	emissions = supplier's scope 1 and 2 for the product + Σ material × EF + Σ mass × distance × EF + Σ waste × EF + Σ other × EF
//
// The supplier's figures are those allocated to what was bought. Other is what the supplier does not cover and no list
// has: the amount bought by the cradle-to-gate footprint without the supplier's scope 1, 2 and waste, for instance. At
// least one list has an entry: the supplier's own emissions alone are not cradle-to-gate. The parts that factors stand
// for are secondary data; the result is marked as primary only if every factor is the supplier's own.
//
// Source: Technical Guidance, categories 1 and 2, hybrid method (example 1.3, pp. 30–31).
type Hybrid struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category int            `json:"category" csv:"category"` // 1 or 2
	Item     string         `json:"item" csv:"item"`
	Supplier string         `json:"supplier" csv:"supplier"`
	Region   string         `json:"region" csv:"region"` // where the supplier is
	Scope1   units.Quantity `json:"scope1" csv:"scope1"` // the supplier's, for what was bought: "1000 kg CO2e"
	Scope2   units.Quantity `json:"scope2" csv:"scope2"`
	GWP      string         `json:"gwp" csv:"gwp"`       // the supplier's basis: "AR5", or "unstated"
	Source   string         `json:"source" csv:"source"` // the supplier's document
	Purchase string         `json:"purchase,omitempty" csv:"purchase,omitempty"`
	Spend    units.Quantity `json:"spend,omitzero" csv:"spend,omitempty"` // what was paid: not in the calculation

	Materials  []Input    `json:"materials,omitempty" csv:"-"`
	Transports []Shipment `json:"transports,omitempty" csv:"-"`
	Wastes     []Input    `json:"wastes,omitempty" csv:"-"`
	Others     []Input    `json:"others,omitempty" csv:"-"`
}

// Input is an amount that goes into a product or comes out as waste, with its activity in the vocabulary:
// "material/steel/primary", "waste/average/landfill".
type Input struct {
	Activity string           `json:"activity"`
	Amount   units.Quantity   `json:"amount"`
	Region   string           `json:"region"`
	Boundary ghg.Boundary `json:"boundary"` // what the factor covers
	Factor   factors.Supplied      `json:"factor,omitzero"`
}

// Shipment is a mass carried over a distance to the supplier, by a mode of the vocabulary: "freight/road/hgv-average".
type Shipment struct {
	Mode     string           `json:"mode"`
	Mass     units.Quantity   `json:"mass"`
	Distance units.Quantity   `json:"distance"`
	Region   string           `json:"region"`
	Boundary ghg.Boundary `json:"boundary"` // what the factor covers
	Factor   factors.Supplied      `json:"factor,omitzero"`
}

// Calculate returns one result.
func (a Hybrid) Calculate(b factors.Basis) (ghg.Results, error) {
	c := beginOneOf(b, MethodHybrid, a.Category, purchaseCategories(), a.ID, a.Entity, a.Site, a.Period, a.Quality, a.allOwn())
	c.Text("item", a.Item, "what was bought, such as t-shirts")
	c.Text("supplier", a.Supplier, "whose figures they are")
	c.Text("region", a.Region, "where the supplier is, such as GB")
	own := stated{Scope1: a.Scope1, Scope2: a.Scope2, GWP: a.GWP, Source: a.Source, Who: a.Supplier}
	own.check(c)
	checkPaid(c, a.Spend)
	if len(a.Materials)+len(a.Transports)+len(a.Wastes)+len(a.Others) == 0 {
		c.Refuse("materials", "", "materials, transports, wastes or others: the supplier's own emissions alone are not cradle-to-gate", ghg.ErrMissing)
	}
	if c.Failed() {
		return nil, c.Err()
	}
	own.emit(c, "supplier's scope 1 and 2", own.sum(c))
	for _, list := range []struct {
		name   string
		inputs []Input
	}{{"materials", a.Materials}, {"wastes", a.Wastes}, {"others", a.Others}} {
		for i, in := range list.inputs {
			in.apply(c, fmt.Sprintf("%s %d: ", list.name, i+1))
		}
	}
	for i, s := range a.Transports {
		s.apply(c, fmt.Sprintf("transports %d: ", i+1))
	}
	purchase{a.Item, a.Supplier, a.Purchase, a.Spend}.record(c)
	return c.Results()
}

// allOwn reports whether every factor is given with the activity.
func (a Hybrid) allOwn() bool {
	for _, list := range [][]Input{a.Materials, a.Wastes, a.Others} {
		for _, in := range list {
			if !in.Factor.Given() {
				return false
			}
		}
	}
	for _, s := range a.Transports {
		if !s.Factor.Given() {
			return false
		}
	}
	return true
}

func (in Input) apply(c *calc.Calc, at string) {
	c.Text(at+"activity", in.Activity, "a name of the vocabulary, such as material/steel/primary")
	c.Text(at+"region", in.Region, "the region of the factor, such as GB")
	c.Amount(at+"amount", in.Amount)
	checkBoundary(c, at, in.Boundary)
	c.Apply(in.Activity, calc.Of(at+"amount", in.Amount), c.Factor(in.Factor, in.Activity, in.Region, in.Amount.Unit, in.Boundary))
}

func (s Shipment) apply(c *calc.Calc, at string) {
	c.Text(at+"mode", s.Mode, "a mode of the vocabulary, such as freight/road/hgv-average")
	c.Text(at+"region", s.Region, "the region of the factor, such as GB")
	c.Amount(at+"mass", s.Mass, units.Mass)
	c.Amount(at+"distance", s.Distance, units.Length)
	checkBoundary(c, at, s.Boundary)
	if c.Failed() {
		return
	}
	mode := calc.Under("freight", s.Mode)
	work := c.TimesAmount(calc.Of(at+"mass", s.Mass), "distance", s.Distance)
	c.Apply(mode, work, c.Factor(s.Factor, mode, s.Region, work.Unit(), s.Boundary))
}

// checkBoundary requires what a factor covers.
func checkBoundary(c *calc.Calc, at string, b ghg.Boundary) {
	if b == 0 {
		c.Refuse(at+"boundary", "", "what the factor covers, such as cradle-to-gate, combustion or treatment", ghg.ErrMissing)
	}
}
