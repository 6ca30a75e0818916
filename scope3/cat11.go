package scope3

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// DirectUse is the energy that products sold in the period consume over their whole life, and the refrigerant that they
// leak (category 11).
//
//	emissions = sold × lifetime uses × energy per use × EF
//	emissions = lifetime energy × EF
//	emissions = sold [× lifetime uses] × leaked per unit or use × GWP
//
// Sold, Uses and PerUse are given, or LifetimeEnergy instead of the three. Energy names the carrier in the vocabulary,
// electricity/… or fuel/…. The factor is that of the Region of use and of the period of the sale: the Standard counts
// the whole life in the year of the sale, and the future of the grid is an assumption to state. Leakage is per unit sold,
// over its life, or per use.
//
// Source: Technical Guidance, category 11, direct use-phase emissions (example 11.1, pp. 117–118).
type DirectUse struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product        string           `json:"product" csv:"product"`                                    // the product sold: "kettle"
	Energy         string           `json:"energy" csv:"energy"`                                      // the carrier of energy, by its name in the vocabulary: "electricity/grid", "fuel/diesel"
	Region         string           `json:"region" csv:"region"`                                      // the country where the products are used: "GB"
	Sold           units.Quantity   `json:"sold,omitzero" csv:"sold,omitempty"`                       // the products sold: "11500 unit"
	Uses           units.Rate       `json:"uses,omitzero" csv:"uses,omitempty"`                       // the uses of a product over its life: "1000 use/unit"
	PerUse         units.Rate       `json:"per_use,omitzero" csv:"per_use,omitempty"`                 // the energy per use: "0.11 kWh/use"
	LifetimeEnergy units.Quantity   `json:"lifetime_energy,omitzero" csv:"lifetime_energy,omitempty"` // the energy of all products over their lives, instead of the three: "1265 MWh"
	Factor         factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                   // a factor of the energy, instead of one from the basis: "0.2 kg CO2e/kWh AR5; scenario 2024"
	Refrigerant    string           `json:"refrigerant,omitempty" csv:"refrigerant,omitempty"`        // the gas or blend that the products leak: "R-32"
	Leakage        units.Rate       `json:"leakage,omitzero" csv:"leakage,omitempty"`                 // the mass leaked per unit over its life, or per use: "0.3 kg/unit", "0.1 g/use"
	Assumptions    string           `json:"assumptions,omitempty" csv:"assumptions,omitempty"`        // where life and use profile come from, to disclose: "three boils a week"
}

var directUse = declare[DirectUse](
	in(ghg.UseOfSoldProducts), secondary, single,
	"fuel/FUEL, combustion; electricity/GRID or heat/KIND, generation",
	`{"id": "kettles", "period": "2024", "product": "kettle", "energy": "electricity/grid", "region": "GB", "sold": "11500 unit",
	"uses": "1000 use/unit", "per_use": "0.11 kWh/use", "assumptions": "three boils a week over six and a half years"}`,
	`{"id": "air-conditioners", "entity": "Example KK", "site": "Osaka", "period": "2024", "quality": "technology 2",
	"product": "air conditioner", "energy": "electricity/grid", "region": "JP", "sold": "400 unit", "lifetime_energy": "3600 MWh",
	"factor": "0.43 kg CO2/kWh; maker's scenario 2024", "refrigerant": "HFC-32", "leakage": "0.3 kg/unit",
	"assumptions": "twelve years of 750 kWh"}`,
)

// Calculate returns one result. It fails if an input is missing, negative or given without what it belongs to, or if there
// is no factor.
func (a DirectUse) Calculate(b factors.Basis) (ghg.Results, error) {
	c := directUse.Begin(b, &a)
	consume(c, a.Product, a.Energy, a.Region, a.lifetimeEnergy(c), a.Factor)
	a.leak(c)
	c.Subject(ghg.SubjectProduct, a.Product)
	c.Note("assumptions", a.Assumptions)
	return c.Results()
}

// lifetimeEnergy is the energy of all products sold over their lives.
func (a DirectUse) lifetimeEnergy(c *method.Calc) method.Flow {
	if !a.LifetimeEnergy.Given() {
		c.Require("sold", "uses", "per_use")
		return useOf{a.Sold, a.Uses, a.PerUse, "per_use"}.flow(c, a.Energy)
	}
	if a.Uses.Given() || a.PerUse.Given() || (a.Sold.Given() && a.Refrigerant == "") {
		c.Refuse("lifetime_energy", a.LifetimeEnergy.String(), "either it, or sold, uses and per_use", ghg.ErrMixed)
	}
	checkHeatingValue(c, "lifetime_energy", a.Energy, a.LifetimeEnergy)
	return method.Of("energy over the life", a.LifetimeEnergy)
}

