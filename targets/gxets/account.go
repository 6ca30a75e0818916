package gxets

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// CreditKind is a kind of carbon credit that the system accepts. The zero CreditKind is invalid.
type CreditKind uint8

// The credits that the system accepts.
const (
	JCredit CreditKind = iota + 1
	JCMCredit
)

var creditKinds = vocabulary.New[CreditKind]("kind of credit", "J-credit", "JCM credit")

// String returns the name of the kind.
func (k CreditKind) String() string { return creditKinds.String(k) }

// MarshalText returns what String returns. The zero CreditKind is an error.
func (k CreditKind) MarshalText() ([]byte, error) { return creditKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *CreditKind) UnmarshalText(text []byte) error { return creditKinds.Unmarshal(k, text) }

// Credit is carbon credits that a company uses in place of allowances.
type Credit struct {
	Kind   CreditKind
	CO2e   ghg.CO2e
	Source string // the registry's document
}

// Account is a company's year in the system.
type Account struct {
	Year    int
	Emitted ghg.CO2e // direct CO2, as verified

	Allocated ghg.CO2e // as the ministry decided
	Source    string   // the ministry's document
	Banked    ghg.CO2e // allowances of earlier years of the system; none in its first
	Bought    ghg.CO2e
	Sold      ghg.CO2e
	Credits   []Credit

	// Ceiling is the published ceiling price in JPY/t, with its document. nil: that of the rules, which is an error in a year for
	// which they have none, if there is a shortfall.
	Ceiling       *decimal.Decimal
	CeilingSource string
}

// Balance is the allowances of a year against its emissions.
type Balance struct {
	Year       int
	Emitted    ghg.CO2e
	Allowances ghg.CO2e // allocated + banked + bought − sold
	Credits    ghg.CO2e
	MostCredit ghg.CO2e // the most that credits may cover
	Surplus    ghg.CO2e // allowances that are left; that they may all be banked is unconfirmed
	Shortfall  ghg.CO2e
	Ceiling    *decimal.Decimal // JPY/t; nil without a shortfall
	Charge     *decimal.Decimal // JPY; nil without a shortfall
}

// Balance returns the balance of a year, exactly.
//
//	allowances = allocated + banked + bought − sold
//	balance    = allowances + credits − emitted: a surplus above zero, a shortfall below
//	charge     = shortfall × ceiling price × 1.1
//
// It is an error if credits are above the rules' share of the emissions, if more is sold than there is, if an amount is
// negative or without its document, or if allowances are banked from before the first year.
func (r Rules) Balance(a Account) (Balance, error) {
	if err := r.check(a.Year); err != nil {
		return Balance{}, err
	}
	if err := a.check(r); err != nil {
		return Balance{}, err
	}
	b := Balance{Year: a.Year, Emitted: a.Emitted, Allowances: a.Allocated.Add(a.Banked).Add(a.Bought).Sub(a.Sold)}
	if b.Allowances.IsNegative() {
		return Balance{}, &ghg.FieldError{Field: "allowances sold", Value: a.Sold.String(), Want: "at most those allocated, banked and bought", Err: ghg.ErrOutOfRange}
	}
	for _, c := range a.Credits {
		b.Credits = b.Credits.Add(c.CO2e)
	}
	var err error
	if b.MostCredit, err = a.Emitted.Scale(r.Credits); err != nil {
		return Balance{}, err
	}
	if b.Credits.Cmp(b.MostCredit) > 0 {
		return Balance{}, &ghg.FieldError{Field: "credits", Value: b.Credits.String(), Want: "at most " + b.MostCredit.String() + ", a share of " + dec.Text(r.Credits) + " of the emissions", Err: ghg.ErrOutOfRange}
	}
	left := b.Allowances.Add(b.Credits).Sub(a.Emitted)
	if err := dec.CheckAll(left.Kg(), b.Allowances.Kg(), b.Credits.Kg()); err != nil {
		return Balance{}, fmt.Errorf("balance of FY%d: %w", a.Year, err)
	}
	if !left.IsNegative() {
		b.Surplus = left
		return b, nil
	}
	b.Shortfall = ghg.CO2e{}.Sub(left)
	if err := r.charge(&b, a); err != nil {
		return Balance{}, err
	}
	return b, nil
}

// charge sets the ceiling price and the charge of a shortfall.
func (r Rules) charge(b *Balance, a Account) error {
	ceiling := a.Ceiling
	if ceiling == nil {
		p, err := r.Prices(a.Year)
		if err != nil {
			return err
		}
		ceiling = &p.Ceiling
	}
	price := *ceiling
	cost, err := dec.Mul(b.Shortfall.Tonnes(), price.Mul(r.Charge))
	if err != nil {
		return fmt.Errorf("charge of FY%d: %w", a.Year, err)
	}
	b.Ceiling, b.Charge = &price, &cost
	return nil
}

