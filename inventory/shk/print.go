package shk

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/inventory"
)

type referenceForm struct {
	ID         string         `json:"id"`
	Part       string         `json:"part,omitempty"`
	Accounting ghg.Accounting `json:"accounting,omitzero"`
}

type figureForm struct {
	CO2e    ghg.CO2e        `json:"co2e"`
	Results []referenceForm `json:"results"`
}

type rowForm struct {
	Item     Item       `json:"item"`
	Basic    figureForm `json:"basic"`
	Adjusted figureForm `json:"adjusted"`
	Status   Status     `json:"status"`
	Reason   string     `json:"reason"`
}

type sourceForm struct {
	Result referenceForm    `json:"result"`
	What   string           `json:"what"`
	GJ     strictjson.Exact `json:"gj"`
	Source string           `json:"source"`
}

type energyForm struct {
	GJ      strictjson.Exact `json:"gj"`
	KL      strictjson.Exact `json:"kl_crude_oil"`
	Sources []sourceForm     `json:"sources"`
}

type adjustmentForm struct {
	Kind   AdjustmentKind `json:"kind"`
	CO2e   ghg.CO2e       `json:"co2e"`
	Source string         `json:"source"`
}

type certificatesForm struct {
	Kind    ghg.InstrumentKind `json:"kind"`
	Used    ghg.Amount         `json:"used"`
	Results []referenceForm    `json:"results"`
}

type fuelForm struct {
	Name   string `json:"name"`
	Amount string `json:"amount"`
	Source string `json:"source"`
}

type heatForm struct {
	Line   string   `json:"line"`
	CO2    ghg.CO2e `json:"co2"`
	Source string   `json:"source"`
}

type reportForm struct {
	Edition      string             `json:"edition"`
	Company      string             `json:"company"`
	Year         int                `json:"fiscal_year"`
	Rows         []rowForm          `json:"rows"`
	Energy       *energyForm        `json:"energy,omitempty"`
	Basic        *ghg.CO2e          `json:"basic,omitempty"`
	Adjusted     *ghg.CO2e          `json:"adjusted,omitempty"`
	Adjustments  []adjustmentForm   `json:"adjustments,omitempty"`
	Certificates []certificatesForm `json:"certificates,omitempty"`
	CCUFuels     []fuelForm         `json:"ccu_fuels,omitempty"`
	Heat         []heatForm         `json:"basic_heat,omitempty"`
	Excluded     []string           `json:"excluded,omitempty"`
	Caveats      []string           `json:"caveats,omitempty"`
}

// MarshalJSON returns the report as an object, with exact amounts and the results of every figure. A row without a status is
// an error, and so is a report without an edition.
func (rep Report) MarshalJSON() ([]byte, error) {
	if err := rep.check(); err != nil {
		return nil, err
	}
	form := reportForm{Edition: rep.Edition.Name, Company: rep.Company, Year: rep.Year, Rows: []rowForm{}, Basic: rep.Basic, Adjusted: rep.Adjusted, Caveats: rep.Caveats}
	for _, r := range rep.Rows {
		form.Rows = append(form.Rows, rowForm{r.Item, r.Basic.form(), r.Adjusted.form(), r.Status, r.Reason})
	}
	if e := rep.Energy; e != nil {
		form.Energy = &energyForm{strictjson.Exact{Value: e.GJ}, strictjson.Exact{Value: e.KL}, []sourceForm{}}
		for _, s := range e.Sources {
			form.Energy.Sources = append(form.Energy.Sources, sourceForm{referenceForm(s.Result), s.What, strictjson.Exact{Value: s.GJ}, s.Source})
		}
	}
	for _, a := range rep.Adjustments {
		form.Adjustments = append(form.Adjustments, adjustmentForm(a))
	}
	for _, c := range rep.Certificates {
		form.Certificates = append(form.Certificates, certificatesForm{c.Kind, c.Used, references(c.Results)})
	}
	for _, f := range rep.CCUFuels {
		form.CCUFuels = append(form.CCUFuels, fuelForm{f.Name, f.Amount.String(), f.Source})
	}
	for _, h := range rep.Heat {
		form.Heat = append(form.Heat, heatForm(h))
	}
	for _, x := range rep.Excluded {
		form.Excluded = append(form.Excluded, x.String())
	}
	return json.Marshal(form)
}

// check returns an error unless the report has an edition and every number can be computed with.
func (rep Report) check() error {
	var numbers []decimal.Decimal
	if e := rep.Energy; e != nil {
		numbers = append(numbers, e.GJ, e.KL)
		for _, s := range e.Sources {
			numbers = append(numbers, s.GJ)
		}
	}
	for _, c := range rep.Certificates {
		numbers = append(numbers, c.Used.Value)
	}
	for _, f := range rep.CCUFuels {
		numbers = append(numbers, f.Amount.Value)
	}
	if err := dec.CheckAll(numbers...); err != nil {
		return fmt.Errorf("report of FY%d: %w", rep.Year, err)
	}
	return rep.Edition.Check()
}

func (f Figure) form() figureForm { return figureForm{f.CO2e, references(f.Results)} }

func references(list []inventory.Reference) []referenceForm {
	forms := make([]referenceForm, len(list))
	for i, r := range list {
		forms[i] = referenceForm(r)
	}
	return forms
}

// line is a line of the table.
type line struct {
	item, figure, amount, unit, status, reason string
	results                                    []inventory.Reference
}

