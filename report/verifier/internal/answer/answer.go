// Package answer is what the verifier in the browser answers: what a receipt says and whether it holds, whether a line is in
// a sealed ledger, and what a total would be with other numbers. Everything is computed by the library; the answers are
// texts and exact numbers to be shown.
//
// The mistake it prevents is a second implementation, in the page, of what the library computes.
package answer

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// Receipt is the answer about a receipt. If it does not hold, only Error is set.
type Receipt struct {
	OK         bool     `json:"ok"`
	Error      string   `json:"error,omitempty"`
	ID         string   `json:"id,omitempty"`
	Method     string   `json:"method,omitempty"`
	Scope      string   `json:"scope,omitempty"`
	Accounting string   `json:"accounting,omitempty"`
	Entity     string   `json:"entity,omitempty"`
	Site       string   `json:"site,omitempty"`
	Period     string   `json:"period,omitempty"`
	Kg         string   `json:"co2e_kg,omitempty"` // exact
	SHA256     string   `json:"sha256,omitempty"`
	Explain    string   `json:"explain,omitempty"` // one line: what it is, how much and from which inputs
	Steps      []string `json:"steps,omitempty"`   // the lines of ghg.Result.ExplainSteps after the first
}

// Verify answers whether a receipt holds, by [ghg.Verify].
func Verify(receipt []byte) Receipt {
	r, err := ghg.Verify(receipt)
	if err != nil {
		return Receipt{Error: err.Error()}
	}
	return receiptOf(r)
}

func receiptOf(r ghg.Result) Receipt {
	summary, err := r.Summary()
	if err != nil {
		return Receipt{Error: err.Error()}
	}
	a := Receipt{
		OK: true, ID: r.ID, Method: string(r.Method), Scope: r.Scope.String(), Entity: r.Entity, Site: r.Site, Period: r.Period.String(),
		Kg: dec.Text(r.CO2e.Kg()), SHA256: summary.SHA256(), Explain: r.Explain(),
	}
	if r.Accounting != 0 {
		a.Accounting = r.Accounting.String()
	}
	_, steps, _ := strings.Cut(r.ExplainSteps(), "\n")
	a.Steps = strings.Split(strings.TrimRight(steps, "\n"), "\n")
	return a
}

// Input is a number that a receipt depends on.
type Input struct {
	At     int    `json:"at"` // its place among the inputs of the receipt, from 0
	Kind   string `json:"kind"`
	Name   string `json:"name"`
	Value  string `json:"value"` // exact
	Unit   string `json:"unit"`
	Text   string `json:"text"`   // kind, name and gas
	Key    string `json:"key"`    // tells all inputs apart
	Shared bool   `json:"shared"` // a change is one of every receipt that uses it; otherwise of those of the activity
}

// Inputs is the answer to what a receipt depends on.
type Inputs struct {
	OK     bool    `json:"ok"`
	Error  string  `json:"error,omitempty"`
	ID     string  `json:"id,omitempty"`
	Method string  `json:"method,omitempty"`
	Kg     string  `json:"co2e_kg,omitempty"`
	Inputs []Input `json:"inputs,omitempty"`
}

// InputsOf answers what the result of a receipt depends on, without potentials, which are those of one set.
func InputsOf(receipt []byte) Inputs {
	r, err := ghg.Verify(receipt)
	if err != nil {
		return Inputs{Error: err.Error()}
	}
	d, err := r.Derivation()
	if err != nil {
		return Inputs{Error: err.Error()}
	}
	a := Inputs{OK: true, ID: r.ID, Method: string(r.Method), Kg: dec.Text(r.CO2e.Kg())}
	for i, in := range d.Inputs() {
		value, ok := d.Value(in)
		if !ok || in.Kind == ghg.InputPotential {
			continue
		}
		a.Inputs = append(a.Inputs, Input{i, in.Kind.String(), in.Name, dec.Text(value), in.Unit, labelOf(in), keyOf(in), shared(in)})
	}
	return a
}

// shared reports whether an input is one number in all results that use it. Amounts and shares are those of their activity.
func shared(in ghg.Input) bool {
	return in.Kind == ghg.InputFactor || in.Kind == ghg.InputProperty || in.Kind == ghg.InputPrice
}

// labelOf returns what an input is, for people. A factor may have several values in CO2e, each of a gas.
func labelOf(in ghg.Input) string {
	s := in.String()
	if in.Gas != "" && in.Basis != "" {
		s += " of " + string(in.Gas)
	}
	if in.Basis != "" {
		s += " (" + in.Basis + ")"
	}
	return s
}

// keyOf returns a text that differs for inputs that differ.
func keyOf(in ghg.Input) string {
	return fmt.Sprintf("%q", []string{in.Kind.String(), in.Name, string(in.Gas), in.Basis, in.Digest, in.Unit, strconv.Itoa(in.At)})
}
