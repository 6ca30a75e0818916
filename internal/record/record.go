// Package record notes what a calculation makes of the amounts of its activity beyond its steps: how it compares them,
// and the words it writes them into. With that, the steps of one result can be run again with the amounts of another
// activity of its kind.
package record

import (
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/units"
)

// Recorder collects the notes of one call of Calculate. It is for one goroutine.
type Recorder struct {
	Comparisons []Comparison
	Words       []Words
	Begun       bool   // the calculation is one of package method, which notes what it decides
	Apart       string // why no other activity can share the derivation; "" if one can
	Results     int    // results completed
	Dated       bool   // the calculation depends on the days of its period, and not only on what is valid in it
	Room        *Room  // for the lists of the first result, until a result takes it; nil if each has memory of its own
}

// Room is memory for the lists of a result. Who lends it to a calculation may use it again when the result is no longer needed.
type Room struct {
	Results [1]ghg.Result
	Steps   [3]ghg.Step
	Factors [1]ghg.FactorRecord
	Terms   [12]ghg.Term
}

// TakeRoom returns the room, once, or nil.
func (r *Recorder) TakeRoom() *Room {
	if r == nil {
		return nil
	}
	room := r.Room
	r.Room = nil
	return room
}

// Comparison is a decision that depends on two numbers, each a term of the calculation.
type Comparison struct {
	A, B     ghg.Term
	Num, Den decimal.Decimal // A × Num is compared with B × Den
	Sign     int             // −1, 0 or 1
	Result   int             // the number, from 0, of the result whose steps the terms refer to
}

// Words is a text that amounts are written into.
type Words struct {
	Text  string
	Parts []Part
}

// Part is a part of a text: an amount if one is given, words otherwise.
type Part struct {
	Text   string
	Amount units.Quantity
}

// Compare returns how a × num compares with b × den, and notes it. A nil Recorder notes nothing.
func (r *Recorder) Compare(a, b *ghg.Term, num, den decimal.Decimal) int {
	sign := a.Value.Mul(num).Cmp(b.Value.Mul(den))
	if r != nil {
		r.Comparisons = append(r.Comparisons, Comparison{*a, *b, num, den, sign, r.Results})
	}
	return sign
}

// Write returns the parts as one text, and notes it.
func (r *Recorder) Write(parts []Part) string {
	text := Text(parts)
	if r != nil {
		r.Words = append(r.Words, Words{text, parts})
	}
	return text
}

// Text returns the parts as one text.
func Text(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		if p.Amount.Given() {
			b.WriteString(p.Amount.String())
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// Keep notes that no other activity can share the derivation. The first reason stays.
func (r *Recorder) Keep(reason string) {
	if r != nil && r.Apart == "" {
		r.Apart = reason
	}
}

// Begin notes that a method begins. Shared says that it decides by its amounts only in ways that are noted.
func (r *Recorder) Begin(name string, shared bool) {
	if r == nil {
		return
	}
	r.Begun = true
	if !shared {
		r.Keep(name + " is not declared to share derivations")
	}
}

// Date notes that the calculation depends on its period.
func (r *Recorder) Date() {
	if r != nil {
		r.Dated = true
	}
}

// Done notes that a result is complete.
func (r *Recorder) Done() {
	if r != nil {
		r.Results++
	}
}
