package ghg

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/enum"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/shopspring/decimal"
)

// Step is one arithmetic step of a result, with its terms as numbers, so that it can be recomputed.
type Step struct {
	Label string
	Kind  StepKind // zero for most
	Op    Op
	Terms []Term
	Value decimal.Decimal
	Unit  string

	// A step whose value is an amount of emissions names the gas or the basis, as in [GasAmount]. The result's emissions
	// are the sums of these values.
	Gas Gas
	GWP string
}

// Term is one number of a step. Its unit is a product of symbols that cancel: "t", "kg CO2/t", "1".
type Term struct {
	Label     string
	Value     decimal.Decimal
	Unit      string
	Kind      TermKind
	Divides   bool   // in a product: the number is a divisor
	Subtracts bool   // in a sum: the number is subtracted
	Source    string // the document the number comes from; "" for an input without one and for an earlier step
	Ref       string // identity of a factor, property, price, potential or share; "" for other kinds
	Step      int    // of kind TermStep: the number of the earlier step, from 1; 0 otherwise
}

// Op is the operation of a step on its terms.
type Op uint8

// The operations of a step.
const (
	Product Op = iota + 1 // the product of the terms, divided once by the product of the divisors
	Sum                   // the sum of the terms, less the subtracted ones
	Min                   // the smallest term
	Max                   // the largest term
)

var ops = enum.New[Op](refuseEnum, "operation", "product", "sum", "min", "max")

// String returns "product", "sum", "min" or "max".
func (o Op) String() string { return ops.String(o) }

// MarshalText returns what String returns. The zero Op is an error.
func (o Op) MarshalText() ([]byte, error) { return ops.Marshal(o) }

// UnmarshalText reads what String returns.
func (o *Op) UnmarshalText(text []byte) error { return ops.Unmarshal(o, text) }

// StepKind marks a step that other code must recognise. Most steps have none.
type StepKind uint8

// The kinds of step.
const (
	StepTransport StepKind = iota + 1 // transport included in a line of waste (category 5)
)

var stepKinds = enum.New[StepKind](refuseEnum, "kind of step", "transport")

// String returns the name of the kind.
func (k StepKind) String() string { return stepKinds.String(k) }

// MarshalText returns what String returns. The zero StepKind is an error.
func (k StepKind) MarshalText() ([]byte, error) { return stepKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *StepKind) UnmarshalText(text []byte) error { return stepKinds.Unmarshal(k, text) }

// TermKind is the origin of a term's number.
type TermKind uint8

// The kinds of term.
const (
	TermInput      TermKind = iota + 1 // an input of the activity
	TermStep                           // the value of an earlier step
	TermFactor                         // a value of an emission factor; Ref is its id in Result.Factors
	TermProperty                       // a property of a fuel; Ref is its id in Result.Properties
	TermPrice                          // an exchange rate, a number of a price index, a tax or a margin; Ref names it
	TermPotential                      // a global warming potential; Ref names the set and the gas
	TermConversion                     // the exact ratio of two units
	TermConstant                       // a constant of nature or of the method, such as 44/12
	TermShare                          // a share of the emissions that an inventory takes; Ref names the company
)

var termKinds = enum.New[TermKind](
	refuseEnum, "kind of term",
	"input", "step", "factor", "property", "price", "potential", "conversion", "constant", "share",
)

// String returns the name of the kind, such as "factor".
func (k TermKind) String() string { return termKinds.String(k) }

// MarshalText returns what String returns. The zero TermKind is an error.
func (k TermKind) MarshalText() ([]byte, error) { return termKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *TermKind) UnmarshalText(text []byte) error { return termKinds.Unmarshal(k, text) }

// Emits reports whether the value of the step is an amount of emissions.
func (s *Step) Emits() bool { return s.Gas != "" || s.GWP != "" }

// Evaluate computes the value of the step from its terms. A product divides at most once, last, to 34 significant
// digits, and not at all without a divisor. Everything else is exact. A term or a value too long to compute with is an
// error that wraps [ErrOutOfRange].
func (s *Step) Evaluate() (decimal.Decimal, error) {
	if len(s.Terms) == 0 {
		return decimal.Decimal{}, &FieldError{Field: "terms of step " + input.Shorten(s.Label), Want: "at least one", Err: ErrMissing}
	}
	for i := range s.Terms {
		t := &s.Terms[i]
		if (t.Divides && s.Op != Product) || (t.Subtracts && s.Op != Sum) {
			return decimal.Decimal{}, &FieldError{Field: "term " + input.Shorten(t.Label) + " of step " + input.Shorten(s.Label), Value: s.Op.String(), Want: "a divisor in a product only, a subtracted term in a sum only", Err: ErrOutOfRange}
		}
		if dec.Check(t.Value) != nil {
			return decimal.Decimal{}, checkNumber("term "+t.Label+" of step "+s.Label, t.Value)
		}
	}
	switch s.Op {
	case Product:
		return s.product()
	case Sum:
		var sum dec.Exact
		for i := range s.Terms {
			if t := &s.Terms[i]; t.Subtracts {
				sum.Sub(t.Value)
			} else {
				sum.Add(t.Value)
			}
		}
		return s.checked(&sum)
	case Min, Max:
		best := dec.NewPivot(s.Terms[0].Value)
		for i := range s.Terms {
			if c := best.Cmp(s.Terms[i].Value); (s.Op == Min && c < 0) || (s.Op == Max && c > 0) {
				best = dec.NewPivot(s.Terms[i].Value)
			}
		}
		return best.Decimal(), nil
	default:
		return decimal.Decimal{}, &FieldError{Field: "operation of step " + input.Shorten(s.Label), Want: "product, sum, min or max", Err: ErrMissing}
	}
}

