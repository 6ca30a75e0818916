package scope2

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// Heat is emissions from purchased steam, heat or cooling, calculated with the supplier's factor or a default.
//
//	emissions = energy × the supplier's factor, or the default one
//
// The rate is SupplierRate if it is given, else the factor of Supplier (heat/supplier/NAME), else the default of the
// Carrier (heat/default, steam/default, cooling/default), with a caveat. Both methods give the same number unless
// LocationFactor states a different average of the network.
//
// Source: GHG Protocol Scope 2 Guidance, appendix A.
type Heat struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Carrier        string           `json:"carrier" csv:"carrier" input:"heat|steam|cooling"`         // the kind of energy bought
	Amount         units.Quantity   `json:"amount" csv:"amount" input:"energy"`                       // the amount of energy bought: "13 TJ"
	Region         string           `json:"region" csv:"region"`                                      // the country where the energy is used: "JP"
	Supplier       string           `json:"supplier,omitempty" csv:"supplier,omitempty"`              // the supplier, by its name in the vocabulary: "tokyo-toshi-service"
	SupplierRate   factors.Supplied `json:"supplier_rate,omitzero" csv:"supplier_rate,omitempty"`     // the emission rate that the supplier states: "50 kg CO2e/GJ AR5; operator's statement 2024"
	LocationFactor factors.Supplied `json:"location_factor,omitzero" csv:"location_factor,omitempty"` // the average emission factor of the network, for the location-based method: "60 kg CO2e/GJ AR5; regulator 2024"
}

var heat = declare[Heat](
	"CARRIER/supplier/NAME or CARRIER/default, generation",
	`{"id": "loop", "period": "2024", "carrier": "heat", "amount": "500 GJ", "region": "US"}`,
	`{"id": "campus", "entity": "Example Ltd", "site": "Leeds", "period": "2024", "quality": "reliability 2", "carrier": "steam",
	"amount": "500 GJ", "region": "GB", "supplier": "city-heat", "supplier_rate": "50 kg CO2e/GJ AR5; operator's statement 2024",
	"location_factor": "60 kg CO2e/GJ AR5; regulator 2024"}`,
)

// Calculate returns two results, location-based and market-based.
func (a Heat) Calculate(b factors.Basis) (ghg.Results, error) { return resultsOf(a.Dual(b)) }

// Dual returns the location-based and the market-based result.
func (a Heat) Dual(b factors.Basis) (Dual, error) {
	source := ghg.ByDefaultFactor
	if a.SupplierRate.Given() || a.Supplier != "" {
		source = ghg.BySupplierRate
	}
	return byBoth(heat.Begin(b, &a), func(c *method.Calc, accounting ghg.Accounting) ghg.Cover {
		c.Apply("", method.Of(a.Carrier, a.Amount), a.factor(c, accounting))
		return ghg.Cover{Source: source, Carrier: carrierOf(c, a.Carrier), Energy: method.AmountOf(a.Amount)}
	})
}

func (a Heat) factor(c *method.Calc, accounting ghg.Accounting) factors.Factor {
	query := factors.Query{Activity: a.Carrier + "/default", Region: a.Region, Unit: a.Amount.Unit, Boundary: ghg.Generation}
	switch {
	case accounting == ghg.LocationBased && a.LocationFactor.Given():
		query.Activity = a.Carrier + "/network"
		return c.Factor(a.LocationFactor, query)
	case a.SupplierRate.Given() || a.Supplier != "":
		query.Activity = supplierActivity(a.Carrier+"/supplier", a.Supplier)
		return c.Factor(a.SupplierRate, query)
	}
	c.Caveat(ghg.SupplierRateMissing, "the default factor of "+a.Carrier+" is used")
	f := c.Factor(factors.Supplied{}, query)
	a.suggest(c, query)
	return f
}

// suggest adds to the error of a default that is missing what takes its place: the supplier's rate, or a published factor of
// another name.
func (a Heat) suggest(c *method.Calc, missing factors.Query) {
	if !c.Failed() {
		return
	}
	c.Suggest("supplier_rate, the rate that the supplier states")
	missing.Period = a.Period
	for _, source := range []string{"district", "onsite"} {
		published := missing
		published.Activity = method.Under(a.Carrier, source)
		if f, _, found, err := c.Basis().Lookup(published); found && err == nil {
			c.Suggest("Basis.Names with " + missing.Activity + " as " + published.Activity + " (" + f.ID + ")")
		}
	}
}
