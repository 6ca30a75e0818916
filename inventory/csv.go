package inventory

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/table"
)

// Column is a column of an exported table.
type Column struct {
	Name string
	Text string // what a cell holds
}

// WriteResultsCSV writes a table for auditors with one row per result, with the columns of [ResultColumns]. Numbers are exact.
// With spreadsheet set, text cells that a spreadsheet would run as a formula begin with an apostrophe. A list that does not fit
// into a cell of 1000 characters ends with the number of items left out; [Inventory.WriteResults] writes all of it.
func (inv *Inventory) WriteResultsCSV(w io.Writer, spreadsheet bool) error {
	columns := resultColumns()
	out := table.NewWriter(w, spreadsheet)
	if err := out.Write(namesOf(columns)); err != nil {
		return err
	}
	for r := range absent.Or(inv).ledger.results() {
		summary, err := r.Summary()
		if err != nil {
			return fmt.Errorf("result %s: %w", input.Quote(r.ID), err)
		}
		if err := writeRow(out, columns, resultRow{r, summary.SHA256()}, r); err != nil {
			return err
		}
	}
	return out.Flush()
}

// WriteStepsCSV writes a table for auditors with one row per step of a result, with the columns of [StepColumns]. It treats
// numbers, formulas and long lists as [Inventory.WriteResultsCSV] does.
func (inv *Inventory) WriteStepsCSV(w io.Writer, spreadsheet bool) error {
	columns := stepColumns()
	out := table.NewWriter(w, spreadsheet)
	if err := out.Write(namesOf(columns)); err != nil {
		return err
	}
	for r := range absent.Or(inv).ledger.results() {
		for i := range r.Steps {
			if err := writeRow(out, columns, stepRow{r, i + 1, &r.Steps[i]}, r); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

// ResultColumns returns the columns of [Inventory.WriteResultsCSV], in order.
func ResultColumns() []Column { return columnsOf(resultColumns()) }

// StepColumns returns the columns of [Inventory.WriteStepsCSV], in order. The columns id, part and accounting name the result.
func StepColumns() []Column { return columnsOf(stepColumns()) }

// column is a column of a table whose rows are made from values of T.
type column[T any] struct {
	name, text string
	cell       func(T) string
}

func columnsOf[T any](columns []column[T]) []Column {
	list := make([]Column, len(columns))
	for i, c := range columns {
		list[i] = Column{c.name, c.text}
	}
	return list
}

func namesOf[T any](columns []column[T]) []string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return names
}

// writeRow writes a row about a result, which an error names.
func writeRow[T any](out *table.Writer, columns []column[T], of T, r *ghg.Result) error {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = c.cell(of)
	}
	if err := out.Write(cells); err != nil {
		return fmt.Errorf("result %s: %w", input.Quote(r.ID), err)
	}
	return nil
}

// resultRow is a result with the SHA-256 of its receipt.
type resultRow struct {
	*ghg.Result
	sum string
}

func resultColumns() []column[resultRow] {
	return append([]column[resultRow]{
		{"id", "id of the activity", func(r resultRow) string { return r.ID }},
		{"part", "name of one of several results of the activity", func(r resultRow) string { return r.Part }},
		{"accounting", "location-based or market-based, for Scope 2", func(r resultRow) string { return given(r.Accounting != 0, r.Accounting) }},
		{"scope", "scope", func(r resultRow) string { return r.Scope.String() }},
		{"category", "number of the category of Scope 3", func(r resultRow) string { return given(r.Category != 0, int(r.Category)) }},
		{"category_name", "name of the category", func(r resultRow) string { return r.Category.Name() }},
		{"method", "calculation method", func(r resultRow) string { return string(r.Method) }},
		{"stage", "stage of transport or travel that is reported separately", func(r resultRow) string { return given(r.Stage != 0, r.Stage) }},
		{"memo", "why the result is in no total; empty if it counts", func(r resultRow) string { return r.Memo.String() }},
		{"period", "period of the activity", func(r resultRow) string { return r.Period.String() }},
		{"entity", "entity that emits", func(r resultRow) string { return r.Entity }},
		{"site", "site that emits", func(r resultRow) string { return r.Site }},
		{"origin", "calculated, or reported by another party", func(r resultRow) string { return r.Origin.String() }},
		{"primary", "yes if from data of the specific activity that emits", func(r resultRow) string { return given(r.Primary, "yes") }},
		{"co2e_kg", "kilograms of CO2e of the gases of the Kyoto basket, without CO2 from biomass", func(r resultRow) string { return dec.Text(r.CO2e.Kg()) }},
		{"non_kyoto_co2e_kg", "kilograms of CO2e of gases outside the Kyoto basket", func(r resultRow) string { return dec.Text(r.NonKyoto.Kg()) }},
		{"biogenic_co2_kg", "kilograms of CO2 from biomass; empty if unknown", func(r resultRow) string { return known(r.BiogenicCO2()) }},
	}, resultTextColumns()...)
}

func resultTextColumns() []column[resultRow] {
	return []column[resultRow]{
		{"emissions", "amounts by gas, and by basis those published as CO2e", func(r resultRow) string {
			return joined(r.Emissions.Len(), func(i int) string { return r.Emissions.At(i).String() })
		}},
		{"gwp", "set of global warming potentials", func(r resultRow) string { return r.GWP }},
		{"gwp_digest", "digest of that set if it is not one of the IPCC's", func(r resultRow) string { return r.GWPDigest }},
		{"factors", "ids of the emission factors", func(r resultRow) string { return joined(len(r.Factors), func(i int) string { return r.Factors[i].ID }) }},
		{"factor_digests", "their digests, in the same order", func(r resultRow) string {
			return joined(len(r.Factors), func(i int) string { return r.Factors[i].Digest })
		}},
		{"sources", "documents, tables and rows of the factors and fuel properties", sourcesOf},
		{"quality", "grades of data quality", func(r resultRow) string { return r.Quality.String() }},
		{"subject", "asset, franchise, investee, project or product", func(r resultRow) string { return given(r.Subject.Kind != 0, r.Subject.Kind) }},
		{"subject_name", "its name", func(r resultRow) string { return r.Subject.Name }},
		{"purchase", "id of the purchase", func(r resultRow) string { return r.Purchase.ID }},
		{"supplier", "supplier", func(r resultRow) string { return r.Purchase.Supplier }},
		{"spend", "what was paid", func(r resultRow) string { return r.Purchase.Spend.String() }},
		{"outstanding", "outstanding amount of financed emissions", func(r resultRow) string { return r.Outstanding.String() }},
		{"instruments", "contractual instruments used, with the amounts; of those refused, the criteria they fail", func(r resultRow) string {
			return joined(len(r.Claims), func(i int) string { return claimText(r.Claims[i]) })
		}},
		{"caveats", "what a reader must know", func(r resultRow) string {
			return joined(len(r.Caveats), func(i int) string { return r.Caveats[i].String() })
		}},
		{"notes", "what the method recorded in words", func(r resultRow) string {
			return joined(len(r.Notes), func(i int) string { return r.Notes[i].Name + ": " + r.Notes[i].Value }) //nolint:forbidigo // printed for people
		}},
		{"steps", "number of steps", func(r resultRow) string { return strconv.Itoa(len(r.Steps)) }},
		{"receipt_sha256", "SHA-256 of the receipt", func(r resultRow) string { return r.sum }},
	}
}

// stepRow is a step of a result and its number.
type stepRow struct {
	r      *ghg.Result
	number int
	*ghg.Step
}

func stepColumns() []column[stepRow] {
	return []column[stepRow]{
		{"id", "id of the activity", func(s stepRow) string { return s.r.ID }},
		{"part", "name of one of several results of the activity", func(s stepRow) string { return s.r.Part }},
		{"accounting", "location-based or market-based, for Scope 2", func(s stepRow) string { return given(s.r.Accounting != 0, s.r.Accounting) }},
		{"step", "number of the step, from 1", func(s stepRow) string { return strconv.Itoa(s.number) }},
		{"label", "what is computed", func(s stepRow) string { return s.Label }},
		{"operation", "product, sum, min or max", func(s stepRow) string { return s.Op.String() }},
		{"terms", "number of terms", func(s stepRow) string { return strconv.Itoa(len(s.Terms)) }},
		{"calculation", "terms with their signs, exact numbers, units and meaning", func(s stepRow) string { return joined(len(s.Terms), s.term) }},
		{"value", "what the operation gives", func(s stepRow) string { return dec.Text(s.Value) }},
		{"unit", "unit of the value", func(s stepRow) string { return s.Unit }},
		{"gas", "gas, if the value is an amount of emissions", func(s stepRow) string { return string(s.Gas) }},
		{"gwp", "basis, if the value is an amount of CO2e as published", func(s stepRow) string { return s.GWP }},
		{"references", "ids of the factors, properties, prices and potentials of the terms", func(s stepRow) string {
			return joined(len(s.Terms), func(i int) string { return s.Terms[i].Ref })
		}},
		{"sources", "documents that the terms come from", func(s stepRow) string {
			return joined(len(s.Terms), func(i int) string { return s.Terms[i].Source })
		}},
	}
}

// term writes a term: "× 0.18 kg CO2/kWh (natural gas)".
func (s stepRow) term(i int) string {
	t := s.Terms[i]
	text := dec.Text(t.Value) + " " + t.Unit + " (" + t.Label + ")" //nolint:forbidigo // printed for people
	switch {
	case t.Divides:
		return "÷ " + text
	case t.Subtracts:
		return "− " + text
	case i > 0 && s.Op == ghg.Product:
		return "× " + text
	case i > 0 && s.Op == ghg.Sum:
		return "+ " + text
	}
	return text
}

// claimText writes a claim: "GO-1: 30 MWh", or "GO-2: refused: vintage".
func claimText(c ghg.Claim) string {
	if c.Refused != "" {
		return c.Instrument + ": refused: " + c.Refused
	}
	return c.Instrument + ": " + c.Used.String()
}

// sourcesOf writes the sources of factors and properties, each once.
func sourcesOf(r resultRow) string {
	var list []string
	seen := map[string]bool{}
	add := func(source string) {
		if !seen[source] {
			seen[source] = true
			list = append(list, source)
		}
	}
	for _, f := range r.Factors {
		add(f.Source())
	}
	for _, p := range r.Properties {
		add(p.Source())
	}
	return joined(len(list), func(i int) string { return list[i] })
}

// given writes a value, or nothing if there is none.
func given(is bool, v any) string {
	if !is {
		return ""
	}
	return fmt.Sprint(v)
}

// known writes a number, or nothing if it is unknown.
func known(d decimal.Decimal, known bool) string {
	if !known {
		return ""
	}
	return dec.Text(d)
}

// joined writes items that are not empty, separated by semicolons. Of a list that does not fit into a cell, it writes the
// beginning and the number of the items left out.
func joined(n int, item func(int) string) string {
	const separator, room = "; ", 40 // for the number
	var b strings.Builder
	length, left := 0, 0
	for i := range n {
		text := item(i)
		if text == "" {
			continue
		}
		size := len(separator) + len(text) // bytes, of which there are at least as many as characters
		if left > 0 || length+size > ghg.MaxText-room {
			left++
			continue
		}
		if length > 0 {
			b.WriteString(separator)
		}
		length += size
		b.WriteString(text)
	}
	switch {
	case left > 0 && length == 0:
		return fmt.Sprintf("%d too long for a cell", left)
	case left > 0:
		return fmt.Sprintf("%s; and %d more", b.String(), left)
	}
	return b.String()
}
