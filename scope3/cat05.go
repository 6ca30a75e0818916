package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// WasteTypeSpecific is waste of one type given to one treatment (category 5).
//
//	emissions = mass × EF(type, treatment) [+ mass × EF of its transport]
//
// The factor is found as waste/WASTE/TREATMENT, or Factor is used. Waste water is Waste "water" with the Treatment
// "treatment" and a volume. With Transport, the transport to the treatment is added by the factor waste/transport or
// TransportFactor; the Standard leaves it optional. For a treatment that is not counted, as recycling under the cut-off
// approach, Excluded gives the reason and no factor is used.
//
// The result is primary data if Data is; see [DataType].
//
// Source: Technical Guidance for Calculating Scope 3 Emissions, category 5, waste-type-specific method (example 5.1, p. 75).
type WasteTypeSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Waste           string           `json:"waste" csv:"waste"`                                          // the type of waste, by its name in the vocabulary: "mixed-plastics", "average", "water"
	Treatment       string           `json:"treatment" csv:"treatment"`                                  // the treatment, by its name in the vocabulary: "landfill", "incineration", "recycling"
	Mass            units.Quantity   `json:"mass" csv:"mass" input:"mass|any volume"`                    // the mass of the waste, or the volume of waste water: "12.5 t", "3400 m3"
	Region          string           `json:"region" csv:"region"`                                        // the country where it is treated: "GB"
	Data            DataType         `json:"data,omitzero" csv:"data,omitempty"`                         // the type of the data on type and mass (primary if weighed or invoiced, secondary or not given otherwise)
	Factor          factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                     // a factor of the treatment, instead of one from the basis: "520 kg CO2e/t AR5; contractor 2024"
	Transport       bool             `json:"transport,omitempty" csv:"transport,omitempty"`              // the transport to the treatment is added
	TransportFactor factors.Supplied `json:"transport_factor,omitzero" csv:"transport_factor,omitempty"` // a factor of the transport, instead of one from the basis: "20 kg CO2e/t AR5; contractor 2024"
	Excluded        string           `json:"excluded,omitempty" csv:"excluded,omitempty"`                // the reason why the treatment is not counted: "cut-off"
}

