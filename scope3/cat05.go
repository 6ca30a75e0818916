package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Names of the methods of category 5.
const (
	MethodWasteSupplierSpecific ghg.Method = "scope3.waste.supplier-specific"
	MethodWasteTypeSpecific     ghg.Method = "scope3.waste.waste-type-specific"
	MethodWasteAverageData      ghg.Method = "scope3.waste.average-data"
)

// WasteTypeSpecific is waste of one type given to one treatment (category 5).
//
//	emissions = mass × EF(type, treatment) [+ mass × EF of its transport]
//
// The factor is found as waste/WASTE/TREATMENT, or Factor is used; waste water is Waste "water" with the Treatment
// "treatment" and a volume. With Transport set, the transport to the treatment
// is added by the factor waste/transport or TransportFactor; the Standard leaves it optional. Where a treatment is not
// counted, as recycling is not under the cut-off, Excluded says why and no factor is used.
//
// Source: Technical Guidance for Calculating Scope 3 Emissions, category 5, waste-type-specific method (example 5.1, p. 75).
type WasteTypeSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Waste           string         `json:"waste" csv:"waste"`         // type of the vocabulary: "mixed-plastics", "average"
	Treatment       string         `json:"treatment" csv:"treatment"` // "landfill", "incineration", "recycling", …
	Mass            units.Quantity `json:"mass" csv:"mass"`           // mass, or volume of waste water
	Region          string         `json:"region" csv:"region"`
	Factor          factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
	Transport       bool           `json:"transport,omitempty" csv:"transport,omitempty"` // add its transport
	TransportFactor factors.Supplied    `json:"transport_factor,omitzero" csv:"transport_factor,omitempty"`
	Excluded        string         `json:"excluded,omitempty" csv:"excluded,omitempty"` // why the treatment is not counted
}

// Calculate returns one result.
func (a WasteTypeSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodWasteTypeSpecific, ghg.WasteGeneratedInOperations, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("waste", a.Waste, "a type of waste, such as mixed-plastics or average")
	c.Text("treatment", a.Treatment, "how it is treated, such as landfill")
	c.Text("region", a.Region, "where it is treated, such as JP")
	c.Amount("mass", a.Mass)
	if a.Excluded != "" && !a.Transport {
		c.Refuse("excluded", a.Excluded, "a treatment that is counted, or the transport of the waste", ghg.ErrOutOfRange)
	}

	waste := calc.Of("waste", a.Mass)
	if a.Excluded == "" {
		c.Apply("treatment", waste, c.Factor(a.Factor, wasteActivity(a.Waste, a.Treatment), a.Region, a.Mass.Unit, ghg.Treatment))
	} else {
		c.Caveat(ghg.Assumption, a.Treatment+" is not counted: "+a.Excluded)
	}
	if a.Transport {
		c.Apply("transport", waste, c.Factor(a.TransportFactor, "waste/transport", a.Region, a.Mass.Unit, ghg.Treatment))
	}
	return c.Results()
}

// WasteSupplierSpecific is the reporter's part of what a company that treats waste emitted (category 5).
//
//	emissions = scope 1 and 2 of the treatment × our waste ÷ all waste treated
//
// The emissions are those of the plant or process that treats the waste, as its operator states them; they are counted
// and not recomputed. Our waste and all waste are amounts of one dimension.
//
// Source: Technical Guidance, category 5, supplier-specific method.
type WasteSupplierSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Supplier string         `json:"supplier" csv:"supplier"`
	Scope1   units.Quantity `json:"scope1" csv:"scope1"` // CO2e: "1200 t CO2e"
	Scope2   units.Quantity `json:"scope2" csv:"scope2"`
	GWP      string         `json:"gwp" csv:"gwp"`       // the supplier's basis: "AR5", or "unstated"
	Source   string         `json:"source" csv:"source"` // the document the figures are printed in
	Mass     units.Quantity `json:"mass" csv:"mass"`     // ours
	AllMass  units.Quantity `json:"all_mass" csv:"all_mass"`
}

// Calculate returns one result, with the caveat [ghg.NotRecomputed].
func (a WasteSupplierSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodWasteSupplierSpecific, ghg.WasteGeneratedInOperations, a.ID, a.Entity, a.Site, a.Period, a.Quality, true)
	c.Text("supplier", a.Supplier, "the company that treats the waste")
	states := stated{a.Scope1, a.Scope2, a.GWP, a.Source, a.Supplier}
	states.check(c)
	ours := portion{"mass", "all_mass", a.Mass, a.AllMass}
	ours.check(c)
	if c.Failed() {
		return nil, c.Err()
	}
	states.emit(c, "treatment by "+a.Supplier, ours.of(c, states.sum(c)))
	return c.Results()
}

// WasteAverageData is the part of the waste that is treated in one way, by an average factor of the treatment (category 5).
//
//	emissions = all waste × share treated so × EF(treatment)
//
// A row is a treatment; the rows of one total have shares that add up to 1, which the reporter sees to. The factor is
// found as waste/WASTE/TREATMENT, with Waste "average" where the types are not known.
//
// Source: Technical Guidance, category 5, average-data method (example 5.2, p. 77).
type WasteAverageData struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Waste     string           `json:"waste" csv:"waste"`         // "average", "commercial-and-industrial"
	Treatment string           `json:"treatment" csv:"treatment"` // "landfill", "composting", …
	Total     units.Quantity   `json:"total" csv:"total"`         // all waste
	Share     *decimal.Decimal `json:"share" csv:"share"`         // of the total that is treated so: 0.25
	Region    string           `json:"region" csv:"region"`
	Factor    factors.Supplied      `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a WasteAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodWasteAverageData, ghg.WasteGeneratedInOperations, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("waste", a.Waste, "a type of waste, or average")
	c.Text("treatment", a.Treatment, "how it is treated, such as landfill")
	c.Text("region", a.Region, "where it is treated, such as JP")
	c.Amount("total", a.Total)
	share := c.GivenShare("share", a.Share)
	treated := calc.Of("all waste", a.Total).Times("share treated by "+a.Treatment, share, "")
	c.Apply(a.Treatment, treated, c.Factor(a.Factor, wasteActivity(a.Waste, a.Treatment), a.Region, a.Total.Unit, ghg.Treatment))
	return c.Results()
}

// wasteActivity is the vocabulary's name of a treatment: waste/WASTE/TREATMENT, and water/treatment for waste water.
func wasteActivity(waste, treatment string) string {
	if waste == "water" {
		return "water/" + treatment
	}
	return "waste/" + waste + "/" + treatment
}
