package xlsx

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// maxTerms is the number of terms of a formula: Excel takes 255 arguments and 8192 characters. A longer step is computed in
// parts.
const maxTerms = 100

// operand is a term of a formula.
type operand struct {
	number
	divides, subtracts bool
}

// line is a row of the sheet Steps.
type line struct {
	number   int // of the step; 0 for a row that the result computes after its steps
	label    string
	op       ghg.Op
	operands []operand
	value    *decimal.Decimal // recorded; nil for a part of a step
	unit     string
	gas      string
	words    string // the calculation
	remark   string
}

// sums are the cells of a result's totals, no number for what it does not state.
type sums struct {
	co2e, nonKyoto, biogenic number
}

// addSteps writes the steps of a result, the weighting of its gases and their sums.
func (b *book) addSteps(r *ghg.Result) (sums, error) {
	b.inputs.begin()
	steps := make([]number, len(r.Steps))
	for i := range r.Steps {
		s := &r.Steps[i]
		l := line{number: i + 1, label: s.Label, op: s.Op, value: &s.Value, unit: s.Unit, gas: gasName(s.Gas, s.GWP), words: s.String()} //nolint:forbidigo // printed for people
		for j := range s.Terms {
			t := &s.Terms[j]
			n, err := b.term(r, t, steps[:i])
			if err != nil {
				return sums{}, err
			}
			l.operands = append(l.operands, operand{n, t.Divides, t.Subtracts})
		}
		var err error
		if steps[i], err = b.compute(r, l); err != nil {
			return sums{}, err
		}
	}
	return b.addWeights(r, steps)
}

// addWeights writes what becomes of the emissions of the steps.
func (b *book) addWeights(r *ghg.Result, steps []number) (sums, error) {
	var out sums
	var counted, outside []operand
	for i := range r.Emissions.Len() {
		a := r.Emissions.At(i)
		amount, err := b.addAmount(r, a, steps)
		if err != nil {
			return sums{}, err
		}
		if a.Gas == ghg.CO2Biogenic && a.GWP == "" {
			out.biogenic = amount
		}
		w := slices.IndexFunc(r.Weights, func(w ghg.Weight) bool { return w.Gas == a.Gas && w.Basis == a.GWP })
		if w < 0 {
			continue // in no total
		}
		co2e, err := b.addWeight(r, a, r.Weights[w], amount)
		if err != nil {
			return sums{}, err
		}
		if r.Weights[w].Outside {
			outside = append(outside, operand{number: co2e})
		} else {
			counted = append(counted, operand{number: co2e})
		}
	}
	var err error
	if out.co2e, err = b.addSum(r, "CO2e", counted, r.CO2e.Kg(), "kg CO2e"); err == nil && len(outside) > 0 {
		out.nonKyoto, err = b.addSum(r, "CO2e of gases outside the Kyoto basket", outside, r.NonKyoto.Kg(), "kg CO2e")
	}
	return out, err
}

// addAmount returns the sum of the steps that emit a gas.
func (b *book) addAmount(r *ghg.Result, a ghg.GasAmount, steps []number) (number, error) {
	var of []operand
	for i := range r.Steps {
		if s := &r.Steps[i]; s.Emits() && s.Gas == a.Gas && s.GWP == a.GWP {
			of = append(of, operand{number: steps[i]})
		}
	}
	return b.addSum(r, "amount of "+gasName(a.Gas, a.GWP), of, a.Kg, a.Unit())
}

// addSum returns the sum of cells: in a row of its own, unless it is one of them.
func (b *book) addSum(r *ghg.Result, label string, of []operand, value decimal.Decimal, unit string) (number, error) {
	if len(of) == 1 {
		return of[0].number, nil
	}
	return b.compute(r, line{label: label, op: ghg.Sum, operands: of, value: &value, unit: unit})
}

// addWeight writes the CO2e of an amount.
func (b *book) addWeight(r *ghg.Result, a ghg.GasAmount, w ghg.Weight, amount number) (number, error) {
	co2e, err := w.Apply(a.Kg)
	if err != nil {
		return number{}, err
	}
	applied, err := b.potential(r.GWP, r.GWPDigest, w.Gas, w.GWP)
	if err != nil {
		return number{}, err
	}
	l := line{
		label: "CO2e of " + gasName(a.Gas, a.GWP), op: ghg.Product, unit: "kg CO2e", gas: gasName(a.Gas, a.GWP),
		operands: []operand{{number: amount}, {number: applied}},
		words:    dec.Text(a.Kg) + " " + a.Unit() + " × " + dec.Text(w.GWP),
	}
	if !w.Published.Equal(decimal.NewFromInt(1)) {
		published, err := b.potential(w.Basis, "", w.Gas, w.Published)
		if err != nil {
			return number{}, err
		}
		l.operands = append(l.operands, operand{number: published, divides: true})
		l.words += " ÷ " + dec.Text(w.Published)
	}
	kg := co2e.Kg()
	l.value = &kg
	return b.compute(r, l)
}