// leak adds the refrigerant that the products leak.
func (a DirectUse) leak(c *method.Calc) {
	switch {
	case a.Refrigerant != "":
		c.Require("sold", "leakage")
	case a.Leakage.Given():
		c.Require("refrigerant")
		return
	default:
		return
	}
	sold := method.Of("sold", a.Sold)
	if a.Uses.Given() && a.Leakage.Den.Dimension() == a.Uses.Num.Dimension() {
		sold = c.TimesRate(sold, "uses over the life", a.Uses, "")
	}
	c.Release(join(a.Product, a.Refrigerant), c.TimesRate(sold, "leaked", a.Leakage, ""), a.Refrigerant)
}

// useOf is how often products are used, and the energy of a use: sold × uses over the life × energy per use.
type useOf struct {
	sold         units.Quantity
	uses, perUse units.Rate
	perUseName   string // the input: "scenarios[0].per_use"
}

// flow checks that the units follow each other and returns the energy. A carrier that is a fuel has a mass, a volume or
// energy with its heating value basis; any other has energy.
func (u useOf) flow(c *method.Calc, carrier string) method.Flow {
	used := u.times(c)
	sameDimension(c, u.perUseName, u.perUse, u.uses.Num, "the energy per use")
	checkHeatingValueOf(c, u.perUseName, carrier, u.perUse, u.perUse.Num)
	if !isFuel(carrier) && u.perUse.Num.Dimension() != units.Energy {
		c.Refuse(u.perUseName, u.perUse.String(), "the energy of "+carrier+" per use, such as 0.11 kWh/use", ghg.ErrDimension)
	}
	return c.TimesRate(used, "energy per use", u.perUse, "")
}

// times returns the number of uses.
func (u useOf) times(c *method.Calc) method.Flow {
	sameDimension(c, "uses", u.uses, u.sold.Unit, "the uses of what was sold")
	return c.TimesRate(method.Of("sold", u.sold), "uses over the life", u.uses, "")
}

// sameDimension requires a rate to be per unit of the given dimension.
func sameDimension(c *method.Calc, field string, rate units.Rate, per units.Unit, what string) {
	if rate.Den.Dimension() != per.Dimension() {
		c.Refuse(field, rate.String(), what+" per "+per.Symbol(), ghg.ErrDimension)
	}
}

// consume applies the factor of a carrier to energy that products consume.
func consume(c *method.Calc, label, carrier, region string, energy method.Flow, supplied factors.Supplied) {
	if isFuel(carrier) {
		fuel, factor := c.Fuel(energy, supplied, factors.Query{Activity: carrier, Region: region, Boundary: ghg.Combustion})
		c.Apply(label, fuel, factor)
		return
	}
	c.Apply(label, energy, c.Factor(supplied, factors.Query{Activity: carrier, Region: region, Unit: energy.Unit(), Boundary: boundaryOf(carrier)}))
}

// IntermediateUse is the use of the final products that intermediate products are part of, as far as it is attributed to
// the intermediate products (category 11): for a maker of engines, the fuel of the cars that its engines are in.
//
//	emissions = sold × lifetime uses of the final product × energy per use × EF × attributed share
//	emissions = sold × lifetime uses of the final product × emissions per use × attributed share
//
// Energy and PerUse are given, or EmissionsPerUse instead of the two, where the maker of the final product states emissions:
// CO2 per kilometre of a car, of its exhaust or over more stages as the source states. The units follow each other: Uses is
// per unit of what was sold, and PerUse or EmissionsPerUse per use. Attributed is the share of the final product's use that is due to one intermediate product. How it was found is an
// assumption to state.
//
// Source: Technical Guidance, category 11 (intermediate products); Scope 3 Standard, section 5.5 and ch. 8 (allocation).
type IntermediateUse struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Product         string           `json:"product" csv:"product"`                                        // the intermediate product sold: "engine"
	Final           string           `json:"final" csv:"final"`                                            // the final product that it is part of: "van"
	Energy          string           `json:"energy,omitempty" csv:"energy,omitempty"`                      // the carrier of energy, by its name in the vocabulary: "fuel/diesel", "electricity/grid"
	Region          string           `json:"region" csv:"region"`                                          // the country where the final products are used: "GB"
	Sold            units.Quantity   `json:"sold" csv:"sold" input:"mass|any volume|any count"`            // the intermediate products sold: "300 unit"
	Uses            units.Rate       `json:"uses" csv:"uses"`                                              // the uses of the final product over its life: "240000 km/unit"
	PerUse          units.Rate       `json:"per_use,omitzero" csv:"per_use,omitempty"`                     // the energy per use: "0.08 L/km"
	EmissionsPerUse factors.Supplied `json:"emissions_per_use,omitzero" csv:"emissions_per_use,omitempty"` // the emissions per use with their source, instead of energy and per_use: "0.14 kg CO2/km; type approval of the van"
	Attributed      *decimal.Decimal `json:"attributed" csv:"attributed" input:"[0,1]"`                    // the share of the use that is attributed to the product: "0.5"
	Factor          factors.Supplied `json:"factor,omitzero" csv:"factor,omitempty"`                       // a factor of the energy, instead of one from the basis: "2.5 kg CO2e/L AR5; refinery 2024"
	Assumptions     string           `json:"assumptions" csv:"assumptions"`                                // how the share was found, to disclose: "by mass of the engine"
}

