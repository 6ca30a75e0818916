package scope2

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodCHPPurchase is the name of the method of heat or power bought from a combined heat and power plant.
const MethodCHPPurchase ghg.Method = "scope2.chp-purchase"

// CHPPurchase is heat or power bought from a plant that makes both, by the plant's fuel: the efficiency method.
//
//	share of heat  = (heat ÷ e_heat) ÷ (heat ÷ e_heat + power ÷ e_power)
//	share of power = 1 − share of heat
//	emissions      = fuel × EF × share × bought ÷ output
//
// The efficiencies are those of making heat and power; they have no default. The EPA assumes 0.8 and 0.35 where they
// are not known; 1 and 1 allocate by energy content. Both methods of scope 2 give the same number: the seller's plant
// is where the power is from, by contract and by wire. For power this holds only on a direct line; power from the grid
// is [Electricity].
//
// Source: GHG Protocol, Allocation of GHG Emissions from a Combined Heat and Power (CHP) Plant, efficiency method;
// Scope 2 Guidance, appendix A.
type CHPPurchase struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Carrier         string           `json:"carrier" csv:"carrier"` // "heat", "steam", "cooling" or "power"
	Amount          units.Quantity   `json:"amount" csv:"amount"`   // energy bought: "30 GJ"
	Fuel            string           `json:"fuel" csv:"fuel"`       // of the plant, in the vocabulary: "natural-gas"
	FuelAmount      units.Quantity   `json:"fuel_amount" csv:"fuel_amount"`
	Region          string           `json:"region" csv:"region"`
	Factor          factors.Supplied      `json:"factor,omitzero" csv:"factor,omitempty"` // of the fuel
	Heat            units.Quantity   `json:"heat" csv:"heat"`                        // the plant's output of heat
	Power           units.Quantity   `json:"power" csv:"power"`                      // the plant's output of power
	HeatEfficiency  *decimal.Decimal `json:"heat_efficiency" csv:"heat_efficiency"`  // above 0, up to 1
	PowerEfficiency *decimal.Decimal `json:"power_efficiency" csv:"power_efficiency"`
}

// Calculate returns two results, by location and by market.
func (a CHPPurchase) Calculate(b factors.Basis) (ghg.Results, error) {
	location, err := a.by(b, ghg.LocationBased)
	if err != nil {
		return nil, err
	}
	market, err := a.by(b, ghg.MarketBased)
	if err != nil {
		return nil, err
	}
	return ghg.Results{location, market}, nil
}

func (a CHPPurchase) by(b factors.Basis, accounting ghg.Accounting) (ghg.Result, error) {
	c := calc.New(b, calc.Head{Method: MethodCHPPurchase, Scope: ghg.Scope2, ID: a.ID, Entity: a.Entity, Site: a.Site, Period: a.Period, Quality: a.Quality, Primary: true})
	a.check(c)
	if c.Failed() {
		return ghg.Result{}, c.Err()
	}
	heat := c.Evaluate("fuel for heat", calc.Of("heat", a.Heat).Per("efficiency of heat", *a.HeatEfficiency, ""))
	power := c.Evaluate("fuel for power", calc.Of("power", a.Power).Per("efficiency of power", *a.PowerEfficiency, ""))
	both := c.Combine("fuel for both", ghg.Sum, []calc.Flow{heat, power})
	part, output := heat, calc.Of("heat", a.Heat)
	if a.Carrier == "power" {
		part, output = power, calc.Of("power", a.Power)
	}
	fuel, factor := c.Burn("fuel of the plant", a.Fuel, a.Region, a.FuelAmount, a.Factor, ghg.Combustion)
	fuel = c.TimesRatio(c.TimesRatio(fuel, part, both), calc.Of("bought", a.Amount), output)
	c.Apply(a.Carrier, fuel, factor)
	return c.Part("", accounting, "")
}

func (a CHPPurchase) check(c *calc.Calc) {
	output := a.Heat
	switch a.Carrier {
	case "heat", "steam", "cooling":
	case "power":
		output = a.Power
	default:
		c.Refuse("carrier", a.Carrier, "heat, steam, cooling or power", ghg.ErrUnknown)
	}
	c.Amount("amount", a.Amount, units.Energy)
	c.Text("fuel", a.Fuel, "a fuel of the vocabulary, such as natural-gas")
	c.FuelAmount("fuel_amount", a.FuelAmount)
	c.Text("region", a.Region, "where the plant is, such as GB")
	c.Amount("heat", a.Heat, units.Energy)
	c.Amount("power", a.Power, units.Energy)
	efficiency(c, "heat_efficiency", a.HeatEfficiency)
	efficiency(c, "power_efficiency", a.PowerEfficiency)
	if c.Failed() {
		return
	}
	if !output.Value.IsPositive() {
		c.Refuse("output of "+a.Carrier, output.String(), "an amount above 0", ghg.ErrOutOfRange)
		return
	}
	if over, err := a.Amount.Cmp(output); err != nil {
		c.Fail(err)
	} else if over > 0 {
		c.Refuse("amount", a.Amount.String(), "at most the plant's output, "+output.String(), ghg.ErrOutOfRange)
	}
}

func efficiency(c *calc.Calc, field string, d *decimal.Decimal) {
	if c.GivenShare(field, d); d != nil && d.IsZero() {
		c.Refuse(field, d.String(), "a fraction above 0, up to 1", ghg.ErrOutOfRange)
	}
}
