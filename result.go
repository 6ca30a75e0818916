package ghg

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Result is one line of an inventory: what was emitted, by which method, from which numbers.
//
// It carries every number it depends on, so that it can be recomputed from itself ([Result.Check]), explained
// ([Result.Explain]) and proved to somebody without the factor sets ([Result.Receipt], [Verify]). Treat a Result as a
// value: its slices are not to be written to.
type Result struct {
	ID         string
	Scope      Scope
	Category   Category // of scope 3; zero otherwise
	Method     Method
	Accounting Accounting // of scope 2; zero otherwise
	Part       string     // which part of an activity with several results, such as "well-to-tank"; "" for the whole
	Apart      string     // why the result is reported apart from every total; "" if it counts
	Period     Period
	Entity     string
	Site       string
	Origin     Origin
	Primary    bool // from the company's or its partners' own measurement, not from averages (Scope 3 Standard ch. 7)

	Emissions Emissions
	GWP       string   // the set the emissions were weighed by
	Weights   []Weight // how each amount became CO2e
	CO2e      CO2e     // gases of the Kyoto basket; CO2 from biomass is not in it
	NonKyoto  CO2e     // gases outside the basket, reported apart

	Quality Quality
	Caveats []Caveat
	Facts   []Fact // what the method recorded besides numbers, in its order
	Steps   []Step
	Factors []FactorRecord // every emission factor the steps used
}

// Fact is something that a method recorded in words: a fuel, an instrument's serial number, an assumption.
type Fact struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Quality is the data quality of a result: the five indicators of the Scope 3 Standard (chapter 7, table 7.6), each 1
// (very good) to 5 (poor), and PCAF's score of financed emissions, 1 to 5. Zero is "not assessed".
type Quality struct {
	Technology   int
	Time         int
	Geography    int
	Completeness int
	Reliability  int
	PCAF         int
}

// indicators are the names and scores in their order.
func (q *Quality) indicators() [6]struct {
	name  string
	score *int
} {
	return [6]struct {
		name  string
		score *int
	}{
		{"technology", &q.Technology},
		{"time", &q.Time},
		{"geography", &q.Geography},
		{"completeness", &q.Completeness},
		{"reliability", &q.Reliability},
		{"PCAF", &q.PCAF},
	}
}

// Check returns an error naming the indicator that is not within 0 to 5.
func (q Quality) Check() error {
	for _, i := range q.indicators() {
		if *i.score < 0 || *i.score > 5 {
			return &FieldError{Field: "quality: " + i.name, Value: strconv.Itoa(*i.score), Want: "1 (best) to 5, or 0 for not assessed", Err: ErrOutOfRange}
		}
	}
	return nil
}

// String writes what is assessed, "technology 2, time 1", or "" if nothing is.
func (q Quality) String() string {
	var parts []string
	for _, i := range q.indicators() {
		if *i.score != 0 {
			parts = append(parts, i.name+" "+strconv.Itoa(*i.score))
		}
	}
	return strings.Join(parts, ", ")
}

// MarshalText returns what String returns.
func (q Quality) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// UnmarshalText reads what String returns, in any order.
func (q *Quality) UnmarshalText(text []byte) error {
	var parsed Quality
	for part := range strings.SplitSeq(string(text), ",") {
		name, score, _ := strings.Cut(strings.TrimSpace(part), " ")
		if name == "" && len(text) == 0 {
			break
		}
		found := false
		for _, i := range parsed.indicators() {
			if n, err := strconv.Atoi(score); err == nil && i.name == name && n >= 1 && n <= 5 {
				*i.score, found = n, true
			}
		}
		if !found {
			return &FieldError{Field: "quality", Value: part, Want: "indicators with scores 1 to 5, such as \"technology 2, time 1, geography 1, completeness 3, reliability 2\"", Err: ErrOutOfRange}
		}
	}
	*q = parsed
	return nil
}

// Unit returns the unit of the amount: "kg CH4" for a mass, "kg CO2e" for an amount of CO2e.
func (a GasAmount) Unit() string {
	if a.GWP != "" {
		return "kg CO2e"
	}
	if unit, ok := commonUnits[a.Gas]; ok {
		return unit
	}
	return "kg " + string(a.Gas)
}

// commonUnits spares the hot path a concatenation.
var commonUnits = map[Gas]string{
	CO2: "kg CO2", CH4: "kg CH4", CH4Fossil: "kg CH4-fossil", CH4Biogenic: "kg CH4-biogenic", N2O: "kg N2O",
	CO2Biogenic: "kg CO2-biogenic", Carbon: "kg C",
}

// Explain returns the result on one line: what it is, how much and from what.
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

// inputs are the numbers of the first step before its factor, without conversions and factors of 1.
func (r Result) inputs() string {
	if len(r.Steps) == 0 {
		return ""
	}
	var from strings.Builder
	first := r.Steps[0]
	for _, t := range first.Terms {
		if t.Factor != "" {
			break
		}
		if t.Step != 0 || strings.HasPrefix(t.Label, conversionLabel) || (t.Unit == "1" && t.Value.Equal(one)) {
			continue
		}
		switch {
		case first.Op != Product && from.Len() > 0:
			from.WriteString(", ")
		case from.Len() > 0 || t.Inverse && first.Op == Product:
			from.WriteString(first.sign(t, from.Len()))
		}
		from.WriteString(numberUnit(t) + " " + t.Label)
	}
	return from.String()
}

// numberUnit writes a term's number with its unit, if it has one.
func numberUnit(t Term) string {
	if t.Unit == "1" || t.Unit == "" {
		return display(t.Value)
	}
	return display(t.Value) + " " + t.Unit
}

// conversionLabel begins the label of a term that converts a unit.
const conversionLabel = "conversion"

// ExplainSteps returns the result with every step, weight, factor with its source, fact and caveat, a line each.
func (r Result) ExplainSteps() string {
	var b strings.Builder
	b.WriteString(r.Explain() + "\n")
	for i, s := range r.Steps {
		fmt.Fprintf(&b, "  %d. %s\n", i+1, s)
		for _, t := range s.Terms {
			if t.Source != "" && t.Factor == "" {
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
			fmt.Fprintf(&b, " × %s", w.GWP)
			if !w.Published.Equal(one) {
				fmt.Fprintf(&b, " ÷ %s", w.Published)
			}
			fmt.Fprintf(&b, " (%s)", r.GWP)
			if w.Outside {
				b.WriteString(", outside the Kyoto basket: counted apart")
			}
		} else {
			b.WriteString(", not in the total")
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(&b, "  = %s kg CO2e\n", r.CO2e.Kg())
	for _, f := range r.Factors {
		fmt.Fprintf(&b, "  factor %s: %s (%s)\n", f.ID, f.Source(), f.Licence)
	}
	for _, f := range r.Facts {
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
