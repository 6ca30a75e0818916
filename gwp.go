package ghg

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/input"
)

// GWP is a set of 100-year global warming potentials: the mass of CO2 equivalent to one kilogram of each gas.
//
// It is immutable and safe for concurrent use. The zero GWP is "not set" and every use of it is an error: which set
// applies is the reporter's choice and has no default.
type GWP struct {
	t        *gwpTable
	version1 bool // without the values that version 1 of the receipt did not know
}

type gwpTable struct {
	name, source string
	digest       string                  // of a caller-defined set
	own          map[Gas]decimal.Decimal // nil for an IPCC set
	column       int                     // of an IPCC set in the table
	oneMethane   bool                    // the value of CH4 is that of methane of every origin
}

// The sets of the IPCC assessment reports, from the tables embedded in this package.
var (
	sar          = &gwpTable{column: 0, name: "SAR", source: "IPCC Second Assessment Report (1995), WG I, table 2.9"}
	tar          = &gwpTable{column: 1, name: "TAR", source: "IPCC Third Assessment Report (2001), WG I, table 6.7"}
	ar4          = &gwpTable{column: 2, name: "AR4", source: "IPCC Fourth Assessment Report (2007), WG I, table 2.14"}
	ar5          = &gwpTable{column: 3, name: "AR5", source: "IPCC Fifth Assessment Report (2013), WG I, table 8.A.1, without climate-carbon feedback"}
	ar5Inventory = &gwpTable{column: 3, name: "AR5-UNFCCC", source: "IPCC Fifth Assessment Report (2013), WG I, table 8.A.1, with 28 for all methane: UNFCCC decision 18/CMA.1, annex, paragraph 37; US EPA GHG Emission Factors Hub, table 11", oneMethane: true}
	ar6          = &gwpTable{column: 4, name: "AR6", source: "IPCC Sixth Assessment Report (2021), WG I, tables 7.15 and 7.SM.7"}
)

// SAR returns the values of the Second Assessment Report: CH4 21, N2O 310.
func SAR() GWP { return GWP{t: sar} }

// TAR returns the values of the Third Assessment Report: CH4 23, N2O 296.
func TAR() GWP { return GWP{t: tar} }

// AR4 returns the values of the Fourth Assessment Report: CH4 25, N2O 298.
func AR4() GWP { return GWP{t: ar4} }

// AR5 returns the values of the Fifth Assessment Report without climate-carbon feedback: CH4 28, N2O 265. Fugitive and
// process methane of fossil origin is 30.
func AR5() GWP { return GWP{t: ar5} }

// AR5UNFCCC returns the values of [AR5] with 28 for methane of every origin, as countries report under the Paris
// Agreement and as the US EPA publishes them. Its name is "AR5-UNFCCC".
func AR5UNFCCC() GWP { return GWP{t: ar5Inventory} }

// AR6 returns the values of the Sixth Assessment Report: N2O 273, CH4 29.8 if it is fugitive or process methane of fossil
// origin, 27.0 if it is biogenic or of combustion, 27.9 if its origin is not stated.
func AR6() GWP { return GWP{t: ar6} }

// ParseGWP returns the set with the given name: "SAR", "TAR", "AR4", "AR5", "AR5-UNFCCC" or "AR6".
func ParseGWP(name string) (GWP, error) {
	for _, t := range []*gwpTable{sar, tar, ar4, ar5, ar5Inventory, ar6} {
		if t.name == name {
			return GWP{t: t}, nil
		}
	}
	return GWP{}, &FieldError{Field: "GWP", Value: name, Want: "one of SAR, TAR, AR4, AR5, AR5-UNFCCC, AR6", Err: ErrUnknown}
}

// KnownBasis reports whether name is a GWP basis for an amount of CO2e: an IPCC set or [UnstatedGWP].
func KnownBasis(name string) bool {
	_, err := ParseGWP(name)
	return err == nil || name == UnstatedGWP
}

