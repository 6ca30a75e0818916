package units

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
)

// number writes d in plain notation, or in scientific notation where plain would have more digits than can be read
// back.
func number(d decimal.Decimal) string {
	s := dec.Text(d)
	if len(s) <= dec.MaxDigits {
		return s
	}
	return d.Coefficient().String() + "e" + strconv.Itoa(int(d.Exponent()))
}
