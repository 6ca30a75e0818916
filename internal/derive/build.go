package derive

import (
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/num"
)

// builder makes the program of one result.
type builder struct {
	line   *Recorded
	known  map[identity]int // the amounts
	p      *program
	result int
	steps  map[identity]int  // the values of the steps
	chosen map[identity]bool // those that are the smallest or largest of several
}

const tooLong = "a number has more than 256 bits"

// build fills the program, or returns why no other line can share it.
func (b *builder) build(r ghg.Result) string {
	b.p.proto = r.Clone()
	b.p.outside = r.NonKyoto.Kg().Sign()
	b.steps, b.chosen = map[identity]int{}, map[identity]bool{}
	for _, build := range []func() string{b.buildSteps, b.buildGuards, b.buildRecords, b.buildTexts, b.buildWords, b.buildOutputs} {
		if reason := build(); reason != "" {
			return reason
		}
	}
	b.p.monomial = b.p.monomialOf(b.amounts())
	return ""
}

func (b *builder) amounts() int { return len(b.line.Amounts) }

// buildSteps translates every step.
func (b *builder) buildSteps() string {
	for i := range b.p.proto.Steps {
		s := &b.p.proto.Steps[i]
		b.steps[identityOf(&s.Value)] = i
		if s.Op == ghg.Min || s.Op == ghg.Max {
			b.chosen[identityOf(&s.Value)] = true
		}
		to := step{op: s.Op, sign: s.Value.Sign(), divisor: num.New(1, 0), constant: num.New(1, 0)}
		for j := range s.Terms {
			t := &s.Terms[j]
			from, ok := b.source(t, i)
			if !ok || !to.add(from, t) {
				return tooLong
			}
			if from.slot >= 0 && from.slot < b.amounts() {
				b.p.terms = append(b.p.terms, place{i, j, from.slot})
			}
		}
		b.p.steps = append(b.p.steps, to)
	}
	return ""
}

// source returns where the number of a term comes from, which may be one of the steps before it.
func (b *builder) source(t *ghg.Term, before int) (source, bool) {
	if t.Kind == ghg.TermStep {
		return source{slot: b.amounts() + t.Step - 1}, t.Step >= 1 && t.Step <= before
	}
	if amount, ok := b.known[identityOf(&t.Value)]; ok && t.Kind == ghg.TermInput {
		return source{slot: amount}, true
	}
	constant, ok := num.Of(t.Value)
	return source{-1, constant}, ok
}

// buildGuards translates the comparisons that the method made for this result.
func (b *builder) buildGuards() string {
	for i := range b.line.Recorder.Comparisons {
		c := &b.line.Recorder.Comparisons[i]
		switch {
		case c.Result >= len(b.line.Results):
			return "a comparison belongs to no result"
		case c.Result != b.result:
			continue
		}
		g := guard{sign: c.Sign}
		var ok [4]bool
		g.a, ok[0] = b.source(&c.A, len(b.p.steps))
		g.b, ok[1] = b.source(&c.B, len(b.p.steps))
		g.num, ok[2] = num.Of(c.Num)
		g.den, ok[3] = num.Of(c.Den)
		if slices.Contains(ok[:], false) {
			return tooLong
		}
		if b.ofAnother(g.a, &c.A) || b.ofAnother(g.b, &c.B) {
			return "a comparison is of the steps of another result"
		}
		b.p.guards = append(b.p.guards, g)
	}
	return ""
}

// ofAnother reports whether a term refers to a step that this result does not have.
func (b *builder) ofAnother(s source, t *ghg.Term) bool {
	at := s.slot - b.amounts()
	return at >= 0 && !b.p.proto.Steps[at].Value.Equal(t.Value)
}

// buildRecords finds the amounts of the activity, and the values of steps, that the result holds beyond its terms.
func (b *builder) buildRecords() string {
	for _, of := range amountPlaces(&b.p.proto) {
		a := of(&b.p.proto)
		if !a.Given() {
			continue
		}
		amount, isAmount := b.known[identityOf(&a.Value)]
		step, isStep := b.steps[identityOf(&a.Value)]
		switch {
		case isAmount && b.chosen[identityOf(&a.Value)]:
			return "an amount is also the smallest or largest of several"
		case isAmount:
			b.p.records = append(b.p.records, amountPlace{of, amount, 0})
		case isStep:
			b.p.records = append(b.p.records, amountPlace{of, -1, step})
		}
	}
	return ""
}

// buildTexts finds the texts of the activity.
func (b *builder) buildTexts() string {
	reason := ""
	textPlaces(&b.p.proto, func(of func(*ghg.Result) *string, caveat int) {
		found := -1
		for i, text := range b.line.Texts {
			before, after, holds := strings.Cut(*of(&b.p.proto), text)
			if text == "" || !holds {
				continue
			}
			if found >= 0 || strings.Contains(after, text) {
				reason = "a text holds two texts of the activity"
				return
			}
			found = i
			b.p.texts = append(b.p.texts, textPlace{of, before, after, i, caveat})
		}
	})
	for _, text := range b.line.Texts {
		if text != "" && slices.ContainsFunc(fixedTexts(&b.p.proto), func(s string) bool { return strings.Contains(s, text) }) {
			reason = "a text of the activity is a name in the result"
		}
	}
	return reason
}

// buildWords finds the notes and caveats that amounts are written into.
func (b *builder) buildWords() string {
	for i := range b.line.Recorder.Words {
		w := &b.line.Recorder.Words[i]
		parts, filled := wordParts(w, b.known)
		if !filled {
			continue
		}
		if slices.ContainsFunc(b.line.Texts, func(text string) bool { return text != "" && strings.Contains(w.Text, text) }) {
			return "a text holds an amount and a text of the activity"
		}
		for j := range b.p.proto.Notes { //nolint:forbidigo // the text is found, it decides no number
			if b.p.proto.Notes[j].Value == w.Text { //nolint:forbidigo // as above
				b.p.words = append(b.p.words, wordPlace{true, j, parts})
			}
		}
		for j := range b.p.proto.Caveats {
			if b.p.proto.Caveats[j].Detail == w.Text { //nolint:forbidigo // as above
				b.p.words = append(b.p.words, wordPlace{false, j, parts})
			}
		}
	}
	for i, a := range b.p.words {
		same := func(c wordPlace) bool {
			return c.note == a.note && c.index == a.index && !slices.Equal(c.parts, a.parts)
		}
		if slices.ContainsFunc(b.p.words[:i], same) {
			return "two texts with amounts are the same"
		}
	}
	return ""
}

// buildOutputs translates how the values of steps become emissions and CO2e.
func (b *builder) buildOutputs() string {
	r := &b.p.proto
	weights := r.Weights
	for a := range r.Emissions.All() {
		out := output{gas: a.Gas, gwpBasis: a.GWP, published: num.New(1, 0)}
		for i := range r.Steps {
			if s := &r.Steps[i]; s.Emits() && s.Gas == a.Gas && s.GWP == a.GWP {
				out.slots = append(out.slots, b.amounts()+i)
			}
		}
		if len(weights) > 0 && weights[0].Gas == a.Gas && weights[0].Basis == a.GWP {
			var ok [2]bool
			out.weighted, out.outside = true, weights[0].Outside
			out.gwp, ok[0] = num.Of(weights[0].GWP)
			out.published, ok[1] = num.Of(weights[0].Published)
			if !ok[0] || !ok[1] {
				return tooLong
			}
			weights = weights[1:]
		}
		b.p.outputs = append(b.p.outputs, out)
	}
	return ""
}
