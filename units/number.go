package units

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
)

// number writes d in plain notation, or in scientific notation where plain would have more digits than can be read
// back. Of a number too long to compute with it writes the order of magnitude.
func number(d decimal.Decimal) string {
	if dec.Check(d) != nil {
		return dec.Brief(d)
	}
	s := dec.Text(d)
	if len(s) <= dec.MaxDigits {
		return s
	}
	return d.Coefficient().String() + "e" + strconv.Itoa(int(d.Exponent()))
}
