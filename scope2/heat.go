package scope2

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodHeat is the name of the method of purchased steam, heat and cooling.
const MethodHeat ghg.Method = "scope2.heat"

// Heat is purchased steam, heat or cooling.
//
//	emissions = energy × the supplier's factor, or the default one
//
// The rate is SupplierRate if it is stated, else the factor of Supplier (heat/supplier/NAME), else the default of the
// Carrier (heat/default, steam/default, cooling/default), with a caveat. Both methods give the same number unless
// LocationFactor names another one for the network's average.
//
// Source: GHG Protocol Scope 2 Guidance, appendix A.
type Heat struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Carrier        string         `json:"carrier" csv:"carrier"` // "heat", "steam" or "cooling"
	Amount         units.Quantity `json:"amount" csv:"amount"`   // energy: "13 TJ"
	Region         string         `json:"region" csv:"region"`
	Supplier       string         `json:"supplier,omitempty" csv:"supplier,omitempty"`
	SupplierRate   factors.Supplied    `json:"supplier_rate,omitzero" csv:"supplier_rate,omitempty"`
	LocationFactor factors.Supplied    `json:"location_factor,omitzero" csv:"location_factor,omitempty"`
}

// Calculate returns two results, by location and by market.
func (a Heat) Calculate(b factors.Basis) (ghg.Results, error) {
	d, err := a.Dual(b)
	if err != nil {
		return nil, err
	}
	return d.Results(), nil
}

// Dual returns the purchase by location and by market.
func (a Heat) Dual(b factors.Basis) (Dual, error) {
	location, err := a.by(b, ghg.LocationBased)
	if err != nil {
		return Dual{}, err
	}
	market, err := a.by(b, ghg.MarketBased)
	if err != nil {
		return Dual{}, err
	}
	return Dual{Location: location, Market: market}, nil
}

func (a Heat) by(b factors.Basis, accounting ghg.Accounting) (ghg.Result, error) {
	c := calc.New(b, calc.Head{Method: MethodHeat, Scope: ghg.Scope2, ID: a.ID, Entity: a.Entity, Site: a.Site, Period: a.Period, Quality: a.Quality, Primary: true})
	switch a.Carrier {
	case "heat", "steam", "cooling":
	default:
		c.Refuse("carrier", a.Carrier, "heat, steam or cooling", ghg.ErrUnknown)
	}
	c.Text("region", a.Region, "where it is used, such as JP")
	c.Amount("amount", a.Amount, units.Energy)
	c.Apply("", calc.Of(a.Carrier, a.Amount), a.factor(c, accounting))
	return c.Part("", accounting, "")
}

func (a Heat) factor(c *calc.Calc, accounting ghg.Accounting) factors.Factor {
	if c.Failed() {
		return factors.Factor{}
	}
	if accounting == ghg.LocationBased && a.LocationFactor.Given() {
		return c.Factor(a.LocationFactor, a.Carrier+"/network", a.Region, a.Amount.Unit, ghg.Generation)
	}
	if a.SupplierRate.Given() || a.Supplier != "" {
		return c.Factor(a.SupplierRate, supplierActivity(a.Carrier+"/supplier", a.Supplier), a.Region, a.Amount.Unit, ghg.Generation)
	}
	c.Caveat(ghg.SupplierRateMissing, "the default factor of "+a.Carrier+" is used")
	return c.Find(a.Carrier+"/default", a.Region, a.Amount.Unit, ghg.Generation)
}
