package units

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/ghgkit/ghg/internal/input"
)

// maxText is the maximum length of the text of a unit, in bytes: longer text is refused unread.
const maxText = 250

// ParseUnit reads a unit by its canonical symbol or an alias of it: "kWh", "kWh(HHV)", "kWh (Gross CV)", "tonnes", "m³",
// "t·km", "tonne.km", "count:t-shirt", "JPY".
//
// Parsing is strict. Case is significant; spaces are allowed only inside a name. The units of a product are separated
// by "·", "." or "*". An ambiguous name ("ton", "gallon", "ccf") is an [*AmbiguousUnitError] that lists the unambiguous
// ones; an unknown name is an [*UnknownUnitError] with the nearest; empty text is [ErrNotGiven]. A bare unit of energy
// is electricity or heat; the energy of a fuel has (HHV) or (LHV).
func ParseUnit(s string) (Unit, error) {
	if u, ok := index().find(s); ok {
		return u, nil
	}
	if s == "" {
		return Unit{}, fmt.Errorf("unit is empty: %w", ErrNotGiven)
	}
	if len(s) > maxText {
		return Unit{}, &UnknownUnitError{Text: input.Shorten(s)}
	}
	s = plain.Replace(s)
	if u, ok := index().find(s); ok {
		return u, nil
	}
	if u, ok, err := parseProduct(s); ok {
		return u, err
	}
	return parseSingle(s)
}

// plain replaces superscript and subscript digits by plain ones.
var plain = strings.NewReplacer("²", "2", "³", "3", "₂", "2", "₄", "4")

// parseSingle reads a unit that is not a product.
func parseSingle(s string) (Unit, error) {
	if u, ok := index().find(s); ok {
		return u, nil
	}
	if want, ok := ambiguous[s]; ok {
		return Unit{}, &AmbiguousUnitError{Text: s, Want: slices.Clone(want)}
	}
	if own, ok := strings.CutPrefix(s, countPrefix); ok {
		return Count(own)
	}
	if want := ambiguousAs(s); want != nil {
		return Unit{}, &AmbiguousUnitError{Text: s, Want: want}
	}
	return Unit{}, &UnknownUnitError{Text: input.Shorten(s), Near: near(s)}
}

// MustUnit is like [ParseUnit] but panics on an error. It is for literals in source code.
func MustUnit(s string) Unit {
	u, err := ParseUnit(s)
	if err != nil {
		panic("units: " + err.Error())
	}
	return u
}

// catalogue holds the built-in units in table order, and by each of their names.
type catalogue struct {
	defs  []Definition
	named map[string]uint16 // name, to the index of its unit: a map of units would be 200 kB that collections follow
}

func (c *catalogue) add(u Unit, aliases []string, source string) {
	at := uint16(len(c.defs)) //nolint:gosec // there are hundreds
	c.named[u.symbol] = at
	for _, name := range aliases {
		c.named[name] = at
	}
	c.defs = append(c.defs, Definition{Unit: u, Aliases: aliases, Source: source})
}

// find returns the unit with a name.
func (c *catalogue) find(name string) (Unit, bool) {
	at, ok := c.named[name]
	if !ok {
		return Unit{}, false
	}
	return c.defs[at].Unit, true
}

// names yields every name of every unit.
func (c *catalogue) names() iter.Seq2[string, Unit] {
	return func(yield func(string, Unit) bool) {
		for name, at := range c.named {
			if !yield(name, c.defs[at].Unit) {
				return
			}
		}
	}
}

// index builds the catalogue on first use.
var index = sync.OnceValue(func() *catalogue {
	c := &catalogue{named: make(map[string]uint16, 2048)}
	for _, t := range tables {
		for _, e := range t.entries {
			c.add(e.unit(t.dim, ""), e.aliases, e.source)
		}
	}
	c.addFuelEnergy()
	c.addSubstances()
	for _, n := range nouns {
		c.add(Unit{n.symbol, Dimension(countPrefix + n.symbol), 1, 1}, n.aliases, srcNoun)
	}
	c.addCompounds()
	for _, code := range strings.Fields(currencies) {
		c.add(Unit{code, Dimension(moneyPrefix + code), 1, 1}, nil, srcISO4217)
	}
	return c
})

func (e entry) unit(d Dimension, suffix string) Unit {
	num, den := reduce(e.num, e.den)
	return Unit{e.symbol + suffix, d, num, den}
}

// addFuelEnergy adds every unit of energy on both heating bases, under every name of the unit and of the basis.
func (c *catalogue) addFuelEnergy() {
	for _, b := range bases {
		for _, e := range energyEntries {
			var aliases []string
			for i, unit := range append([]string{e.symbol}, e.aliases...) {
				for k, basis := range b.names {
					if i > 0 || k > 0 {
						aliases = append(aliases, unit+"("+basis+")")
					}
					aliases = append(aliases, unit+" ("+basis+")", unit+" "+basis)
				}
			}
			c.add(e.unit(b.dim, "("+b.names[0]+")"), aliases, e.source)
		}
	}
}

// addSubstances adds the masses of carbon and of gases: "kg CO2", also written "kgCO2" and "kg-CO2".
func (c *catalogue) addSubstances() {
	for _, s := range substances {
		for _, e := range massEntries {
			if !slices.Contains(substanceMasses[:], e.symbol) {
				continue
			}
			var aliases []string
			for i, formula := range append([]string{s.formula}, s.aliases...) {
				if i > 0 {
					aliases = append(aliases, e.symbol+" "+formula)
				}
				aliases = append(aliases, e.symbol+formula, e.symbol+"-"+formula)
			}
			c.add(e.unit(s.dim, " "+s.formula), aliases, e.source)
		}
	}
}

// addCompounds adds the everyday products; a test checks that each one in the table is valid.
func (c *catalogue) addCompounds() {
	for _, p := range compounds {
		of := make([]Unit, 0, maxFactors)
		for _, name := range p.parts {
			unit, _ := c.find(name)
			of = append(of, unit)
		}
		if u, err := Product(of...); err == nil {
			c.add(u, p.aliases, srcProduct)
		}
	}
}