var intermediateUse = declare[IntermediateUse](
	in(ghg.UseOfSoldProducts), secondary, single,
	"fuel/FUEL, combustion; electricity/GRID or heat/KIND, generation",
	`{"id": "engines", "period": "2024", "product": "engine", "final": "van", "energy": "fuel/diesel/average-biofuel-blend", "region": "GB",
	"sold": "300 unit", "uses": "240000 km/unit", "per_use": "0.08 L/km", "attributed": "0.5",
	"assumptions": "by mass of the engine and its share of the losses"}`,
	`{"id": "tyres", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "technology 3", "product": "set of tyres",
	"final": "car", "energy": "fuel/diesel", "region": "GB", "sold": "400 unit", "uses": "40000 km/unit", "per_use": "0.05 L/km",
	"attributed": "0.1", "factor": "2.5 kg CO2e/L AR5; refinery 2024", "assumptions": "rolling resistance is a tenth"}`,
	`{"id": "gearboxes", "period": "2024", "product": "gearbox", "final": "van", "region": "GB", "sold": "300 unit", "uses": "240000 km/unit",
	"emissions_per_use": "0.14 kg CO2/km; type approval of the van", "attributed": "0.05", "assumptions": "by its share of the losses"}`,
)

// Calculate returns one result. It fails if an input is missing, negative, out of its range or of a unit that does not follow
// from the others, if emissions per use are given beside energy, or if there is no factor.
func (a IntermediateUse) Calculate(b factors.Basis) (ghg.Results, error) {
	c := intermediateUse.Begin(b, &a)
	label, share := join(a.Product, a.Final), method.Number(a.Attributed)
	used := useOf{a.Sold, a.Uses, a.PerUse, "per_use"}
	if a.EmissionsPerUse.Given() {
		a.checkEmissions(c)
		factor := c.Factor(a.EmissionsPerUse, factors.Query{Activity: "use/" + a.Final, Region: a.Region, Unit: a.Uses.Num, Boundary: ghg.BoundaryUnstated})
		c.Apply(label, used.times(c).Times("attributed share", share, ""), factor)
	} else {
		c.Require("energy", "per_use")
		consume(c, label, a.Energy, a.Region, used.flow(c, a.Energy).Times("attributed share", share, ""), a.Factor)
	}
	c.Caveat(ghg.Assumption, "the use of "+a.Final+" is attributed to "+a.Product+": "+a.Assumptions)
	c.Subject(ghg.SubjectProduct, a.Product)
	c.Note("assumptions", a.Assumptions)
	return c.Results()
}

// checkEmissions requires emissions per use of the final product, with nothing of its energy beside them.
func (a IntermediateUse) checkEmissions(c *method.Calc) {
	if a.Energy != "" || a.PerUse.Given() || a.Factor.Given() {
		c.Refuse("emissions_per_use", a.EmissionsPerUse.String(), "either it, or energy and per_use with a factor", ghg.ErrMixed)
	}
	if a.EmissionsPerUse.Unit.Dimension() != a.Uses.Num.Dimension() {
		c.Refuse("emissions_per_use", a.EmissionsPerUse.String(), "emissions per "+a.Uses.Num.Symbol()+", as the uses are counted", ghg.ErrDimension)
	}
}
