package scope1

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// ProcessProduction is emissions of gases formed in making a product such as clinker, lime, glass, steel, ammonia or
// nitric acid.
//
//	emissions of each gas = output [× content] × EF
//
// The factor is looked up as process/PRODUCT, unless Factor is given. Content is the share of the output that the
// factor refers to, if it does not refer to the output itself: the CaO content of clinker for a factor per tonne of
// CaO.
//
// Source: IPCC 2006 Guidelines vol. 3 ch. 2 and 3 (tier 1 and 2, by production); GHG Protocol Corporate Standard ch. 6.
type ProcessProduction struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product string           `json:"product" csv:"product"`                                   // the product made, by its name in the vocabulary: "clinker"
	Region  string           `json:"region" csv:"region"`                                     // the country where the product is made: "JP"
	Output  units.Quantity   `json:"output" csv:"output"`                                     // the amount of product made: "1000 t"
	Content *decimal.Decimal `json:"content,omitempty" csv:"content,omitempty" input:"[0,1]"` // the share of the output that the factor refers to, such as CaO in clinker: "0.646"
	Factor  factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                  // an emission factor for the process, instead of one from the basis: "785 kg CO2/t; stoichiometric"
}

var processProduction = declare[ProcessProduction](
	"process/PRODUCT, direct",
	`{"id": "kiln", "period": "2024", "product": "clinker", "region": "JP", "output": "1000 t", "content": "0.646",
	"factor": "785 kg CO2/t; stoichiometric"}`,
	`{"id": "lime", "entity": "Example KK", "site": "Osaka", "period": "2024", "quality": "reliability 2", "product": "lime", "region": "JP",
	"output": "200 t", "factor": "750 kg CO2/t; IPCC 2006 vol. 3 table 2.4"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of range, or if there is no factor.
func (a ProcessProduction) Calculate(b factors.Basis) (ghg.Results, error) {
	c := processProduction.Begin(b, &a)
	output := method.Of("output", a.Output)
	if a.Content != nil {
		output = output.Times("content", *a.Content, "")
	}
	query := factors.Query{Activity: method.Under("process", a.Product), Region: a.Region, Unit: a.Output.Unit, Boundary: ghg.DirectEmission}
	c.Apply("", output, c.Factor(a.Factor, query))
	return c.Results()
}

// ProcessCarbonate is CO2 from a carbonate that is heated or dissolved in making glass, ceramics or steel or in flue
// gas desulphurisation.
//
//	CO2 = mass × calcined share × EF(carbonate)
//
// The factor is looked up as process/CARBONATE. It is stoichiometric, so it is the same everywhere and at any time;
// with [CarbonateFactors] among the sources of the basis, limestone, dolomite and magnesite are known. Mass is that of
// the pure carbonate. Calcined is the share that reacts; it has no default (the Guidelines take 1 if it is unknown).
//
// Source: IPCC 2006 Guidelines vol. 3 ch. 2, equation 2.16 and table 2.1.
type ProcessCarbonate struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Carbonate string           `json:"carbonate" csv:"carbonate"`              // the carbonate, by its name in the vocabulary: "limestone", "dolomite", "magnesite"
	Mass      units.Quantity   `json:"mass" csv:"mass" input:"mass"`           // the mass of the pure carbonate: "100 t"
	Calcined  *decimal.Decimal `json:"calcined" csv:"calcined" input:"[0,1]"`  // the share of the carbonate that reacts: "1"
	Factor    factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // an emission factor for the carbonate, instead of one from the basis: "0.43971 t CO2/t; IPCC 2006 vol. 3 table 2.1"
}

var processCarbonate = declare[ProcessCarbonate](
	"process/CARBONATE, direct",
	`{"id": "glass", "period": "2024", "carbonate": "limestone", "mass": "100 t", "calcined": "0.97",
	"factor": "0.43971 t CO2/t; IPCC 2006 vol. 3 table 2.1"}`,
	`{"id": "desulphurisation", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2",
	"carbonate": "limestone", "mass": "30 t", "calcined": "1"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or out of range, or if there is no factor.
func (a ProcessCarbonate) Calculate(b factors.Basis) (ghg.Results, error) {
	c := processCarbonate.Begin(b, &a)
	query := factors.Query{Activity: method.Under("process", a.Carbonate), Region: "GLOBAL", Unit: a.Mass.Unit, Boundary: ghg.DirectEmission}
	reacts := method.Of(a.Carbonate, a.Mass).Times("calcined share", method.Number(a.Calcined), "")
	c.Apply("", reacts, c.Factor(a.Factor, query))
	return c.Results()
}

// CarbonBalance is CO2 from a process, calculated from the carbon that goes in less the carbon that comes out in
// products, by-products and waste.
//
//	CO2 = (Σ mass in × carbon content − Σ mass out × carbon content) × 44/12
//
// More carbon out than in is an error. One balance holds all materials of the process.
//
// Source: IPCC 2006 Guidelines vol. 3 ch. 3 and 4 (tier 2 and 3, carbon balance); GHG Protocol Corporate Standard ch. 6.
type CarbonBalance struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Process string     `json:"process" csv:"process"` // a description of the process: "electric arc furnace"
	In      []Material `json:"in" csv:"-"`            // the materials that bring carbon into the process
	Out     []Material `json:"out,omitempty" csv:"-"` // the materials that take carbon out of the process
}

// Material is a carbon-bearing material of a [CarbonBalance].
type Material struct {
	Name   string         `json:"name"`   // the name of the material: "scrap"
	Amount units.Quantity `json:"amount"` // the mass or volume of the material: "1200 t"
	Carbon units.Rate     `json:"carbon"` // the carbon content of the material: "0.85 t C/t"
	Source string         `json:"source"` // the analysis or table that states the carbon content: "analysis"
}

var carbonBalance = declare[CarbonBalance](
	"none",
	`{"id": "furnace", "period": "2024", "process": "electric arc furnace",
	"in": [{"name": "electrodes", "amount": "10 t", "carbon": "0.95 t C/t", "source": "analysis"}],
	"out": [{"name": "steel", "amount": "1000 t", "carbon": "1 kg C/t", "source": "analysis"}]}`,
	`{"id": "anodes", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "process": "anode baking",
	"in": [{"name": "pitch", "amount": "4 t", "carbon": "0.93 t C/t", "source": "analysis"}]}`,
)

// Calculate returns one result, which holds CO2. It fails if an input is missing or negative, or if more carbon comes
// out than goes in.
func (a CarbonBalance) Calculate(b factors.Basis) (ghg.Results, error) {
	c := carbonBalance.Begin(b, &a)
	balance := c.Balance("carbon in less carbon out", carbonOf(c, a.In), carbonOf(c, a.Out))
	if balance.Value().IsNegative() {
		c.Refuse("carbon in less carbon out", dec.Text(balance.Value())+" kg C", "at least as much carbon in as out", ghg.ErrNegative)
	}
	c.EmitCarbon("", balance)
	c.Note("process", a.Process)
	return c.Results()
}

// carbonOf returns the carbon of each material, in one step per material.
func carbonOf(c *method.Calc, materials []Material) []method.Flow {
	flows := make([]method.Flow, len(materials))
	for i, m := range materials {
		carbon := c.TimesRate(method.Of(m.Name, m.Amount), "carbon content", m.Carbon, m.Source)
		flows[i] = c.Evaluate("carbon of "+m.Name, c.Convert(carbon, units.MustUnit("kg C")))
	}
	return flows
}

// DirectSource is emissions from any other direct source, calculated from an activity and a factor: on-site landfill or
// waste water, livestock, soils, biogas plants.
//
//	emissions of each gas = activity × EF
//
// The factor is looked up by the full name of the activity in the vocabulary, as a factor for a gas that escapes or is
// formed (boundary direct), unless Factor is given.
//
// Source: IPCC 2006 Guidelines vol. 1 ch. 1 (basic equation), vol. 4 and 5 (tier 1); GHG Protocol Corporate Standard ch. 6.
type DirectSource struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Activity string           `json:"activity" csv:"activity"`                // the source, by its full name in the vocabulary: "landfill/on-site"
	Region   string           `json:"region" csv:"region"`                    // the country where the source is: "JP"
	Amount   units.Quantity   `json:"amount" csv:"amount"`                    // the amount of the activity: "120 animal", "500 t"
	Factor   factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // an emission factor for the source, instead of one from the basis: "40 kg CH4-biogenic/t; model 2024"
}

var directSource = declare[DirectSource](
	"any, direct",
	`{"id": "landfill", "period": "2024", "activity": "landfill/on-site", "region": "GB", "amount": "500 t",
	"factor": "40 kg CH4-biogenic/t; own"}`,
	`{"id": "herd", "entity": "Example Farm", "site": "Leeds", "period": "2024", "quality": "reliability 3",
	"activity": "agriculture/enteric-fermentation/dairy-cattle", "region": "GB", "amount": "120 animal",
	"factor": "117 kg CH4-biogenic/animal; IPCC 2006 vol. 4 table 10.11"}`,
)

// Calculate returns one result. It fails if an input is missing or negative, or if there is no factor.
func (a DirectSource) Calculate(b factors.Basis) (ghg.Results, error) {
	c := directSource.Begin(b, &a)
	query := factors.Query{Activity: a.Activity, Region: a.Region, Unit: a.Amount.Unit, Boundary: ghg.DirectEmission}
	c.Apply("", method.Of("activity", a.Amount), c.Factor(a.Factor, query))
	return c.Results()
}
