package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodWasteTypeSpecific is the name of category 5's waste-type-specific method.
const MethodWasteTypeSpecific ghg.Method = "scope3.waste.waste-type-specific"

// WasteTypeSpecific is waste of one type given to one treatment (category 5).
//
//	emissions = mass × EF(type, treatment) [+ mass × EF of its transport]
//
// The factor is found as waste/WASTE/TREATMENT, or Factor is used. With Transport set, the transport to the treatment
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
	Factor          factors.Own    `json:"factor,omitzero" csv:"factor,omitempty"`
	Transport       bool           `json:"transport,omitempty" csv:"transport,omitempty"` // add its transport
	TransportFactor factors.Own    `json:"transport_factor,omitzero" csv:"transport_factor,omitempty"`
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
		c.Apply("treatment", waste, c.Factor(a.Factor, "waste/"+a.Waste+"/"+a.Treatment, a.Region, a.Mass.Unit, factors.Treatment))
	} else {
		c.Caveat(ghg.Assumption, a.Treatment+" is not counted: "+a.Excluded)
	}
	if a.Transport {
		c.Apply("transport", waste, c.Factor(a.TransportFactor, "waste/transport", a.Region, a.Mass.Unit, factors.Treatment))
	}
	return c.Results()
}
