package ghg

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/shopspring/decimal"
)

// Blend is a refrigerant mixture, such as R-410A. It is immutable; the zero Blend is empty.
type Blend struct {
	name       string
	components []Component
}

// Component is one gas of a blend and its share of the blend's mass, a fraction of 1.
type Component struct {
	Gas   Gas
	Share decimal.Decimal
}

// NewBlend returns a caller-defined blend. The gases are read by [ParseGas]. The shares are fractions of mass and must
// add up to exactly 1.
func NewBlend(name string, components ...Component) (Blend, error) {
	components = slices.Clone(components)
	sum := decimal.Decimal{}
	for i, c := range components {
		gas, err := ParseGas(string(c.Gas))
		if err != nil {
			return Blend{}, fmt.Errorf("blend %s: %w", input.Quote(name), err)
		}
		components[i].Gas = gas // its own name, under which its potential is found
		if err := checkNumber("share of "+string(c.Gas), c.Share); err != nil {
			return Blend{}, err
		}
		if c.Share.Sign() <= 0 {
			return Blend{}, &FieldError{Field: "share of " + input.Shorten(string(c.Gas)), Value: dec.Text(c.Share), Want: "a fraction above 0", Err: ErrOutOfRange}
		}
		sum = sum.Add(c.Share)
	}
	if !sum.Equal(one) {
		return Blend{}, &FieldError{Field: "shares of blend " + input.Shorten(name), Value: dec.Text(sum), Want: "shares that add up to 1", Err: ErrOutOfRange}
	}
	return Blend{name: name, components: components}, nil
}

// LookupBlend is like [ParseBlend] for a name that may not be a blend's: it reports whether the blend exists and does
// not search for similar names.
func LookupBlend(s string) (Blend, bool) {
	t, err := blendTable()
	if err != nil {
		return Blend{}, false
	}
	key := gasKey(s)
	if key == "r507" { // the number of R-507A when it was the only one of its kind
		key = "r507a"
	}
	b, ok := t[key]
	return b, ok
}

// ParseBlend returns the blend of ASHRAE Standard 34 with the given number: "R-410A", "r410a".
func ParseBlend(s string) (Blend, error) {
	if b, ok := LookupBlend(s); ok {
		return b, nil
	}
	if near := meantGases(s); len(near) > 0 {
		return Blend{}, &UnknownGasError{Text: s, Near: near}
	}
	return Blend{}, &UnknownGasError{Text: s, Near: nearest(s, func(yield func(string) bool) {
		for b := range Blends() {
			if !yield(b.name) {
				return
			}
		}
	})}
}

// Blends yields the blends of ASHRAE Standard 34 in name order.
func Blends() iter.Seq[Blend] {
	return func(yield func(Blend) bool) {
		t, err := blendTable()
		if err != nil {
			return
		}
		for _, key := range slices.Sorted(maps.Keys(t)) {
			if !yield(t[key]) {
				return
			}
		}
	}
}

// Name returns the blend's number.
func (b Blend) Name() string { return b.name }

// Components yields the gases of the blend in the order of the standard.
func (b Blend) Components() iter.Seq[Component] { return slices.Values(b.components) }

// GWP returns Σ share × GWP over the components in the Kyoto basket. HCFCs, CFCs, HFOs and hydrocarbons count as zero,
// as in table 12 of the EPA GHG Emission Factors Hub. The sum is exact.
func (b Blend) GWP(g GWP) (decimal.Decimal, error) {
	sum := decimal.Decimal{}
	for _, c := range b.components {
		if !c.Gas.Kyoto() {
			continue
		}
		v, err := g.Of(c.Gas)
		if err != nil {
			return decimal.Decimal{}, fmt.Errorf("blend %s: %w", b.name, err)
		}
		sum = sum.Add(c.Share.Mul(v))
	}
	return sum, nil
}

//go:embed data/blends.csv
var blendsCSV string

var blendTable = sync.OnceValues(loadBlends)

func loadBlends() (map[string]Blend, error) {
	rows, err := csv.NewReader(strings.NewReader(blendsCSV)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("embedded blends: %w", err)
	}
	table := map[string]Blend{}
	for _, row := range rows[1:] {
		percent, err := dec.Parse(row[2])
		if err != nil {
			return nil, fmt.Errorf("embedded blends: %s: %w", row[0], err)
		}
		key := gasKey(row[0])
		b := table[key]
		b.name = row[0]
		b.components = append(b.components, Component{Gas: Gas(row[1]), Share: percent.Shift(-2)})
		table[key] = b
	}
	return table, nil
}