var wasteTypeSpecific = declare[WasteTypeSpecific](
	in(ghg.WasteGeneratedInOperations), byData, single,
	"waste/WASTE/TREATMENT or water/TREATMENT, treatment; waste/transport, treatment",
	`{"id": "office-waste", "period": "2024", "waste": "commercial-and-industrial", "treatment": "landfill", "mass": "12.5 t", "region": "GB",
	"data": "primary"}`,
	`{"id": "sewage", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "waste": "water",
	"treatment": "treatment", "mass": "3400 m3", "region": "GB", "factor": "0.19 kg CO2e/m3 AR5; water company 2024"}`,
	`{"id": "scrap", "period": "2024", "waste": "average", "treatment": "recycling", "mass": "40 t", "region": "GB", "transport": true,
	"transport_factor": "20 kg CO2e/t AR5; contractor 2024", "excluded": "counted by whoever uses the recycled material"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or of the wrong dimension, if the treatment is
// excluded and there is no transport, or if there is no factor.
func (a WasteTypeSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := wasteTypeSpecific.Begin(b, &a)
	c.Primary(a.Data == PrimaryData)
	if a.Excluded != "" && !a.Transport {
		c.Refuse("excluded", a.Excluded, "a treatment that is counted, or the transport of the waste", ghg.ErrOutOfRange)
	}
	waste := method.Of("waste", a.Mass)
	query := factors.Query{Activity: wasteActivity(a.Waste, a.Treatment), Region: a.Region, Unit: a.Mass.Unit, Boundary: ghg.Treatment}
	if a.Excluded == "" {
		c.Apply("treatment", waste, c.Factor(a.Factor, query))
	} else {
		c.Caveat(ghg.Assumption, a.Treatment+" is not counted: "+a.Excluded)
	}
	if a.Transport {
		query.Activity = "waste/transport"
		first := c.Apply("transport", waste, c.Factor(a.TransportFactor, query))
		c.Mark(first, ghg.StepTransport)
	}
	return c.Results()
}

// WasteSupplierSpecific is the reporter's part of the emissions of a company that treats waste (category 5).
//
//	emissions = scope 1 and 2 of the treatment × our waste ÷ all waste treated
//
// The emissions are those of the plant or process that treats the waste, as its operator states them. They are counted
// but not recomputed. Our waste and all waste are amounts of one dimension.
//
// Source: Technical Guidance, category 5, supplier-specific method.
type WasteSupplierSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Supplier string         `json:"supplier" csv:"supplier"`                         // the company that treats the waste: "Northern Waste"
	Scope1   units.Quantity `json:"scope1" csv:"scope1" input:"mass(CO2e)"`          // scope 1 of the plant: "4200 t CO2e"
	Scope2   units.Quantity `json:"scope2" csv:"scope2" input:"mass(CO2e)"`          // scope 2 of the plant: "310 t CO2e"
	GWP      string         `json:"gwp" csv:"gwp"`                                   // the GWP basis of the figures: "AR5", "unstated"
	Source   string         `json:"source" csv:"source"`                             // the document that the figures are printed in: "sustainability report 2024"
	Mass     units.Quantity `json:"mass" csv:"mass" input:"mass|any volume"`         // our waste that the plant treated: "130 t"
	AllMass  units.Quantity `json:"all_mass" csv:"all_mass" input:"mass|any volume"` // all the waste that the plant treated: "52000 t"
}

var wasteSupplierSpecific = declare[WasteSupplierSpecific](
	in(ghg.WasteGeneratedInOperations), primary, single,
	"none",
	`{"id": "incinerator", "period": "2024", "supplier": "Northern Waste", "scope1": "4200 t CO2e", "scope2": "310 t CO2e", "gwp": "AR5",
	"source": "Northern Waste sustainability report 2024", "mass": "130 t", "all_mass": "52000 t"}`,
	`{"id": "sewage-works", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2",
	"supplier": "Water Company", "scope1": "900 t CO2e", "scope2": "1200 t CO2e", "gwp": "unstated", "source": "annual report 2024",
	"mass": "3400 m3", "all_mass": "8000000 m3"}`,
)

// Calculate returns one result, with the caveat [ghg.NotRecomputed]. It fails if an input is missing, negative or of the
// wrong dimension, or if our waste is more than all waste.
func (a WasteSupplierSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := wasteSupplierSpecific.Begin(b, &a)
	checkGWP(c, a.GWP)
	ours := portion{"mass", "all_mass", a.Mass, a.AllMass}
	ours.check(c)
	plant := statement{a.Scope1, a.Scope2, a.GWP, a.Source, a.Supplier}
	plant.emit(c, "treatment by "+a.Supplier, ours.of(c, plant.sum(c)))
	return c.Results()
}

// WasteAverageData is the part of all waste that is treated in one way, by an average factor of the treatment
// (category 5).
//
//	emissions = all waste × share treated this way × EF(treatment)
//
// Each treatment is a row. The shares of the rows of one total add up to 1, which is not checked. The factor is found as
// waste/WASTE/TREATMENT, with Waste "average" where the types are not known.
//
// Source: Technical Guidance, category 5, average-data method (example 5.2, p. 77).
type WasteAverageData struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Waste     string           `json:"waste" csv:"waste"`                         // the type of waste, by its name in the vocabulary: "average", "commercial-and-industrial"
	Treatment string           `json:"treatment" csv:"treatment"`                 // the treatment, by its name in the vocabulary: "landfill", "composting"
	Total     units.Quantity   `json:"total" csv:"total" input:"mass|any volume"` // all the waste: "40 t"
	Share     *decimal.Decimal `json:"share" csv:"share" input:"[0,1]"`           // the share of the waste that is treated this way: "0.25"
	Region    string           `json:"region" csv:"region"`                       // the country where it is treated: "GB"
	Factor    factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`    // a factor of the treatment, instead of one from the basis: "520 kg CO2e/t AR5; contractor 2024"
}

var wasteAverageData = declare[WasteAverageData](
	in(ghg.WasteGeneratedInOperations), secondary, single,
	"waste/WASTE/TREATMENT or water/TREATMENT, treatment",
	`{"id": "landfilled", "period": "2024", "waste": "commercial-and-industrial", "treatment": "landfill", "total": "40 t", "share": "0.25",
	"region": "GB"}`,
	`{"id": "composted", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 3", "waste": "average",
	"treatment": "composting", "total": "40 t", "share": "0.1", "region": "GB", "factor": "9 kg CO2e/t AR5; contractor 2024"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of its range, or if there is no factor.
func (a WasteAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := wasteAverageData.Begin(b, &a)
	treated := method.Of("all waste", a.Total).Times("share treated by "+a.Treatment, method.Number(a.Share), "")
	query := factors.Query{Activity: wasteActivity(a.Waste, a.Treatment), Region: a.Region, Unit: a.Total.Unit, Boundary: ghg.Treatment}
	c.Apply(a.Treatment, treated, c.Factor(a.Factor, query))
	return c.Results()
}

// wasteActivity is the vocabulary's name of a treatment: waste/WASTE/TREATMENT, and water/TREATMENT for waste water.
func wasteActivity(waste, treatment string) string {
	if waste == "water" {
		return "water/" + treatment
	}
	return "waste/" + waste + "/" + treatment
}
