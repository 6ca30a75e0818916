package ghg

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Step is one arithmetic step of a result, with its terms as numbers, so that it can be done again.
type Step struct {
	Label string
	Op    Op
	Terms []Term
	Value decimal.Decimal
	Unit  string

	// A step that yields emissions names what it yields, as in [GasAmount]: the result's emissions are the sums of
	// these steps' values.
	Gas Gas
	GWP string
}

// Term is one number of a step. Its units are symbols that cancel: "t", "kg CO2/t", "1".
type Term struct {
	Label   string
	Value   decimal.Decimal
	Unit    string
	Inverse bool   // divides in a product, is subtracted in a sum; the least and the most have none
	Source  string // the document the number comes from, "" for input and earlier steps
	Factor  string // id of the emission factor it belongs to, in Result.Factors
	Step    int    // 1 for the first step: the number is that step's value; 0 for none
}

// Op is what a step does with its terms.
type Op uint8

// The operations of a step.
const (
	Product Op = iota + 1 // the product of the terms, divided once by the product of the inverse ones
	Total                 // the sum of the terms less the inverse ones
	Least                 // the smallest of the terms
	Most                  // the largest of the terms
)

var ops = closed{"operation", []string{"product", "sum", "least", "most"}}

// String returns "product", "sum", "least" or "most".
func (o Op) String() string { return ops.string(uint8(o)) }

// MarshalText returns what String returns; the zero Op is an error.
func (o Op) MarshalText() ([]byte, error) { return ops.marshal(uint8(o)) }

// UnmarshalText reads what String returns.
func (o *Op) UnmarshalText(text []byte) error {
	i, err := ops.parse(text)
	*o = Op(i)
	return err
}

// Yields reports whether the step's value is an amount of emissions.
func (s Step) Yields() bool { return s.Gas != "" || s.GWP != "" }

// Evaluate does the step: it returns what its operation makes of its terms. A product divides at most once, last, to
// 34 significant digits, and not at all without an inverse term; everything else is exact.
func (s Step) Evaluate() (decimal.Decimal, error) {
	if len(s.Terms) == 0 {
		return decimal.Decimal{}, &FieldError{Field: "terms of step " + s.Label, Want: "at least one", Err: ErrMissing}
	}
	switch s.Op {
	case Product:
		return product(s.Terms)
	case Total:
		var sum dec.Exact
		for i := range s.Terms {
			if t := &s.Terms[i]; t.Inverse {
				sum.Sub(t.Value)
			} else {
				sum.Add(t.Value)
			}
		}
		return sum.Decimal(), nil
	case Least, Most:
		best := s.Terms[0].Value
		for _, t := range s.Terms {
			if t.Inverse {
				return decimal.Decimal{}, &FieldError{Field: "term " + t.Label + " of step " + s.Label, Want: "no inverse term: the " + s.Op.String() + " of numbers has none", Err: ErrOutOfRange}
			}
			if c := t.Value.Cmp(best); (s.Op == Least && c < 0) || (s.Op == Most && c > 0) {
				best = t.Value
			}
		}
		return best, nil
	default:
		return decimal.Decimal{}, &FieldError{Field: "operation of step " + s.Label, Want: "product, sum, least or most", Err: ErrMissing}
	}
}

func product(terms []Term) (decimal.Decimal, error) {
	if len(terms) == 1 && !terms[0].Inverse {
		return terms[0].Value, nil
	}
	num, den := dec.One(), dec.One()
	for i := range terms {
		if t := &terms[i]; t.Inverse {
			den.Mul(t.Value)
		} else {
			num.Mul(t.Value)
		}
	}
	if den.IsOne() {
		return num.Decimal(), nil
	}
	return dec.Quo(num.Decimal(), den.Decimal())
}

// checkUnit returns an error unless the units of the terms give the step's unit.
func (s Step) checkUnit() error {
	if s.Op != Product {
		for _, t := range s.Terms {
			if t.Unit != s.Unit {
				return fmt.Errorf("%w: term %q is in %q, the step in %q", ErrTampered, t.Label, t.Unit, s.Unit)
			}
		}
		return nil
	}
	balance := map[string]int{}
	for _, t := range s.Terms {
		n := 1
		if t.Inverse {
			n = -1
		}
		countUnits(balance, t.Unit, n)
	}
	countUnits(balance, s.Unit, -1)
	for symbol, n := range balance {
		if n != 0 {
			return fmt.Errorf("%w: the units of %q do not give %q: %q is left over", ErrTampered, s.Label, s.Unit, symbol)
		}
	}
	return nil
}

// countUnits adds n for every symbol above the line of a unit such as "kg CO2/t·km" and takes n for every one below.
func countUnits(balance map[string]int, unit string, n int) {
	for i, part := range strings.Split(unit, "/") {
		if i == 1 {
			n = -n
		}
		for symbol := range strings.SplitSeq(part, "·") {
			if symbol != "1" && symbol != "" {
				balance[symbol] += n
			}
		}
	}
}

// String writes the step as an equation on one line: "CO2: 326 TJ × 0.014 … = 16734.67 kg CO2".
func (s Step) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: ", s.Label)
	if s.Op == Least || s.Op == Most {
		fmt.Fprintf(&b, "%s of ", s.Op)
	}
	for i, t := range s.Terms {
		if i > 0 || (t.Inverse && s.Op == Product) {
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
	case s.Op == Product && t.Inverse && i == 0:
		return "1 ÷ "
	case s.Op == Product && t.Inverse:
		return " ÷ "
	case s.Op == Product:
		return " × "
	case s.Op == Total && t.Inverse:
		return " − "
	case s.Op == Total:
		return " + "
	default:
		return ", "
	}
}

// display cuts a number to 10 significant digits for a reader, half up; the record keeps all of them.
func display(d decimal.Decimal) string {
	const shown = 10
	if n := d.NumDigits(); n > shown {
		places := -d.Exponent() - int32(n-shown)
		if places < 0 {
			places = 0
		}
		return d.Round(places).String()
	}
	return d.String()
}
