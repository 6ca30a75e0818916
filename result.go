package ghg

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/shopspring/decimal"
)

// Result is one line of an inventory: what was emitted, by which method, from which numbers.
//
// It holds every number it depends on, so that it can recompute itself ([Result.Check]), explain itself
// ([Result.Explain]) and be proved to an auditor who has no factor sets ([Result.Receipt], [Verify]). Copies of a
// Result share its lists; [Result.Clone] returns one that does not.
type Result struct {
	ID         string
	Method     Method
	Part       string // names one of several results of an activity, such as "heat"; "" for the whole
	Scope      Scope
	Category   Category   // of Scope 3; zero otherwise
	Accounting Accounting // of Scope 2; zero otherwise
	Stage      Stage      // of transport and travel, where stages are reported separately; zero otherwise
	Origin     Origin
	Primary    bool // from data of the specific activity that emits, by the rule at scope3.DataType (Scope 3 Standard, table 7.3)
	Memo       Memo // why the result is a memo item outside all totals; zero if it counts
	Period     Period
	Entity     string
	Site       string

	Subject     Subject  // the asset, franchise, investee, project or product it is about
	Purchase    Purchase // the purchase it covers
	Outstanding Amount   // of financed emissions: the outstanding amount, which weights data quality scores (PCAF)
	Claims      []Claim  // of a market-based result: the instruments used and refused
	Covers      []Cover  // of a market-based result: the energy by the source of its rate

	Emissions Emissions
	GWP       string   // the GWP set applied to the emissions
	GWPDigest string   // its digest if it is a caller-defined set (see [GWP.Digest]); "" for an IPCC set
	Weights   []Weight // how each amount became CO2e
	CO2e      CO2e     // gases of the Kyoto basket, without CO2 from biomass
	NonKyoto  CO2e     // gases outside the basket, reported separately

	Quality    Quality
	Caveats    []Caveat
	Notes      []Note // what the method recorded in words, in order
	Steps      []Step
	Factors    []FactorRecord   // the emission factors of the steps, in the order of their first use
	Properties []PropertyRecord // the fuel properties of the steps, in the order of their first use
}

// Note is something that a method recorded for a reader: a fuel, an assumption, an event. No code reads it back.
type Note struct {
	Name  string
	Value string
}

// CO2eOf returns the CO2e of one cover of the result, using the result's weights.
func (r Result) CO2eOf(c Cover) (CO2e, error) {
	if c.First < 1 || c.Last < c.First || c.Last > len(r.Steps) {
		return CO2e{}, &FieldError{Field: "steps of a cover", Value: fmt.Sprintf("%d to %d", c.First, c.Last), Want: fmt.Sprintf("steps 1 to %d", len(r.Steps)), Err: ErrOutOfRange}
	}
	emissions, err := EmissionsOf(r.Steps[c.First-1 : c.Last])
	if err != nil {
		return CO2e{}, err
	}
	var sum CO2e
	for _, a := range emissions.list {
		for _, w := range r.Weights {
			if w.Gas == a.Gas && w.Basis == a.GWP && !w.Outside {
				part, err := w.Apply(a.Kg)
				if err != nil {
					return CO2e{}, err
				}
				sum = sum.Add(part)
			}
		}
	}
	return sum, nil
}

// Clone returns a copy that shares no list with r, so that writing to one does not change the other.
func (r Result) Clone() Result {
	r.Claims, r.Covers, r.Weights = slices.Clone(r.Claims), slices.Clone(r.Covers), slices.Clone(r.Weights)
	r.Caveats, r.Notes = slices.Clone(r.Caveats), slices.Clone(r.Notes)
	r.Factors, r.Properties = slices.Clone(r.Factors), slices.Clone(r.Properties)
	r.Steps = slices.Clone(r.Steps)
	for i := range r.Steps {
		r.Steps[i].Terms = slices.Clone(r.Steps[i].Terms)
	}
	return r
}

// SameGWP returns an error unless two results were converted with one set of potentials. Caller-defined sets are the same
// if their names and digests are; one whose digest is not recorded, as in version 1 of the receipt, is the same as none.
func (r Result) SameGWP(as Result) error {
	field := "GWP of result " + input.Shorten(r.ID)
	switch {
	case r.GWP != as.GWP:
		return &FieldError{Field: field, Value: r.GWP, Want: "the set of the other results, " + input.Shorten(as.GWP), Err: ErrMixed}
	case r.GWPDigest != as.GWPDigest:
		return &FieldError{Field: field, Value: input.Shorten(r.GWP) + " with the digest " + input.Shorten(r.GWPDigest), Want: "the set of the other results, " + input.Shorten(as.GWP) + " with the digest " + input.Shorten(as.GWPDigest), Err: ErrMixed}
	case r.GWPDigest != "" || r.GWP == "":
		return nil
	}
	if _, err := ParseGWP(r.GWP); err != nil {
		return &FieldError{Field: "digest of the GWP set " + r.GWP + " in result " + r.ID, Want: "the digest of the set: the name does not tell its values", Err: ErrMissing}
	}
	return nil
}

