package answer

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// Question is what would be different.
type Question struct {
	Receipts [][]byte
	Changes  []Change
	// Totals are the kilograms of CO2e of all lines by each method of scope 2, as exact text, if there are more lines than
	// the receipts; "" for the sum of the receipts.
	Totals [2]string // location-based, market-based
	// Marks are the lines of category 3 that count by one method only, by their ids (inventory.Organisation.Category3By).
	Marks map[string]string
}

// Change is another number for an input of a receipt. That of a factor, property or price is one of every receipt that uses
// it; that of an amount, which includes the volume of an instrument, is one of every receipt of the same activity, such as
// those by both methods of scope 2.
type Change struct {
	Receipt int // its place, from 0
	Input   int // see Input.At
	Value   string
	Source  string
}

// Sketch is the answer. It is no receipt: nothing that was computed before moves.
type Sketch struct {
	OK       bool   `json:"ok"`
	Error    string `json:"error,omitempty"`
	Lines    []Line `json:"lines,omitempty"`
	Location *Total `json:"location,omitempty"` // none unless every line is known
	Market   *Total `json:"market,omitempty"`
}

// Line is a receipt's CO2e in kilograms, before and after the changes.
type Line struct {
	ID     string `json:"id"`
	Error  string `json:"error,omitempty"` // why there is no number
	Counts bool   `json:"counts"`          // in a total
	Before string `json:"before_kg"`
	After  string `json:"after_kg,omitempty"`
}

// Total is a total in kilograms, before and after the changes.
type Total struct {
	Before string `json:"before_kg"`
	After  string `json:"after_kg"`
	Change string `json:"change_kg"`
}

// lineInput is an input of the results of one activity, or of all that use it.
type lineInput struct {
	line string // the id of the activity; "" for all
	ghg.Input
}

// of returns what has a number in common with an input of a result.
func of(r *ghg.Result, in ghg.Input) lineInput {
	if shared(in) {
		return lineInput{"", in}
	}
	return lineInput{r.ID, in}
}

// methods are the methods of Scope 2, in the order of Question.Totals.
var methods = [2]ghg.Accounting{ghg.LocationBased, ghg.MarketBased}

// sketch is a question as far as it is answered.
type sketch struct {
	derivations []ghg.Derivation
	results     []ghg.Result
	own         []map[ghg.Input]bool // that have a number, of each receipt
	common      map[lineInput]ghg.Change
	marks       map[string]ghg.Accounting
}

// WhatIf answers what each line and the totals would be with other numbers, by [ghg.Derivation.With]: the same steps,
// evaluated again. Whether lines that are not among the receipts leave as much of an instrument that they share is not known
// here.
func WhatIf(q Question) Sketch {
	s, err := q.open()
	if err != nil {
		return Sketch{Error: err.Error()}
	}
	var before, totals [2]decimal.Decimal
	a := Sketch{OK: true}
	for i := range s.results {
		r := &s.results[i]
		line := Line{ID: r.ID, Counts: r.Counts(), Before: dec.Text(r.CO2e.Kg())}
		after, err := s.again(i)
		if err != nil {
			a.OK, line.Error = false, err.Error()
			a.Lines = append(a.Lines, line)
			continue
		}
		line.After = dec.Text(after.CO2e.Kg())
		a.Lines = append(a.Lines, line)
		for m, by := range methods {
			if r.Counts() && by.Includes(s.accounting(r)) {
				before[m], totals[m] = before[m].Add(r.CO2e.Kg()), totals[m].Add(after.CO2e.Kg())
			}
		}
	}
	if !a.OK {
		return a
	}
	for m, into := range []**Total{&a.Location, &a.Market} {
		was, is := before[m], totals[m]
		if q.Totals[m] != "" {
			given, err := dec.Parse(q.Totals[m])
			if err != nil {
				return Sketch{Error: fmt.Sprintf("total %s: %s", methods[m], err)}
			}
			was, is = given, given.Sub(was).Add(is)
		}
		*into = &Total{dec.Text(was), dec.Text(is), dec.Text(is.Sub(was))}
	}
	return a
}

// open verifies the receipts and reads the changes.
func (q *Question) open() (*sketch, error) {
	s := &sketch{common: map[lineInput]ghg.Change{}, marks: map[string]ghg.Accounting{}}
	for id, text := range q.Marks {
		var a ghg.Accounting
		if err := a.UnmarshalText([]byte(text)); err != nil {
			return nil, err
		}
		s.marks[id] = a
	}
	seen := map[string]int{}
	for i, receipt := range q.Receipts {
		r, err := ghg.Verify(receipt)
		if err != nil {
			return nil, fmt.Errorf("receipt %d: %w", i+1, err)
		}
		if before, again := seen[string(receipt)]; again {
			return nil, fmt.Errorf("receipt %d is receipt %d: want each line once", i+1, before+1)
		}
		seen[string(receipt)] = i
		if err := r.SameGWP(s.first(r)); err != nil {
			return nil, fmt.Errorf("receipt %d: %w", i+1, err)
		}
		d, err := r.Derivation()
		if err != nil {
			return nil, fmt.Errorf("receipt %d: %w", i+1, err)
		}
		s.results, s.derivations, s.own = append(s.results, r), append(s.derivations, d), append(s.own, map[ghg.Input]bool{})
	}
	for i, c := range q.Changes {
		if err := s.note(c); err != nil {
			return nil, fmt.Errorf("change %d: %w", i+1, err)
		}
	}
	return s, nil
}

// first returns the first result, or r if there is none yet.
func (s *sketch) first(r ghg.Result) ghg.Result {
	if len(s.results) > 0 {
		return s.results[0]
	}
	return r
}

// note notes a change.
func (s *sketch) note(c Change) error {
	if c.Receipt < 0 || c.Receipt >= len(s.results) {
		return fmt.Errorf("receipt %d: there are %d", c.Receipt+1, len(s.results))
	}
	inputs := s.derivations[c.Receipt].Inputs()
	if c.Input < 0 || c.Input >= len(inputs) {
		return fmt.Errorf("input %d: receipt %d has %d", c.Input, c.Receipt+1, len(inputs))
	}
	in := inputs[c.Input]
	value, err := dec.Parse(c.Value)
	if err != nil {
		return fmt.Errorf("%s: %w", in, err)
	}
	change := ghg.Change{Input: in, Value: value, Source: c.Source}
	if s.own[c.Receipt][in] {
		return fmt.Errorf("%s: it has two numbers", in)
	}
	s.own[c.Receipt][in] = true
	all := of(&s.results[c.Receipt], in)
	if other, ok := s.common[all]; ok && !other.Value.Equal(value) {
		return fmt.Errorf("%s: it has the numbers %s and %s", in, dec.Text(other.Value), dec.Text(value))
	}
	s.common[all] = change
	return nil
}

// again returns a result with the changes of its inputs.
func (s *sketch) again(i int) (ghg.Result, error) {
	var changes []ghg.Change
	for _, in := range s.derivations[i].Inputs() {
		if c, ok := s.common[of(&s.results[i], in)]; ok {
			changes = append(changes, c)
		}
	}
	if len(changes) == 0 {
		return s.results[i], nil
	}
	return s.derivations[i].With(changes...)
}

// accounting returns the method of Scope 2 by which a result counts.
func (s *sketch) accounting(r *ghg.Result) ghg.Accounting {
	if len(s.marks) > 0 && r.Category == ghg.FuelAndEnergyRelatedActivities {
		return s.marks[r.ID]
	}
	return r.Accounting
}
