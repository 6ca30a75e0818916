package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// Method names of category 10, processing of sold products.
const (
	MethodProcessingSiteSpecific ghg.Method = "scope3.processing.site-specific"
	MethodProcessingAverageData  ghg.Method = "scope3.processing.average-data"
)

// ProcessingSiteSpecific is the processing of an intermediate product by somebody else, by what the processor consumes,
// leaks, emits and throws away (category 10).
//
//	emissions = (energy × EF + leaked × GWP + process output × EF + waste × EF) × share
//
// A row is one or more of the four; a processor's rows add. Share is the part of the figures that is due to the
// company's own product, 1 if the figures are of that alone: it is required. The process's factor is found as
// process/PROCESS, the waste's as waste/WASTE/TREATMENT.
//
// Source: Technical Guidance, category 10, site-specific method (example 10.1, p. 110).
type ProcessingSiteSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product string           `json:"product" csv:"product"` // the intermediate product that was sold
	Region  string           `json:"region" csv:"region"`   // where it is processed
	Share   *decimal.Decimal `json:"share" csv:"share"`     // of the figures, due to the product

	Energy        string         `json:"energy,omitempty" csv:"energy,omitempty"` // "electricity/grid", "fuel/natural-gas"
	Amount        units.Quantity `json:"amount,omitzero" csv:"amount,omitempty"`
	Factor        factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
	Refrigerant   string         `json:"refrigerant,omitempty" csv:"refrigerant,omitempty"`
	Leaked        units.Quantity `json:"leaked,omitzero" csv:"leaked,omitempty"`
	Process       string         `json:"process,omitempty" csv:"process,omitempty"` // of the vocabulary: "clinker"
	Output        units.Quantity `json:"output,omitzero" csv:"output,omitempty"`    // of the process
	ProcessFactor factors.Supplied    `json:"process_factor,omitzero" csv:"process_factor,omitempty"`
	Waste         string         `json:"waste,omitempty" csv:"waste,omitempty"`         // type: "average"
	Treatment     string         `json:"treatment,omitempty" csv:"treatment,omitempty"` // "landfill"
	WasteMass     units.Quantity `json:"waste_mass,omitzero" csv:"waste_mass,omitempty"`
	WasteFactor   factors.Supplied    `json:"waste_factor,omitzero" csv:"waste_factor,omitempty"`
}

// Calculate returns one result. It fails if nothing is given, or a figure without what it is of.
func (a ProcessingSiteSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodProcessingSiteSpecific, ghg.ProcessingOfSoldProducts, a.ID, a.Entity, a.Site, a.Period, a.Quality, true)
	c.Text("product", a.Product, "the intermediate product that was sold")
	c.Text("region", a.Region, "where it is processed, such as GB")
	share := c.GivenShare("share", a.Share)
	ours := func(f calc.Flow) calc.Flow { return f.Times("share", share, "") }

	u := use{Energy: a.Energy, Amount: a.Amount, Factor: a.Factor, Refrigerant: a.Refrigerant, Leaked: a.Leaked, Region: a.Region}
	if u.given() || (a.Process == "" && a.Waste == "") {
		u.check(c)
		u.apply(c, a.Product, ours)
	}
	if a.Process != "" {
		c.Amount("output", a.Output)
		c.Apply(join(a.Product, a.Process), ours(calc.Of("output", a.Output)), c.Factor(a.ProcessFactor, calc.Under("process", a.Process), a.Region, a.Output.Unit, ghg.DirectEmission))
	} else if a.Output.Given() || a.ProcessFactor.Given() {
		c.Refuse("process", "", "the process that the output or factor is of", ghg.ErrMissing)
	}
	if a.Waste != "" {
		c.Text("treatment", a.Treatment, "how the waste is treated, such as landfill")
		c.Amount("waste_mass", a.WasteMass)
		c.Apply(join(a.Product, "waste"), ours(calc.Of("waste", a.WasteMass)), c.Factor(a.WasteFactor, "waste/"+a.Waste+"/"+a.Treatment, a.Region, a.WasteMass.Unit, ghg.Treatment))
	} else if a.Treatment != "" || a.WasteMass.Given() || a.WasteFactor.Given() {
		c.Refuse("waste", "", "the type of waste that the mass, treatment or factor is of", ghg.ErrMissing)
	}
	c.Fact("product", a.Product)
	return c.Results()
}

// ProcessingAverageData is the processing of an intermediate product by an average of its industry (category 10).
//
//	emissions = amount of the product sold × EF of its processing
//
// The factor is found as processing/PROCESS in the dimension of the amount. It covers the processing alone, from the gate
// of the seller to that of the processor.
//
// Source: Technical Guidance, category 10, average-data method (example 10.2, p. 112).
type ProcessingAverageData struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product string         `json:"product" csv:"product"`
	Process string         `json:"process" csv:"process"` // what is done to it: "steel-stamping"
	Amount  units.Quantity `json:"amount" csv:"amount"`   // sold: "1000 kg"
	Region  string         `json:"region" csv:"region"`
	Factor  factors.Supplied    `json:"factor,omitzero" csv:"factor,omitempty"`
}

// Calculate returns one result.
func (a ProcessingAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := begin(b, MethodProcessingAverageData, ghg.ProcessingOfSoldProducts, a.ID, a.Entity, a.Site, a.Period, a.Quality, false)
	c.Text("product", a.Product, "the intermediate product that was sold")
	c.Text("process", a.Process, "what is done to it, such as steel-stamping")
	c.Text("region", a.Region, "where it is processed, such as GB")
	c.Amount("amount", a.Amount)
	c.Apply(a.Product, calc.Of("sold", a.Amount), c.Factor(a.Factor, calc.Under("processing", a.Process), a.Region, a.Amount.Unit, ghg.BoundaryUnstated))
	c.Fact("product", a.Product)
	return c.Results()
}