func (a Account) check(r Rules) error {
	for _, of := range []struct {
		field string
		co2e  ghg.CO2e
	}{{"direct CO2", a.Emitted}, {"allowances allocated", a.Allocated}, {"allowances banked", a.Banked}, {"allowances bought", a.Bought}, {"allowances sold", a.Sold}} {
		if err := amount(of.field, of.co2e); err != nil {
			return err
		}
	}
	if a.Source == "" {
		return &ghg.FieldError{Field: "source of the allocation", Want: "the ministry's document", Err: ghg.ErrMissing}
	}
	if a.Year == r.First && !a.Banked.IsZero() {
		return &ghg.FieldError{Field: "allowances banked", Value: a.Banked.String(), Want: "none: there are none from before the first year", Err: ghg.ErrOutOfRange}
	}
	for i, c := range a.Credits {
		field := fmt.Sprintf("credits[%d]", i)
		if _, err := c.Kind.MarshalText(); err != nil {
			return fmt.Errorf("%s: %w", field, err)
		}
		if err := amount(field, c.CO2e); err != nil {
			return err
		}
		if c.Source == "" {
			return &ghg.FieldError{Field: field + ": source", Want: "the registry's document", Err: ghg.ErrMissing}
		}
	}
	switch {
	case a.Ceiling == nil && a.CeilingSource == "":
	case a.Ceiling == nil || a.CeilingSource == "":
		return &ghg.FieldError{Field: "ceiling price", Value: input.Shorten(a.CeilingSource), Want: "a price together with the document that publishes it", Err: ghg.ErrMissing}
	case dec.Check(*a.Ceiling) != nil || !a.Ceiling.IsPositive():
		return &ghg.FieldError{Field: "ceiling price", Value: dec.Brief(*a.Ceiling), Want: "JPY/t above 0", Err: ghg.ErrOutOfRange}
	}
	return nil
}

type balanceForm struct {
	Year       int               `json:"fiscal_year"`
	Emitted    ghg.CO2e          `json:"emitted"`
	Allowances ghg.CO2e          `json:"allowances"`
	Credits    ghg.CO2e          `json:"credits"`
	MostCredit ghg.CO2e          `json:"most_credits"`
	Surplus    ghg.CO2e          `json:"surplus"`
	Shortfall  ghg.CO2e          `json:"shortfall"`
	Ceiling    *strictjson.Exact `json:"ceiling_jpy_per_t,omitempty"`
	Charge     *strictjson.Exact `json:"charge_jpy,omitempty"`
}

// MarshalJSON returns the balance as an object with exact amounts. A price or a charge too long to compute with is an error.
func (b Balance) MarshalJSON() ([]byte, error) {
	form := balanceForm{Year: b.Year, Emitted: b.Emitted, Allowances: b.Allowances, Credits: b.Credits, MostCredit: b.MostCredit, Surplus: b.Surplus, Shortfall: b.Shortfall}
	for _, of := range []struct {
		value *decimal.Decimal
		to    **strictjson.Exact
	}{{b.Ceiling, &form.Ceiling}, {b.Charge, &form.Charge}} {
		if of.value == nil {
			continue
		}
		if err := dec.Check(*of.value); err != nil {
			return nil, fmt.Errorf("balance of FY%d: %w", b.Year, err)
		}
		*of.to = &strictjson.Exact{Value: *of.value}
	}
	return json.Marshal(form)
}

// String returns the balance to be read, in tonnes rounded half up to whole ones.
func (b Balance) String() string {
	whole := func(c ghg.CO2e) string {
		if dec.Check(c.Kg()) != nil {
			return dec.Brief(c.Kg())
		}
		return dec.Text(c.Tonnes().Round(0))
	}
	var s strings.Builder
	fmt.Fprintf(&s, "FY%d: emitted %s t, allowances %s t, credits %s t of at most %s t\n", b.Year, whole(b.Emitted), whole(b.Allowances), whole(b.Credits), whole(b.MostCredit))
	switch {
	case b.Charge != nil && b.Ceiling != nil:
		fmt.Fprintf(&s, "short of %s t: %s JPY at a ceiling price of %s JPY/t\n", whole(b.Shortfall), dec.Brief(*b.Charge), dec.Brief(*b.Ceiling))
	default:
		fmt.Fprintf(&s, "left: %s t\n", whole(b.Surplus))
	}
	return s.String()
}
