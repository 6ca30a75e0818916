package uncertainty

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/input"
)

// Model says how uncertain the inputs of an inventory are. A rule that returns the zero [Uncertainty] does not know, and so
// does a nil one: the lines that depend on the input are then not covered. An error of a rule is one of the analysis.
//
// The rules are asked once for each input, with the first line that uses it, and must not write to lists.
type Model struct {
	// Amount returns the uncertainty of an amount, share or rate of a line's activity. A line with two amounts, such as tonnes
	// and kilometres, has two inputs.
	Amount func(r ghg.Result, amount ghg.Input) (Uncertainty, error)
	// Factor returns the uncertainty of an emission factor, of all its gases together.
	Factor func(ghg.FactorRecord) (Uncertainty, error)
	// Property returns the uncertainty of a fuel property.
	Property func(ghg.PropertyRecord) (Uncertainty, error)
	// Price returns the uncertainty of an exchange rate, a price index, a tax or a margin.
	Price func(ghg.Input) (Uncertainty, error)
	// Potential returns the uncertainty of a global warming potential.
	Potential func(ghg.Input) (Uncertainty, error)
	// LeftOut is the kinds of input whose uncertainty is left out on purpose. Every table names them.
	LeftOut []ghg.InputKind
	// MinCovered is the share of the emissions, above 0 to 1, that must be covered for a figure to have an interval.
	MinCovered float64
}

func (m Model) check() error {
	if !(m.MinCovered > 0 && m.MinCovered <= 1) {
		return &ghg.FieldError{Field: "least covered share", Value: number(m.MinCovered), Want: "above 0 to 1, such as 0.8", Err: ghg.ErrOutOfRange}
	}
	for i, k := range m.LeftOut {
		if _, err := k.MarshalText(); err != nil {
			return err
		}
		if slices.Contains(m.LeftOut[:i], k) {
			return &ghg.FieldError{Field: "kinds left out", Value: k.String(), Want: "each once", Err: ghg.ErrMixed}
		}
		if m.has(k) {
			return &ghg.FieldError{Field: "kinds left out", Value: k.String(), Want: "no rule for what is left out", Err: ghg.ErrMixed}
		}
	}
	return nil
}

func (m Model) has(k ghg.InputKind) bool {
	switch k {
	case ghg.InputAmount:
		return m.Amount != nil
	case ghg.InputFactor:
		return m.Factor != nil
	case ghg.InputProperty:
		return m.Property != nil
	case ghg.InputPrice:
		return m.Price != nil
	case ghg.InputShare:
		return true
	default:
		return m.Potential != nil
	}
}

// of asks the rule for an input of a result.
func (m Model) of(r *ghg.Result, in ghg.Input) (Uncertainty, error) {
	if !m.has(in.Kind) {
		return Uncertainty{}, nil
	}
	switch in.Kind {
	case ghg.InputAmount:
		return m.Amount(*r, in)
	case ghg.InputFactor:
		if i := slices.IndexFunc(r.Factors, func(f ghg.FactorRecord) bool { return f.ID == in.Name }); i >= 0 {
			return m.Factor(r.Factors[i])
		}
	case ghg.InputProperty:
		if i := slices.IndexFunc(r.Properties, func(p ghg.PropertyRecord) bool { return p.ID == in.Name }); i >= 0 {
			return m.Property(r.Properties[i])
		}
	case ghg.InputPrice:
		return m.Price(in)
	case ghg.InputShare:
		return Exact(), nil // it is agreed, not measured
	default:
		return m.Potential(in)
	}
	return Uncertainty{}, nil
}

// ByQuality returns a rule for amounts: the quality of the line by a pedigree table, with the basic uncertainty of the kind
// that basic returns; nil, and the zero Basic, are none. It does not know the uncertainty of a line that is not graded. A
// line graded in another scheme, or in part, is an error that names it.
func ByQuality(p Pedigree, basic func(ghg.Result) Basic) func(ghg.Result, ghg.Input) (Uncertainty, error) {
	return func(r ghg.Result, _ ghg.Input) (Uncertainty, error) {
		if r.Quality.Named().Scheme == 0 {
			return Uncertainty{}, nil
		}
		var kind Basic
		if basic != nil {
			kind = basic(r)
		}
		u, err := graded(p, r.Quality, kind)
		if err != nil {
			return Uncertainty{}, fmt.Errorf("line %s: %w", input.Quote(r.ID), err)
		}
		return u, nil
	}
}

func graded(p Pedigree, q ghg.Quality, kind Basic) (Uncertainty, error) {
	factor := 1.0
	if kind != 0 {
		var err error
		if factor, err = kind.Factor(); err != nil {
			return Uncertainty{}, err
		}
	}
	return p.Of(q, factor)
}

