package scope1

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Method names of process emissions and of sources by a factor alone.
const (
	MethodProcessProduction ghg.Method = "scope1.process-production"
	MethodProcessCarbonate  ghg.Method = "scope1.process-carbonate"
	MethodCarbonBalance     ghg.Method = "scope1.carbon-balance"
	MethodDirectSource      ghg.Method = "scope1.direct-source"
)

// ProcessProduction is gas formed by making a product: clinker, lime, glass, steel, ammonia, nitric acid.
//
//	emissions of each gas = output [× content] × EF
//
// The factor is found as process/PRODUCT, or Factor is used. Content is the share of the output that the factor is per,
// where it is not the output itself: the CaO content of clinker for a factor per tonne of CaO.
//
// Source: IPCC 2006 Guidelines vol. 3 ch. 2 and 3 (tier 1 and 2, by production); GHG Protocol Corporate Standard ch. 6.
type ProcessProduction struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product string           `json:"product" csv:"product"` // "clinker"
	Region  string           `json:"region" csv:"region"`
	Output  units.Quantity   `json:"output" csv:"output"`
	Content *decimal.Decimal `json:"content,omitempty" csv:"content,omitempty"` // share of the output that the factor is per
	Factor  factors.Own      `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result. It fails if an input is missing, negative or out of its range, or if there is no factor.
func (a ProcessProduction) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodProcessProduction, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("product", a.Product, "what is made, such as clinker")
	c.Text("region", a.Region, "where it is made, such as JP")
	c.Amount("output", a.Output)

	output := calc.Of("output", a.Output)
	if a.Content != nil {
		c.Share("content", *a.Content)
		output = output.Times("content", *a.Content, "")
	}
	c.Apply("", output, c.Factor(a.Factor, calc.Under("process", a.Product), a.Region, a.Output.Unit, factors.Direct))
	return c.Results()
}

// ProcessCarbonate is CO2 that a carbonate gives off when it is heated or dissolved: in glass, ceramics, flue gas
// desulphurisation, steel.
//
//	CO2 = mass × calcined share × EF(carbonate)
//
// The factor is found as process/CARBONATE, everywhere and at any time the same since it is stoichiometric: with
// [CarbonateFactors] among the basis's sources limestone, dolomite and magnesite are known. Mass is that of the pure
// carbonate. Calcined is the share that reacts; it has no default (the Guidelines take 1 where it is not known).
//
// Source: IPCC 2006 Guidelines vol. 3 ch. 2, equation 2.16 and table 2.1.
type ProcessCarbonate struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Carbonate string           `json:"carbonate" csv:"carbonate"` // "limestone", "dolomite", "magnesite"
	Mass      units.Quantity   `json:"mass" csv:"mass"`
	Calcined  *decimal.Decimal `json:"calcined" csv:"calcined"` // share that reacts; required
	Factor    factors.Own      `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result. It fails if an input is missing, negative or out of its range, or if there is no factor.
func (a ProcessCarbonate) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodProcessCarbonate, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("carbonate", a.Carbonate, "a carbonate, such as limestone")
	c.Amount("mass", a.Mass, units.Mass)
	calcined := c.GivenShare("calcined", a.Calcined)

	factor := c.Factor(a.Factor, calc.Under("process", a.Carbonate), "GLOBAL", a.Mass.Unit, factors.Direct)
	c.Apply("", calc.Of(a.Carbonate, a.Mass).Times("calcined share", calcined, ""), factor)
	return c.Results()
}

// CarbonBalance is CO2 of a process by the carbon that goes in and the carbon that comes out in products, by-products
// and waste.
//
//	CO2 = (Σ mass in × carbon content − Σ mass out × carbon content) × 44/12
//
// More carbon out than in is an error. All of the process's materials belong to one balance.
//
// Source: IPCC 2006 Guidelines vol. 3 ch. 3 and 4 (tier 2 and 3, carbon balance); GHG Protocol Corporate Standard ch. 6.
type CarbonBalance struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Process string     `json:"process" csv:"process"` // what it is, in words: "electric arc furnace"
	In      []Material `json:"in" csv:"-"`
	Out     []Material `json:"out,omitempty" csv:"-"`
}

