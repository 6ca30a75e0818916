package intensity

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
)

// Revenue is net revenue with its reconciliation to the financial statements.
//
// Source: ESRS E1, paragraphs 54 and 55, and AR 55(b): revenue of the statements = net revenue used for the intensity + net
// revenue other than that.
type Revenue struct {
	Used      decimal.Decimal // net revenue that the intensity is calculated with; above zero
	Other     decimal.Decimal // net revenue that it is calculated without; zero or more
	Statement decimal.Decimal // the line of the financial statements
	Unit      string          // of all three: "million EUR"
	Source    string          // the financial statements and the line
	Period    ghg.Period
	Approach  inventory.Approach // the boundary of the statements; consolidated ones: financial control
}

// Check returns an error unless the revenue is complete and adds up: used + other = statement.
func (r Revenue) Check() error {
	if err := r.denominator().check(); err != nil {
		return err
	}
	if dec.Check(r.Other) != nil || r.Other.IsNegative() {
		return &ghg.FieldError{Field: "net revenue other than used", Value: dec.Brief(r.Other), Want: "a number of 0 or more", Err: ghg.ErrOutOfRange}
	}
	if dec.Check(r.Statement) != nil || !r.Used.Add(r.Other).Equal(r.Statement) {
		return &ghg.FieldError{Field: "revenue of the financial statements", Value: dec.Brief(r.Statement) + " " + input.Shorten(r.Unit), Want: dec.Brief(r.Used.Add(r.Other)) + ", the net revenue used and the other net revenue", Err: ghg.ErrMixed}
	}
	return nil
}

func (r Revenue) denominator() Denominator {
	return Denominator{Name: "net revenue", Unit: r.Unit, Value: r.Used, Source: r.Source, Period: r.Period, Approach: r.Approach}
}

// PerRevenue is the intensities that ESRS E1 asks for: total emissions of scopes 1, 2 and 3 per net revenue, by both methods of
// scope 2, with the reconciliation of the revenue.
type PerRevenue struct {
	LocationBased Intensity
	MarketBased   Intensity
	Revenue       Revenue
}

// PerNetRevenue returns the total emissions of an inventory per net revenue, location-based and market-based. It fails as [Of]
// does, and if the revenue does not add up to that of the financial statements.
//
// Source: ESRS E1, paragraphs 53 to 55.
func PerNetRevenue(inv *inventory.Inventory, r Revenue) (PerRevenue, error) {
	if err := r.Check(); err != nil {
		return PerRevenue{}, err
	}
	p := PerRevenue{Revenue: r}
	var err error
	if p.LocationBased, err = Of(inv, inventory.AllScopes, inventory.LocationBased, r.denominator()); err != nil {
		return PerRevenue{}, err
	}
	if p.MarketBased, err = Of(inv, inventory.AllScopes, inventory.MarketBased, r.denominator()); err != nil {
		return PerRevenue{}, err
	}
	return p, nil
}

// String returns both intensities and the reconciliation.
func (p PerRevenue) String() string {
	r := p.Revenue
	unit := " " + input.Shorten(r.Unit)
	return p.LocationBased.String() + p.MarketBased.String() +
		"net revenue used " + dec.Brief(r.Used) + unit + " + other " + dec.Brief(r.Other) + unit + " = " + dec.Brief(r.Statement) + unit + " of the financial statements\n"
}
