package uncertainty

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// AssumptionKind is a kind of uncertainty that is not of a parameter. The zero AssumptionKind is invalid.
type AssumptionKind uint8

// The kinds (Scope 3 Standard, appendix B).
const (
	ScenarioUncertainty AssumptionKind = iota + 1 // of choices, such as how long a product is used
	ModelUncertainty                              // of how a model simplifies the world
)

var assumptionKinds = vocabulary.New[AssumptionKind]("kind of assumption", "scenario", "model")

// String returns "scenario" or "model".
func (k AssumptionKind) String() string { return assumptionKinds.String(k) }

// MarshalText returns what String returns. The zero AssumptionKind is an error.
func (k AssumptionKind) MarshalText() ([]byte, error) { return assumptionKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *AssumptionKind) UnmarshalText(text []byte) error { return assumptionKinds.Unmarshal(k, text) }

// Assumption is a source of scenario or model uncertainty: in words, and with figures if it was calculated with others.
type Assumption struct {
	Kind     AssumptionKind
	Name     string       // "lifetime of a boiler"; required
	Text     string       // what is assumed, and what else could be; required
	Source   string       // of the assumption; required
	Scope    ghg.Scope    // that it concerns
	Category ghg.Category // of Scope 3; zero for a whole scope
	// Quantified is set if Low, Base and High are the emissions under the assumptions that give least, that is made, and that
	// give most.
	Quantified      bool
	Low, Base, High ghg.CO2e
}

func (a Assumption) check() error {
	field := "assumption " + input.Shorten(a.Name) + ": "
	refuse := func(name, value, want string, kind error) error {
		return &ghg.FieldError{Field: field + name, Value: value, Want: want, Err: kind}
	}
	if err := assumptionKinds.Check(a.Kind); err != nil {
		return err
	}
	if _, err := a.Scope.MarshalText(); err != nil {
		return fmt.Errorf("%sscope: %w", field, err)
	}
	none := a.Low.IsZero() && a.Base.IsZero() && a.High.IsZero()
	switch {
	case a.Name == "":
		return refuse("name", "", "a name", ghg.ErrMissing)
	case a.Text == "":
		return refuse("text", "", "what is assumed, and what else could be", ghg.ErrMissing)
	case a.Source == "":
		return refuse("source", "", "where the assumption comes from", ghg.ErrMissing)
	case a.Category != 0 && (a.Scope != ghg.Scope3 || !a.Category.Valid()):
		return refuse("category", a.Category.String(), "one of Scope 3, from 1 to 15", ghg.ErrOutOfRange)
	case !a.Quantified && !none:
		return refuse("low, base and high", dec.Brief(a.Base.Kg())+" kg CO2e", "none, or Quantified", ghg.ErrMixed)
	case a.Low.Kg().GreaterThan(a.Base.Kg()), a.Base.Kg().GreaterThan(a.High.Kg()):
		return refuse("low, base and high", dec.Brief(a.Low.Kg())+", "+dec.Brief(a.Base.Kg())+", "+dec.Brief(a.High.Kg())+" kg CO2e", "figures in this order", ghg.ErrOutOfRange)
	}
	return nil
}

// Register lists the scenario and model uncertainty of an inventory. No interval includes it. The zero Register is empty.
//
// Source: Scope 3 Standard, appendix B: both kinds are described, and quantified if possible.
type Register struct{ list []Assumption }

// NewRegister returns the register of assumptions. It fails if one lacks its name, text, source or scope, if its figures are
// not in order, or if two have a name.
func NewRegister(list ...Assumption) (Register, error) {
	for i, a := range list {
		if err := a.check(); err != nil {
			return Register{}, err
		}
		if slices.ContainsFunc(list[:i], func(b Assumption) bool { return b.Name == a.Name }) {
			return Register{}, &ghg.FieldError{Field: "assumption", Value: a.Name, Want: "each name once", Err: ghg.ErrMixed}
		}
	}
	return Register{slices.Clone(list)}, nil
}

// All returns the assumptions, in order.
func (r Register) All() []Assumption { return slices.Clone(r.list) }

// String returns the register as a table to print, in tonnes.
func (r Register) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "assumption\tkind\tof\tlow t CO2e\tbase t CO2e\thigh t CO2e\twhat is assumed")
	for _, a := range r.list {
		of, low, base, high := a.Scope.String(), "not quantified", "", ""
		if a.Category != 0 {
			of = a.Category.String()
		}
		if a.Quantified {
			low, base, high = dec.Brief(a.Low.Tonnes()), dec.Brief(a.Base.Tonnes()), dec.Brief(a.High.Tonnes())
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", input.Shorten(a.Name), a.Kind, of, low, base, high, input.Shorten(a.Text))
	}
	_ = w.Flush() // a strings.Builder takes everything
	return b.String()
}