// checked returns a number that can be computed with.
func (s *Step) checked(x *dec.Exact) (decimal.Decimal, error) {
	if x.Check() != nil {
		return decimal.Decimal{}, checkNumber("value of step "+s.Label, x.Decimal())
	}
	return x.Decimal(), nil
}

func (s *Step) product() (decimal.Decimal, error) {
	terms := s.Terms
	if len(terms) == 1 && !terms[0].Divides {
		return terms[0].Value, nil
	}
	var num, den dec.Exact
	num.SetOne()
	den.SetOne()
	for i := range terms {
		t, into := &terms[i], &num
		if t.Divides {
			into = &den
		}
		into.Mul(t.Value)
		if into.Works() != nil { // before it grows further
			return s.checked(into)
		}
	}
	if den.IsOne() {
		return s.checked(&num)
	}
	return dec.Quo(num.Decimal(), den.Decimal())
}

// checkUnit returns an error unless the units of the terms combine to the step's unit.
func (s *Step) checkUnit() error {
	if s.Op != Product {
		for i := range s.Terms {
			if t := &s.Terms[i]; t.Unit != s.Unit {
				return tampered("term %q is in %q, the step in %q", t.Label, t.Unit, s.Unit)
			}
		}
		return nil
	}
	var balance unitBalance
	for i := range s.Terms {
		n := 1
		if s.Terms[i].Divides {
			n = -1
		}
		balance.count(s.Terms[i].Unit, n)
	}
	balance.count(s.Unit, -1)
	if symbol, left := balance.left(); left {
		return tampered("the units of %q do not give %q: %q is left over", s.Label, s.Unit, symbol)
	}
	return nil
}

// unitBalance counts the symbols of units: those above the line less those below.
type unitBalance struct {
	first [8]symbolCount
	n     int            // of them
	more  map[string]int // those after the first
}

type symbolCount struct {
	symbol string
	n      int
}

// count adds n for every symbol above the line in a unit such as "kg CO2/t·km" and subtracts n for every one below.
func (b *unitBalance) count(unit string, n int) {
	const slash, dot = "/", "·"
	for below := false; ; below = true {
		part, rest, more := strings.Cut(unit, slash)
		for dots := true; dots; {
			var symbol string
			symbol, part, dots = strings.Cut(part, dot)
			b.add(symbol, n)
		}
		if !more {
			return
		}
		if unit = rest; !below {
			n = -n
		}
	}
}

func (b *unitBalance) add(symbol string, n int) {
	if symbol == "1" || symbol == "" {
		return
	}
	for i := range b.n {
		if b.first[i].symbol == symbol {
			b.first[i].n += n
			return
		}
	}
	switch {
	case b.n < len(b.first):
		b.first[b.n] = symbolCount{symbol, n}
		b.n++
		return
	case b.more == nil:
		b.more = map[string]int{}
	}
	b.more[symbol] += n
}

// left returns a symbol that does not cancel, and whether there is one.
func (b *unitBalance) left() (string, bool) {
	for _, c := range b.first[:b.n] {
		if c.n != 0 {
			return c.symbol, true
		}
	}
	for symbol, n := range b.more {
		if n != 0 {
			return symbol, true
		}
	}
	return "", false
}

// String writes the step as an equation on one line: "CO2: 326 TJ × 0.014 … = 16734.67 kg CO2".
func (s Step) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: ", s.Label)
	if s.Op == Min || s.Op == Max {
		fmt.Fprintf(&b, "%s of ", s.Op)
	}
	for i, t := range s.Terms {
		if i > 0 || t.Divides {
			b.WriteString(s.sign(t, i))
		}
		b.WriteString(display(t.Value))
		if t.Unit != "1" && t.Unit != "" {
			b.WriteString(" " + t.Unit)
		}
		if t.Label != "" {
			fmt.Fprintf(&b, " (%s)", t.Label)
		}
	}
	b.WriteString(" = " + display(s.Value))
	if s.Unit != "1" && s.Unit != "" {
		b.WriteString(" " + s.Unit)
	}
	return b.String()
}

func (s Step) sign(t Term, i int) string {
	switch {
	case t.Divides && i == 0:
		return "1 ÷ "
	case t.Divides:
		return " ÷ "
	case s.Op == Product:
		return " × "
	case t.Subtracts:
		return " − "
	case s.Op == Sum:
		return " + "
	default:
		return ", "
	}
}

// display rounds a number half up to 10 significant digits for readers; the record keeps all of them.
func display(d decimal.Decimal) string {
	if dec.Check(d) != nil {
		return dec.Brief(d)
	}
	const shown = 10
	if n := d.NumDigits(); n > shown {
		places := -d.Exponent() - int32(n-shown)
		if places < 0 {
			places = 0
		}
		return dec.Text(d.Round(places))
	}
	return dec.Text(d)
}