// compute writes the row of a step with its formula, after those of its parts if it has many terms.
func (b *book) compute(r *ghg.Result, l line) (number, error) {
	if len(l.operands) > maxTerms {
		parts, err := b.parts(r, l)
		if err != nil {
			return number{}, err
		}
		l.operands = parts
		return b.compute(r, l)
	}
	at, err := b.steps.next()
	if err != nil {
		return number{}, err
	}
	formula, value, why := formulaOf(l)
	if why == "" && value == 0 && l.op == ghg.Product && l.value != nil && !l.value.IsZero() {
		why = "a product on the way is " + beyond
	}
	n := number{value: value, is: true}
	cells := []any{excelize.Cell{Formula: formula, Value: value}, nil, nil, nil} // of a part
	switch {
	case why == "" && l.value != nil:
		cells = b.computed(formula, value, *l.value, at, b.stepLetters)
	case why != "" && l.value != nil:
		cells[0], cells[1], _, n = b.input(*l.value)
		l.remark = "no formula: " + why
	case why != "":
		cells[0], n.is = b.text(why), false
		l.remark = "no formula: " + why
	}
	n.at = at.cell(b.stepLetters[0])
	no := any(nil)
	if l.number > 0 {
		no = l.number
	}
	cells = append([]any{b.text(r.ID), b.text(r.Part), b.word(r.Accounting != 0, r.Accounting), no, b.text(l.label), b.text(l.op.String())}, cells...)
	return n, b.steps.write(append(cells, b.text(l.unit), b.text(l.gas), b.text(l.words), b.text(l.remark))...)
}

// parts writes the rows of a step's parts and returns them as the terms of the step.
func (b *book) parts(r *ghg.Result, l line) ([]operand, error) {
	parts := make([]operand, 0, len(l.operands)/maxTerms+1)
	for i := 0; i < len(l.operands); i += maxTerms {
		last := min(i+maxTerms, len(l.operands))
		part := line{label: fmt.Sprintf("%s: terms %d to %d", l.label, i+1, last), op: l.op, operands: l.operands[i:last], unit: l.unit, remark: "part of a step below"}
		if l.op == ghg.Product {
			part.unit = ""
		}
		n, err := b.compute(r, part)
		if err != nil {
			return nil, err
		}
		parts = append(parts, operand{number: n})
	}
	return parts, nil
}

// formulaOf returns the formula of a line with the number that a spreadsheet computes, or why there is none.
func formulaOf(l line) (formula string, value float64, why string) {
	if len(l.operands) == 0 {
		return "", 0, "there are no terms"
	}
	for i, o := range l.operands {
		if !o.is {
			return "", 0, fmt.Sprintf("term %d is %s", i+1, beyond)
		}
	}
	switch l.op {
	case ghg.Min, ghg.Max:
		formula, value = choose(l.op, l.operands)
	case ghg.Product, ghg.Sum:
		formula, value = chain(l.op, l.operands)
	default:
		return "", 0, "it is no arithmetic"
	}
	if value != 0 && !inRange(value) || math.IsNaN(value) {
		return "", 0, "the number is " + beyond
	}
	return formula, value, ""
}

// choose returns MIN(…) or MAX(…).
func choose(op ghg.Op, operands []operand) (string, float64) {
	cells, value := make([]string, len(operands)), operands[0].value
	for i, o := range operands {
		cells[i] = o.at
		if op == ghg.Min {
			value = min(value, o.value)
		} else {
			value = max(value, o.value)
		}
	}
	return strings.ToUpper(op.String()) + "(" + strings.Join(cells, ",") + ")", value
}

// chain returns a product or a sum with its signs, from left to right.
func chain(op ghg.Op, operands []operand) (string, float64) {
	var f strings.Builder
	value := 0.0
	if op == ghg.Product {
		value = 1
	}
	for i, o := range operands {
		switch {
		case o.divides && i == 0:
			f.WriteString("1/")
		case o.divides:
			f.WriteString("/")
		case o.subtracts:
			f.WriteString("-")
		case i > 0 && op == ghg.Product:
			f.WriteString("*")
		case i > 0:
			f.WriteString("+")
		}
		f.WriteString(o.at)
		switch {
		case o.divides:
			value /= o.value
		case o.subtracts:
			value -= o.value
		case op == ghg.Product:
			value *= o.value
		default:
			value += o.value
		}
	}
	return f.String(), value
}

// gasName returns the name of a gas with the basis of an amount published as CO2e.
func gasName(gas ghg.Gas, basis string) string {
	switch {
	case basis == "":
		return string(gas)
	case gas == "":
		return "CO2e (" + basis + ")"
	default:
		return string(gas) + " as CO2e (" + basis + ")"
	}
}