// Counts reports whether the result belongs to the totals and is not a memo item.
func (r Result) Counts() bool { return r.Memo.Kind == 0 }

// Explain returns the result on one line: what it is, how much and from which inputs.
//
//	boiler-1: 22.6 t CO2e in 2024 by scope 1 stationary combustion (AR6), from 125 MWh(HHV) fuel by desnz/…
func (r Result) Explain() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s t CO2e in %s by %s", r.name(), display(r.CO2e.Tonnes()), r.Period, r.Method.words())
	if r.Accounting != 0 {
		fmt.Fprintf(&b, ", %s", r.Accounting)
	}
	fmt.Fprintf(&b, " (%s)", r.GWP)
	if from := r.inputs(); from != "" {
		b.WriteString(", from " + from)
	}
	for i, f := range r.Factors {
		if i == 0 {
			b.WriteString(" by " + f.ID)
		} else {
			b.WriteString(", " + f.ID)
		}
	}
	if n := len(r.Caveats); n == 1 {
		b.WriteString("; 1 caveat")
	} else if n > 1 {
		fmt.Fprintf(&b, "; %d caveats", n)
	}
	return b.String()
}

func (r Result) name() string {
	if r.Part == "" {
		return r.ID
	}
	return r.ID + " (" + r.Part + ")"
}

// inputs returns the numbers of the first step before its factor, without conversions and factors of 1.
func (r Result) inputs() string {
	if len(r.Steps) == 0 {
		return ""
	}
	var from strings.Builder
	first := r.Steps[0]
	for _, t := range first.Terms {
		if t.Kind == TermFactor {
			break
		}
		if t.Kind == TermStep || t.Kind == TermConversion || (t.Unit == "1" && dec.Check(t.Value) == nil && t.Value.Equal(one)) {
			continue
		}
		switch {
		case first.Op != Product && from.Len() > 0:
			from.WriteString(", ")
		case from.Len() > 0 || t.Divides:
			from.WriteString(first.sign(t, from.Len()))
		}
		from.WriteString(labelled(t))
	}
	return from.String()
}

// labelled writes a term's number with its unit and label. A label that only repeats the unit becomes its plural:
// "12 passengers".
func labelled(t Term) string {
	noun := t.Unit
	if i := strings.LastIndex(noun, "·"); i >= 0 {
		noun = noun[i+len("·"):]
	}
	if noun != "" && t.Label == noun+"s" {
		return display(t.Value) + " " + strings.TrimSuffix(t.Unit, noun) + t.Label
	}
	return numberUnit(t) + " " + t.Label
}

// numberUnit writes a term's number with its unit, if it has one.
func numberUnit(t Term) string {
	if t.Unit == "1" || t.Unit == "" {
		return display(t.Value)
	}
	return display(t.Value) + " " + t.Unit
}

// ExplainSteps returns the result with every step, weight, factor with its source, note and caveat, one per line.
func (r Result) ExplainSteps() string {
	var b strings.Builder
	b.WriteString(r.Explain() + "\n")
	for i, s := range r.Steps {
		fmt.Fprintf(&b, "  %d. %s\n", i+1, s)
		for _, t := range s.Terms {
			if t.Source != "" && t.Kind != TermFactor {
				fmt.Fprintf(&b, "     %s: %s\n", t.Label, t.Source)
			}
		}
	}
	for _, a := range r.Emissions.list {
		fmt.Fprintf(&b, "  %s %s", display(a.Kg), a.Unit())
		if a.GWP != "" {
			fmt.Fprintf(&b, " on the basis of %s", a.GWP)
		}
		if i := slices.IndexFunc(r.Weights, func(w Weight) bool { return w.Gas == a.Gas && w.Basis == a.GWP }); i >= 0 {
			w := r.Weights[i]
			fmt.Fprintf(&b, " × %s", dec.Text(w.GWP))
			if dec.Check(w.Published) != nil || !w.Published.Equal(one) {
				fmt.Fprintf(&b, " ÷ %s", dec.Text(w.Published))
			}
			fmt.Fprintf(&b, " (%s)", r.GWP)
			if w.Outside {
				b.WriteString(", outside the Kyoto basket: counted separately")
			}
		} else {
			b.WriteString(", not in the total")
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "  = %s kg CO2e\n", dec.Text(r.CO2e.Kg()))
	for _, f := range r.Factors {
		fmt.Fprintf(&b, "  factor %s: %s", f.ID, f.Source())
		if f.Licence != "" {
			fmt.Fprintf(&b, " (%s)", f.Licence)
		}
		b.WriteByte('\n')
	}
	for _, f := range r.Notes {
		fmt.Fprintf(&b, "  %s: %s\n", f.Name, f.Value)
	}
	if q := r.Quality.String(); q != "" {
		fmt.Fprintf(&b, "  data quality: %s\n", q)
	}
	for _, c := range r.Caveats {
		fmt.Fprintf(&b, "  caveat: %s\n", c)
	}
	return b.String()
}

// BiogenicCO2 returns the CO2 from biomass in kilograms, which is in no total, and whether it is known.
func (r Result) BiogenicCO2() (decimal.Decimal, bool) { return r.Emissions.BiogenicCO2() }