// FactorQuality is the quality of an emission factor, or its uncertainty, as somebody assessed it. Records of factors hold
// neither, since their digests are of what the publisher prints.
type FactorQuality struct {
	ID          string
	Digest      string      // of the factor's record; "" for any with the id
	Quality     ghg.Quality // with Basic, if Uncertainty is not given
	Basic       Basic       // zero for none
	Uncertainty Uncertainty // instead of Quality
	Source      string      // who assessed it, and where; required
}

// Assessed returns a rule for factors: their assessed quality by a pedigree table, or their uncertainty. It does not know that
// of a factor that is not in the list. It fails if an entry is incomplete, or contradicts another.
func Assessed(p Pedigree, list []FactorQuality) (func(ghg.FactorRecord) (Uncertainty, error), error) {
	type key struct{ id, digest string }
	known := map[key]Uncertainty{}
	for i, f := range list {
		field := fmt.Sprintf("factor %d (%s): ", i+1, input.Shorten(f.ID))
		if err := f.check(); err != nil {
			return nil, fmt.Errorf("%s%w", field, err)
		}
		if _, twice := known[key{f.ID, f.Digest}]; twice {
			return nil, &ghg.FieldError{Field: field + "id", Value: f.ID, Want: "each factor once", Err: ghg.ErrMixed}
		}
		u := f.Uncertainty
		if !u.Known() {
			var err error
			if u, err = graded(p, f.Quality, f.Basic); err != nil {
				return nil, fmt.Errorf("%s%w", field, err)
			}
		}
		u.rule += "; " + input.Shorten(f.Source)
		known[key{f.ID, f.Digest}] = u
	}
	return func(r ghg.FactorRecord) (Uncertainty, error) {
		if u, is := known[key{r.ID, r.Digest}]; is {
			return u, nil
		}
		return known[key{id: r.ID}], nil
	}, nil
}

// AsPublished returns a rule for factors: the uncertainty that the sets publish for the factor with the record's id and
// digest, by [Published]. It does not know what none of them publishes.
func AsPublished(sets ...*factors.Set) func(ghg.FactorRecord) (Uncertainty, error) {
	sets = slices.Clone(sets)
	return func(r ghg.FactorRecord) (Uncertainty, error) {
		for _, s := range sets {
			f, is := s.Factor(r.ID)
			if !is || f.Record().Digest != r.Digest {
				continue
			}
			u, err := Published(f.Uncertainty)
			if err != nil {
				return Uncertainty{}, fmt.Errorf("factor %s: %w", input.Shorten(r.ID), err)
			}
			return u, nil
		}
		return Uncertainty{}, nil
	}
}

// FirstKnown returns a rule for factors that asks several in order, until one knows.
func FirstKnown(rules ...func(ghg.FactorRecord) (Uncertainty, error)) func(ghg.FactorRecord) (Uncertainty, error) {
	rules = slices.Clone(rules)
	return func(r ghg.FactorRecord) (Uncertainty, error) {
		for _, rule := range rules {
			if rule == nil {
				continue
			}
			if u, err := rule(r); err != nil || u.Known() {
				return u, err
			}
		}
		return Uncertainty{}, nil
	}
}

// Identity is what makes two inputs one random number.
type Identity struct {
	Kind   ghg.InputKind
	Line   string // of an amount: the id of its activity; "" for what lines share
	Name   string // what the method calls an amount; the id of a factor or property; the reference of a price; a set and gas
	Digest string // of a factor or property
	Unit   string // of an amount
	At     int    // of an amount: tells those that are alike in all this apart
}

// identityOf returns the identity of an input of a line. The gases of a factor are one.
func identityOf(line string, in ghg.Input) Identity {
	if in.Kind == ghg.InputAmount {
		return Identity{Kind: in.Kind, Line: line, Name: in.Name, Unit: in.Unit, At: in.At}
	}
	return Identity{Kind: in.Kind, Name: in.Name, Digest: in.Digest}
}

func (i Identity) compare(j Identity) int {
	return cmp.Or(cmp.Compare(i.Kind, j.Kind), cmp.Compare(i.Line, j.Line), cmp.Compare(i.Name, j.Name), cmp.Compare(i.Digest, j.Digest), cmp.Compare(i.Unit, j.Unit), cmp.Compare(i.At, j.At))
}

// String returns the kind and the name: "factor desnz-2024/…", "amount boiler-1: amount".
func (i Identity) String() string {
	s := i.Kind.String() + " "
	if i.Kind == ghg.InputAmount {
		s += input.Shorten(i.Line) + ": "
	}
	return s + input.Shorten(i.Name)
}
