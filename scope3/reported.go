package scope3

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// MethodReported is the name of the method of figures that somebody else calculated.
const MethodReported ghg.Method = "scope3.reported"

// Reported is a figure that somebody else calculated: a supplier, lessor, franchisee, investee or a publication.
//
//	emissions = the figure
//
// It is counted in its category and shown as not recomputed, with its source, assurance and GWP basis. It replaces an
// estimate of the same purchase; it is not added to one.
//
// Source: Scope 3 Standard ch. 7 (supplier-specific data) and ch. 11 (what is disclosed).
type Reported struct {
	ID      string      `json:"id" csv:"id"`
	Entity  string      `json:"entity,omitempty" csv:"entity,omitempty"`
	Site    string      `json:"site,omitempty" csv:"site,omitempty"`
	Period  ghg.Period  `json:"period" csv:"period"`
	Quality ghg.Quality `json:"quality,omitzero" csv:"quality,omitempty"`

	Category  int            `json:"category" csv:"category"`   // 1 to 15
	Amount    units.Quantity `json:"amount" csv:"amount"`       // CO2e: "3778 kt CO2e"
	GWP       string         `json:"gwp" csv:"gwp"`             // the reporter's basis: "AR5", or "unstated"
	Reporter  string         `json:"reporter" csv:"reporter"`   // who calculated it
	Source    string         `json:"source" csv:"source"`       // the document it is printed in
	Assurance string         `json:"assurance" csv:"assurance"` // "limited, ISO 14064-3", or "none"
	Primary   bool           `json:"primary,omitempty" csv:"primary,omitempty"`
	Purchase  string         `json:"purchase,omitempty" csv:"purchase,omitempty"` // id of the purchase that it is of, as the estimate has it
	Spend     units.Quantity `json:"spend,omitzero" csv:"spend,omitempty"`        // what was paid: not in the calculation
}

// Calculate returns one result of the category, with the origin "reported" and a caveat.
func (a Reported) Calculate(b factors.Basis) (ghg.Results, error) {
	category := ghg.Category(min(max(a.Category, 0), 255))
	c := begin(b, MethodReported, category, a.ID, a.Entity, a.Site, a.Period, a.Quality, a.Primary)
	if !category.Valid() {
		c.Refuse("category", strconv.Itoa(a.Category), "1 to 15", ghg.ErrOutOfRange)
	}
	c.Amount("amount", a.Amount, units.MassCO2e)
	c.Text("reporter", a.Reporter, "who calculated the figure")
	c.Text("source", a.Source, "the document the figure is printed in")
	c.Text("assurance", a.Assurance, `the kind of assurance, or "none"`)
	if _, err := ghg.ParseGWP(a.GWP); err != nil && a.GWP != ghg.UnstatedGWP {
		c.Refuse("gwp", a.GWP, "the reporter's GWP basis, such as AR5, or unstated", ghg.ErrUnknown)
	}
	checkPaid(c, a.Spend)
	if c.Failed() {
		return nil, c.Err()
	}
	c.EmitCO2e("reported by "+a.Reporter, c.Convert(calc.Sourced("reported", a.Amount, a.Source), kgCO2e()), a.GWP)
	c.Fact("assurance", a.Assurance)
	purchase{supplier: a.Reporter, id: a.Purchase, spend: a.Spend}.record(c)
	c.Caveat(ghg.NotRecomputed, "calculated by "+a.Reporter+": "+a.Source)
	r, err := c.Result()
	if err != nil {
		return nil, err
	}
	r.Origin = ghg.Reported
	return ghg.Results{r}, nil
}

func kgCO2e() units.Unit { return units.MustUnit("kg CO2e") }