// lines returns the report as lines, with exact numbers.
func (rep Report) lines() []line {
	var list []line
	for _, r := range rep.Rows {
		for _, f := range []struct {
			name string
			Figure
		}{{"basic", r.Basic}, {"adjusted", r.Adjusted}} {
			list = append(list, line{r.Item.String(), f.name, tonnes(f.CO2e), "t CO2e", r.Status.String(), r.Reason, f.Results})
		}
	}
	if e := rep.Energy; e != nil {
		energy := line{item: "energy used", figure: "crude oil", amount: number(e.KL), unit: "kL"}
		for _, s := range e.Sources {
			energy.results = append(energy.results, s.Result)
		}
		list = append(list, energy)
	}
	for _, total := range []struct {
		name string
		co2e *ghg.CO2e
	}{{"basic", rep.Basic}, {"adjusted", rep.Adjusted}} {
		if total.co2e == nil {
			list = append(list, line{item: "emissions", figure: total.name, status: Undecided.String(), reason: "a row is undecided"})
		} else {
			list = append(list, line{item: "emissions", figure: total.name, amount: tonnes(*total.co2e), unit: "t CO2e"})
		}
	}
	for _, a := range rep.Adjustments {
		list = append(list, line{item: "adjustment", figure: a.Kind.String(), amount: tonnes(a.CO2e), unit: "t CO2e", reason: a.Source})
	}
	for _, c := range rep.Certificates {
		list = append(list, line{item: "certificates used", figure: c.Kind.String(), amount: number(c.Used.Value), unit: c.Used.Unit, results: c.Results})
	}
	for _, f := range rep.CCUFuels {
		list = append(list, line{item: "CCU fuel", figure: f.Name, amount: number(f.Amount.Value), unit: f.Amount.Unit.Symbol(), reason: f.Source})
	}
	return list
}

func tonnes(c ghg.CO2e) string { return number(c.Tonnes()) }

// number returns a number exactly, or its order of magnitude if it is too long to compute with.
func number(d decimal.Decimal) string {
	if dec.Check(d) != nil {
		return dec.Brief(d)
	}
	return dec.Text(d)
}

// WriteCSV writes the report as a table: item, figure, amount, unit, status, reason and results, with one line for each figure
// of a row and for the energy, the emissions, the adjustments, the certificates and the CCU fuels. Numbers are exact. A list of
// results that does not fit into a cell of 1000 characters ends with the number of those left out. With spreadsheet set, text
// cells that a spreadsheet would run as a formula begin with an apostrophe. It fails as MarshalJSON does.
func (rep Report) WriteCSV(w io.Writer, spreadsheet bool) error {
	if err := rep.check(); err != nil {
		return err
	}
	out := table.NewWriter(w, spreadsheet)
	if err := out.Write([]string{"item", "figure", "amount", "unit", "status", "reason", "results"}); err != nil {
		return err
	}
	for _, l := range rep.lines() {
		if err := out.Write([]string{l.item, l.figure, l.amount, l.unit, l.status, l.reason, listed(l.results)}); err != nil {
			return err
		}
	}
	return out.Flush()
}

// listed returns the results in one cell.
func listed(results []inventory.Reference) string {
	const room = len("; and 18446744073709551615 more")
	var b strings.Builder
	for i, r := range results {
		text := named(r)
		if i > 0 {
			text = "; " + text
		}
		if utf8.RuneCountInString(b.String())+utf8.RuneCountInString(text) > input.MaxText-room {
			fmt.Fprintf(&b, "; and %d more", len(results)-i)
			break
		}
		b.WriteString(text)
	}
	return strings.TrimPrefix(b.String(), "; ")
}

// named returns the id of a result with its part and method of scope 2.
func named(r inventory.Reference) string {
	text := r.ID
	if r.Part != "" {
		text += " (" + r.Part + ")"
	}
	if r.Accounting != 0 {
		text += " (" + r.Accounting.String() + ")"
	}
	return text
}

// String returns the report to be read: t CO2e rounded half up to three places.
func (rep Report) String() string {
	const places = 3
	round := func(c ghg.CO2e) string {
		if dec.Check(c.Kg()) != nil {
			return dec.Brief(c.Kg())
		}
		return dec.Text(c.Tonnes().Round(places))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s, emissions of FY%d (%s)\n", input.Shorten(rep.Company), rep.Year, input.Shorten(rep.Edition.Name))
	for _, r := range rep.Rows {
		fmt.Fprintf(&b, "%s: basic %s t CO2e, adjusted %s t CO2e, %s\n", r.Item, round(r.Basic.CO2e), round(r.Adjusted.CO2e), r.Status)
	}
	if e := rep.Energy; e != nil {
		fmt.Fprintf(&b, "energy used: %s kL of crude oil\n", dec.Brief(e.KL))
	}
	for _, a := range rep.Adjustments {
		fmt.Fprintf(&b, "%s: %s t CO2e\n", a.Kind, round(a.CO2e))
	}
	for _, c := range rep.Certificates {
		fmt.Fprintf(&b, "certificates used: %s %s, %s\n", dec.Brief(c.Used.Value), c.Used.Unit, c.Kind)
	}
	if rep.Basic != nil && rep.Adjusted != nil {
		fmt.Fprintf(&b, "reported: basic %s t CO2e, adjusted %s t CO2e\n", round(*rep.Basic), round(*rep.Adjusted))
	}
	for _, x := range rep.Excluded {
		fmt.Fprintf(&b, "excluded: %s\n", input.Shorten(x.String()))
	}
	for _, c := range rep.Caveats {
		fmt.Fprintf(&b, "caveat: %s\n", input.Shorten(c))
	}
	return b.String()
}
