// Package derive runs what a method recorded once again with other amounts.
//
// Lines that differ only in their amounts, their id, entity and site, and in texts that the method passes on, are of one
// [Kind]. [Record] makes it from the results of one line. A kind has a program for each result: the steps, in which the
// amounts are places to fill. [Kind.Results] fills them and computes every step as Calculate does, with the same
// functions, so its results are those of Calculate to the byte of the receipt. [Kind.Run] computes the emissions only, fast
// and exactly, with package num.
//
// A method may decide by its amounts. A line belongs to a kind only if every decision comes out as it did when the kind
// was recorded: the sign of every amount and of every step is the same, and so is every comparison that the method made
// ([record.Comparison]). Otherwise, or if a number does not fit, the line must be calculated.
package derive

import (
	"errors"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/internal/record"
)

// ErrOther is the error of a line for which the method decides otherwise than for the kind.
var ErrOther = errors.New("the line is of another kind")

// Kind is what lines share that differ only in their amounts and texts. It is immutable.
type Kind struct {
	gwp      ghg.GWP
	dated    bool // it depends on the days of its period
	amounts  int  // of a line
	texts    int  // of a line
	signs    []int
	programs []program
}

// program computes one result.
type program struct {
	proto   ghg.Result // as it was recorded
	terms   []place    // the terms that are amounts
	records []amountPlace
	texts   []textPlace
	words   []wordPlace

	steps    []step
	guards   []guard
	outputs  []output
	outside  int // the sign of the CO2e outside the Kyoto basket
	before   int // the number of the program in the kind that this one was made of
	monomial *monomial
}

// place is a term that holds an amount.
type place struct{ step, term, amount int }

// source is where a number comes from: an amount, a step, or a constant.
type source struct {
	slot     int // the amount, or the number of amounts + the step; −1 for a constant
	constant num.Num
}

// Recorded is an activity whose results are known, with the amounts and texts as Calculate was given them: every amount
// with an identity of its own ([Own]), every text unlike any other.
type Recorded struct {
	Amounts  []decimal.Decimal
	Texts    []string
	Results  ghg.Results
	Recorder *record.Recorder
	GWP      ghg.GWP
}

// Record makes the kind of a line. If no other line can share its derivation, it returns the reason instead.
func Record(l Recorded) (k *Kind, reason string) {
	switch {
	case !l.Recorder.Begun:
		return nil, "the calculation is not one of package method"
	case l.Recorder.Apart != "":
		return nil, l.Recorder.Apart
	}
	k = &Kind{gwp: l.GWP, dated: l.Recorder.Dated, amounts: len(l.Amounts), texts: len(l.Texts), programs: make([]program, len(l.Results))}
	known := map[identity]int{}
	for i := range l.Amounts {
		known[identityOf(&l.Amounts[i])] = i
		k.signs = append(k.signs, l.Amounts[i].Sign())
	}
	for i := range l.Results {
		b := builder{line: &l, known: known, p: &k.programs[i], result: i}
		if reason := b.build(l.Results[i]); reason != "" {
			return nil, reason
		}
	}
	return k, ""
}

// Dateless reports whether the method asked of the period only what is valid in it.
func (k *Kind) Dateless() bool { return !k.dated }

// At returns the kind of lines with another period, in which the same factors are valid, of a method that is [Kind.Dateless].
// A caveat about a factor of other years names the period: it then names the other one.
func (k *Kind) At(p ghg.Period) *Kind {
	at := *k
	at.programs = slices.Clone(k.programs)
	for i := range at.programs {
		r := &at.programs[i].proto
		was := r.Period.String()
		r.Period = p
		for j := range r.Caveats {
			if strings.Contains(r.Caveats[j].Detail, was) { //nolint:forbidigo // the text is written, it decides no number
				r.Caveats = slices.Clone(r.Caveats)
				r.Caveats[j].Detail = strings.ReplaceAll(r.Caveats[j].Detail, was, p.String()) //nolint:forbidigo // as above
			}
		}
	}
	return &at
}

// Len returns the number of results of a line.
func (k *Kind) Len() int { return len(k.programs) }

// Amounts returns the number of amounts of a line.
func (k *Kind) Amounts() int { return k.amounts }

