package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// ProcessingSiteSpecific is the processing of an intermediate product by another company, by what the processor consumes,
// leaks, emits and throws away (category 10).
//
//	emissions = (energy × EF + leaked × GWP + process output × EF + waste × EF) × share
//
// A row holds one or more of the four; the rows of a processor add up. Share is the part of the figures that is due to
// the company's own product, 1 if the figures are of that alone; it has no default. The factor of the process is found
// as process/PROCESS, that of the waste as waste/WASTE/TREATMENT.
//
// Source: Technical Guidance, category 10, site-specific method (example 10.1, p. 110).
type ProcessingSiteSpecific struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product string           `json:"product" csv:"product"`           // the intermediate product sold: "steel coil"
	Region  string           `json:"region" csv:"region"`             // the country where it is processed: "GB"
	Share   *decimal.Decimal `json:"share" csv:"share" input:"[0,1]"` // the share of the figures that is due to the product: "0.4"

	Energy        string           `json:"energy,omitempty" csv:"energy,omitempty"`                                // the carrier of energy, by its name in the vocabulary: "electricity/grid", "fuel/natural-gas"
	Amount        units.Quantity   `json:"amount,omitzero" csv:"amount,omitempty"`                                 // the energy used: "2000 MWh"
	Factor        factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                                 // a factor of the energy, instead of one from the basis: "0.2 kg CO2e/kWh AR5; supplier 2024"
	Refrigerant   string           `json:"refrigerant,omitempty" csv:"refrigerant,omitempty"`                      // the gas or blend that leaked: "R-410A"
	Leaked        units.Quantity   `json:"leaked,omitzero" csv:"leaked,omitempty" input:"mass"`                    // the mass leaked: "1.2 kg"
	Process       string           `json:"process,omitempty" csv:"process,omitempty"`                              // the process that forms gas, by its name in the vocabulary: "clinker"
	Output        units.Quantity   `json:"output,omitzero" csv:"output,omitempty"`                                 // the output of the process: "2 t"
	ProcessFactor factors.Supplied `json:"process_factor,omitzero" csv:"process_factor,omitempty"`                 // a factor of the process, instead of one from the basis: "785 kg CO2/t; stoichiometric"
	Waste         string           `json:"waste,omitempty" csv:"waste,omitempty"`                                  // the type of waste, by its name in the vocabulary: "average"
	Treatment     string           `json:"treatment,omitempty" csv:"treatment,omitempty"`                          // the treatment of the waste, by its name in the vocabulary: "landfill"
	WasteMass     units.Quantity   `json:"waste_mass,omitzero" csv:"waste_mass,omitempty" input:"mass|any volume"` // the mass of the waste: "35 t"
	WasteFactor   factors.Supplied `json:"waste_factor,omitzero" csv:"waste_factor,omitempty"`                     // a factor of the waste, instead of one from the basis: "520 kg CO2e/t AR5; contractor 2024"
}

var processingSiteSpecific = declare[ProcessingSiteSpecific](
	in(ghg.ProcessingOfSoldProducts), primary, single,
	"fuel/FUEL, combustion; electricity/GRID or heat/KIND, generation; process/PROCESS, direct; waste/WASTE/TREATMENT, treatment",
	`{"id": "stamping", "period": "2024", "product": "steel coil", "region": "GB", "share": "0.4", "energy": "electricity/grid",
	"amount": "2000 MWh", "waste": "average", "treatment": "landfill", "waste_mass": "35 t",
	"waste_factor": "520 kg CO2e/t AR5; waste contractor 2024"}`,
	`{"id": "burning", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "product": "limestone",
	"region": "GB", "share": "1", "energy": "electricity/grid", "amount": "90 MWh", "factor": "0.2 kg CO2e/kWh AR5; supplier 2024",
	"refrigerant": "R-410A", "leaked": "1.2 kg", "process": "lime", "output": "200 t",
	"process_factor": "750 kg CO2/t; IPCC 2006 vol. 3 table 2.4"}`,
)

// Calculate returns one result. It fails if nothing is given, if an input is given without what it belongs to, missing,
// negative or out of its range, or if there is no factor.
func (a ProcessingSiteSpecific) Calculate(b factors.Basis) (ghg.Results, error) {
	c := processingSiteSpecific.Begin(b, &a)
	ours := func(f method.Flow) method.Flow { return f.Times("share", method.Number(a.Share), "") }
	used := use{a.Energy, a.Amount, a.Factor, a.Refrigerant, a.Leaked, a.Region}
	if used.given() || (a.Process == "" && a.Waste == "") {
		used.check(c)
		used.apply(c, a.Product, ours)
	}
	if a.Process != "" {
		c.Require("output")
		query := factors.Query{Activity: method.Under("process", a.Process), Region: a.Region, Unit: a.Output.Unit, Boundary: ghg.DirectEmission}
		c.Apply(join(a.Product, a.Process), ours(method.Of("output", a.Output)), c.Factor(a.ProcessFactor, query))
	} else if a.Output.Given() || a.ProcessFactor.Given() {
		c.Require("process")
	}
	if a.Waste != "" {
		c.Require("treatment", "waste_mass")
		query := factors.Query{Activity: "waste/" + a.Waste + "/" + a.Treatment, Region: a.Region, Unit: a.WasteMass.Unit, Boundary: ghg.Treatment}
		c.Apply(join(a.Product, "waste"), ours(method.Of("waste", a.WasteMass)), c.Factor(a.WasteFactor, query))
	} else if a.Treatment != "" || a.WasteMass.Given() || a.WasteFactor.Given() {
		c.Require("waste")
	}
	c.Subject(ghg.SubjectProduct, a.Product)
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

	Product string           `json:"product" csv:"product"`                  // the intermediate product sold: "polymer granulate"
	Process string           `json:"process" csv:"process"`                  // what is done to it, by its name in the vocabulary: "injection-moulding", "steel-stamping"
	Amount  units.Quantity   `json:"amount" csv:"amount"`                    // the amount sold: "1200 t"
	Region  string           `json:"region" csv:"region"`                    // the country where it is processed: "GB"
	Factor  factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"` // a factor of the processing, instead of one from the basis: "1.3 kg CO2e/kg AR5; industry association 2024"
}

var processingAverageData = declare[ProcessingAverageData](
	in(ghg.ProcessingOfSoldProducts), secondary, single,
	"processing/PROCESS, unstated",
	`{"id": "moulding", "period": "2024", "product": "polymer granulate", "process": "injection-moulding", "amount": "1200 t", "region": "GB",
	"factor": "1.3 kg CO2e/kg AR5; industry association 2024"}`,
	`{"id": "stamping", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "technology 3", "product": "steel coil",
	"process": "steel-stamping", "amount": "300 t", "region": "GB", "factor": "0.28 kg CO2e/kg AR5; industry association 2024"}`,
)

// Calculate returns one result. It fails if an input is missing or negative, or if there is no factor.
func (a ProcessingAverageData) Calculate(b factors.Basis) (ghg.Results, error) {
	c := processingAverageData.Begin(b, &a)
	query := factors.Query{Activity: method.Under("processing", a.Process), Region: a.Region, Unit: a.Amount.Unit, Boundary: ghg.BoundaryUnstated}
	c.Apply(a.Product, method.Of("sold", a.Amount), c.Factor(a.Factor, query))
	c.Subject(ghg.SubjectProduct, a.Product)
	return c.Results()
}