// Material is a carbon-bearing material of a [CarbonBalance].
type Material struct {
	Name   string         `json:"name"`
	Amount units.Quantity `json:"amount"` // "1200 t", or a volume
	Carbon units.Rate     `json:"carbon"` // "0.85 t C/t"
	Source string         `json:"source"` // of the carbon content: an analysis, a table
}

// Calculate returns one result holding CO2. It fails if an input is missing or negative, or if more carbon comes out
// than goes in.
func (a CarbonBalance) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodCarbonBalance, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("process", a.Process, "what the process is, such as electric arc furnace")
	if len(a.In) == 0 {
		c.Refuse("in", "", "at least one material that brings carbon in", ghg.ErrMissing)
	}
	flows, leaves := make([]calc.Flow, len(a.In)+len(a.Out)), make([]bool, len(a.In)+len(a.Out))
	for i, m := range slices.Concat(a.In, a.Out) {
		flows[i], leaves[i] = m.carbon(c), i >= len(a.In)
	}
	balance := c.Combine("carbon in less carbon out", ghg.Total, flows, leaves...)
	if !c.Failed() && balance.Value().IsNegative() {
		c.Refuse("carbon in less carbon out", balance.Value().String()+" kg C", "at least as much carbon in as out", ghg.ErrNegative)
	}
	c.EmitCarbon("", balance)
	c.Fact("process", a.Process)
	return c.Results()
}

// carbon is the carbon of a material as a step of its own.
func (m Material) carbon(c *calc.Calc) calc.Flow {
	name := "material " + m.Name
	c.Text("name of material", m.Name, "what the material is, such as scrap")
	c.Text(name+": source", m.Source, "the analysis or table of its carbon content")
	c.Amount(name+": amount", m.Amount)
	if !m.Carbon.Given() {
		c.Refuse(name+": carbon", "", "a carbon content such as 0.85 t C/t", ghg.ErrMissing)
	} else if m.Carbon.Value.IsNegative() {
		c.Refuse(name+": carbon", m.Carbon.String(), "a carbon content of at least 0", ghg.ErrNegative)
	}
	if c.Failed() {
		return calc.Flow{}
	}
	carbon := c.TimesRate(calc.Of(m.Name, m.Amount), "carbon content", m.Carbon, m.Source)
	return c.Evaluate("carbon of "+m.Name, c.Convert(carbon, units.MustUnit("kg C")))
}

// DirectSource is any other direct source by an activity and a factor: a landfill or waste water on site, livestock,
// soils, biogas plants.
//
//	emissions of each gas = activity × EF
//
// The factor is found by the full name of the activity in the vocabulary, as a factor of a gas that escapes or is
// formed (boundary direct), or Factor is used.
//
// Source: IPCC 2006 Guidelines vol. 1 ch. 1 (basic equation), vol. 4 and 5 (tier 1); GHG Protocol Corporate Standard ch. 6.
type DirectSource struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Activity string         `json:"activity" csv:"activity"` // "landfill/on-site", "agriculture/enteric-fermentation/dairy-cattle"
	Region   string         `json:"region" csv:"region"`
	Amount   units.Quantity `json:"amount" csv:"amount"` // "120 animal", "500 t"
	Factor   factors.Own    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result. It fails if an input is missing or negative, or if there is no factor.
func (a DirectSource) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodDirectSource, a.ID, a.Entity, a.Site, a.Period, a.Quality)
	c.Text("activity", a.Activity, "a name of the vocabulary, such as landfill/on-site")
	c.Text("region", a.Region, "where it is, such as JP")
	c.Amount("amount", a.Amount)

	c.Apply("", calc.Of("activity", a.Amount), c.Factor(a.Factor, a.Activity, a.Region, a.Amount.Unit, factors.Direct))
	return c.Results()
}
