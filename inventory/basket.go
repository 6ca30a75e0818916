package inventory

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
)

// BasketLine is one of the seven greenhouse gases of the Kyoto basket in an inventory, or the CO2e of gases that nobody told
// apart.
type BasketLine struct {
	Gas      string          // "CO2", "CH4", "N2O", "HFCs", "PFCs", "SF6", "NF3"; "" for gases that are not told apart
	Kg       decimal.Decimal // mass, as far as it is known; for a family, that of all its gases
	CO2e     ghg.CO2e        // its part of the total
	FromCO2e ghg.CO2e        // of that, what is known as CO2e only
}

// basketNames are the names of the lines by the class of the gas, in the order of the Kyoto Protocol.
var basketNames = []struct{ class, name string }{
	{"CO2", "CO2"}, {"CH4", "CH4"}, {"N2O", "N2O"}, {"HFC", "HFCs"}, {"PFC", "PFCs"}, {"SF6", "SF6"}, {"NF3", "NF3"},
}

// Basket returns the table of the seven gases, as the GHG Protocol requires it: all seven, in the order of the Kyoto
// Protocol, with one line for methane whatever it is from, and last the gases that are not told apart, if there are any. The
// CO2e of the lines adds up to the total. CO2 from biomass and gases outside the basket are in [Inventory.ByGas].
//
// Source: GHG Protocol, Required Greenhouse Gases in Inventories (2013); Corporate Standard, ch. 9, required information.
func (inv *Inventory) Basket(a ghg.Accounting) ([]BasketLine, error) {
	p, err := inv.whole(a)
	if err != nil {
		return nil, err
	}
	return p.Basket()
}

// Basket is [Inventory.Basket] of what there is.
func (p Partial) Basket() ([]BasketLine, error) {
	gases, err := p.ByGas()
	if err != nil {
		return nil, err
	}
	lines := make([]BasketLine, len(basketNames), len(basketNames)+1)
	for i, b := range basketNames {
		lines[i].Gas = b.name
	}
	for _, g := range gases {
		if g.Memo {
			continue
		}
		class := g.Gas.Class()
		i := slices.IndexFunc(basketNames, func(b struct{ class, name string }) bool { return b.class == class })
		if i < 0 {
			if i = len(basketNames); len(lines) == i {
				lines = append(lines, BasketLine{})
			}
		}
		line := &lines[i]
		line.CO2e = line.CO2e.Add(g.CO2e)
		if g.InCO2e {
			line.FromCO2e = line.FromCO2e.Add(g.CO2e)
		} else {
			line.Kg = line.Kg.Add(g.Kg)
		}
	}
	return lines, nil
}