// NewGWP returns a caller-defined set. Its name must differ from those of the IPCC sets and from [UnstatedGWP], and its
// source is required. Every gas must be a known one under its own name, so that a misspelt gas does not lose its value.
// No value may be negative or too long to compute with, and CO2 must be 1.
func NewGWP(name, source string, values map[Gas]decimal.Decimal) (GWP, error) {
	if _, err := ParseGWP(name); err == nil || name == "" || name == UnstatedGWP {
		return GWP{}, &FieldError{Field: "GWP name", Value: name, Want: "a name other than those of the IPCC sets", Err: ErrOutOfRange}
	}
	if !utf8.ValidString(name) {
		return GWP{}, &FieldError{Field: "GWP name", Value: name, Want: "a text in UTF-8", Err: ErrOutOfRange}
	}
	if source == "" {
		return GWP{}, &FieldError{Field: "GWP source", Want: "the document the values come from", Err: ErrMissing}
	}
	own := make(map[Gas]decimal.Decimal, len(values))
	for g, v := range values {
		if err := (&GasAmount{Gas: g}).check(); err != nil {
			return GWP{}, fmt.Errorf("GWP set %s: %w", input.Quote(name), err)
		}
		if err := checkNumber("GWP of "+string(g), v); err != nil {
			return GWP{}, err
		}
		if v.Sign() < 0 {
			return GWP{}, &FieldError{Field: "GWP of " + input.Shorten(string(g)), Value: dec.Text(v), Want: "a value of at least 0", Err: ErrNegative}
		}
		own[g] = v
	}
	if one, ok := own[CO2]; !ok || !one.Equal(decimal.New(1, 0)) {
		return GWP{}, &FieldError{Field: "GWP of CO2", Value: dec.Text(one), Want: "1", Err: ErrOutOfRange}
	}
	g := GWP{t: &gwpTable{name: name, source: source, own: own}}
	g.t.digest = g.computeDigest()
	return g, nil
}

// Name returns the set's name, such as "AR6", or "" if it is not set.
func (g GWP) Name() string {
	if g.t == nil {
		return ""
	}
	return g.t.name
}

// Source returns the document the values come from.
func (g GWP) Source() string {
	if g.t == nil {
		return ""
	}
	return g.t.source
}

// Own reports whether the set is a caller-defined one.
func (g GWP) Own() bool { return g.t != nil && g.t.own != nil }

// Digest returns the SHA-256 of the set's name, source and values, in hexadecimal, or "" if it is not set. Two
// caller-defined sets may have one name; their digests tell them apart.
func (g GWP) Digest() string {
	switch {
	case g.t == nil:
		return ""
	case g.Own():
		return g.t.digest
	}
	return g.computeDigest()
}

func (g GWP) computeDigest() string {
	values := g.Values()
	var b []byte
	b = appendField(b, "potentials", g.Name())
	b = appendField(b, "source", g.Source())
	for _, gas := range slices.Sorted(maps.Keys(values)) {
		b = append(b, "gas "...)
		b = appendField(b, string(gas), dec.Text(values[gas]))
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// IsZero reports whether g is not set.
func (g GWP) IsZero() bool { return g.t == nil }

// MarshalText returns the set's name.
func (g GWP) MarshalText() ([]byte, error) { return []byte(g.Name()), nil }

// UnmarshalText reads the name of an IPCC set.
func (g *GWP) UnmarshalText(text []byte) error {
	parsed, err := ParseGWP(string(text))
	if err != nil {
		return err
	}
	*g = parsed
	return nil
}

// Of returns the GWP of a gas in kg CO2 per kg. A gas without a value in the set is an error that wraps [ErrNoGWP].
//
// Methane of combustion has the value of biogenic methane. A set that gives one value for methane, as SAR to AR4 do,
// gives it for methane of every origin.
func (g GWP) Of(gas Gas) (decimal.Decimal, error) {
	if g.t == nil {
		return decimal.Decimal{}, errGWPNotSet()
	}
	for gas := gas; gas != ""; gas = g.instead(gas) {
		if v, ok := g.lookup(gas); ok {
			return v, nil
		}
	}
	return decimal.Decimal{}, fmt.Errorf("%w: %s has no value for %s", ErrNoGWP, g.t.name, input.Quote(string(gas)))
}

// instead returns the gas whose value a gas takes where the set has none for it, or "".
func (GWP) instead(gas Gas) Gas {
	switch gas {
	case CH4Combustion:
		return CH4Biogenic
	case CH4Fossil, CH4Biogenic:
		return CH4
	}
	return ""
}

func (g GWP) lookup(gas Gas) (decimal.Decimal, bool) {
	if g.t.own != nil {
		v, ok := g.t.own[gas]
		return v, ok
	}
	t, err := gasTable()
	if err != nil {
		return decimal.Decimal{}, false
	}
	info := t.of(gas)
	if info == nil || !info.has[g.t.column] || g.version1 && info.added[g.t.column] || g.t.oneMethane && gas == CH4Fossil {
		return decimal.Decimal{}, false
	}
	return info.gwp[g.t.column], true
}

// Values returns a copy of the set's values by gas.
func (g GWP) Values() map[Gas]decimal.Decimal {
	if g.t == nil {
		return nil
	}
	if g.t.own != nil {
		return maps.Clone(g.t.own)
	}
	values := map[Gas]decimal.Decimal{}
	for gas := range Gases() {
		if v, ok := g.lookup(gas); ok {
			values[gas] = v
		}
	}
	return values
}

func errGWPNotSet() error {
	return &FieldError{Field: "GWP", Want: "a set, such as ghg.AR6()", Err: ErrMissing}
}