// Texts returns the number of texts of a line.
func (k *Kind) Texts() int { return k.texts }

// GWP returns the set of potentials that the kind was recorded with.
func (k *Kind) GWP() ghg.GWP { return k.gwp }

// Head returns the i-th result as it was recorded: its scope, method, part, period and all else that lines of the kind
// have in common. The caller must not write to its lists.
func (k *Kind) Head(i int) *ghg.Result { return &k.programs[i].proto }

// Results returns the results of a line, as Calculate returns them. If the line is of another kind, the error is
// [ErrOther].
func (k *Kind) Results(l Line) (ghg.Results, error) {
	if l.Amounts.Len() != k.amounts || len(l.Texts) != k.texts {
		return nil, ErrOther
	}
	amounts := l.Amounts.decimals()
	for i, sign := range k.signs {
		if amounts[i].Sign() != sign {
			return nil, ErrOther
		}
	}
	results := make(ghg.Results, len(k.programs))
	for i := range k.programs {
		r, err := k.programs[i].result(k.gwp, l, amounts)
		if err != nil {
			return nil, err
		}
		results[i] = r
	}
	return results, nil
}

// result fills the places of a program and computes the steps.
func (p *program) result(gwp ghg.GWP, l Line, amounts []decimal.Decimal) (ghg.Result, error) {
	r := p.proto.Clone()
	r.ID, r.Entity, r.Site = l.ID, l.Entity, l.Site
	for _, at := range p.terms {
		r.Steps[at.step].Terms[at.term].Value = amounts[at.amount]
	}
	if !p.evaluate(r.Steps) || !p.decided(&r, amounts) {
		return ghg.Result{}, ErrOther
	}
	emissions, err := ghg.EmissionsOf(r.Steps)
	if err != nil {
		return ghg.Result{}, ErrOther
	}
	converted, err := emissions.ToCO2e(gwp)
	if err != nil || converted.NonKyoto.Kg().Sign() != p.outside {
		return ghg.Result{}, ErrOther
	}
	r.Emissions, r.Weights, r.CO2e, r.NonKyoto = emissions, converted.Weights, converted.CO2e, converted.NonKyoto
	for _, at := range p.records {
		at.set(&r, at.value(&r, amounts))
	}
	return r, p.write(&r, l.Texts, amounts)
}

// evaluate computes the steps, and reports whether the sign of each is as it was recorded.
func (p *program) evaluate(steps []ghg.Step) bool {
	for i := range steps {
		s := &steps[i]
		for j := range s.Terms {
			if t := &s.Terms[j]; t.Kind == ghg.TermStep {
				t.Value = steps[t.Step-1].Value
			}
		}
		value, err := s.Evaluate()
		if err != nil || value.Sign() != p.steps[i].sign {
			return false
		}
		s.Value = value
	}
	return true
}

// decided reports whether every comparison comes out as it was recorded.
func (p *program) decided(r *ghg.Result, amounts []decimal.Decimal) bool {
	value := func(s source) decimal.Decimal {
		switch {
		case s.slot < 0:
			return s.constant.Decimal()
		case s.slot < len(amounts):
			return amounts[s.slot]
		}
		return r.Steps[s.slot-len(amounts)].Value
	}
	return !slices.ContainsFunc(p.guards, func(g guard) bool {
		return value(g.a).Mul(g.num.Decimal()).Cmp(value(g.b).Mul(g.den.Decimal())) != g.sign
	})
}

// write writes the texts of the line and its amounts into the texts of the result. A caveat that becomes the same as
// another is recorded once, so the line is then of another kind.
func (p *program) write(r *ghg.Result, texts []string, amounts []decimal.Decimal) error {
	written := -1 // the last caveat
	for _, at := range p.texts {
		at.set(r, texts)
		written = max(written, at.caveat)
	}
	for _, at := range p.words {
		text := at.text(amounts)
		if at.note {
			r.Notes[at.index].Value = text //nolint:forbidigo // written, not read
			continue
		}
		r.Caveats[at.index].Detail = text //nolint:forbidigo // as above
		written = max(written, at.index)
	}
	for i := 0; written >= 0 && i < len(r.Caveats); i++ {
		if slices.Contains(r.Caveats[:i], r.Caveats[i]) {
			return ErrOther
		}
	}
	return nil
}
